"""The occasions of the record, as a page and as a calendar to subscribe to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Coalesce, Now, TruncDate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext

from briefings.models import Event
from briefings.views.answers import page, public_page
from briefings.views.formats import utc
from briefings.views.listing import listing

# RFC 5545: a line is no longer than this in octets, and goes on behind a blank.
_LINE = 75
_END = "\r\n"


@public_page
def diary(request: HttpRequest) -> HttpResponse:
    """What is ahead, the next first; then what was, the last first."""
    events = Event.objects.public().select_related("place__merged_into")
    last = Coalesce("ends_on", "starts_on")
    dated = events.filter(starts_on__isnull=False).alias(last=last)
    today = TruncDate(Now())
    past = dated.filter(last__lt=today).order_by("-starts_on", "name", "slug")
    return page(
        request,
        "diary.html",
        ahead=list(dated.filter(last__gte=today).order_by("starts_on", "name")[:100]),
        undated=list(events.filter(starts_on=None).order_by("name")[:50]),
        listing=listing(request, past, {}),
    )


@public_page
def calendar(request: HttpRequest) -> HttpResponse:
    held = list(_dated(Event.objects.public()).select_related("place__merged_into"))
    dropped = list(_dated(Event.objects.called_off()))
    lines = [*_head(), *_events(held, dropped), "END:VCALENDAR"]
    body = "".join(_folded(line) + _END for line in lines)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    moments = [event.changed_at for event in held]
    moments += [event.called_off_at for event in dropped]
    if moments:
        response.headers["Last-Modified"] = http_date(max(moments).timestamp())
    return response


def _dated(events: Any) -> Any:
    return events.filter(starts_on__isnull=False).order_by("starts_on", "slug")


def _head() -> Iterator[str]:
    name = _text(f"{settings.OFFICE_NAME}: {gettext('diary')}")
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Newsroom//Diary//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{name}"
    # What programs read that are older than RFC 7986.
    yield f"X-WR-CALNAME:{name}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT1H"
    yield f"SOURCE;VALUE=URI:{settings.SITE_URL}{reverse('calendar')}"


def _events(held: list[Any], dropped: list[Any]) -> Iterator[str]:
    for event in held:
        yield from _event(event, event.changed_at, event.sequence)
        yield f"SUMMARY:{_text(event.name)}"
        if event.place:
            yield f"LOCATION:{_text(event.place.kept.name)}"
        if event.description:
            yield f"DESCRIPTION:{_text(event.description)}"
        address = reverse("event-detail", args=[event.slug])
        yield f"URL:{settings.SITE_URL}{address}"
        yield "END:VEVENT"
    for event in dropped:
        # Programs keep what merely goes missing; of what was removed no word is told.
        yield from _event(event, event.called_off_at, event.sequence + 1)
        yield "SUMMARY:Cancelled"
        yield "STATUS:CANCELLED"
        yield "END:VEVENT"


def _event(event: Any, changed: datetime, sequence: int) -> Iterator[str]:
    stamp = _moment(changed)
    # The first day on which it is over, as the format has it.
    over = (event.ends_on or event.starts_on) + timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.slug}@{urlsplit(settings.SITE_URL).hostname}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(event.starts_on)}"
    yield f"DTEND;VALUE=DATE:{_day(over)}"
    yield "TRANSP:TRANSPARENT"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _moment(moment: datetime) -> str:
    return utc(moment).replace("-", "").replace(":", "")


def _text(words: str) -> str:
    plain = "".join(one for one in words if one >= " " or one == "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """In pieces of at most 75 octets, none of which parts a letter."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        room = _LINE - (1 if pieces else 0)
        if len((piece + letter).encode()) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return f"{_END} ".join([*pieces, piece])
