"""A release through time: which edition was public when, and what changed from one to
another. Moments are asked for as RFC 7089 (Memento) has it, or as a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any

from django.db.models import Prefetch, QuerySet, Value
from django.db.models.functions import Least, Now
from django.db.models.lookups import GreaterThan
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import parse_http_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.models import Edition, Release
from briefings.models.spans import midnight
from briefings.text.comparison import Piece, compare
from briefings.views.answers import View, asked, page, public_page
from briefings.views.columns import LONG
from briefings.views.delivery import given_as
from briefings.views.formats import day_in_words
from briefings.views.interface import speaking
from briefings.views.links import LINK_FORMAT, in_map, of_gate, tell
from briefings.views.refusals import refusal
from briefings.views.releases import elsewhere

_COMPARED = (
    ("headline", _("Headline")),
    ("summary", _("Summary")),
    ("dateline", _("Dateline")),
    ("plain_text", _("Text")),
    ("notes_to_editors", _("Notes to editors")),
)

_FACTS = {
    "political": _("Written for the government of its day"),
    "delivered_on": _("Delivered on"),
    "venue": _("Venue"),
    "given_as": _("What the text is"),
}

_NUMBER = re.compile("[0-9]{1,6}")


@dataclass(frozen=True)
class Comparison:
    label: str
    pieces: list[Piece]


def editions_of(release: Release) -> QuerySet[Edition]:
    """Those that were public, in the order in which they came out."""
    published = Edition.objects.published().filter(release=release)
    return published.order_by("live_during", "number")


def public_at(release: Release, moment: datetime) -> Edition | None:
    """What readers had before them then, and of a time to come what they have now; none
    before the first, and while the release was taken down."""
    seen = Least(Value(moment), Now())
    return editions_of(release).filter(live_during__contains=seen).defer(*LONG).first()


def public_next(release: Release, moment: datetime) -> Edition | None:
    later = editions_of(release).filter(live_during__startswith__gt=moment)
    return later.defer(*LONG).first()


def of_public_release(view: Callable[..., HttpResponseBase]) -> View:
    """A page about a release that readers have, which it is given."""

    @public_page
    @wraps(view)
    def answer(request: HttpRequest, slug: str, **asked_for: int) -> HttpResponseBase:
        release = Release.objects.public().filter(slug=slug).first()
        if release is None:
            return elsewhere(request, slug)
        return view(request, release, **asked_for)

    return answer


@of_public_release
def release_history(request: HttpRequest, release: Release) -> HttpResponse:
    """Every edition, newest first; and the way to what was public `on` a day."""
    told = _on_the_day(request, release) if "on" in request.GET else ""
    if not isinstance(told, str):
        return told
    if "old" in request.GET:
        return _to_comparison(request, release.slug)
    corrections = Prefetch("note_corrections", to_attr="corrections")
    published = Edition.objects.published().filter(release=release).with_end()
    rows = published.prefetch_related(corrections).order_by("-number").defer(*LONG)
    editions = list(rows)
    with speaking(editions[0].language):
        return page(
            request,
            "release_history.html",
            release=release,
            editions=editions,
            withdrawals=list(release.withdrawals.all()),
            asked=asked(request, "on")["on"],
            told=told,
        )


@of_public_release
def time_gate(request: HttpRequest, release: Release) -> HttpResponseBase:
    """Leads to the edition of the moment in `Accept-Datetime`: to the next one, if
    there was none; to the last one, if no moment is asked for."""
    try:
        moment = _moment(request.headers.get("Accept-Datetime", ""))
    except (ValueError, OverflowError):
        answer: HttpResponseBase = refusal(request, 400)
    else:
        if moment:
            found = public_at(release, moment) or public_next(release, moment)
        else:
            found = editions_of(release).defer(*LONG).last()
        answer = _to(release.slug, found)
    answer.headers["Vary"] = "accept-datetime"
    return tell(answer, of_gate(release.slug))


@of_public_release
def time_map(request: HttpRequest, release: Release) -> HttpResponse:
    """Every edition with the moment from which it was public."""
    links = in_map(release.slug, list(editions_of(release).defer(*LONG)))
    return HttpResponse(",\n".join(map(str, links)) + "\n", content_type=LINK_FORMAT)


@of_public_release
def release_comparison(
    request: HttpRequest, release: Release, old: int, new: int
) -> HttpResponse:
    """Two editions as one text, word by word, from the earlier to the later."""
    if old > new:
        earlier_first = reverse("release-comparison", args=[release.slug, new, old])
        return HttpResponsePermanentRedirect(earlier_first)
    editions = editions_of(release).filter(number__in=(old, new))
    by_number = {edition.number: edition for edition in editions}
    if not by_number.keys() == {old, new} or old == new:
        raise Http404
    with speaking(by_number[new].language):
        return page(
            request,
            "release_comparison.html",
            release=release,
            old=by_number[old],
            new=by_number[new],
            comparisons=list(_compared(by_number[old], by_number[new])),
        )


def _on_the_day(request: HttpRequest, release: Release) -> HttpResponse | str:
    """Where what was public at the end of a day stands; a sentence, where nothing was.
    The day comes as `on`, in the calendar of the office."""
    try:
        day = parse_date(asked(request, "on")["on"])
    except ValueError:
        day = None
    if day is None or day == date.max:
        return gettext("Give a day as year, month and day, such as 2026-05-03.")
    if Release.objects.filter(GreaterThan(Value(midnight(day)), Now())).exists():
        return gettext("That day is still to come.")
    end = midnight(day + timedelta(days=1)) - timedelta(microseconds=1)
    found = public_at(release, end)
    if found is not None:
        return _to(release.slug, found)
    if editions_of(release).filter(live_during__startswith__lte=end).exists():
        return gettext("At the end of that day it was taken down, and not public.")
    return gettext("It was not public yet on that day.")


def _to_comparison(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the two that were chosen, the earlier one first."""
    chosen = asked(request, "old", "new")
    if not all(_NUMBER.fullmatch(number) for number in chosen.values()):
        raise Http404
    old, new = sorted(map(int, chosen.values()))
    return HttpResponseRedirect(reverse("release-comparison", args=[slug, old, new]))


def _compared(old: Edition, new: Edition) -> Any:
    for column, label in _COMPARED:
        was, became = getattr(old, column), getattr(new, column)
        if was != became:
            yield Comparison(str(label), compare(was, became))
    for name, label in _FACTS.items():
        was, became = _said(old, name), _said(new, name)
        if was != became:
            yield Comparison(str(label), compare(was, became))


def _said(edition: Edition, name: str) -> str:
    value = getattr(edition, name)
    if name == "political":
        return gettext("Yes") if value else gettext("No")
    if name == "given_as":
        return given_as(edition)
    return day_in_words(value) if isinstance(value, date) else value or ""


def _moment(header: str) -> datetime | None:
    if not header:
        return None
    return datetime.fromtimestamp(parse_http_date(header), tz=UTC)


def _to(slug: str, edition: Any) -> HttpResponse:
    address = reverse("edition-detail", args=[slug, edition.number])
    return HttpResponseRedirect(address)
