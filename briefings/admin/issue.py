"""Out to the public: now, at a time, in haste, or long ago."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from briefings.actions.issue import (
    approve_afterwards,
    backdate_edition,
    change_embargo,
    issue_edition,
    issue_urgently,
    lift_now,
    unschedule_edition,
)
from briefings.admin.deeds import Deed, NoteField
from briefings.admin.moments import MomentField
from briefings.admin.review import OfWhatIsShown, OverWhatIsShown
from briefings.moments import in_words


class _PastEmbargo(Deed):
    """Asks whether the embargo of the text is over, if it has one that is not."""

    despite_embargo = forms.BooleanField(
        required=False, label="The embargo of the text is over"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("is_embargoed"):
            del self.fields["despite_embargo"]


class IssueNow(OverWhatIsShown, _PastEmbargo):
    button = "Issue now"

    def carry_out(self) -> str:
        issue_edition(self.subject, by=self.by, **self.typed())
        return "Issued. It is public."


class _AtAMoment(Deed):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Told when the page is, because the clocks change twice a year.
        self.fields["at"].help_text = _which_time()


class Schedule(OverWhatIsShown, _AtAMoment, _PastEmbargo):
    button = "Schedule"
    at = MomentField(label="Goes public at")
    field_order = ("at", "despite_embargo")

    def carry_out(self) -> str:
        issued = issue_edition(self.subject, by=self.by, **self.typed())
        return f"Scheduled for {in_words(issued.live_from)}."


class IssueUrgently(OfWhatIsShown, _PastEmbargo):
    button = "Issue without approval"
    is_danger = True
    is_folded = True
    field_order = ("reason", "despite_embargo")
    reason = NoteField(
        needed=True,
        label="Why it cannot wait for an approver",
        help_text="Not public. The release stays flagged until somebody else approves "
        "it afterwards.",
    )

    def carry_out(self) -> str:
        issue_urgently(self.subject, by=self.by, **self.typed())
        return "Issued without approval. It is public, and flagged until approved."


class ChangeEmbargo(_AtAMoment):
    button = "Set the embargo"
    is_folded = True
    at = MomentField(label="Embargoed until", required=False)

    def carry_out(self) -> str:
        until = self.cleaned_data["at"]
        change_embargo(self.subject, by=self.by, until=until)
        return f"Embargoed until {in_words(until)}." if until else "It has no embargo."


class ApproveAfterwards(Deed):
    button = "Approve afterwards"
    is_awaited = True
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


class LiftNow(Deed):
    button = "Lift now"
    is_danger = True
    is_folded = True

    def carry_out(self) -> str:
        lift_now(self.subject, by=self.by)
        return "Lifted. It is public."


def _which_time() -> str:
    now = timezone.localtime()
    return f"Time in the office’s zone, {settings.TIME_ZONE} ({now:%Z} now)."
