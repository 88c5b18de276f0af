"""Discarding a draft: first what goes and what stays, then the button."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions.discarding import bring_back_edition, discard_edition
from briefings.admin.deeds import Deed, NoteField, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.admin.writing import others_here
from briefings.models import User
from briefings.permissions import may
from briefings.workflow import MOVES


class Discard(Deed):
    button = "Discard"
    is_danger = True
    reason = NoteField(
        label="Reason", help_text="For colleagues, if you like; never public."
    )

    def carry_out(self) -> str:
        discard_edition(self.subject, by=self.by, **self.typed())
        return "Discarded. Nothing of it is lost: “Bring back” undoes this."


class BringBack(Deed):
    button = "Bring back"
    is_undoing = True

    def carry_out(self) -> str:
        bring_back_edition(self.subject, by=self.by)
        return "Brought back, as a draft."


def address_for(edition: Any, person: Any) -> str:
    """Where this person can discard it; nowhere, if that would be refused."""
    discard = MOVES["discard"]
    if not (discard.can_start_from(edition.state) and may(person, discard.duty)):
        return ""
    return reverse("admin:briefings_edition_discard", args=[edition.pk])


def view(page: admin.ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    edition, by = row_to_show(page, request, str(key)), cast(User, request.user)
    deed = Discard("discard", edition, by=by, data=request.POST)
    if request.method == "POST":
        done = carry_out(request, [deed], home=page_of(edition))
        if done:
            return done
    elif not address_for(edition, by):
        raise PermissionDenied
    context = {
        **site.each_context(request),
        "title": f"Discard: {edition.headline}",
        "media": page.media,
        "deed": deed,
        "edition": edition,
        "edition_url": page_of(edition),
        "standing": standing(edition, edition.now),
        "others": others_here(edition, by),
        **_what_waits(edition),
    }
    return TemplateResponse(request, "admin/briefings/edition/discard.html", context)


def _what_waits(edition: Any) -> dict[str, int]:
    return {
        "undecided": edition.undecided,
        "unresolved": edition.comments.open().count(),
        "saved": edition.revisions.count(),
    }
