"""Who outside may read an edition before its time, and what they did."""

from collections import Counter
from copy import copy
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions.guests import (
    ask_fact_check,
    early_sight_of,
    give_early_sight,
    give_preview,
    mail_link_again,
    publish_early_sight,
    renew_link,
    revoke_early_sight,
    revoke_link,
)
from briefings.admin.deeds import Deed, carry_out
from briefings.admin.fact_checks import fact_checks_of
from briefings.admin.moments import DayField
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.models import (
    EarlySightNote,
    Edition,
    GuestAccess,
    GuestLink,
    Journalist,
    User,
)
from briefings.models.guests import Deed as Done
from briefings.models.guests import Purpose
from briefings.permissions import duty_to_let_in, may, may_let_in, may_look
from briefings.readiness.rows import FACT_CHECKS
from briefings.workflow import Duty


class GiveEarlySight(Deed):
    button = "Give early sight"
    place = "#early-sight"
    journalists = forms.ModelMultipleChoiceField(
        Journalist.objects.none(),
        label="To",
        error_messages={"required": "Choose somebody first."},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A forged choice of somebody else is refused by the action, in words.
        field: Any = self.fields["journalists"]
        field.queryset = Journalist.objects.filter(revoked_at=None)
        held = self.subject.guest_links.filter(
            revoked_at=None, journalist__isnull=False
        )
        self.to_choose = Journalist.objects.accredited().exclude(
            pk__in=held.values("journalist")
        )
        field.widget.choices = [(j.pk, str(j)) for j in self.to_choose]

    def carry_out(self) -> str:
        links = give_early_sight(self.subject, by=self.by, **self.typed())
        number = len(links)
        people = "1 journalist" if number == 1 else f"{number} journalists"
        return f"{people} will be mailed a link of their own."


class GivePreview(Deed):
    button = "Give a preview"
    place = "#previews"
    who = forms.CharField(label="Name", max_length=120, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    days = forms.IntegerField(label="Days it lasts", initial=7)
    openings = forms.IntegerField(
        label="Browsers it opens in",
        initial=lambda: settings.PREVIEW_OPENINGS,
        required=False,
        help_text="Each is let in by a code of its own. 0 is any number.",
    )

    def carry_out(self) -> str:
        link = give_preview(self.subject, by=self.by, **_named(self))
        return f"{link.name} will be mailed a link."


class AskFactCheck(Deed):
    button = "Ask for a fact check"
    place = "#fact-checks"
    who = forms.CharField(label="Name", max_length=120, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    due_on = DayField(label="Due by the end of")
    question = forms.CharField(
        label="What to check",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="They read the text as it is saved now.",
    )

    def carry_out(self) -> str:
        link = ask_fact_check(self.subject, by=self.by, **_named(self))
        return f"{link.name} will be mailed a link to the text as it is now."


def _named(deed: Deed) -> dict[str, Any]:
    # A deed has a name of its own.
    return {"name": deed.cleaned_data["who"], **deed.typed("who")}


class RevokeLink(Deed):
    button = "Revoke"
    is_danger = True

    def carry_out(self) -> str:
        link = revoke_link(self.subject, by=self.by)
        return f"The link of {link.name} is revoked."


class MailAgain(Deed):
    button = "Mail it again"

    def carry_out(self) -> str:
        link = mail_link_again(self.subject, by=self.by)
        return f"{link.name} will be mailed the link again."


class RenewLink(Deed):
    button = "Give it anew"

    def carry_out(self) -> str:
        link = renew_link(self.subject, by=self.by)
        return f"{link.name} will be mailed a new link. The old one leads nowhere."


class RevokeAll(Deed):
    button = "Revoke all early sight"
    is_danger = True
    place = "#early-sight"

    def carry_out(self) -> str:
        number = revoke_early_sight(self.subject, by=self.by)
        return f"{number} link{' is' if number == 1 else 's are'} revoked."


class PublishEarlySight(Deed):
    button = "Tell readers, without names"
    place = "#read-before"

    def carry_out(self) -> str:
        note = publish_early_sight(self.subject, by=self.by)
        return f"Readers are told: {note.words}"


_KINDS = {
    Purpose.EARLY_SIGHT: "Accredited press",
    Purpose.FACT_CHECK: "Fact-checkers",
    Purpose.PREVIEW: "Previews",
}


class GuestsPage:
    def __init__(self, request: HttpRequest, edition: Any) -> None:
        self.request, self.edition = request, edition
        user: Any = request.user
        self.about: dict[str, Any] = {"by": user, "data": request.POST}
        self.may_accredit = may(user, Duty.ACCREDIT)
        self.is_over = Edition.objects.published().filter(pk=edition.pk).exists()
        self.note = EarlySightNote.objects.filter(edition=edition).first()
        self.given = self._deed(GiveEarlySight, self.may_accredit and not self.is_over)
        self.revoke_all = self._deed(RevokeAll, self.may_accredit and not self.is_over)
        is_untold = self.may_accredit and self.is_over and not self.note
        self.publish = self._deed(PublishEarlySight, is_untold)
        lets_in = may_let_in(user, edition) and not self.is_over
        self.preview = self._deed(GivePreview, lets_in)
        self.check = self._deed(AskFactCheck, lets_in)
        self.rows = [self._row(link) for link in self._links()]
        # By kind, as readers are told of them.
        kinds = ((kind, self._readers(purpose)) for purpose, kind in _KINDS.items())
        self.had_sight = [(kind, who) for kind, who in kinds if who]
        self.to_tell = early_sight_of(edition) if self.had_sight else ""

    def _deed(self, kind: type[Deed], is_offered: bool) -> Deed:
        name = kind.__name__.lower()
        return kind(name, self.edition, is_offered=is_offered, **self.about)

    def _links(self) -> list[Any]:
        links = self.edition.guest_links.select_related("journalist", "made_by")
        links = links.with_openings()
        accesses = GuestAccess.objects.order_by("at", "id")
        return list(
            links.prefetch_related(Prefetch("accesses", accesses)).order_by(
                "purpose", "name", "id"
            )
        )

    def _row(self, link: Any) -> dict[str, Any]:
        is_open = link.pk in self._open
        is_offered = is_open and may(self.about["by"], duty_to_let_in(link))
        is_renewable = not (link.revoked_at or self.is_over) and may(
            self.about["by"], duty_to_let_in(link)
        )
        about = self.about | {"is_offered": is_offered}
        done = list(link.accesses.all())
        read = [one for one in done if one.deed == Done.READ]
        number = Counter(one.deed for one in done)
        most = link.most_openings
        is_full = most is not None and link.openings >= most
        return {
            "link": link,
            "is_open": is_open,
            "read": read,
            "first_read": read[0] if read else None,
            "last_read": read[-1] if read else None,
            "wrong": number[Done.WRONG],
            "is_full": is_full,
            "revoke": RevokeLink(f"revoke-{link.pk}", link, **about),
            # Whoever is in reads on, so it can be revoked; nobody else is let in.
            "again": MailAgain(
                f"again-{link.pk}",
                link,
                **about | {"is_offered": is_offered and not is_full},
            ),
            "renew": RenewLink(
                f"renew-{link.pk}", link, **about | {"is_offered": is_renewable}
            ),
        }

    def _readers(self, purpose: Purpose) -> list[str]:
        read = [r["link"] for r in self.rows if r["read"]]
        return sorted({link.holder for link in read if link.purpose == purpose})

    @property
    def _open(self) -> set[int]:
        held = GuestLink.objects.held().filter(edition=self.edition)
        return set(held.values_list("pk", flat=True))

    def _fact_checks(self) -> list[dict[str, Any]]:
        shown = copy(self.edition)
        prefetch_related_objects([shown], FACT_CHECKS)
        return fact_checks_of(shown)

    def deeds(self) -> list[Deed]:
        of_rows = [
            row[name] for row in self.rows for name in ("revoke", "again", "renew")
        ]
        return [
            *(self.given, self.revoke_all, self.publish, self.preview, self.check),
            *of_rows,
        ]

    def context(self) -> dict[str, Any]:
        return {
            "title": f"People outside: {self.edition.headline}",
            "edition": self.edition,
            "standing": standing(self.edition, self.edition.now),
            "page": self,
            "fact_checks": self._fact_checks(),
            "sections": [
                {
                    "id": name,
                    "heading": heading,
                    "rows": [
                        row for row in self.rows if row["link"].purpose == purpose
                    ],
                    "deeds": [deed for deed in deeds if deed.is_offered],
                }
                for name, heading, purpose, deeds in (
                    (
                        "early-sight",
                        "Early sight for journalists",
                        Purpose.EARLY_SIGHT,
                        (self.given, self.revoke_all),
                    ),
                    ("fact-checks", "Fact checks", Purpose.FACT_CHECK, (self.check,)),
                    ("previews", "Previews", Purpose.PREVIEW, (self.preview,)),
                )
            ],
        }


def view(page: admin.ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    edition = row_to_show(page, request, str(key))
    home = reverse("admin:briefings_edition_guests", args=[edition.pk])
    shown = GuestsPage(request, edition)
    if not may_look(cast(User, request.user), "guestlink"):
        raise PermissionDenied
    if request.method == "POST":
        done = carry_out(request, shown.deeds(), home=home)
        if done:
            return done
    context = {**site.each_context(request), "opts": page.opts, **shown.context()}
    template = "admin/briefings/edition/guests.html"
    return TemplateResponse(request, template, context | {"media": page.media})
