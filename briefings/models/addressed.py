"""Releases by what people paste of them: addresses of public pages and of pages of the
desk, or the last part of an address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from briefings import typed
from briefings.models import Edition, Quote, Release

_ELSEWHERE = "It leads to another site."
_NOWHERE = "There is no release at this address."
_OTHER_PAGE = "This page is not about one release."
_NO_ADDRESS = "There is no address in this line."

_PAGES_OF_RELEASES = ("release-", "edition-", "time-", "media-kit")


@dataclass(frozen=True)
class Addressed:
    """What one line means: the key of a release, or why it means none."""

    line: str
    release: int | None = None
    why: str = ""


# What a page is about, and what names it: a column, and the value in it.
_Named = tuple[str, Any]


def releases_addressed(lines: Iterable[str]) -> list[Addressed]:
    """One release a line; words beside an address, as a table has them, do not matter,
    nor do empty lines. A fixed number of queries, however many lines."""
    written = [line.strip() for line in lines if line.strip()]
    named = {line: _named(line) for line in written}
    found = _found({it for it in named.values() if isinstance(it, tuple)})
    return [_meant(line, named[line], found) for line in written]


def _meant(line: str, named: _Named | str, found: dict[_Named, int]) -> Addressed:
    if isinstance(named, str):
        return Addressed(line, why=named)
    release = found.get(named)
    return Addressed(line, release, "" if release else _NOWHERE)


def _named(line: str) -> _Named | str:
    """Or why a line names nothing."""
    words = [word.strip("<>()\"'“”,;") for word in line.split()]
    addresses = [word for word in words if "/" in word]
    if not addresses:
        return ("slug", words[0]) if len(words) == 1 else _NO_ADDRESS
    address = addresses[0]
    if "://" not in address and not address.startswith("/"):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return _NO_ADDRESS
    if parts.netloc not in ("", urlsplit(settings.SITE_URL).netloc):
        return _ELSEWHERE
    is_file = "." in parts.path.rpartition("/")[2]
    try:
        page = resolve(parts.path if is_file else f"{parts.path.rstrip('/')}/")
    except Resolver404:
        return _NOWHERE
    return _named_by(page.url_name or "", page.kwargs)


def _named_by(page: str, given: dict[str, Any]) -> _Named | str:
    page = page.removeprefix("api-")
    if "slug" in given and page.startswith(_PAGES_OF_RELEASES):
        return "slug", given["slug"]
    if "ref" in given and page.startswith("quote-"):
        return "quote", given["ref"]
    key = str(given.get("object_id", given.get("key", "")))
    for model in ("edition", "release"):
        if page.startswith(f"briefings_{model}_") and key:
            return model, typed.number(key)
    return _OTHER_PAGE


def _found(named: set[_Named]) -> dict[_Named, int]:
    found = {}
    for kind, rows, column, release in _sources():
        keys = [key for of, key in named if of == kind and key is not None]
        # The same refusal for what is hidden from who asks and for what is not there.
        pairs = rows.filter(**{f"{column}__in": keys}).values_list(column, release)
        found.update({(kind, key): pk for key, pk in (pairs if keys else ())})
    return found


def _sources() -> Iterator[tuple[str, Any, str, str]]:
    """What was given anew stands over what was given before."""
    yield "slug", Release.objects, "former_addresses__slug", "pk"
    yield "slug", Release.objects, "slug", "pk"
    yield "quote", Quote.objects, "ref", "edition__release"
    yield "release", Release.objects, "pk", "pk"
    yield "edition", Edition.objects, "pk", "release"
