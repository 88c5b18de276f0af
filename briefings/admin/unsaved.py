"""What stands in the form of words and is not saved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefings.models import UnsavedText
from briefings.models.editions import TAGS, WORDS
from briefings.models.tagged import names_of
from briefings.text.comparison import Piece, compare
from briefings.text.plain_language import Measured, measure

_PREFIX = "words-"
_LISTS = (*TAGS, "lead_organisations", "supporting_organisations")


@dataclass(frozen=True)
class Changed:
    label: str
    pieces: Sequence[Piece]


class Unsaved:
    """A text that was kept of somebody, beside what is saved."""

    def __init__(self, kept: UnsavedText, saved: dict[str, Any]) -> None:
        self.at, self.based_on = kept.at, kept.based_on
        self.content = kept.content
        self.changes = changes(saved, kept.content)

    def taken_up(self) -> dict[str, Any]:
        return {**self.content, "based_on": self.based_on}


def as_typed(data: Any) -> dict[str, Any]:
    """The fields of the form that were sent, unread, so that any of it can be kept."""
    words = {n: data[_PREFIX + n] for n in WORDS if _PREFIX + n in data}
    # A list from which everything was taken is not sent at all.
    return words | {name: data.getlist(_PREFIX + name) for name in _LISTS}


def changes(saved: dict[str, Any], typed: dict[str, Any]) -> list[Changed]:
    words = [n for n in WORDS if n in typed and _text(saved[n]) != _text(typed[n])]
    return [
        *(Changed(_label(n), compare(_text(saved[n]), _text(typed[n]))) for n in words),
        *_other_tags(saved, typed),
    ]


def _other_tags(saved: dict[str, Any], typed: dict[str, Any]) -> Iterator[Changed]:
    there = {n: {row.pk: str(row) for row in saved[n]} for n in _LISTS if n in typed}
    chosen = {name: _keys(typed[name]) for name in there}
    added = {n: keys - {*there[n]} for n, keys in chosen.items()}
    names = names_of({name: keys for name, keys in added.items() if keys})
    for name, rows in there.items():
        gone = [rows[key] for key in rows if key not in chosen[name]]
        if names.get(name) or gone:
            new = sorted(names.get(name, {}).values())
            yield Changed(_label(name), _told_of_tags(new, gone))


def _told_of_tags(added: Sequence[str], gone: Sequence[str]) -> list[Piece]:
    """
    >>> pieces = _told_of_tags(["Bridges", "Roads"], ["Ferries"])
    >>> "".join(piece.words for piece in pieces)
    'Added: Bridges, Roads. Taken out: Ferries.'
    """
    told = []
    if added:
        told += [Piece("same", "Added: "), Piece("new", ", ".join(added))]
    if gone:
        start = ". Taken out: " if added else "Taken out: "
        told += [Piece("same", start), Piece("gone", ", ".join(gone))]
    return [*told, Piece("same", ".")]


def measured_by_field(value: Callable[[str], Any]) -> dict[str, Measured]:
    measured = measure(
        headline=_text(value("headline")),
        summary=_text(value("summary")),
        key_points=lines(value("key_points")),
        body=_text(value("body")),
    )
    return {one.field: one for one in measured}


def lines(value: Any) -> list[str]:
    return [line.strip() for line in _text(value).splitlines() if line.strip()]


def _text(value: Any) -> str:
    text = "\n".join(value) if isinstance(value, list) else str(value or "")
    return text.replace("\r\n", "\n").strip()


def _keys(typed: Sequence[str]) -> set[int]:
    """What is no number names no row, nor does one that no column holds."""
    return {int(key) for key in typed if key.isdecimal() and len(key) < 19}


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
