"""A month of what lifts and of what is on in the diary, by the office's days."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from briefings.admin.deeds import page_of
from briefings.admin.site import site
from briefings.admin.standing import Standing, standing
from briefings.models import Event, User, waiting
from briefings.models.spans import midnight
from briefings.permissions import may_look
from briefings.text.calendars import DAY_NAMES, MONTH_NAMES

_YEARS = range(1800, 2201)
_EMBARGOED = Standing("embargoed", "Embargoed, not scheduled", "")


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    at: datetime | None = None
    standing: Standing | None = None


@dataclass
class Day:
    date: date
    is_of_month: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)


def view(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not may_look(user, "edition"):
        raise PermissionDenied
    now: datetime = User.objects.values_list(Now(), flat=True).get(pk=user.pk)
    today = timezone.localdate(now)
    month = _month_of(request, today)
    weeks = _weeks(month, today, now)
    context = {
        **site.each_context(request),
        "title": f"{MONTH_NAMES[month.month - 1]} {month.year}",
        "weeks": weeks,
        "names": DAY_NAMES,
        "zone": f"{settings.TIME_ZONE}, {timezone.localtime(now):%Z} now",
        "before": _address(month - timedelta(days=1)),
        "after": _address(month + timedelta(days=31)),
        "this": _address(today),
        "is_this": month == today.replace(day=1),
    }
    return TemplateResponse(request, "admin/briefings/release/calendar.html", context)


def _month_of(request: HttpRequest, today: date) -> date:
    asked = request.GET.get("month", "")
    try:
        first = date.fromisoformat(f"{asked}-01") if asked else today.replace(day=1)
        if first.year not in _YEARS:
            raise ValueError(asked)
    except ValueError:
        messages.error(request, "There is no such month: this is the present one.")
        first = today.replace(day=1)
    return first


def _address(day: date) -> str:
    return f"{reverse('admin:briefings_release_calendar')}?month={day:%Y-%m}"


def _weeks(month: date, today: date, now: datetime) -> list[list[Day]]:
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    entries = _entries(weeks[0][0], weeks[-1][-1], now)
    return [
        [Day(d, d.month == month.month, d == today, entries[d]) for d in week]
        for week in weeks
    ]


def _entries(first: date, last: date, now: datetime) -> dict[date, list[Entry]]:
    """Diary events come first, for they have no hour."""
    entries = defaultdict(list)
    for event, day in _diary(first, last):
        entries[day].append(Entry(event.name, page_of(event)))
    editions: Any = waiting.on_days(midnight(first), midnight(last + timedelta(days=1)))
    for edition in editions.without_texts().select_related("release"):
        at = timezone.localtime(edition.moment)
        stands = standing(edition, now) if edition.live_during else _EMBARGOED
        entry = Entry(edition.headline, page_of(edition), at, stands)
        entries[at.date()].append(entry)
    return entries


def _diary(first: date, last: date) -> list[tuple[Event, date]]:
    events: Any = (
        Event.objects.annotate(last_day=Coalesce("ends_on", "starts_on"))
        .filter(Q(starts_on__lte=last, last_day__gte=first))
        .order_by("starts_on", "name")
    )
    return [
        (event, first + timedelta(days=number))
        for event in events
        for number in range((last - first).days + 1)
        if event.starts_on <= first + timedelta(days=number) <= event.last_day
    ]
