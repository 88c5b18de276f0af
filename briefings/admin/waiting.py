"""What whoever opens an edition must know first: whom it waits for, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefings.models import Transition
from briefings.workflow import ASKING, HOLDING, OPEN_STATES, State


@dataclass(frozen=True)
class Callout:
    tone: str
    sentence: str
    words: str = ""


def callouts(edition: Any) -> list[Callout]:
    found = (_about_its_holder, _about_review, _about_haste, _about_discarding)
    return [callout for about in found for callout in about(edition)]


def _about_review(edition: Any) -> Iterator[Callout]:
    if edition.state not in (State.IN_REVIEW, State.CHANGES_REQUESTED):
        return
    in_review = edition.state == State.IN_REVIEW
    made = _last(edition, *(ASKING if in_review else ("request_changes",)))
    if made is None:
        return
    by = made.by or "a command"
    if in_review:
        whom = made.asked or "any approver"
        how = "Submitted" if made.move == "submit" else "Asked"
        yield Callout("plain", f"Waits for {whom}. {how} by {by}.", made.note)
    else:
        yield Callout("wait", f"{_capital(by)} asks for changes.", made.note)


def _about_its_holder(edition: Any) -> Iterator[Callout]:
    made = _last(edition, *HOLDING)
    if edition.state in OPEN_STATES and made and made.move == "take_over":
        yield Callout("plain", f"{_capital(made.by)} took it over.", made.note)


def _about_haste(edition: Any) -> Iterator[Callout]:
    if not edition.urgency:
        return
    back = _last(edition, "put_back")
    made = back or _last(edition, "issue_urgently")
    signed = _last(edition, "approve_afterwards")
    how = "Put back after its removal" if back else "Issued without approval"
    sent = f"{how} by {(made and made.by) or 'a command'}"
    if signed:
        sentence = f"{sent}. Approved afterwards by {signed.by}."
        yield Callout("plain", sentence, edition.urgency)
    else:
        sentence = f"{sent}. Waits for somebody else’s approval."
        yield Callout("stop", sentence, edition.urgency)


def _about_discarding(edition: Any) -> Iterator[Callout]:
    made = _last(edition, "discard")
    if edition.state == State.DISCARDED and made:
        sentence = f"Discarded by {made.by or 'a command'}. It is in no list."
        yield Callout("wait", sentence, made.note)


def _last(edition: Any, *moves: str) -> Transition | None:
    made = [made for made in edition.transitions.all() if made.move in moves]
    return made[-1] if made else None


def _capital(by: Any) -> str:
    return str(by)[:1].upper() + str(by)[1:]
