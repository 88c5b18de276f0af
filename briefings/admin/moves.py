"""The buttons of an edition: its moves, and what can be done about its release."""

from typing import Any

from briefings.actions.record import add_note
from briefings.admin.deeds import Deed, NoteField
from briefings.admin.discarding import BringBack
from briefings.admin.issue import (
    ApproveAfterwards,
    Backdate,
    ChangeEmbargo,
    IssueNow,
    IssueUrgently,
    LiftNow,
    Schedule,
    Unschedule,
)
from briefings.admin.notices import (
    BeginCorrection,
    CorrectChangeNote,
    Readdress,
    Reinstate,
    Remove,
    Replace,
    Withdraw,
)
from briefings.admin.review import (
    Approve,
    AskAnother,
    RequestChanges,
    Submit,
    TakeBackFromReview,
    TakeOver,
)
from briefings.admin.translations import Join, Part
from briefings.models import Edition, User
from briefings.permissions import acts_open_to, may, moves_open_to
from briefings.workflow import OPEN_STATES, Duty, State


class AddNote(Deed):
    button = "Add the note"
    place = "#timeline"
    words = NoteField(needed=True, label="Note to colleagues", help_text="Not public.")

    def carry_out(self) -> str:
        add_note(self.subject, by=self.by, **self.typed())
        return "The note is added."


_BY_MOVE: dict[str, tuple[type[Deed], ...]] = {
    "submit": (Submit,),
    "approve": (Approve,),
    "request_changes": (RequestChanges,),
    "ask_another": (AskAnother,),
    "take_back": (TakeBackFromReview,),
    "issue": (IssueNow, Schedule),
    "backdate": (Backdate,),
    "unschedule": (Unschedule, LiftNow),
    "issue_urgently": (IssueUrgently,),
    "bring_back": (BringBack,),
    "embargo": (ChangeEmbargo,),
    "take_over": (TakeOver,),
}


_BY_ACT: dict[str, tuple[type[Deed], ...]] = {
    "approve_afterwards": (ApproveAfterwards,),
    "correct": (BeginCorrection,),
    "correct_note": (CorrectChangeNote,),
    "withdraw": (Withdraw,),
    "reinstate": (Reinstate,),
    "remove": (Remove, Replace),
    "readdress": (Readdress,),
    "join": (Join,),
    "part": (Part,),
}


def move_deeds(edition: Any, *, by: User, now: Any, **about: Any) -> list[Deed]:
    """Every move, and what else is done about an edition in hand, with whether this
    person is offered it now. Its embargo is proposed as the moment to go public."""
    open_moves = {move.name for move in moves_open_to(by, edition)}
    if _is_past(edition, now):
        open_moves.discard("unschedule")
    if edition.state in OPEN_STATES and may(by, Duty.WRITE):
        open_moves |= {"embargo"} if edition.is_in_hand else {"embargo", "take_over"}
    embargo = edition.embargoed_until
    return [
        deed(
            _name(deed),
            edition,
            by=by,
            is_offered=move in open_moves,
            initial={
                "digest": edition.digest,
                "at": embargo,
                "is_embargoed": bool(embargo and embargo > now),
            },
            **about,
        )
        for move, deeds in _BY_MOVE.items()
        for deed in deeds
    ]


def _told_before(deed: type[Deed], words: str | None) -> dict[str, str]:
    return {"explanation": words} if deed is Withdraw and words else {}


def release_deeds(
    edition: Edition, *, by: User, now: Any, said_before: str | None, **about: Any
) -> list[Deed]:
    """What can be done about a release whose live edition this is. What readers were
    told when it was withdrawn before is offered for the next time."""
    acts = acts_open_to(by, edition, now=now)
    return [
        deed(
            _name(deed),
            edition,
            by=by,
            is_offered=act in acts,
            initial={"slug": edition.release.slug, **_told_before(deed, said_before)},
            **about,
        )
        for act, deeds in _BY_ACT.items()
        for deed in deeds
    ]


def _is_past(edition: Edition, now: Any) -> bool:
    return edition.state == State.ISSUED and edition.live_during.lower <= now


def _name(deed: type[Deed]) -> str:
    return deed.__name__.lower()
