"""Looking at a release again on a day: the page of its reminders."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from briefings.actions.reminders import set_reminder, settle_reminder
from briefings.admin.deeds import Deed, NoteField, carry_out, page_of
from briefings.admin.records import EditionRowAdmin, row_to_show
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.models import Reminder, User
from briefings.permissions import may_leave_notes


def _day_field(**about: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **about)


class SetReminder(Deed):
    """The subject is an edition."""

    button = "Set the reminder"
    on = _day_field(label="Day")
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
    again_on = _day_field(label="Remind of it again on", required=False)

    def carry_out(self) -> str:
        again = settle_reminder(self.subject, by=self.by, **self.typed())
        return f"Settled, until {again.on:%-d %B %Y}." if again else "Settled."


def of_release() -> ArraySubquery:
    """Of rows of editions: the open reminders of their release, for `told`."""
    rows = Reminder.objects.open().filter(edition__release=OuterRef("release"))
    names = ("first_name", "last_name", "username")
    columns = {name: f"person__{name}" for name in names}
    return ArraySubquery(
        rows.order_by("on", "id").values(
            json=JSONObject(on="on", words="words", **columns)
        )
    )


def told(rows: list[dict[str, Any]], today: Any) -> list[dict[str, Any]]:
    """For the page of an edition, each with its day, its words and whom it reminds."""
    found = []
    for row in rows:
        on, words = parse_date(row.pop("on")), row.pop("words")
        is_due = bool(on and on <= today)
        found.append({"on": on, "words": words, "who": User(**row), "is_due": is_due})
    return found


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
