"""A release in its other languages, as far as readers have them."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from briefings.views.links import Link, absolute

Row = dict[str, Any]


def others(rows: list[Row], release: int) -> list[Row]:
    """One a language, beside that of the release itself; of two in one language the
    one that came first."""
    own = next((row["language"] for row in rows if row["release"] == release), "")
    by_language: dict[str, Row] = {}
    for row in rows:
        if row["release"] != release and row["language"] != own:
            by_language.setdefault(row["language"], row)
    return list(by_language.values())


def original_corrected_at(rows: list[Row], release: int) -> datetime | None:
    """When the original of this translation was corrected, if the translation has not
    been brought up to date since."""
    of_release = {row["release"]: row for row in rows}
    own = of_release.get(release)
    original = of_release.get(own["translates"]) if own else None
    if own is None or original is None or original["number"] == 1:
        return None
    at, since = (datetime.fromisoformat(row["since"]) for row in (original, own))
    return at if at > since else None


def alternates(rows: list[Row]) -> list[tuple[str, str]]:
    """The address of each language, for programs, by its tag; nothing where there is
    only one. Who reads none of them is led to the first release of the group, or to
    the one that came first."""
    by_language: dict[str, Row] = {}
    for row in rows:
        by_language.setdefault(row["language"], row)
    if len(by_language) < 2:
        return []
    told = list(by_language.values())
    first = next((row for row in told if row["translates"] is None), told[0])
    return [(row["language"], _page(row)) for row in told] + [
        ("x-default", _page(first))
    ]


def in_language(response: HttpResponse, language: str) -> HttpResponse:
    """Of a page whose text is in a language of its own."""
    response.headers["Content-Language"] = language
    return response


def links(rows: list[Row]) -> list[Link]:
    return [
        Link(address, "alternate", language=language)
        for language, address in alternates(rows)
    ]


def works(rows: list[Row], release: int) -> Row:
    """In the vocabulary of schema.org: what it translates, or what translates it."""
    beside = others(rows, release)
    original = next((row for row in rows if row["translates"] is None), None)
    if original is None or not beside:
        return {}
    if original["release"] != release:
        return {"translationOfWork": _work(original)}
    return {"workTranslation": [_work(row) for row in beside]}


def _work(row: Row) -> Row:
    page = _page(row)
    return {
        "@type": "NewsArticle",
        "@id": page,
        "url": page,
        "headline": row["headline"],
        "inLanguage": row["language"],
    }


def _page(row: Row) -> str:
    return absolute("release-detail", row["slug"])
