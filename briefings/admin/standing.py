"""How an edition stands, in an editor's words: what the clock makes of its period."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from briefings.models import Edition
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


def in_words(at: datetime) -> str:
    """A moment in the office's zone, with the zone's name, so that nobody issues an
    hour early."""
    return f"{timezone.localtime(at):%A %-d %B %Y, %H:%M %Z}"
