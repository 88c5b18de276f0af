"""The press that the office trusts: who is accredited, and until when."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions.accreditation import (
    accredit_journalist,
    change_accreditation,
    revoke_accreditation,
)
from briefings.admin.deeds import ChangeDeed, Deed, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import RecordAdmin, site
from briefings.models import GuestAccess, GuestLink, Journalist
from briefings.permissions import may
from briefings.workflow import Duty

_COLUMNS = ("name", "outlet", "role", "email", "accredited_until")


class Accredit(Deed):
    button = "Accredit"
    model = Journalist
    columns = _COLUMNS

    def carry_out(self) -> str:
        journalist = accredit_journalist(by=self.by, **self.typed())
        self.leads_to = journalist
        return f"{journalist.name} is accredited."


class ChangeAccreditation(ChangeDeed):
    button = "Save"
    model = Journalist
    columns = _COLUMNS

    def carry_out(self) -> str:
        change_accreditation(self.subject, by=self.by, was=self.was(), **self.changed())
        return "Saved."


class RevokeAccreditation(Deed):
    button = "Revoke the accreditation"
    is_danger = True

    def carry_out(self) -> str:
        revoke_accreditation(self.subject, by=self.by)
        return "The accreditation is revoked, with every link that was given."


class Accredited(admin.SimpleListFilter):
    title = "accreditation"
    parameter_name = "accredited"

    def lookups(self, request, model_admin):
        return [("yes", "Accredited"), ("no", "Ended or revoked")]

    def queryset(self, request, queryset):
        holding = Journalist.objects.accredited()
        if self.value() == "yes":
            return queryset.filter(pk__in=holding)
        return queryset.exclude(pk__in=holding) if self.value() else queryset


@admin.register(Journalist, site=site)
class JournalistAdmin(RecordAdmin):
    list_display = ("name", "outlet", "role", "email", "accredited_until", "revoked_at")
    list_filter = (Accredited,)
    search_fields = ("name", "outlet", "email")

    def has_add_permission(self, request):
        return may(request.user, Duty.ACCREDIT)

    def add_view(self, request, form_url="", extra_context=None):
        accredit = Accredit("accredit", None, by=request.user, data=request.POST)
        title = "Accredit a journalist"
        home = reverse("admin:briefings_journalist_changelist")
        return self._answer(request, title, [accredit], home=home)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        journalist = row_to_show(self, request, object_id)
        about: Any = {
            "by": request.user,
            "data": request.POST,
            "is_offered": may(request.user, Duty.ACCREDIT)
            and not journalist.revoked_at,
        }
        told = {name: getattr(journalist, name) for name in _COLUMNS}
        deeds = [
            ChangeAccreditation("change", journalist, initial=told, **about),
            RevokeAccreditation("revoke", journalist, **about),
        ]
        links = journalist.guest_links.select_related("edition__release")
        return self._answer(
            request,
            str(journalist),
            deeds,
            home=page_of(journalist),
            journalist=journalist,
            links=list(links.order_by("-made_at")[:50]),
        )

    def _answer(
        self,
        request: HttpRequest,
        title: str,
        deeds: list[Deed],
        *,
        home: str,
        **context: Any,
    ) -> HttpResponse:
        if request.method == "POST":
            done = carry_out(request, deeds, home=home)
            if done:
                return done
        context |= {
            **site.each_context(request),
            "title": title,
            "opts": self.opts,
            "deeds": [deed for deed in deeds if deed.is_offered],
            "media": self.media + sum((d.media for d in deeds), forms.Media()),
        }
        template = "admin/newsroom/guests/journalist.html"
        return TemplateResponse(request, template, context)


@admin.register(GuestLink, site=site)
class GuestLinkAdmin(RecordAdmin):
    """Who was let in, to what; their addresses are in no row."""

    list_display = (
        "purpose",
        "holder",
        "edition",
        "made_at",
        "expires_at",
        "revoked_at",
    )
    list_filter = ("purpose",)
    search_fields = ("name", "outlet", "email")
    list_select_related = ("edition",)
    exclude = ("nonce",)
    ordering = ("-made_at", "-id")


@admin.register(GuestAccess, site=site)
class GuestAccessAdmin(RecordAdmin):
    list_display = ("at", "deed", "link", "address", "agent", "embargoed_until")
    list_filter = ("deed",)
    search_fields = ("link__name", "link__outlet", "link__email", "address")
    list_select_related = ("link",)
    date_hierarchy = "at"
    ordering = ("-at", "-id")
