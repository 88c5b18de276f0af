"""The occasions of the record, as a page and as a calendar to subscribe to."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Coalesce, Now, TruncDate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
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
    """With an ETag, and no Last-Modified: no row changes when an embargo lifts."""
    held = _dated(Event.objects.public(), "starts_on")
    dropped = _dated(Event.objects.called_off(), "called_off_from")
    lines = [
        *_head(),
        *_events(held.select_related("place__merged_into"), dropped),
        "END:VCALENDAR",
    ]
    body = "".join(_folded(line) + _END for line in lines)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _dated(events: Any, day: str) -> Any:
    return events.filter(**{f"{day}__isnull": False}).order_by(day, "slug")


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


def _events(held: Iterable[Any], dropped: Iterable[Any]) -> Iterator[str]:
    for event in held:
        days = event.starts_on, event.ends_on
        yield from _event(event, days, event.changed_at, event.sequence)
        yield f"SUMMARY:{_text(event.name)}"
        if event.place:
            yield f"LOCATION:{_text(event.place.kept.name)}"
        if told := _told(event):
            yield f"DESCRIPTION:{_text(told)}"
        if event.cancellation:
            yield "STATUS:CANCELLED"
        elif event.told_sequence is not None:
            # It was called off before, and some programs go by the word alone.
            yield "STATUS:CONFIRMED"
        address = reverse("event-detail", args=[event.slug])
        yield f"URL:{settings.SITE_URL}{address}"
        yield "END:VEVENT"
    for event in dropped:
        # Programs keep what merely goes missing; of what was removed no word is told.
        days = event.called_off_from, event.called_off_until
        at, sequence = event.called_off_at, event.called_off_sequence
        yield from _event(event, days, at, sequence)
        yield f"SUMMARY:{_text(gettext('Cancelled'))}"
        yield "STATUS:CANCELLED"
        yield "END:VEVENT"


def _told(event: Any) -> str:
    """Why it does not take place comes before what it was to be."""
    why = event.cancellation
    called_off = f"{gettext('Cancelled:')} {why}" if why else ""
    return "\n\n".join(filter(None, (called_off, event.description)))


def _event(
    event: Any, days: tuple[date, date | None], changed: datetime, sequence: int
) -> Iterator[str]:
    stamp = _moment(changed)
    first, last = days
    # The first day on which it is over, as the format has it.
    over = (last or first) + timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.slug}@{urlsplit(settings.SITE_URL).hostname}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
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
