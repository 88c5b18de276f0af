"""What two people made of one draft, as one text and as a list of who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefings.models import Edition
from briefings.models.editions import SIGNED_WORDS, TAGS
from briefings.models.facts import FACTS, as_typed
from briefings.models.involvements import PARTS
from briefings.text.comparison import Piece as Shown
from briefings.text.comparison import compare
from briefings.text.merging import (
    Piece,
    Whose,
    is_reordered,
    merge,
    merge_chosen,
    paragraphs,
)

_PROSE = {"body", "notes_to_editors"}
_CHOSEN = {*TAGS, *PARTS}


@dataclass(frozen=True)
class Change:
    """What one of the two did, or what both did to the same words."""

    whose: str
    pieces: Sequence[Shown] = ()
    mine: str = ""
    theirs: str = ""
    can_be_both: bool = False

    @property
    def is_clash(self) -> bool:
        return self.whose == Whose.BOTH

    @property
    def stands(self) -> str:
        return "mine" if self.mine else "theirs"


@dataclass(frozen=True)
class MergedField:
    name: str
    label: str
    between: str  # what joins its paragraphs
    changes: Sequence[Change]


class Merger:
    def __init__(
        self, edition: Edition, *, based_on: int, mine: dict[str, Any]
    ) -> None:
        revisions = edition.revisions.select_related("by").order_by("number")
        last: Any = revisions.last()
        self.last = last
        seen = revisions.filter(number=based_on).first()
        # Without what they began with, everything that differs is to be chosen.
        self._base = _of_revision(seen.content if seen else {})
        self._theirs = _of_revision(last.content)
        self._mine = mine
        self.fields: list[MergedField] = []

    @property
    def who(self) -> str:
        return str(self.last.by or "A command")

    @property
    def clashes(self) -> int:
        return sum(c.is_clash for field in self.fields for c in field.changes)

    def merge(self, field: Any) -> Any:
        """The value of a field to go on with; what it was merged of is noted."""
        if field.name in _CHOSEN:
            return self._merge_chosen(field)
        between = _between(field.name)
        base, theirs = (
            _parts(field.name, side.get(field.name))
            for side in (self._base, self._theirs)
        )
        mine = _parts(field.name, self._mine.get(field.name))
        pieces = merge(base, mine, theirs)
        self._note(field, between, [_change(piece, between) for piece in pieces])
        if theirs == base:
            return _as_text(field.name, self._mine.get(field.name))
        return between.join(part for piece in pieces for part in piece.parts)

    def _merge_chosen(self, field: Any) -> list[Any]:
        base, theirs = (
            side.get(field.name) or [] for side in (self._base, self._theirs)
        )
        mine = [row.pk for row in self._mine.get(field.name) or ()]
        names = field.field.queryset.in_bulk({*base, *mine, *theirs})
        changes = [
            _chosen(whose, base, after, names, is_in_order=field.name in PARTS)
            for whose, after in ((Whose.MINE, mine), (Whose.THEIRS, theirs))
        ]
        self._note(field, "", changes)
        return merge_chosen(base, mine, theirs)

    def _note(self, field: Any, between: str, changes: list[Change]) -> None:
        changes = [change for change in changes if change.is_clash or change.pieces]
        if changes:
            label = str(field.label)
            self.fields.append(MergedField(field.name, label, between, changes))


def _change(piece: Piece, between: str) -> Change:
    mine, theirs = between.join(piece.mine), between.join(piece.theirs)
    if piece.whose == Whose.BOTH:
        return Change(piece.whose, (), mine, theirs, can_be_both=between != "")
    if piece.whose == Whose.MINE:
        return Change(piece.whose, compare(theirs, mine))
    if piece.whose == Whose.THEIRS:
        return Change(piece.whose, compare(mine, theirs))
    return Change(piece.whose)


def _chosen(
    whose: str, before: list[int], after: list[int], names: Any, *, is_in_order: bool
) -> Change:
    came = [pk for pk in after if pk not in before and pk in names]
    gone = [pk for pk in before if pk not in after and pk in names]
    pieces = [
        *(Shown("new", f"{names[pk]} ") for pk in came),
        *(Shown("gone", f"{names[pk]} ") for pk in gone),
    ]
    if is_in_order and is_reordered(before, after):
        order = ", ".join(str(names[pk]) for pk in after if pk in names)
        pieces.append(Shown("new", f"In this order: {order}"))
    return Change(whose, pieces)


def _of_revision(content: dict[str, Any]) -> dict[str, Any]:
    """The fields of the form, from what a revision holds."""
    involved = content.get("organisations", [])
    return {name: content.get(name) for name in (*SIGNED_WORDS, *FACTS, *TAGS)} | {
        name: [pk for of, pk in involved if of == part] for name, part in PARTS.items()
    }


def _between(name: str) -> str:
    if name == "key_points":
        return "\n"
    return "\n\n" if name in _PROSE else ""


def _parts(name: str, value: Any) -> list[str]:
    if isinstance(value, list):
        return value
    text = _as_text(name, value)
    if name in _PROSE:
        return paragraphs(text)
    return [text.strip()] if text.strip() else []


def _as_text(name: str, value: Any) -> str:
    return as_typed(name, value) if name in FACTS else _as_one(value)


def _as_one(value: Any) -> str:
    text = "\n".join(value) if isinstance(value, list) else value or ""
    return text.replace("\r\n", "\n")
