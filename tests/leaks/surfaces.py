"""Every address a stranger can ask, from the URL patterns themselves."""

import re
from collections.abc import Iterator
from urllib.parse import quote as escaped

from django.conf import settings
from django.urls import URLResolver, get_resolver, resolve

from briefings.views.sitemaps import SECTIONS
from tests.leaks.worlds import SECRET, Addresses

# What the one thing in an address names, by the pattern's name. A pattern without a
# line here fails the tests: whoever adds a page says what can be asked of it.
PAGES_OF = {
    "release-detail": "release",
    "release-history": "release",
    "edition-detail": "release",
    "release-comparison": "release",
    "time-gate": "release",
    "time-map": "release",
    "media-kit": "release",
    "file": "file",
    "quote-detail": "quote",
    "quote-citation": "quote",
    "quote-card": "quote-card",
    "release-card": "release-card",
    "release-citation": "release",
    "commitment-detail": "commitment",
    "person-detail": "person",
    "organisation-detail": "organisation",
    "topic-detail": "topic",
    "place-detail": "place",
    "event-detail": "event",
    "collection-detail": "collection",
    "role-detail": "role",
    "guest-page": "guest",
    "api-release-detail": "release",
    "api-edition-list": "release",
    "api-edition-detail": "release",
    "api-quote-detail": "quote",
    "api-commitment-detail": "commitment",
    "api-figure-detail": "figure",
    "api-person-detail": "person",
    "api-organisation-detail": "organisation",
    "api-role-detail": "role",
    "api-topic-detail": "topic",
    "api-place-detail": "place",
    "api-event-detail": "event",
    "api-collection-detail": "collection",
}
LISTS = {
    "home",
    "release-list",
    "quote-list",
    "commitment-list",
    "figure-list",
    "person-list",
    "news-sitemap",
    "api-release-list",
    "api-quote-list",
    "api-commitment-list",
    "api-figure-list",
    "api-person-list",
    "api-organisation-list",
    "api-role-list",
    "api-topic-list",
    "api-place-list",
    "api-event-list",
    "api-collection-list",
}
LISTED = ("release", "quote", "commitment", "figure", "person")
# They take no filters, or tell in another format what a list tells under the same.
UNFILTERED = {
    *(f"{kind}-list" for kind in ("organisation", "role", "topic", "place", "event")),
    *(f"{kind}-json" for kind in LISTED),
    *("collection-list", "diary", "calendar"),
}
LISTS |= UNFILTERED | {f"{kind}-atom" for kind in LISTED}
# They say the same whatever the record holds.
PLAIN = {
    *("alive", "ready", "api-docs", "api-schema", "api-root", "api/:"),
    *("security-txt", "security-txt-former", "search", "office-style", "oembed"),
    *("sitemap-index", "robots"),
}
# Asked for each kind of page there is.
SITEMAPS = {"sitemap"}
# What finds something only after the lift, alone or among other things; misspelt, the
# word is suggested. The address of a search repeats what was asked.
SEARCHES = (
    "q=quillfeather",
    "q=quillfether",
    "q=quillfeathers bridge",
    'q="the quillfeather bridge"',
    "q=skerrow",
    "q=ferry -quillfeather",
    "q=calder&in=quote",
    "q=speaker:calder",
    "q=speaker:quillfeather",
    "q=role:quillfeather",
    "q=role:minister",
    "q=organisation:quillfeather",
    "q=organisation:council",
    "q=topic:ferries",
    "q=topic:quillfeathers",
    "q=kind:speech",
    "q=after:2091-03-08",
    "q=before:2092 kind:person",
)
SHOWN_ELSEWHERE = {"release": "releases", "quote": "quotes"}
FILTERED = ("topic", "place", "organisation", "person", "collection")
# The third edition of one release is embargoed.
EDITIONS = (1, 3)
QUERIES = (
    "page=2",
    "until=2092-01-01T00:00:00Z",
    "q=ferry",
    "q=Quillfeather",
    "kind=speech",
    "year=2091",
    "language=cy",
    "topic=ferries",
    "topic=quillfeathers",
    "organisation=skerrow-council",
    "organisation=quillfeather-ministry",
    "person=ines-calder",
    "person=bran-quillfeather",
    "collection=all-ferries",
    "collection=quillfeather-works",
)
QUERIES_OF_THE_API = (
    *QUERIES[1:6],
    *QUERIES[7:],
    "place=skerrow",
    "featured=true",
    "ordering=-id",
    "page_size=1",
    "published_after=2091-03-06T00:00:00Z",
    "at=2091-03-08T09:00:00Z",
    "at=2091-03-05T09:30:00Z",
    "ids=1,2,3&since=2091-01-01&embargoed=1&include=all&state=issued",
)


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """The name and route of every pattern that is for the public."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        # The pages of signing in carry a token of their own in each answer; what they
        # tell is asked in `test_admin.py`.
        if getattr(pattern, "app_name", None) == "admin" or route == "account/":
            continue
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield pattern.name or f"{before}:", route


def path(route: str, **values: object) -> str:
    """The address that a route makes of the values, as `reverse` would; also where two
    routes have one name."""
    for name, value in values.items():
        route = re.sub(rf"<(\w+:)?{name}>|\(\?P<{name}>[^)]*\)", str(value), route)
    return "/" + route.replace("^", "").replace("$", "")


def pages_of(kind: str, addresses: Addresses) -> Iterator[str]:
    """The pages of everything of this kind, public or not, and of what never was."""
    for name, route in patterns():
        if PAGES_OF.get(name) != kind:
            continue
        for slug in [*addresses.slugs[kind], "nothing-here"]:
            yield from pages_at(route, slug)


def pages_at(route: str, slug: str) -> Iterator[str]:
    is_of_editions = "number" in route or "<int:new>" in route
    numbers = EDITIONS if is_of_editions else (0,)
    # Of a file its digest and its name.
    digest, _, name = slug.partition("/")
    named = {"digest": digest, "name": name or slug}
    own, _, card = slug.partition("/") if "card" in route else (slug, "", "")
    for number in numbers:
        about = {"slug": own, "ref": own, "number": number, "release__slug": own}
        about |= {"token": slug, "old": 1, "new": number, "file_name": "csl.json"}
        about |= named | ({"digest": card or slug} if "card" in route else {})
        yield path(route, **about)


def embedded(addresses: Addresses) -> Iterator[str]:
    """What is asked of releases and quotes by those who show them elsewhere."""
    for kind in SHOWN_ELSEWHERE:
        for slug in [*addresses.slugs[kind], "nothing-here"]:
            yield from shown_elsewhere(kind, slug)


def shown_elsewhere(kind: str, slug: str) -> Iterator[str]:
    for form in ("json", "xml") if kind in SHOWN_ELSEWHERE else ():
        at = f"{settings.SITE_URL}/{SHOWN_ELSEWHERE[kind]}/{slug}/"
        yield f"/oembed?format={form}&url={at}"


def narrowed_by(kind: str, slug: str) -> Iterator[str]:
    """Every list of releases and of what they hold that can be narrowed by it."""
    for page in ("releases", "quotes", "commitments", "figures"):
        yield f"/{page}/?{kind}={slug}"
        yield f"/api/v1/{page}/?{kind}={slug}"


def lists() -> list[str]:
    return [path(route) for name, route in patterns() if name in LISTS]


def plain_pages(addresses: Addresses) -> list[str]:
    """Everything there is an address of, without a query."""
    plain = [
        path("api/" if name == "api/:" else route)
        for name, route in patterns()
        if name in PLAIN
    ]
    route = dict(patterns())["sitemap"]
    plain += [path(route, section=name, number=1) for name in SECTIONS]
    pages = [page for kind in addresses.slugs for page in pages_of(kind, addresses)]
    return [*lists(), *plain, *pages, *embedded(addresses)]


def one_of_each(addresses: Addresses) -> list[str]:
    """By every pattern there is: an address that only the office knows, where it has
    such, and else its first; and a file that readers have."""
    plain = plain_pages(addresses)
    secret = [address for address in plain if SECRET in address]
    each = {_name_of(one): one for one in [*plain[::-1], *secret]}
    return [*each.values(), *(one for one in plain if one.endswith("/ferry.png"))]


def _name_of(address: str) -> str | None:
    return resolve(address.partition("?")[0]).url_name


def searches() -> list[str]:
    return [f"/search/?{escaped(query, '=&')}" for query in SEARCHES]


def narrowed_lists() -> list[str]:
    routes = [route for name, route in patterns() if name in LISTS - UNFILTERED]
    return [
        f"{page}?{escaped(query, '=&+,:-')}"
        for page in map(path, routes)
        for query in (QUERIES_OF_THE_API if page.startswith("/api/") else QUERIES)
    ]
