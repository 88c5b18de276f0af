"""Links to pages of this site: where they lead on the day the release goes public."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve

from briefings.models import (
    Commitment,
    Edition,
    Event,
    Organisation,
    Person,
    Place,
    Quote,
    Release,
    Topic,
)
from briefings.models.publicity import When
from briefings.readiness.obstacle import Obstacle

_HREF = re.compile(r'href="([^"#]+)')
_DESK = "/admin/"
_PAGES: dict[str, Any] = {
    "release-detail": Release,
    "release-history": Release,
    "quote-detail": Quote,
    "commitment-detail": Commitment,
    "person-detail": Person,
    "organisation-detail": Organisation,
    "topic-detail": Topic,
    "place-detail": Place,
    "event-detail": Event,
}


def to_the_desk(edition: Edition) -> Iterator[Obstacle]:
    """Addresses that no reader can open, and that tell of drafts."""
    for path in _paths(edition):
        if path.startswith(_DESK):
            yield Obstacle(
                f"A link leads to the editors’ desk: {path}. Link to the public page.",
                "body",
                stops=True,
            )


def leading_nowhere(edition: Edition, *, at: When) -> Iterator[Obstacle]:
    """Links to what will not be public `at` that moment. One question for each kind of
    page, however many links."""
    wanted: dict[str, dict[str, str]] = defaultdict(dict)
    for path in _paths(edition):
        try:
            page = resolve(path)
        except Resolver404:
            yield _nowhere(path)
            continue
        if page.url_name in _PAGES:
            [named] = page.kwargs.values()
            wanted[page.url_name][named] = path
    for name, paths in wanted.items():
        there = _public(name, set(paths), edition, at)
        yield from (_nowhere(path) for key, path in paths.items() if key not in there)


def _nowhere(path: str) -> Obstacle:
    return Obstacle(f"A link leads to no public page: {path}.", "body")


def _paths(edition: Edition) -> list[str]:
    """Without what leads elsewhere, each once."""
    html = "\n".join([*edition.key_points_html, edition.body_html, edition.notes_html])
    given = (unescape(href) for href in _HREF.findall(html))
    here = (href.removeprefix(settings.SITE_URL) for href in given)
    inside = (href for href in here if href.startswith("/") and href[1:2] != "/")
    return list(dict.fromkeys(urlsplit(href).path for href in inside))


def _public(name: str, keys: set[str], edition: Edition, at: When) -> set[str]:
    """Which of the slugs or refs are public by then; its own release will be."""
    model = _PAGES[name]
    rows = model.objects.published(at)
    if model is Quote:
        return set(rows.filter(ref__in=keys).values_list("ref", flat=True))
    if model is Release:
        own = edition.release.slug
        rows = rows.filter(Q(slug__in=keys) | Q(former_addresses__slug__in=keys))
        told = rows.values_list("slug", "former_addresses__slug")
        return {slug for pair in told for slug in pair if slug} | {own}
    return set(rows.filter(slug__in=keys).values_list("slug", flat=True))
