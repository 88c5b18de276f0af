"""Looking at a release again on a day: the page of its reminders."""

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from briefings.actions.reminders import set_reminder, settle_reminder
from briefings.admin.deeds import Deed, NoteField, carry_out, page_of
from briefings.admin.moments import DayField
from briefings.admin.records import EditionRowAdmin, row_to_show
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.models import Release, Reminder, User
from briefings.permissions import may_leave_notes

_NAMES = ("first_name", "last_name", "username")


class SetReminder(Deed):
    """The subject is an edition."""

    button = "Set the reminder"
    on = DayField(label="Day")
    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True, is_staff=True),
        label="Whom",
        empty_label=None,
    )
    words = NoteField(
        needed=True,
        label="What to look at",
        help_text="Not public. It is on their desk from that day on, and mailed once.",
    )

    def carry_out(self) -> str:
        reminder = set_reminder(self.subject, by=self.by, **self.typed())
        who = "You are" if reminder.person == self.by else f"{reminder.person} is"
        return f"{who} reminded on {reminder.on:%-d %B %Y}."


class SettleReminder(Deed):
    """The subject is a reminder."""

    button = "It is done"
    words = NoteField(label="What was found", help_text="For the timeline.")
    again_on = DayField(label="Remind of it again on", required=False)

    def carry_out(self) -> str:
        again = settle_reminder(self.subject, by=self.by, **self.typed())
        return f"Settled, until {again.on:%-d %B %Y}." if again else "Settled."


def of_release(release: Release) -> ArraySubquery:
    """Its open reminders, for `told`; worked out once, on however many rows."""
    rows = Reminder.objects.open().filter(edition__release=release)
    columns = {name: f"person__{name}" for name in _NAMES}
    return ArraySubquery(
        rows.order_by("on", "id").values(
            json=JSONObject(on="on", words="words", **columns)
        )
    )


def told(rows: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """For the page of an edition, each with its day, its words and whom it reminds."""
    return [
        {
            "on": (on := date.fromisoformat(row["on"])),
            "words": row["words"],
            "who": User(**{name: row[name] for name in _NAMES}),
            "is_due": on <= today,
        }
        for row in rows
    ]


def view(page: admin.ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    edition, by = row_to_show(page, request, str(key)), cast(User, request.user)
    about: dict[str, Any] = {
        "by": by,
        "data": request.POST,
        "is_offered": may_leave_notes(by),
    }
    rows = Reminder.objects.filter(edition__release=edition.release_id)
    rows = rows.select_related("person", "by", "settled_by", "edition")
    new = SetReminder("set", edition, initial={"person": by.pk}, **about)
    cards: list[dict[str, Any]] = [
        {"row": row, "settle": SettleReminder(f"settle-{row.pk}", row, **about)}
        for row in rows
    ]
    if request.method == "POST":
        deeds = [new, *(card["settle"] for card in cards)]
        done = carry_out(request, deeds, home=address_of(edition))
        if done:
            return done
    context = {
        **site.each_context(request),
        "title": f"Reminders: {edition.headline}",
        "edition": edition,
        "edition_url": page_of(edition),
        "standing": standing(edition, edition.now),
        "today": timezone.localdate(edition.now),
        "new": new,
        "open": [card for card in cards if card["row"].settled_at is None],
        "settled": [row for row in rows if row.settled_at],
    }
    return TemplateResponse(request, "admin/briefings/edition/reminders.html", context)


def address_of(edition: Any) -> str:
    return reverse("admin:briefings_edition_reminders", args=[edition.pk])


@admin.register(Reminder, site=site)
class ReminderAdmin(EditionRowAdmin):
    list_display = ("on", "words", "person", "edition_page", "settled_at", "settled_by")
    list_filter = ("person",)
    search_fields = ("words", "edition__headline")
    list_select_related = ("edition__release", "person", "settled_by")
    date_hierarchy = "on"
    ordering = ("on", "id")
