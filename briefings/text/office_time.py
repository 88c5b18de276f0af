"""What a clock on the wall of the office may mean."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def readings(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments that a time without a zone may mean, the earlier first. One, but for
    the hour that the clocks go through twice, or skip: there it is meant by the clock
    before the change, or by that after it.

    >>> london = ZoneInfo("Europe/London")
    >>> [f"{m:%H:%M %Z}" for m in readings(datetime(2026, 10, 25, 1, 30), london)]
    ['01:30 BST', '01:30 GMT']
    >>> [f"{m:%H:%M %Z}" for m in readings(datetime(2026, 3, 29, 1, 30), london)]
    ['00:30 GMT', '02:30 BST']
    """
    meant = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return [moment.astimezone(zone) for moment in sorted(meant)]


def why_unclear(wall: datetime, meant: list[datetime]) -> str:
    """A sentence that offers both readings."""
    first, second = (f"{moment:%H:%M %Z}" for moment in meant)
    if meant[0].replace(tzinfo=None) == wall:
        return (
            f"{wall:%H:%M} comes twice on {wall:%-d %B %Y}: choose {first} (first) or "
            f"{second} (second)."
        )
    return (
        f"{wall:%H:%M} does not exist on {wall:%-d %B %Y}, when the clocks go forward: "
        f"choose {first} or {second}."
    )
