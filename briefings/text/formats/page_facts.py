"""What a web page says of itself: in its head, for machines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from briefings.text.formats.html_events import Opening, Piece

# In the order in which they are believed.
PUBLISHED = (
    *("article:published_time", "datepublished", "govuk:first-published-at"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
)
LINKED_DATA = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"(\d{4}-\d{2}-\d{2})')
LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)


@dataclass
class PageFacts:
    title: str = ""
    base: str = ""
    language: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    published: str = ""  # as data for search engines have it
    first_time: str = ""

    @property
    def issued_on(self) -> date | None:
        said = (self.meta.get(name, "") for name in PUBLISHED)
        return next(filter(None, map(day_of, (*said, self.published))), None)

    @property
    def short_title(self) -> str:
        """Without the name of the site, where the page knows better."""
        short = " ".join(self.meta.get("og:title", "").split())
        return short if short and short in self.title else self.title

    @property
    def address(self) -> str:
        return self.base or self.meta.get("og:url", "")


def page_facts(pieces: Sequence[Piece]) -> PageFacts:
    facts = PageFacts()
    for index, opening in _openings(pieces):
        read = _READERS.get(opening.tag)
        if read:
            read(facts, opening, pieces[index + 1 : index + 2])
    return facts


def day_of(moment: str) -> date | None:
    """
    >>> day_of("2024-11-07T00:15:00Z")
    datetime.date(2024, 11, 7)
    """
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _openings(pieces: Sequence[Piece]) -> Iterator[tuple[int, Opening]]:
    for index, piece in enumerate(pieces):
        if isinstance(piece, Opening):
            yield index, piece


def _read_html(facts: PageFacts, opening: Opening, inside: Sequence[Piece]) -> None:
    found = LANGUAGE.match(opening.get("lang") or opening.get("xml:lang"))
    facts.language = facts.language or (found[0].lower() if found else "")


def _read_title(facts: PageFacts, opening: Opening, inside: Sequence[Piece]) -> None:
    words = inside[0] if inside and isinstance(inside[0], str) else ""
    facts.title = facts.title or " ".join(words.split())


def _read_base(facts: PageFacts, opening: Opening, inside: Sequence[Piece]) -> None:
    facts.base = facts.base or opening.get("href")


def _read_link(facts: PageFacts, opening: Opening, inside: Sequence[Piece]) -> None:
    if opening.get("rel").lower() == "canonical":
        facts.meta.setdefault("og:url", opening.get("href"))


def _read_meta(facts: PageFacts, opening: Opening, inside: Sequence[Piece]) -> None:
    name = opening.get("property") or opening.get("name") or opening.get("itemprop")
    if name and opening.get("content"):
        facts.meta.setdefault(name.lower(), opening.get("content"))


def _read_time(facts: PageFacts, opening: Opening, inside: Sequence[Piece]) -> None:
    facts.first_time = facts.first_time or opening.get("datetime")


def _read_script(facts: PageFacts, opening: Opening, inside: Sequence[Piece]) -> None:
    words = inside[0] if inside and isinstance(inside[0], str) else ""
    if opening.get("type") == "application/ld+json" and not facts.published:
        found = LINKED_DATA.search(words)
        facts.published = found[1] if found else ""


_READERS = {
    "html": _read_html,
    "title": _read_title,
    "base": _read_base,
    "link": _read_link,
    "meta": _read_meta,
    "time": _read_time,
    "script": _read_script,
}
