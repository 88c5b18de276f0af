"""Links of the text to pages of this very site."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

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
from briefings.readiness.obstacle import Obstacle
from briefings.text.markup.markdown import Block, Node, parse


class Link(NamedTuple):
    path: str
    place: str


def in_the_links(edition: Edition, day: date) -> Iterator[Obstacle]:
    """`day` is when readers will first follow them: a page that is public by its end
    will do."""
    asked: dict[str, set[str]] = defaultdict(set)
    open_links: list[tuple[Link, str, str]] = []
    for link in dict.fromkeys(_links(edition)):
        name, key = _page(link.path)
        if name == "admin":
            yield Obstacle(
                f"A link leads into the admin, where no reader comes: {link.path}.",
                link.place,
                stops=True,
            )
        elif name == "nowhere":
            yield _broken(link)
        elif name in _PUBLIC:
            asked[name].add(key)
            open_links.append((link, name, key))
    there = {name: _PUBLIC[name](edition, keys, day) for name, keys in asked.items()}
    yield from (
        _broken(link) for link, name, key in open_links if key not in there[name]
    )


def _broken(link: Link) -> Obstacle:
    return Obstacle(f"A link leads to no page of ours: {link.path}.", link.place)


def _links(edition: Edition) -> Iterator[Link]:
    parts = {
        "key_points": parse(edition.key_points, ""),
        "body": parse((), edition.body),
        "notes_to_editors": parse((), edition.notes_to_editors),
    }
    for place, document in parts.items():
        for address in _addresses((*document.key_points, *document.body)):
            path = _path_here(address)
            if path:
                yield Link(path, place)


def _addresses(nodes: tuple[Node, ...] | list[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Block):
            yield from _addresses(node.children)
        else:
            attributes = (dict(element.attributes) for element in node.elements)
            yield from (about["href"] for about in attributes if "href" in about)


def _path_here(address: str) -> str:
    """The path of an address of this site; nothing of any other."""
    address = address.removeprefix(settings.SITE_URL)
    is_path = address.startswith("/") and not address.startswith("//")
    return urlsplit(address).path if is_path else ""


def _page(path: str) -> tuple[str, str]:
    """The name of a page, and which of its kind it is."""
    try:
        match = resolve(path)
    except Resolver404:
        return "nowhere", ""
    if "admin" in match.namespaces:
        return "admin", ""
    key = match.kwargs.get("slug") or match.kwargs.get("ref") or ""
    return match.url_name or "", str(key)


def _by_the_end(day: date) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time())
    return midnight.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def _releases(edition: Edition, slugs: set[str], day: date) -> set[str]:
    public = Release.objects.public(_by_the_end(day)) | Release.objects.filter(
        pk=edition.release_id
    )
    known = Q(slug__in=slugs) | Q(former_addresses__slug__in=slugs)
    rows = public.filter(known).values_list("slug", "former_addresses__slug")
    return {slug for row in rows for slug in row if slug}


def _quotes(edition: Edition, refs: set[str], day: date) -> set[str]:
    published = Quote.objects.published(_by_the_end(day))
    rows = (published | edition.quotes.all()).filter(ref__in=refs)
    return set(rows.values_list("ref", flat=True))


def _named(model: Any, own: str) -> Any:
    """Pages of the register are public through a release that names them, which this
    one may be the first to do."""

    def there(edition: Edition, slugs: set[str], day: date) -> set[str]:
        is_named = model.objects.all().is_named(_by_the_end(day))
        rows = model.objects.filter(is_named | Q(**{own: edition}), slug__in=slugs)
        return set(rows.values_list("slug", flat=True))

    return there


_PUBLIC: dict[str, Any] = {
    "release-detail": _releases,
    "release-history": _releases,
    "edition-detail": _releases,
    "quote-detail": _quotes,
    "commitment-detail": _named(Commitment, "statements__edition"),
    "person-detail": _named(Person, "editions"),
    "organisation-detail": _named(Organisation, "editions"),
    "topic-detail": _named(Topic, "editions"),
    "place-detail": _named(Place, "editions"),
    "event-detail": _named(Event, "editions"),
}
