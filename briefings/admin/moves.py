"""The moves of an edition, and what can be done about a release that is public."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from briefings.actions.addresses import readdress_release
from briefings.actions.issue import (
    approve_afterwards,
    backdate_edition,
    issue_edition,
    issue_urgently,
    unschedule_edition,
)
from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    replace_release,
    withdraw_release,
)
from briefings.actions.record import add_note
from briefings.actions.releases import begin_correction
from briefings.actions.review import approve_edition, request_changes, submit_edition
from briefings.admin.deeds import Deed, MomentField, NoteField
from briefings.admin.standing import in_words
from briefings.errors import Conflict
from briefings.models import Edition, User
from briefings.permissions import acts_open_to, moves_open_to
from briefings.workflow import State

_PUBLIC_EXPLANATION = "Shown to readers."


class Submit(Deed):
    button = "Submit for review"
    note = NoteField(help_text="For the approver; not public.")

    def carry_out(self) -> str:
        submit_edition(self.subject, by=self.by, **self.typed())
        return "Submitted for review."


class Approve(Deed):
    """Bound to the words that the page showed."""

    button = "Approve these words"
    digest = forms.CharField(widget=forms.HiddenInput)

    def carry_out(self) -> str:
        approve_edition(self.subject, by=self.by, **self.typed())
        return "Approved. It can be issued now."

    def meet(self, conflict: Conflict) -> None:
        self.subject.refresh_from_db()
        self.retype("digest", self.subject.digest)


class RequestChanges(Deed):
    button = "Request changes"
    reason = NoteField(needed=True, help_text="For the writer; not public.")

    def carry_out(self) -> str:
        request_changes(self.subject, by=self.by, **self.typed())
        return "The writer is asked for changes."


class IssueNow(Deed):
    button = "Issue now"

    def carry_out(self) -> str:
        issue_edition(self.subject, by=self.by)
        return "Issued. It is public."


class _AtAMoment(Deed):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Told when the page is, because the clocks change twice a year.
        self.fields["at"].help_text = _which_time()


class Schedule(_AtAMoment):
    button = "Schedule"
    at = MomentField(label="Goes public at")

    def carry_out(self) -> str:
        issued = issue_edition(self.subject, by=self.by, **self.typed())
        return f"Scheduled for {in_words(issued.live_from)}."


class IssueUrgently(Deed):
    button = "Issue without approval"
    is_danger = True
    is_folded = True
    reason = NoteField(
        needed=True,
        label="Why it cannot wait for an approver",
        help_text="Not public. The release stays flagged until somebody else approves "
        "it afterwards.",
    )

    def carry_out(self) -> str:
        issue_urgently(self.subject, by=self.by, **self.typed())
        return "Issued without approval. It is public, and flagged until approved."


class ApproveAfterwards(Deed):
    button = "Approve afterwards"
    note = NoteField(help_text="Not public.")

    def carry_out(self) -> str:
        approve_afterwards(self.subject, by=self.by, **self.typed())
        return "Approved afterwards. The flag is gone."


class Backdate(_AtAMoment):
    button = "Enter as issued before"
    is_folded = True
    at = MomentField(label="Was issued at")

    def carry_out(self) -> str:
        issued = backdate_edition(self.subject, by=self.by, **self.typed())
        return f"Entered as issued on {in_words(issued.live_from)}."


class Unschedule(Deed):
    button = "Unschedule"
    note = NoteField(help_text="Not public.")

    def carry_out(self) -> str:
        unschedule_edition(self.subject, by=self.by, **self.typed())
        return "Unscheduled. The approval stands."


class BeginCorrection(Deed):
    button = "Begin a correction"

    def carry_out(self) -> str:
        self.leads_to = begin_correction(self.subject.release, by=self.by)
        return f"Edition {self.leads_to.number} is a copy to correct."


class Withdraw(Deed):
    button = "Withdraw"
    is_danger = True
    explanation = NoteField(needed=True, help_text=_PUBLIC_EXPLANATION)

    def carry_out(self) -> str:
        withdraw_release(self.subject.release, by=self.by, **self.typed())
        return "Withdrawn. It stays readable under a public notice."


class Reinstate(Deed):
    button = "Reinstate"
    note = NoteField(help_text="Not public.")

    def carry_out(self) -> str:
        reinstate_release(self.subject.release, by=self.by, **self.typed())
        return "Reinstated."


class Remove(Deed):
    button = "Remove for good"
    is_danger = True
    explanation = NoteField(needed=True, help_text=_PUBLIC_EXPLANATION)

    def carry_out(self) -> str:
        remove_release(self.subject.release, by=self.by, **self.typed())
        return "Removed. Its address tells readers why."


class Replace(Deed):
    button = "Remove and send readers elsewhere"
    is_danger = True
    explanation = NoteField(needed=True, help_text=_PUBLIC_EXPLANATION)
    redirect_to = forms.CharField(
        label="Send readers to",
        max_length=500,
        help_text="A path on this site, such as /releases/…, or an https address.",
    )

    def carry_out(self) -> str:
        replace_release(self.subject.release, by=self.by, **self.typed())
        return "Removed. Its readers are sent on."


class Readdress(Deed):
    button = "Change the address"
    slug = forms.CharField(
        label="Address",
        max_length=80,
        help_text="The last part, of letters, numbers and hyphens. An address that was "
        "public leads to the new one.",
    )

    def carry_out(self) -> str:
        release = readdress_release(self.subject.release, by=self.by, **self.typed())
        return f"The release is at {release.get_absolute_url()} now."


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
    "issue": (IssueNow, Schedule),
    "backdate": (Backdate,),
    "unschedule": (Unschedule,),
    "issue_urgently": (IssueUrgently,),
}


_BY_ACT: dict[str, tuple[type[Deed], ...]] = {
    "approve_afterwards": (ApproveAfterwards,),
    "correct": (BeginCorrection,),
    "withdraw": (Withdraw,),
    "reinstate": (Reinstate,),
    "remove": (Remove, Replace),
    "readdress": (Readdress,),
}


def move_deeds(edition: Edition, *, by: User, now: Any, **about: Any) -> list[Deed]:
    """Every move, with whether this person is offered it now."""
    open_moves = {move.name for move in moves_open_to(by, edition)}
    if _is_past(edition, now):
        open_moves.discard("unschedule")
    # Proposed as the moment to go public, if the text came with one.
    files = edition.release.imported_files.without_source()
    embargo = next((file.embargoed_until for file in files), None)
    return [
        deed(
            _name(deed),
            edition,
            by=by,
            is_offered=move in open_moves,
            initial={"digest": edition.digest, "at": embargo},
            **about,
        )
        for move, deeds in _BY_MOVE.items()
        for deed in deeds
    ]


def release_deeds(edition: Edition, *, by: User, now: Any, **about: Any) -> list[Deed]:
    """What can be done about a release whose live edition this is."""
    acts = acts_open_to(by, edition, now=now)
    return [
        deed(
            _name(deed),
            edition,
            by=by,
            is_offered=act in acts,
            initial={"slug": edition.release.slug},
            **about,
        )
        for act, deeds in _BY_ACT.items()
        for deed in deeds
    ]


def _which_time() -> str:
    now = timezone.localtime()
    return f"Time in the office’s zone, {settings.TIME_ZONE} ({now:%Z} now)."


def _is_past(edition: Edition, now: Any) -> bool:
    return edition.state == State.ISSUED and edition.live_during.lower <= now


def _name(deed: type[Deed]) -> str:
    return deed.__name__.lower()
