"""What a page tells machines about the addresses around it, in its `Link` header (RFC
8288): relations of Signposting, of versions (RFC 5829) and of Memento (RFC 7089)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.http import http_date

from briefings.views import office_look
from briefings.views.interface import address
from briefings.views.pictures import addresses_in, licence_of
from briefings.views.release_contents import issuers

LINK_FORMAT = "application/link-format"
_NEWS_ARTICLE = "https://schema.org/NewsArticle"
_WEB_PAGE = "https://schema.org/AboutPage"


@dataclass(frozen=True)
class Link:
    """`moment` is when a memento was public first; `since` and `until` bound a map."""

    target: str
    rel: str
    media_type: str = ""
    moment: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    language: str = ""

    def __str__(self) -> str:
        about = [
            ("rel", self.rel),
            ("type", self.media_type),
            ("hreflang", self.language),
        ]
        moments = (
            ("datetime", self.moment),
            ("from", self.since),
            ("until", self.until),
        )
        about += [(name, http_date(m.timestamp())) for name, m in moments if m]
        told = "".join(f'; {name}="{value}"' for name, value in about if value)
        return f"<{self.target}>{told}"


def absolute(name: str, *args: Any) -> str:
    """As programs know it, whichever language speaks."""
    return on_this_site(address(name, *args))


def on_this_site(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def tell(response: HttpResponseBase, links: Iterable[Link]) -> HttpResponseBase:
    response.headers["Link"] = ", ".join(map(str, links))
    return response


def of_release(slug: str, edition: Any) -> list[Link]:
    """Of the page that always shows the edition that is public."""
    return [
        Link(absolute("release-detail", slug), "cite-as"),
        *_described(edition),
        *_through_time(slug),
    ]


def of_edition(slug: str, edition: Any) -> list[Link]:
    """Of a page that shows one edition for ever."""
    here = absolute("edition-detail", slug, edition.number)
    return [
        Link(here, "cite-as"),
        *_described(edition),
        Link(absolute("release-detail", slug), "original latest-version"),
        *_through_time(slug),
        Link(here, "memento", moment=edition.live_from),
    ]


def of_gate(slug: str) -> list[Link]:
    return [Link(absolute("release-detail", slug), "original"), _map_of(slug)]


def in_map(slug: str, editions: list[Any]) -> list[Link]:
    """Everything in a time map; `editions` in the order in which they were public."""
    first, last = editions[0], editions[-1]
    here = absolute("time-map", slug)
    return [
        Link(absolute("release-detail", slug), "original"),
        Link(absolute("time-gate", slug), "timegate"),
        Link(here, "self", LINK_FORMAT, since=first.live_from, until=last.live_from),
        *(
            Link(
                absolute("edition-detail", slug, edition.number),
                _place(edition, first, last),
                moment=edition.live_from,
            )
            for edition in editions
        ),
    ]


def _place(edition: Any, first: Any, last: Any) -> str:
    ends = [name for name, end in (("first", first), ("last", last)) if edition is end]
    return " ".join([*ends, "memento"])


def _described(edition: Any) -> list[Link]:
    leading = issuers(edition.organisation_links)
    about = absolute("api-release-detail", edition.release.slug)
    files, terms = addresses_in(edition), office_look.licence()
    licences = dict.fromkeys([terms.deed if terms else "", licence_of(edition)])
    return [
        Link(_NEWS_ARTICLE, "type"),
        Link(_WEB_PAGE, "type"),
        *(Link(absolute("organisation-detail", slug), "author") for slug in leading),
        Link(about, "describedby", "application/json"),
        *(Link(on_this_site(address), "item", kind) for address, kind in files),
        *(Link(licence, "license") for licence in licences if licence),
    ]


def _through_time(slug: str) -> list[Link]:
    return [
        Link(absolute("release-history", slug), "version-history"),
        Link(absolute("time-gate", slug), "timegate"),
        _map_of(slug),
    ]


def _map_of(slug: str) -> Link:
    return Link(absolute("time-map", slug), "timemap", LINK_FORMAT)
