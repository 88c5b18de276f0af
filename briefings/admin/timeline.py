"""What happened to a release, in all its editions, newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple
from urllib.parse import urlencode

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

PAGE = 50
SHOWN = {
    "moves": ("Moves", ("move", "note_correction")),
    "saves": ("Saves", ("save",)),
    "notes": ("Notes and comments", ("note", "comment", "reply")),
}
_MOMENTS = {"issue": "Scheduled for ", "backdate": "Entered as issued on "}
# Of one moment the later ones happened because of those before them.
_ROWS: dict[str, Any] = {
    "move": Transition,
    "save": Revision,
    "note": EditorialNote,
    "comment": Comment,
    "reply": Reply,
    "note_correction": ChangeNoteCorrection,
}


_NOBODY = Cast(Value(None), BigIntegerField())
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


@dataclass(frozen=True)
class Entry:
    at: datetime
    kind: str
    what: str
    by: Any
    words: str = ""
    url: str = ""
    edition: int = 1
    quoted: str = ""


class Timeline:
    """A page of it, with the links that narrow it down: one query over all kinds, and
    one for the names of those who acted."""

    def __init__(self, edition: Any, asked: Any, *, address: str = "") -> None:
        self.edition, self._address = edition, address
        show, by = asked.get("show", ""), asked.get("by", "")
        self.show = show if show in SHOWN else ""
        self.by = int(by) if by.isdecimal() and len(by) < 10 else None
        kinds = SHOWN[self.show][1] if self.show else tuple(_ROWS)
        page = asked.get("page", "")
        self.number = max(int(page), 1) if page.isdecimal() and len(page) < 6 else 1
        rows = self._rows(kinds)[(self.number - 1) * PAGE :][: PAGE + 1]
        self._has_earlier = len(rows) > PAGE
        self.entries = _entries(list(rows)[:PAGE])

    @property
    def has_editions(self) -> bool:
        return self.edition.number > 1 or any(e.edition > 1 for e in self.entries)

    @property
    def filters(self) -> list[dict[str, Any]]:
        labels = [("", "Everything"), *((k, label) for k, (label, _) in SHOWN.items())]
        return [
            {"label": label, "is_on": name == self.show, "url": self._url(show=name)}
            for name, label in labels
        ]

    @property
    def people(self) -> list[dict[str, Any]]:
        """Everybody who did anything; the clock is nobody."""
        acted = [self._of_release(kind).order_by().values("by") for kind in _ROWS]
        numbers = [row["by"] for row in acted[0].union(*acted[1:])]
        people = User.objects.filter(pk__in=numbers)
        everybody = [
            {"label": "Anybody", "is_on": not self.by, "url": self._url(by="")}
        ]
        return everybody + [
            {"label": p, "is_on": p.pk == self.by, "url": self._url(by=p.pk)}
            for p in people.order_by("first_name", "username")
        ]

    @property
    def earlier(self) -> str:
        return self._url(page=self.number + 1) if self._has_earlier else ""

    @property
    def later(self) -> str:
        return self._url(page=self.number - 1) if self.number > 1 else ""

    def _url(self, **changed: Any) -> str:
        asked = {"show": self.show, "by": self.by or "", **changed}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self._address}?{query}#timeline"

    def _rows(self, kinds: Iterable[str]) -> Any:
        found = [self._of(kind) for kind in kinds]
        return (
            found[0]
            .union(*found[1:], all=True)
            .order_by("-told_at", "-told_rank", "-told_row")
        )

    def _of(self, kind: str) -> QuerySet[Any, Any]:
        rows = self._of_release(kind)
        rows = rows.filter(by=self.by) if self.by else rows
        edition = _edition_of(kind)
        nothing = Value("", TextField())
        told = {"asked": _NOBODY, "key": _NOBODY, "first": nothing, "second": nothing}
        columns = {
            "at": F("at"),
            "rank": Value(list(_ROWS).index(kind)),
            "row": F("pk"),
            "by": F("by_id"),
            "edition": F(f"{edition}_id"),
            "number": F(f"{edition}__number"),
            **told,
            **_COLUMNS[kind],
        }
        renamed = {f"told_{name}": column for name, column in columns.items()}
        return rows.order_by().annotate(**renamed).values_list(*renamed)

    def _of_release(self, kind: str) -> QuerySet[Any, Any]:
        asked = {f"{_edition_of(kind)}__release": self.edition.release_id}
        rows: QuerySet[Any, Any] = _ROWS[kind].objects.filter(**asked)
        return rows


def _edition_of(kind: str) -> str:
    return "comment__edition" if kind == "reply" else "edition"


class _Row(NamedTuple):
    at: datetime
    rank: int
    row: int
    by: int | None
    edition: int
    number: int
    asked: int | None
    key: int | None
    first: str
    second: str


def _entries(found: Iterable[tuple[Any, ...]]) -> list[Entry]:
    rows = list(starmap(_Row, found))
    acted = {who for row in rows for who in (row.by, row.asked)}
    people = User.objects.in_bulk(acted - {None})
    return [_entry(row, people) for row in rows]


def _entry(row: _Row, people: dict[Any, User]) -> Entry:
    kind = list(_ROWS)[row.rank]
    by, asked = people.get(row.by), people.get(row.asked)
    told = _TOLD[kind](row, asked)
    return Entry(row.at, kind=kind, by=by, edition=row.number, **told)


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
