"""What readers are told of a release that was removed, mended; and the way back."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import CharField
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from briefings.actions.removal import correct_removal, put_back_release
from briefings.admin.deeds import Deed, NoteField, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.models import User
from briefings.moments import in_words
from briefings.permissions import may
from briefings.workflow import Duty


class CorrectRemoval(Deed):
    button = "Explain the removal anew"
    explanation = NoteField(
        needed=True,
        help_text="Shown to readers. What they were told before stays in the history.",
    )
    redirect_to = CharField(
        label="Send readers to",
        required=False,
        max_length=500,
        help_text="Nowhere, or a path on this site, such as /releases/…, or an https "
        "address.",
    )

    def carry_out(self) -> str:
        correct_removal(self.subject, by=self.by, **self.typed())
        return "The removal is explained anew."


class PutBack(Deed):
    button = "Put back"
    is_danger = True
    reason = NoteField(
        needed=True, help_text="Why the removal was a mistake. Not public."
    )
    change_note = NoteField(
        needed=True,
        help_text="Shown to readers in the history of the release.",
    )

    def carry_out(self) -> str:
        back = put_back_release(self.subject, by=self.by, **self.typed())
        self.leads_to = back
        return (
            f"Put back: edition {back.number} is public. It waits for somebody else’s "
            "approval."
        )


def view(page: admin.ModelAdmin, request: HttpRequest, key: str) -> HttpResponse:
    release, by = row_to_show(page, request, key), cast(User, request.user)
    told = {
        "explanation": release.removal_explanation,
        "redirect_to": release.redirect_to,
    }
    deed = CorrectRemoval("explain", release, by=by, data=request.POST, initial=told)
    back = PutBack(
        "back", release, by=by, data=request.POST, initial=_put_back(release)
    )
    if request.method == "POST":
        done = carry_out(request, [deed, back], home=page_of(release))
        if done:
            return done
    elif not (release.removed_at and may(by, Duty.TAKE_DOWN)):
        raise PermissionDenied
    context = {
        **site.each_context(request),
        "title": f"Removal: {release.newest_headline}",
        "media": page.media,
        "deed": deed,
        "back": back,
        "release": release,
        "since": in_words(release.removed_at) if release.removed_at else "",
    }
    return TemplateResponse(request, "admin/briefings/release/removal.html", context)


def _put_back(release: Any) -> dict[str, str]:
    """The day by the office's calendar; the editor may say more."""
    if not release.removed_at:
        return {}
    day = timezone.localtime(release.removed_at)
    return {"change_note": f"Removed by mistake on {day:%-d %B %Y}, and put back."}
