"""From the writer to an approver, and back."""

from typing import Any

from django import forms

from briefings.actions.review import (
    approve_edition,
    ask_another,
    request_changes,
    submit_edition,
    take_back_from_review,
    take_over,
)
from briefings.admin.deeds import Deed, NoteField
from briefings.errors import Conflict
from briefings.models import User
from briefings.permissions import approvers_for

_ALL = "All approvers"


class OfWhatIsShown(Deed):
    """Bound to the words that the page showed."""

    digest = forms.CharField(widget=forms.HiddenInput)
    read = ""  # what the page showed, if it has changed since

    def meet(self, conflict: Conflict) -> None:
        self.read = self.cleaned_data["digest"]
        self.subject.refresh_from_db()
        numbers = self.subject.revisions.order_by("-number")
        self.subject.saved_as = numbers.values_list("number", flat=True).first()
        self.retype("digest", self.subject.digest)


class OverWhatIsShown(OfWhatIsShown):
    """Signs nothing, but is not made of words that nobody had before them."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def typed(self, *but: str) -> dict[str, Any]:
        return super().typed(*but) | {"digest": self.cleaned_data["digest"] or None}


class AsksApprover(forms.Form):
    """Of one of those who may approve it, or of all of them."""

    asked = forms.ModelChoiceField(
        User.objects.all(),
        required=False,
        label="To",
        empty_label=_ALL,
    )
    note = NoteField(help_text="For the approver; not public.")
    subject: Any
    is_offered: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever else is named in a forged request is refused by the action.
        approvers = approvers_for(self.subject) if self.is_offered else ()
        named = [(person.pk, str(person)) for person in approvers]
        asked: Any = self.fields["asked"]
        asked.widget.choices = [("", _ALL), *named]


class Submit(AsksApprover, OverWhatIsShown):
    button = "Submit for review"

    def carry_out(self) -> str:
        submit_edition(self.subject, by=self.by, **self.typed())
        asked = self.cleaned_data["asked"]
        return f"Submitted to {asked}." if asked else "Submitted for review."


class AskAnother(AsksApprover, Deed):
    button = "Ask somebody else"
    is_folded = True

    def carry_out(self) -> str:
        ask_another(self.subject, by=self.by, **self.typed())
        return f"It waits for {self.cleaned_data['asked'] or 'any approver'} now."


class TakeBackFromReview(Deed):
    button = "Take back from review"
    is_folded = True
    note = NoteField(label="Why", help_text="For the approver; not public.")

    def carry_out(self) -> str:
        take_back_from_review(self.subject, by=self.by, **self.typed())
        return "It is a draft again, and waits for nobody."


class TakeOver(Deed):
    button = "Take over"
    is_folded = True
    note = NoteField(label="Why", help_text="For whoever had it; not public.")

    def carry_out(self) -> str:
        take_over(self.subject, by=self.by, **self.typed())
        return "You have this draft in hand now. It is among those of yours."


class Approve(OfWhatIsShown):
    button = "Approve these words"

    def carry_out(self) -> str:
        approve_edition(self.subject, by=self.by, **self.typed())
        return "Approved. It can be issued now."


class RequestChanges(Deed):
    button = "Request changes"
    reason = NoteField(needed=True, help_text="For the writer; not public.")

    def carry_out(self) -> str:
        request_changes(self.subject, by=self.by, **self.typed())
        return "The writer is asked for changes."
