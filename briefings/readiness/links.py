"""Links to pages of this site: where they lead on the day the release goes public."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db.models import Value
from django.urls import Resolver404, resolve

from briefings.models import (
    Collection,
    Commitment,
    Edition,
    Event,
    Organisation,
    Person,
    Place,
    Quote,
    Release,
    Role,
    Topic,
)
from briefings.models.publicity import When
from briefings.readiness.obstacle import Obstacle
from briefings.text.markup.rendering import render

_HREF = re.compile(r'href="([^"#]+)')
_DESK = "/admin/"
_PAGES: dict[str, Any] = {
    "release-detail": Release,
    "release-history": Release,
    "edition-detail": Release,
    "release-comparison": Release,
    "quote-detail": Quote,
    "commitment-detail": Commitment,
    "person-detail": Person,
    "organisation-detail": Organisation,
    "topic-detail": Topic,
    "collection-detail": Collection,
    "place-detail": Place,
    "event-detail": Event,
    "role-detail": Role,
}
# Without any of these there is no link in a text.
_SIGNS = ("[", "<", "://")


def to_the_desk(edition: Edition) -> Iterator[Obstacle]:
    """Addresses that no reader can open, and that tell of drafts. Read off the page as
    it is stored: no record of ours leads there, and every open edition is asked for the
    list of what cannot be published."""
    html = (*edition.key_points_html, edition.body_html, edition.notes_html)
    for path in _paths(edition, "\n".join(html)):
        if path.startswith(_DESK):
            yield Obstacle(
                f"A link leads to the editors’ desk: {path}. Link to the public page.",
                "body",
                stops=True,
            )


def leading_nowhere(edition: Edition, *, at: When) -> Iterator[Obstacle]:
    """Links to what will not be public `at` that moment. One query, however many."""
    wanted: dict[str, dict[str, str]] = defaultdict(dict)
    for path in _paths(edition, _without_records(edition)):
        try:
            page = resolve(path)
        except Resolver404:
            yield _nowhere(path)
            continue
        if page.url_name in _PAGES:
            named = page.kwargs.get("slug") or page.kwargs["ref"]
            wanted[page.url_name][named] = path
    there = _public(wanted, edition, at)
    for name, paths in wanted.items():
        for key, path in paths.items():
            if (name, key) not in there:
                yield _nowhere(path)


def _nowhere(path: str) -> Obstacle:
    return Obstacle(f"A link leads to no public page: {path}.", "body")


def _without_records(edition: Edition) -> str:
    """The page as it would be without the links of its records: these are none of an
    editor's."""
    texts = (*edition.key_points, edition.body, edition.notes_to_editors)
    if not any(sign in text for sign in _SIGNS for text in texts):
        return ""
    page = render(edition.key_points, edition.body)
    return "\n".join([*page.key_points, page.body, edition.notes_html])


def _paths(edition: Edition, html: str) -> list[str]:
    """Where links lead that stay on this site, each once."""
    # A reader's browser takes the rest from the address of the page.
    home = settings.SITE_URL + edition.release.get_absolute_url()
    given = (urljoin(home, unescape(href)) for href in _HREF.findall(html))
    inside = (href for href in given if href.startswith(f"{settings.SITE_URL}/"))
    return list(dict.fromkeys(urlsplit(href).path for href in inside))


def _public(
    wanted: dict[str, dict[str, str]], edition: Edition, at: When
) -> set[tuple[str, str]]:
    """Which of the pages will be public by then; its own release will be."""
    asked = [rows for name, keys in wanted.items() for rows in _rows(name, keys, at)]
    own = {(name, edition.release.slug) for name, of in _PAGES.items() if of is Release}
    return own | set(asked[0].union(*asked[1:]) if asked else ())


def _rows(name: str, keys: Iterable[str], at: When) -> Iterator[Any]:
    """The pages of one kind: their names and the slugs or refs in their addresses."""
    model = _PAGES[name]
    rows = model.objects.published(at).order_by()
    columns = ["ref"] if model is Quote else ["slug"]
    if model is Release:
        columns.append("former_addresses__slug")
    for column in columns:
        found = rows.filter(**{f"{column}__in": keys})
        yield found.annotate(page=Value(name)).values_list("page", column)
