"""What can be done about a release that is public."""

from django import forms

from briefings.actions.addresses import readdress_release
from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    replace_release,
    withdraw_release,
)
from briefings.actions.record import correct_change_note
from briefings.actions.releases import begin_correction
from briefings.admin.deeds import Deed, NoteField

_PUBLIC_EXPLANATION = "Shown to readers."


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
        removed = replace_release(self.subject.release, by=self.by, **self.typed())
        if not removed.onward():
            return "Removed. Its readers are sent on once that release is public."
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


class CorrectChangeNote(Deed):
    button = "Correct the change note"
    words = NoteField(
        needed=True,
        label="What was wrong with the change note",
        help_text="Shown to readers under the note, which itself stays as it is.",
    )

    def carry_out(self) -> str:
        correct_change_note(self.subject, by=self.by, **self.typed())
        return "Readers see the correction under the change note."
