"""One box over releases, quotes, commitments, figures and people. Two queries tell how
many of each there are and which come first; one may look up names before, and three for
words that were meant behind."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from briefings.models import Figure, spoken
from briefings.models.finding import MOST, count_each, found_rows, sought
from briefings.models.releases import Kind
from briefings.text.highlighting import Piece, marked
from briefings.text.search_box import LONGEST, Asked, read_search
from briefings.views.answers import page, public_page
from briefings.views.hits import COLUMNS, WEIGHED, best
from briefings.views.listing import PAGE_SIZE, page_number
from briefings.views.spelling import meant

# Of each kind, where all are asked for.
FIRST = 4
LABELS = {
    "release": (_("Releases"), "release"),
    "quote": (_("Quotes"), "quote"),
    "commitment": (_("Commitments"), "commitment"),
    "figure": (_("Figures"), "figure"),
    "person": (_("People"), "person"),
}
MOST_PAGES = MOST // PAGE_SIZE


@dataclass(frozen=True)
class Hit:
    kind: str
    slug: str
    language: str
    title: list[Piece]
    excerpt: list[Piece]
    about: Mapping[str, Any]

    @property
    def passage(self) -> list[Piece]:
        """The words around a figure, which are cut out of a text at both ends. Where
        PostgreSQL chose some of them, that is told already."""
        first, last = self.excerpt[0].words, self.excerpt[-1].words
        before = [] if first.startswith("…") else [Piece("… ")]
        after = [] if last.endswith("…") else [Piece(" …")]
        return [*before, *self.excerpt, *after]

    @property
    def value_in_words(self) -> str:
        columns = {name: self.about[name] for name in ("modifier", "unit", "currency")}
        return Figure(value=Decimal(self.about["value"]), **columns).value_in_words


@dataclass(frozen=True)
class Found:
    """What was found: of one kind a page, or the first few of every kind."""

    typed: str
    asked: Asked
    kind: str
    counts: Mapping[str, int]
    hits: list[Hit]
    number: int
    meant: str
    horizon: datetime | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def total_told(self) -> str:
        counted = sum(min(number, MOST) for number in self.counts.values())
        return _counted(counted, is_all=counted == self.total)

    def told(self, number: int) -> str:
        return _counted(min(number, MOST), is_all=number <= MOST)

    @property
    def order_told(self) -> str:
        """Which of many hits come first, and whether all can be reached."""
        number = self.counts.get(self.kind, 0)
        if not self.kind or number <= (WEIGHED if self.asked.words else MOST):
            return ""
        order = gettext(
            "The newest %(number)s come first, those that fit best before the others."
        ) % {"number": spoken.number(WEIGHED)}
        cut = gettext(
            "Only %(number)s can be read through: add a word or a day to see others."
        ) % {"number": spoken.number(MOST)}
        parts = [order] if self.asked.words else []
        return " ".join([*parts, cut] if number > MOST else parts)

    @property
    def pages(self) -> int:
        listed = math.ceil(self.counts.get(self.kind, 0) / PAGE_SIZE)
        return min(listed, MOST_PAGES)

    @property
    def groups(self) -> list[tuple[str, str, list[Hit]]]:
        return [
            (kind, str(labels[0]), [hit for hit in self.hits if hit.kind == kind])
            for kind, labels in LABELS.items()
            if self.counts.get(kind) and self.kind in ("", kind)
        ]

    def address(self, kind: str = "", number: int = 1) -> str:
        given = {"q": self.typed, "in": kind, "page": number if number > 1 else ""}
        return "?" + urlencode({k: v for k, v in given.items() if v})


def _counted(number: int, *, is_all: bool) -> str:
    told = spoken.number(number)
    return told if is_all else gettext("more than %(number)s") % {"number": told}


@public_page
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").replace("\0", " ").strip()
    asked = read_search(typed, tuple(Kind.values))
    kind = asked.kind or request.GET.get("in", "")
    kind = kind if kind in LABELS else ""
    found = None if asked.is_empty else _find(request, typed[:LONGEST], asked, kind)
    return page(
        request,
        "search.html",
        typed=typed[:LONGEST],
        is_cut=len(typed) > LONGEST,
        asked=asked,
        found=found,
        labels=LABELS,
    )


def _find(request: HttpRequest, typed: str, asked: Asked, kind: str) -> Found:
    meant_by = sought(asked)
    rows = found_rows(asked, meant_by)
    counts = count_each(rows)
    shown = {one: rows[one] for one in ([kind] if kind else rows) if counts.get(one)}
    number = min(page_number(request), MOST_PAGES)
    if kind:
        number = max(1, min(number, math.ceil(counts.get(kind, 0) / PAGE_SIZE)))
    first = (number - 1) * PAGE_SIZE if kind else 0
    last = first + (PAGE_SIZE if kind else FIRST)
    return Found(
        typed=typed,
        asked=asked,
        kind=kind,
        counts=counts,
        hits=_hits(shown, asked.words, first, last),
        number=number,
        meant="" if any(counts.values()) else meant(typed, asked),
        horizon=meant_by.horizon,
    )


def _hits(
    rows: Mapping[str, QuerySet[Any]], words: str, first: int, last: int
) -> list[Hit]:
    if not rows:
        return []
    parts = [
        best(kind, found, words, first, last).values_list(Value(kind), COLUMNS[kind])
        for kind, found in rows.items()
    ]
    # PostgreSQL lists the parts one behind the other, each in its own order.
    return [_hit(kind, columns) for kind, columns in _together(parts)]


def _together(parts: list[Any]) -> Any:
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _hit(kind: str, columns: dict[str, Any]) -> Hit:
    return Hit(
        kind=kind,
        slug=columns["slug"],
        language=columns["language"],
        title=_pieces(columns["title"], columns["title_found"]),
        excerpt=_pieces(columns["text"], columns["text_found"]),
        about=columns,
    )


def _pieces(text: str, found: str) -> list[Piece]:
    return marked(text, found) if found else [Piece(text)] if text else []
