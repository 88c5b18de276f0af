"""How an edition stands, in an editor's words: what the clock makes of its period."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from briefings.models import Edition
from briefings.moments import in_words
from briefings.text.parts.embargo import in_words as in_words_with_the_year
from briefings.workflow import State


@dataclass(frozen=True)
class Standing:
    name: str
    label: str
    sentence: str


_NOT_ISSUED = {
    State.DRAFT: "Not public. It is being written.",
    State.IN_REVIEW: "Not public. It waits for an approver.",
    State.CHANGES_REQUESTED: "Not public. The approver asked for changes.",
    State.APPROVED: "Not public. It can be issued.",
    State.DISCARDED: "Not public. It was discarded.",
}


def standing(edition: Edition, now: datetime) -> Standing:
    state = State(edition.state)
    if state != State.ISSUED:
        return Standing(state.value, state.label, _NOT_ISSUED[state])
    opens, closes = edition.live_during.lower, edition.live_during.upper
    if opens > now:
        return Standing("scheduled", "Scheduled", f"Scheduled for {in_words(opens)}.")
    if closes is None:
        return Standing("public", "Public", f"Public since {in_words(opens)}.")
    if closes > now:
        sentence = f"Public since {in_words(opens)}, until {in_words(closes)}."
        return Standing("public", "Public", sentence)
    sentence = f"Was public from {in_words(opens)} until {in_words(closes)}."
    if edition.release.removed_at:
        return Standing("removed", "Removed", sentence)
    return Standing("superseded", "Superseded", sentence)


def period_in_words(opens: datetime, closes: datetime | None) -> str:
    if closes is None:
        return f"Since {in_words(opens)}"
    return f"From {in_words(opens)} until {in_words(closes)}"


def when_in_words(at: datetime, now: datetime) -> str:
    """A moment as the office says it, with the zone named and how far off it is. The
    year is told where it is another one.

    >>> utc = ZoneInfo("UTC")
    >>> at = datetime(2024, 11, 8, 0, 1, tzinfo=utc)
    >>> when_in_words(at, at - timedelta(hours=6))
    'Friday 8 November, 00:01 UK time (GMT), in 6 hours'
    """
    return f"{moment_in_words(at, now)}, {how_far(at, now)}"


def moment_in_words(at: datetime, now: datetime) -> str:
    zone = ZoneInfo(settings.TIME_ZONE)
    local, today = at.astimezone(zone), now.astimezone(zone)
    said = in_words_with_the_year(local, zone=settings.TIME_ZONE)
    return said.replace(f" {local.year},", ",") if local.year == today.year else said


# Each up to a number of seconds; `countdown.js` counts in the same steps.
_STEPS = ((90, 60, "minute"), (48, 60 * 60, "hour"), (60, 24 * 60 * 60, "day"))
_LONG = (365 * 24 * 60 * 60 // 12, "month")


def how_far(at: datetime, now: datetime) -> str:
    """
    >>> noon = datetime(2024, 11, 8, 12, 0)
    >>> how_far(noon, noon - timedelta(minutes=1))
    'in 1 minute'
    >>> how_far(noon, noon + timedelta(days=3))
    '3 days ago'
    """
    seconds = (at - now).total_seconds()
    if abs(seconds) < 60:
        return "now" if seconds <= 0 else "in less than a minute"
    size, unit = next(
        ((size, unit) for most, size, unit in _STEPS if abs(seconds) < most * size),
        _LONG,
    )
    number = int(abs(seconds) // size)
    counted = f"{number} {unit}{'' if number == 1 else 's'}"
    return f"in {counted}" if seconds > 0 else f"{counted} ago"
