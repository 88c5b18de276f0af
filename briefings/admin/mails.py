"""E-mails to colleagues: what each person wants, and whether they go out."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from briefings.actions.mails import choose_mails, retry_mails
from briefings.admin.deeds import Deed, carry_out
from briefings.admin.site import RecordAdmin, site
from briefings.models import Mail, User
from briefings.models.mails import Occasion
from briefings.permissions import may_look_inside, may_watch_mail


@dataclass(frozen=True)
class Notices:
    """What keeps e-mails from going out, as far as this person can do something."""

    is_off: bool = False
    has_no_address: bool = False
    in_vain: int = 0
    error: str = ""


class RetryMails(Deed):
    button = "Try again now"

    def carry_out(self) -> str:
        number = retry_mails(by=self.by)
        return f"{number} e-mail{' is' if number == 1 else 's are'} tried again."


class ChooseMails(Deed):
    button = "Save"
    wanted = forms.MultipleChoiceField(
        label="Mail me when",
        choices=Occasion.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def carry_out(self) -> str:
        unwanted = choose_mails(by=self.by, **self.typed())
        return "Saved." if unwanted else "Saved: you are mailed about everything."


def notices_for(person: User) -> Notices:
    if not may_look_inside(person):
        return Notices()
    is_on, watches = settings.MAIL_IS_ON, may_watch_mail(person)
    vain = Mail.objects.in_vain() if watches else Mail.objects.none()
    errors = list(vain.order_by("-due_at").values_list("error", flat=True))
    return Notices(
        is_off=watches and not is_on,
        has_no_address=is_on and not person.email,
        in_vain=len(errors),
        error=errors[0] if errors else "",
    )


def mine_view(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    unwanted = set(user.unwanted_mails.values_list("occasion", flat=True))
    wanted = [one for one in Occasion.values if one not in unwanted]
    data = request.POST if request.method == "POST" else None
    choose = ChooseMails("choose", None, by=user, data=data, initial={"wanted": wanted})
    if request.method == "POST":
        done = carry_out(request, [choose], home=reverse("admin:mails"))
        if done:
            return done
    context = {
        **site.each_context(request),
        "title": "My e-mails",
        "choose": choose,
        "mail": Notices(is_off=not settings.MAIL_IS_ON, has_no_address=not user.email),
    }
    return TemplateResponse(request, "admin/newsroom/mails/mine.html", context)


class HowItStands(admin.SimpleListFilter):
    title = "how it stands"
    parameter_name = "stands"

    def lookups(self, request, model_admin):
        return [
            ("waiting", "Waiting"),
            ("in_vain", "Could not be sent"),
            ("sent", "Sent"),
            ("dropped", "Not sent"),
        ]

    def queryset(self, request, queryset):
        kinds = {
            "waiting": queryset.waiting,
            "in_vain": queryset.in_vain,
            "sent": lambda: queryset.exclude(sent_at=None),
            "dropped": lambda: queryset.exclude(dropped=""),
        }
        return kinds.get(self.value() or "", lambda: queryset)()


@admin.register(Mail, site=site)
class MailAdmin(RecordAdmin):
    """For those who keep the accounts. Like the e-mails, it shows no words of a
    release."""

    list_display = ("written_at", "what", "recipient", "how_it_stands", "tries")
    list_filter = (HowItStands, "occasion")
    list_select_related = ("recipient",)
    search_fields = ("recipient__username", "recipient__email")
    fields = (
        *("recipient", "what", "by", "written_at", "due_at", "sent_at"),
        *("dropped", "tries", "error"),
    )
    ordering = ("-written_at", "-id")

    @admin.display(description="occasion", ordering="occasion")
    def what(self, mail):
        return mail.about

    @admin.display(description="how it stands")
    def how_it_stands(self, mail):
        if mail.sent_at:
            return "Sent"
        if mail.dropped:
            return f"Not sent. {mail.dropped}"
        return f"Could not be sent: {mail.error}" if mail.tries else "Waiting"


site.pages.append(path("mails/", site.admin_view(mine_view), name="mails"))
