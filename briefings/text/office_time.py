"""What a clock on the wall of the office may mean."""

from datetime import UTC, datetime, time, timedelta
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


OPENS, CLOSES = time(9), time(17)
_SATURDAY = 5


def working_time(since: datetime, until: datetime, zone: ZoneInfo) -> timedelta:
    """How much of the time between two moments an office works: from nine to five, but
    not at weekends. Holidays are not known.

    >>> london = ZoneInfo("Europe/London")
    >>> friday = datetime(2026, 11, 20, 15, 0, tzinfo=london)
    >>> working_time(friday, friday + timedelta(days=3), london)
    datetime.timedelta(seconds=28800)
    >>> working_time(friday, friday - timedelta(days=3), london)
    datetime.timedelta(0)
    """
    begin, end = since.astimezone(zone), until.astimezone(zone)
    total = timedelta()
    for number in range((end.date() - begin.date()).days + 1):
        day = begin.date() + timedelta(days=number)
        if day.weekday() < _SATURDAY:
            opens = max(begin, datetime.combine(day, OPENS, zone))
            closes = min(end, datetime.combine(day, CLOSES, zone))
            total += max(closes - opens, timedelta())
    return total
