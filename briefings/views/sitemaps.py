"""What there is to be found, for search engines: the sitemaps protocol, and Google's
extension for news."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, JSONField, QuerySet, Value
from django.db.models.functions import Greatest, Now
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from briefings.models import (
    Collection,
    Commitment,
    Edition,
    Event,
    Organisation,
    Person,
    Place,
    Quote,
    Role,
    Topic,
)
from briefings.models.translations import public_languages
from briefings.views.answers import public_page
from briefings.views.formats import in_xml
from briefings.views.interface import languages_of
from briefings.views.links import absolute, on_this_site
from briefings.views.registers import ROWS
from briefings.views.translations import alternates
from briefings.views.withdrawals import last_stand

# An address, when what is there changed, and where it is in which languages.
Told = tuple[str, datetime | None, list[tuple[str, str]]]
PAGE = 10_000
NEWS_OF = timedelta(days=2)
MOST_NEWS = 1000
_UNKNOWN = Value(None, DateTimeField())
_NO_LANGUAGES = Value([], JSONField())
_LISTS = (
    "home",
    "release-list",
    "quote-list",
    "commitment-list",
    "figure-list",
    "person-list",
    *(f"{kind}-list" for kind in ROWS),
    "diary",
    "search",
)


@dataclass(frozen=True)
class Section:
    """Pages of one kind: the rows that have one, what their address is made of, and
    whether it is known when each changed."""

    rows: Callable[[], QuerySet[Any]]
    page: str
    key: str = "slug"
    has_moments: bool = False
    has_languages: bool = False


def _registered(model: Any) -> Section:
    return Section(model.objects.public, f"{model._meta.model_name}-detail")


SECTIONS = {
    "releases": Section(
        Edition.objects.public,
        "release-detail",
        "release__slug",
        has_moments=True,
        has_languages=True,
    ),
    "quotes": Section(Quote.objects.public, "quote-detail", "ref"),
    "commitments": Section(Commitment.objects.public, "commitment-detail"),
    "people": _registered(Person),
    "organisations": _registered(Organisation),
    "roles": _registered(Role),
    "topics": _registered(Topic),
    "places": _registered(Place),
    "events": _registered(Event),
    "collections": _registered(Collection),
}


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    maps = [absolute("sitemap", "lists", 1)]
    for name, section in SECTIONS.items():
        pages = -(-section.rows().order_by().count() // PAGE)
        maps += [absolute("sitemap", name, page) for page in range(1, pages + 1)]
    return _xml("sitemap_index.xml", maps=maps)


@public_page
def sitemap(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """A page of a section, from 1."""
    told: list[Told] = []
    if section == "lists" and number == 1:
        told = [(absolute(name), None, _everywhere(name)) for name in _LISTS]
    elif section in SECTIONS and 1 <= number <= PAGE:
        told = _told(SECTIONS[section], (number - 1) * PAGE)
    if not told:
        raise Http404
    return _xml("sitemap.xml", told=told)


@public_page
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Releases of the last two days, the newest first."""
    since = Now() - NEWS_OF
    editions = Edition.objects.public().filter(release__first_published_at__gt=since)
    newest = editions.select_related("release").order_by(
        "-release__first_published_at", "-release_id"
    )
    columns = ("headline", "language", "release__slug", "release__first_published_at")
    return _xml("news_sitemap.xml", editions=newest.only(*columns)[:MOST_NEWS])


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in settings.PRIVATE_PATHS),
        "Disallow: /guests/",
        "",
        f"Sitemap: {absolute('sitemap-index')}",
        f"Sitemap: {absolute('news-sitemap')}",
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )


def _told(section: Section, start: int) -> list[Told]:
    rows = section.rows().order_by("pk")
    changed = Greatest("live_during__startswith", last_stand())
    since = changed if section.has_moments else _UNKNOWN
    languages = public_languages() if section.has_languages else _NO_LANGUAGES
    found = rows.values_list(section.key, since, languages)[start : start + PAGE]
    return [
        (absolute(section.page, key), changed, alternates(rows))
        for key, changed, rows in found
    ]


def _everywhere(name: str) -> list[tuple[str, str]]:
    """Where a list is in each language of the interface."""
    return [
        (language, on_this_site(place))
        for language, place in languages_of(reverse(name))
    ]


def _xml(template: str, **context: Any) -> HttpResponse:
    told = in_xml(render_to_string(template, context, using="public"))
    return HttpResponse(told, content_type="application/xml")
