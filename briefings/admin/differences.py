"""What is different between two saved states of an edition, as an editor reads it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.text import capfirst

from briefings.admin.file_differences import FileChange, file_changes
from briefings.admin.record_places import Places
from briefings.models import (
    Commitment,
    CommitmentStatement,
    Edition,
    Figure,
    Organisation,
    Quote,
    Release,
)
from briefings.models.editions import SIGNED_WORDS, TAGS
from briefings.models.facts import FACTS, in_words
from briefings.models.involvements import Part
from briefings.models.visibility import seeing_everything
from briefings.text.comparison import Piece, compare, even_lines, in_short
from briefings.text.merging import is_reordered

_RECORDS: dict[str, Any] = {
    "quotes": Quote,
    "statements": CommitmentStatement,
    "figures": Figure,
}
# Told by the words themselves and by their place; a commitment by its statement.
_UNTOLD = {"ref", "start", "end", "words", "id"}
_ORGANISATIONS = {part: f"{part.label} organisations" for part in Part}
_ABOUT_THE_CHANGE = {"change", "change_note"}

Reference = tuple[Any, int]


@dataclass(frozen=True)
class WordsChange:
    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class TagsChange:
    label: str
    added: list[str]
    removed: list[str]
    # All of them before and after, where there is an order and it is another one.
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RecordChange:
    label: str
    verb: str
    pieces: list[Piece]
    columns: list[ColumnChange] = field(default_factory=list)


@dataclass(frozen=True)
class _Column:
    """A column that two states of a record have differently."""

    field: Any
    old: Any
    new: Any

    def references(self) -> Iterator[Reference]:
        model = self.field.related_model
        for value in (self.old, self.new) if model else ():
            yield from ((model, number) for number in _numbers(value))


class Comparison:
    """Of the contents that two revisions keep. Rows are named by one query a model, and
    only those that make a difference."""

    def __init__(self, old: dict, new: dict, *, of_readers: bool = False) -> None:
        self.old, self.new = old, new
        untold = _ABOUT_THE_CHANGE if of_readers else set()
        # What was saved before the kind was signed says nothing of it.
        said = old.keys() & new.keys()
        words = [n for n in SIGNED_WORDS if n in said and n not in untold]
        self._words = [*words, *FACTS]

    def __bool__(self) -> bool:
        return bool(self.words or self.tags or self.records or self.files)

    @cached_property
    def words(self) -> list[WordsChange]:
        return [
            WordsChange(_label(name), _pieces(*texts))
            for name in self._words
            if (texts := (_text(name, self.old), _text(name, self.new)))
            and texts[0] != texts[1]
        ]

    @property
    def spaced(self) -> list[str]:
        """The texts that differ by nothing but the ends of lines and space around."""
        told = {change.label for change in self.words}
        labels = [
            _label(name)
            for name in self._words
            if self.old.get(name) != self.new.get(name)
        ]
        return [label for label in labels if label not in told]

    @cached_property
    def tags(self) -> list[TagsChange]:
        changes = [self._tag(*change) for change in self._tags]
        return [c for c in changes if c.added or c.removed or c.order]

    def _tag(
        self, label: str, old: list[Reference], new: list[Reference]
    ) -> TagsChange:
        was, became = (self._seen(rows) for rows in (old, new))
        added = [self._name(row) for row in became if row not in was]
        removed = [self._name(row) for row in was if row not in became]
        if label not in _ORGANISATIONS.values():
            return TagsChange(label, sorted(added), sorted(removed))
        orders = (was, became) if is_reordered(was, became) else ()
        told = tuple(", ".join(map(self._name, rows)) for rows in orders)
        return TagsChange(label, added, removed, told)

    @cached_property
    def records(self) -> list[RecordChange]:
        return [
            change
            for kind in _RECORDS
            for ref in {**self._by_ref(self.old, kind), **self._by_ref(self.new, kind)}
            if (change := self._record(kind, ref))
        ]

    @cached_property
    def files(self) -> list[FileChange]:
        return file_changes(self.old, self.new)

    def _record(self, kind: str, ref: str) -> RecordChange | None:
        label = capfirst(_RECORDS[kind]._meta.verbose_name)
        label = "Commitment" if kind == "statements" else label
        old, new = self._by_ref(self.old, kind), self._by_ref(self.new, kind)
        if ref not in old:
            return RecordChange(label, "added", [Piece("new", new[ref]["words"])])
        if ref not in new:
            return RecordChange(label, "taken out", [Piece("gone", old[ref]["words"])])
        changed = [c for c in _columns(kind, old[ref], new[ref]) if self._is_seen(c)]
        columns = [self._told(column) for column in changed]
        if places := self._places.moved(kind, old[ref], new[ref]):
            columns.append(ColumnChange("Place in the text", *places))
        if not columns and old[ref]["words"] == new[ref]["words"]:
            return None
        pieces = _pieces(old[ref]["words"], new[ref]["words"])
        return RecordChange(label, "changed", pieces, columns)

    @cached_property
    def _places(self) -> Places:
        records = {
            (kind, ref): record
            for kind in _RECORDS
            for ref, record in self._by_ref(self.old, kind).items()
        }
        return Places(self.old, self.new, records)

    def _by_ref(self, content: dict, kind: str) -> dict[str, dict]:
        return {record["ref"]: record for record in content[kind]}

    @property
    def _tags(self) -> Iterator[tuple[str, list[Reference], list[Reference]]]:
        for part, label in _ORGANISATIONS.items():
            parts = (_involved(self.old, part), _involved(self.new, part))
            yield label, *parts
        for name in TAGS:
            parts = (_tagged(self.old, name), _tagged(self.new, name))
            yield _label(name), *parts

    @cached_property
    def _rows(self) -> dict[Any, dict[int, Any]]:
        wanted: dict[Any, set[int]] = defaultdict(set)
        for model, number in self._references():
            wanted[model].add(number)
        return {
            model: model._default_manager.select_related().in_bulk(numbers)
            for model, numbers in wanted.items()
        }

    def _references(self) -> Iterator[Reference]:
        for _, before, after in self._tags:
            if before != after:
                yield from {*before, *after}
        for kind in _RECORDS:
            old, new = self._by_ref(self.old, kind), self._by_ref(self.new, kind)
            for ref in old.keys() & new.keys():
                for column in _columns(kind, old[ref], new[ref]):
                    yield from column.references()

    @cached_property
    def _hidden(self) -> set[Reference]:
        """What is there and may not be seen is not told, not even as gone."""
        missing: dict[Any, set[int]] = defaultdict(set)
        for model, number in self._references():
            if number not in self._rows[model]:
                missing[model].add(number)
        with seeing_everything():
            return {
                (model, number)
                for model, numbers in missing.items()
                for number in model._default_manager.in_bulk(numbers)
            }

    def _is_seen(self, column: _Column) -> bool:
        references = set(column.references())
        return not references or bool(references - self._hidden)

    def _seen(self, rows: Iterable[Reference]) -> list[Reference]:
        return [row for row in rows if row not in self._hidden]

    def _name(self, reference: Reference) -> str:
        model, number = reference
        row = self._rows[model].get(number)
        what = model._meta.verbose_name
        article = "An" if what[0] in "aeiou" else "A"
        return str(row) if row else f"{article} {what} that is gone"

    def _told(self, column: _Column) -> ColumnChange:
        label = capfirst(column.field.verbose_name)
        return ColumnChange(
            label, *(self._value(column.field, v) for v in (column.old, column.new))
        )

    def _value(self, field: Any, value: Any) -> str:
        if field.related_model:
            rows = [(field.related_model, number) for number in _numbers(value)]
            return ", ".join(sorted(map(self._name, self._seen(rows))))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return "" if value is None else str(value)


def _columns(kind: str, old: dict, new: dict) -> list[_Column]:
    model = _RECORDS[kind]
    changed = _changed(model, old, new)
    if kind == "statements":
        changed += _changed(Commitment, old["commitment"], new["commitment"])
    return changed


def _changed(model: Any, old: dict, new: dict) -> list[_Column]:
    """What is not said of a record is left out of its content, or had no column yet."""
    said = {name: value for row in (old, new) for name, value in row.items()}
    names = [n for n in said if n not in _UNTOLD and not isinstance(said[n], dict)]
    return [
        _Column(model._meta.get_field(name), old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    ]


def _numbers(value: Any) -> list[int]:
    if value is None:
        return []
    return value if isinstance(value, list) else [int(value)]


def _involved(content: dict, part: str) -> list[Reference]:
    return [(Organisation, n) for kind, n in content["organisations"] if kind == part]


def _tagged(content: dict, name: str) -> list[Reference]:
    return [(_field(name).related_model, number) for number in content[name]]


def _pieces(old: str, new: str) -> list[Piece]:
    return in_short(compare(old, new))


def _label(name: str) -> str:
    return str(capfirst(_field(name).verbose_name))


def _text(name: str, content: dict) -> str:
    if name in FACTS:
        return in_words(name, content.get(name))
    value, choices = content[name], _field(name).flatchoices
    if choices:
        return str(dict(choices)[value])
    # A form takes away the space around a text; no reader sees that.
    return "\n".join(value) if isinstance(value, list) else even_lines(value).strip()


def _field(name: str) -> Any:
    return (Release if name == "kind" else Edition)._meta.get_field(name)
