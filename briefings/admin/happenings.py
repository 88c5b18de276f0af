"""What was done to editions: moves, saves, notes and talk, of any narrower choice, told
in words. Which rows they are is one query over all kinds; a second one names those who
acted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Count,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, TruncDay
from django.urls import reverse

from briefings.models import (
    ChangeNoteCorrection,
    Comment,
    EditorialNote,
    FactCheckAnswer,
    GuestLink,
    Reply,
    Revision,
    Suggestion,
    Transition,
    User,
    suggestions,
)
from briefings.models.comments import Beside
from briefings.models.fact_checks import Verdict
from briefings.models.guests import Purpose
from briefings.workflow import DONE

_MOMENTS = {"issue": "Scheduled for ", "backdate": "Entered as issued on "}
# Of one moment the later ones happened because of those before them.
ROWS: dict[str, Any] = {
    "move": Transition,
    "save": Revision,
    "decided": Suggestion,
    "note": EditorialNote,
    "comment": Comment,
    "reply": Reply,
    "resolved": Comment,
    "note_correction": ChangeNoteCorrection,
    "let_in": GuestLink,
    "shut_out": GuestLink,
    "answer": FactCheckAnswer,
}
# Where a kind is of some rows only, or has other columns for who did it, and when.
_ONLY = {
    "decided": ~Q(verdict=suggestions.Verdict.OPEN),
    "resolved": Q(resolved_at__isnull=False),
    "shut_out": Q(revoked_at__isnull=False),
}
_WHEN = {"resolved": "resolved_at", "let_in": "made_at", "shut_out": "revoked_at"}
_WHO = {
    "decided": "decided_by",
    "resolved": "resolved_by",
    "let_in": "made_by",
    "shut_out": "revoked_by",
}
_NOBODY = Cast(Value(None), BigIntegerField())
_NOTHING = Value("", TextField())


def _how_many(*, taken: bool) -> Cast:
    rejected = Q(verdict=suggestions.Verdict.REJECTED)
    return Cast(Count("pk", filter=~rejected if taken else rejected), TextField())


# What is told of each kind, beside when, by whom and of which edition: `first` and
# `second` are words, `key` leads to a page.
_COLUMNS: dict[str, dict[str, Any]] = {
    "move": {"asked": F("asked_id"), "first": F("move"), "second": F("note")},
    "save": {"key": F("pk"), "first": Cast("number", TextField())},
    "decided": {
        "row": Min("pk"),
        "first": _how_many(taken=True),
        "second": _how_many(taken=False),
    },
    "note": {"second": F("words")},
    "comment": {"first": F("words"), "second": F("said"), "third": F("part")},
    "reply": {
        "first": F("comment__words"),
        "second": F("said"),
        "third": F("comment__part"),
    },
    "resolved": {"first": F("words"), "second": F("said"), "third": F("part")},
    "note_correction": {"second": F("words")},
    "let_in": {"first": F("purpose"), "second": F("name")},
    "shut_out": {"first": F("purpose"), "second": F("name")},
    "answer": {
        "first": F("verdict"),
        "second": F("said"),
        "third": F("link__name"),
    },
}
# Where on the page of the edition it is to be looked at.
_PLACES = {
    "note": "#timeline",
    "comment": "#comments",
    "reply": "#comments",
    "resolved": "#comments",
    "answer": "#fact-checks",
}

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
    third: str


def rows_of(kinds: Iterable[str], narrow: Narrow) -> Any:
    """The newest first, to be cut to what is shown; `narrow` is called with the rows of
    a kind, which know `acted_by` and `acted_at`, and the path that leads from them to
    their edition."""
    found = [_of(kind, narrow) for kind in kinds]
    rows = found[0].union(*found[1:], all=True)
    return rows.order_by("-told_at", "-told_rank", "-told_row")


def _of(kind: str, narrow: Narrow) -> QuerySet[Any, Any]:
    edition = edition_of(kind)
    columns = {
        "at": F("acted_at"),
        "rank": Value(list(ROWS).index(kind)),
        "row": F("pk"),
        "by": F("acted_by"),
        "edition": F(f"{edition}_id"),
        "number": F(f"{edition}__number"),
        "headline": F(f"{edition}__headline"),
        "asked": _NOBODY,
        "key": _NOBODY,
        "first": _NOTHING,
        "second": _NOTHING,
        "third": _NOTHING,
        **_COLUMNS[kind],
    }
    renamed = {f"told_{name}": column for name, column in columns.items()}
    return narrow(everything(kind), edition).annotate(**renamed).values_list(*renamed)


def everything(kind: str) -> QuerySet[Any]:
    """Every row of a kind. Whoever answers a fact check is none of the office. What
    somebody decided of the suggestions within a day is one row: there are dozens."""
    rows = ROWS[kind].objects.order_by().filter(_ONLY.get(kind, Q()))
    if kind == "decided":
        days = rows.annotate(day=TruncDay("decided_at"))
        acts: QuerySet[Any] = days.values("edition", "day").annotate(
            acted_by=F("decided_by_id"), acted_at=Max("decided_at")
        )
        return acts
    by = _NOBODY if kind == "answer" else F(f"{_WHO.get(kind, 'by')}_id")
    found: QuerySet[Any] = rows.annotate(acted_by=by, acted_at=F(_WHEN.get(kind, "at")))
    return found


def edition_of(kind: str) -> str:
    return {"reply": "comment__edition", "answer": "link__edition"}.get(kind, "edition")


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
        by=row.third or people.get(row.by),
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


def _decided(row: _Row, asked: User | None) -> dict[str, str]:
    counts = {"accepted": int(row.first), "rejected": int(row.second)}
    told = [f"{many} {verdict}" for verdict, many in counts.items() if many]
    address = reverse("admin:briefings_edition_mark_up", args=[row.edition])
    return {"what": f"Suggestions: {', '.join(told)}", "url": address}


def _said(what: str) -> Callable[[_Row, User | None], dict[str, str]]:
    return lambda row, asked: {"what": what, "words": row.second, "quoted": row.first}


def _commented(what: str) -> Callable[[_Row, User | None], dict[str, str]]:
    """The headline often says the same as the text."""

    def told(row: _Row, asked: User | None) -> dict[str, str]:
        place = f" at the {Beside(row.third).label}" if row.third else ""
        return _said(what + place)(row, asked)

    return told


_GIVEN = {
    Purpose.EARLY_SIGHT: "Early sight given to",
    Purpose.FACT_CHECK: "Fact check asked of",
    Purpose.PREVIEW: "Preview given to",
}


def _let_in(row: _Row, asked: User | None) -> dict[str, str]:
    address = reverse("admin:briefings_edition_guests", args=[row.edition])
    return {"what": f"{_GIVEN[Purpose(row.first)]} {row.second}", "url": address}


def _shut_out(row: _Row, asked: User | None) -> dict[str, str]:
    """Whose link leads nowhere any more."""
    return _let_in(row, asked) | {"what": f"Link of {row.second} revoked"}


def _answered(row: _Row, asked: User | None) -> dict[str, str]:
    verdict = Verdict(row.first).label.lower()
    return {"what": f"Fact check answered: {verdict}", "words": row.second}


_TOLD: dict[str, Callable[[_Row, User | None], dict[str, str]]] = {
    "move": _moved,
    "save": _saved,
    "decided": _decided,
    "note": _said("Note"),
    "comment": _commented("Comment"),
    "reply": _commented("Reply"),
    "resolved": _commented("Comment resolved"),
    "note_correction": _said("Change note corrected"),
    "let_in": _let_in,
    "shut_out": _shut_out,
    "answer": _answered,
}
