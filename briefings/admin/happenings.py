"""What was done to editions: moves, saves, notes and talk, of any narrower choice, told
in words. Which rows they are is one query over all kinds; a second one names those who
acted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from briefings.models import (
    ChangeNoteCorrection,
    Comment,
    EditorialNote,
    Reply,
    Revision,
    Transition,
    User,
)
from briefings.workflow import DONE

_MOMENTS = {"issue": "Scheduled for ", "backdate": "Entered as issued on "}
# Of one moment the later ones happened because of those before them.
ROWS: dict[str, Any] = {
    "move": Transition,
    "save": Revision,
    "note": EditorialNote,
    "comment": Comment,
    "reply": Reply,
    "note_correction": ChangeNoteCorrection,
}
_NOBODY = Cast(Value(None), BigIntegerField())
_NOTHING = Value("", TextField())
# What is told of each kind, beside when, by whom and of which edition: `first` and
# `second` are words, `key` leads to a page.
_COLUMNS: dict[str, dict[str, Any]] = {
    "move": {"asked": F("asked_id"), "first": F("move"), "second": F("note")},
    "save": {"key": F("pk"), "first": Cast("number", TextField())},
    "note": {"second": F("words")},
    "comment": {"first": F("words"), "second": F("said")},
    "reply": {"first": F("comment__words"), "second": F("said")},
    "note_correction": {"second": F("words")},
}
# Where on the page of the edition it is to be looked at.
_PLACES = {"note": "#timeline", "comment": "#comments", "reply": "#comments"}

Narrow = Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass(frozen=True)
class Happening:
    at: datetime
    kind: str
    what: str
    by: Any
    edition: int  # its number
    headline: str
    page: str
    words: str = ""
    url: str = ""
    quoted: str = ""


class _Row(NamedTuple):
    at: datetime
    rank: int
    row: int
    by: int | None
    edition: int
    number: int
    headline: str
    asked: int | None
    key: int | None
    first: str
    second: str


def rows_of(kinds: Iterable[str], narrow: Narrow) -> Any:
    """The newest first, to be cut to what is shown; `narrow` is called with the rows of
    a kind and the path that leads from them to their edition."""
    found = [_of(kind, narrow) for kind in kinds]
    rows = found[0].union(*found[1:], all=True)
    return rows.order_by("-told_at", "-told_rank", "-told_row")


def _of(kind: str, narrow: Narrow) -> QuerySet[Any, Any]:
    edition = edition_of(kind)
    columns = {
        "at": F("at"),
        "rank": Value(list(ROWS).index(kind)),
        "row": F("pk"),
        "by": F("by_id"),
        "edition": F(f"{edition}_id"),
        "number": F(f"{edition}__number"),
        "headline": F(f"{edition}__headline"),
        "asked": _NOBODY,
        "key": _NOBODY,
        "first": _NOTHING,
        "second": _NOTHING,
        **_COLUMNS[kind],
    }
    renamed = {f"told_{name}": column for name, column in columns.items()}
    rows = narrow(ROWS[kind].objects.order_by(), edition)
    return rows.annotate(**renamed).values_list(*renamed)


def edition_of(kind: str) -> str:
    return "comment__edition" if kind == "reply" else "edition"


def told(found: Iterable[tuple[Any, ...]]) -> list[Happening]:
    rows = as_rows(found)
    return told_of(rows, User.objects.in_bulk(named_in(rows)))


def as_rows(found: Iterable[tuple[Any, ...]]) -> list[_Row]:
    return list(starmap(_Row, found))


def named_in(rows: Iterable[_Row]) -> set[int]:
    return {who for row in rows for who in (row.by, row.asked) if who}


def told_of(rows: Iterable[_Row], people: dict[Any, User]) -> list[Happening]:
    return [_happening(row, people) for row in rows]


def _happening(row: _Row, people: dict[Any, User]) -> Happening:
    kind = list(ROWS)[row.rank]
    page = reverse("admin:briefings_edition_change", args=[row.edition])
    return Happening(
        row.at,
        kind,
        by=people.get(row.by),
        edition=row.number,
        headline=row.headline,
        page=page + _PLACES.get(kind, ""),
        **_TOLD[kind](row, people.get(row.asked)),
    )


def _moved(row: _Row, asked: User | None) -> dict[str, str]:
    """Of an issue at another moment than the one it was made at, the note is that
    moment."""
    move, note = row.first, row.second
    done = DONE[move]
    if note and move in _MOMENTS:
        done, note = _MOMENTS[move] + note.removeprefix("For "), ""
    return {"what": f"{done} to {asked}" if asked else done, "words": note}


def _saved(row: _Row, asked: User | None) -> dict[str, str]:
    address = reverse("admin:briefings_edition_compare", args=[row.edition])
    what = f"Saved as revision {row.first}"
    return {"what": what, "url": f"{address}?to={row.key}"}


def _said(what: str) -> Callable[[_Row, User | None], dict[str, str]]:
    return lambda row, asked: {"what": what, "words": row.second, "quoted": row.first}


_TOLD: dict[str, Callable[[_Row, User | None], dict[str, str]]] = {
    "move": _moved,
    "save": _saved,
    "note": _said("Note"),
    "comment": _said("Comment"),
    "reply": _said("Reply"),
    "note_correction": _said("Change note corrected"),
}
