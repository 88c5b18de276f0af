"""Every list as Atom and as JSON Feed, under the same filters. Like pages, feeds are
kept nowhere without asking again, because a lift changes them at a moment that no cache
may be told; asking again costs a few bytes."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.views import (
    commitments,
    feed_entries,
    figures,
    people,
    quotes,
    releases,
)
from briefings.views.answers import public_page
from briefings.views.feed_entries import Entry, Tombstone
from briefings.views.formats import in_xml, utc
from briefings.views.interface import tag
from briefings.views.links import absolute, on_this_site
from briefings.views.listing import Filters, Listing, listing

ATOM, JSON = "atom", "json"
TYPES = {ATOM: "application/atom+xml", JSON: "application/feed+json"}
# A feed without anything in it was never changed.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Feed:
    title: Any  # said when it is asked for
    rows: Callable[[], Any]
    filters: Filters
    entry: Callable[[Any], Entry]
    removed: Callable[[], Iterable[Tombstone]] = feed_entries.nothing_removed


FEEDS = {
    "release": Feed(
        _("Releases"),
        feed_entries.release_rows,
        releases.FILTERS,
        feed_entries.release_entry,
        feed_entries.removed_releases,
    ),
    "quote": Feed(
        _("Quotes"),
        feed_entries.quote_rows,
        quotes.FILTERS,
        feed_entries.quote_entry,
        feed_entries.removed_quotes,
    ),
    "commitment": Feed(
        _("Commitments"),
        feed_entries.commitment_rows,
        commitments.FILTERS,
        feed_entries.commitment_entry,
    ),
    "figure": Feed(
        _("Figures"),
        feed_entries.figure_rows,
        figures.FILTERS,
        feed_entries.figure_entry,
        feed_entries.removed_figures,
    ),
    "person": Feed(
        _("People"), feed_entries.person_rows, people.FILTERS, feed_entries.person_entry
    ),
}


@dataclass(frozen=True)
class Told:
    """One page of a feed, as both formats tell it."""

    kind: str
    form: str
    listing: Listing
    entries: list[Entry]
    removed: list[Tombstone]

    @property
    def title(self) -> str:
        chosen = [value for value in self.listing.chosen.values() if value]
        narrowed = f": {', '.join(chosen)}" if chosen else ""
        return f"{FEEDS[self.kind].title}{narrowed} – {settings.OFFICE_NAME}"

    @property
    def page(self) -> str:
        return on_this_site(reverse(f"{self.kind}-list")) + self._query()

    def address(self, form: str = "", number: int = 1) -> str:
        place = reverse(f"{self.kind}-{form or self.form}")
        return on_this_site(place) + self._query(number)

    def _query(self, number: int = 1) -> str:
        whole = self.listing.address(number)
        return "" if whole == "." else "?" + urlencode(parse_qsl(whole[1:]))

    @property
    def own_address(self) -> str:
        return self.address(number=self.listing.page.number)

    @property
    def previous(self) -> str:
        page = self.listing.page
        if not page.has_previous():
            return ""
        return self.address(number=page.previous_page_number())

    @property
    def following(self) -> str:
        page = self.listing.page
        return self.address(number=page.next_page_number()) if page.has_next() else ""

    @property
    def updated(self) -> datetime:
        moments = [entry.updated for entry in self.entries]
        return max([*moments, *(stone.when for stone in self.removed), _NEVER])


@public_page
def feed(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    about = FEEDS[kind]
    shown = listing(request, about.rows(), about.filters)
    entries = [about.entry(row) for row in shown.page.object_list]
    # Whatever was removed is told at the head, where everybody reads first.
    removed = list(about.removed()) if shown.page.number == 1 else []
    told = Told(kind, form, shown, entries, removed)
    body = _as_json(told) if form == JSON else _as_atom(told)
    return HttpResponse(body, content_type=f"{TYPES[form]}; charset=utf-8")


def _as_atom(told: Told) -> str:
    context = {"feed": told, "types": TYPES}
    return in_xml(render_to_string("feeds/atom.xml", context))


def _as_json(told: Told) -> str:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": told.title,
        "home_page_url": told.page,
        "feed_url": told.own_address,
        "language": tag(),
        "authors": [{"name": settings.OFFICE_NAME, "url": absolute("home")}],
        "items": [_item(entry) for entry in told.entries],
        **({"next_url": told.following} if told.following else {}),
        # JSON Feed knows no tombstones.
        "_removed": {
            "about": gettext("Items that were removed since, by their id"),
            "items": [
                {
                    "id": stone.name,
                    "date_removed": utc(stone.when),
                    "reason": gettext(stone.why),
                    "url": stone.about,
                }
                for stone in told.removed
            ],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.name,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": utc(entry.published),
        "date_modified": utc(entry.updated),
        "language": entry.language,
        **({"summary": entry.summary} if entry.summary else {}),
        **({"authors": [{"name": n} for n in entry.authors]} if entry.authors else {}),
        **({"tags": entry.tags} if entry.tags else {}),
    }
