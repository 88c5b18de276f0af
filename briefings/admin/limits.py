"""Who may see a draft: on its page, in the lists, and who belongs to what."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions.limits import (
    join_organisation,
    leave_organisation,
    limit_release,
    open_release,
)
from briefings.admin.deeds import Deed, carry_out, page_of
from briefings.admin.kept import kept
from briefings.admin.records import row_to_show
from briefings.admin.site import InOurWords, TellsRefusals, site
from briefings.models import Limit, Membership, Organisation, Release, User
from briefings.models.accounts import handed_over_for, told_hours
from briefings.models.visibility import at_work_on, not_counted_in
from briefings.permissions import may_limit

# Of one without members nobody would see it.
WITH_MEMBERS = Organisation.objects.filter(memberships__isnull=False).distinct()


class LimitTo(Deed):
    button = "Limit who may see it"
    people = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, is_staff=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="People who may see it",
    )
    organisations = forms.ModelMultipleChoiceField(
        WITH_MEMBERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Organisations whose members may see it",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = self.subject.release.limited_to
        named = {"people": "person_id", "organisations": "organisation_id"}
        for name, column in named.items():
            keys = [getattr(limit, column) for limit in limits]
            self.fields[name].initial = [key for key in keys if key]
        if not WITH_MEMBERS.all().exists():
            del self.fields["organisations"]

    def carry_out(self) -> str:
        limits = limit_release(self.subject.release, by=self.by, **self.typed())
        return f"Only {_listed(limits)} and those at work on it see this release now."


class OpenUp(Deed):
    is_undoing = True
    button = "Open to the whole office"

    def carry_out(self) -> str:
        open_release(self.subject.release, by=self.by)
        return "The whole office sees this release now."


def address_for(edition: Any, person: Any, now: Any) -> str:
    """Where this person can limit it; nowhere, if that would be refused."""
    if not may_limit(person, edition.release, now=now):
        return ""
    return reverse("admin:briefings_edition_who_may_see", args=[edition.pk])


def view(page: admin.ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    edition, by = row_to_show(page, request, str(key)), cast(User, request.user)
    about: dict[str, Any] = {"by": by, "data": request.POST}
    deeds = [LimitTo("limit", edition, **about), OpenUp("open-up", edition, **about)]
    if request.method == "POST":
        done = carry_out(request, deeds, home=page_of(edition))
        if done:
            return done
    elif not address_for(edition, by, edition.now):
        raise PermissionDenied
    not_counted = not_counted_in(edition.release)
    context = {
        **site.each_context(request),
        "title": f"Who may see: {edition.headline}",
        "media": page.media,
        "limit": deeds[0],
        "open_up": deeds[1],
        "edition": edition,
        "edition_url": page_of(edition),
        "limited_to": limited_to(edition.release, edition.now),
        "anyway": [p for p in at_work_on(edition.release) if p not in not_counted],
        "not_counted": not_counted,
        "handed_over_for": told_hours() if handed_over_for() else "",
    }
    return TemplateResponse(request, "admin/briefings/edition/limits.html", context)


def limited_to(release: Release, now: Any) -> str:
    """Whom its limit names, in words; nobody, if it has none or it ended."""
    return _listed(release.limited_to) if release.limitable(now) else ""


def told_limited(sentence: str, row: Any) -> str:
    return f"{sentence} Limited to some." if row.is_limited else sentence


def _listed(limits: list[Limit]) -> str:
    return ", ".join(str(limit) for limit in limits)


@admin.register(Membership, site=site)
class MembershipAdmin(InOurWords, TellsRefusals, admin.ModelAdmin):
    """Who sees what is limited to an organisation."""

    list_display = ("person", kept("organisation"))
    list_select_related = ("person", "organisation__merged_into")
    search_fields = ("person__username", "person__last_name", "organisation__name")
    autocomplete_fields = ("person", "organisation")
    actions = None

    def has_change_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        made = join_organisation(obj.person, obj.organisation, by=request.user)
        # Django goes on with the row it has.
        obj.__dict__ |= made.__dict__

    def delete_model(self, request, obj):
        leave_organisation(obj, by=request.user)
