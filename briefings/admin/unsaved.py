"""What stands in the form of words and is not saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from briefings.models import UnsavedText
from briefings.models.editions import TAGS, WORDS
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
        self.kept, self.at = kept, kept.at
        self.changes = changes(saved, kept.content)

    def taken_up(self) -> dict[str, Any]:
        """As the page goes on with it: saved over what it was typed over, whatever was
        saved since."""
        kept = self.kept
        return kept.content | {"based_on": kept.based_on, "window": kept.window}


def as_typed(data: Any) -> dict[str, Any]:
    """The fields of the form that were sent, unread, so that any of it can be kept."""
    words = {n: data[_PREFIX + n] for n in WORDS if _PREFIX + n in data}
    # A list from which everything was taken is not sent at all.
    return words | {name: data.getlist(_PREFIX + name) for name in _LISTS}


def changes(saved: dict[str, Any], typed: dict[str, Any]) -> list[Changed]:
    words = [n for n in WORDS if n in typed and _text(saved[n]) != _text(typed[n])]
    lists = [n for n in _LISTS if n in typed and _keys(saved[n]) != _keys(typed[n])]
    return [
        *(Changed(_label(n), compare(_text(saved[n]), _text(typed[n]))) for n in words),
        *(Changed(_label(n), [Piece("new", "chosen otherwise")]) for n in lists),
    ]


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


def _keys(rows: Sequence[Any]) -> set[str]:
    return {str(getattr(row, "pk", row)) for row in rows}


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
