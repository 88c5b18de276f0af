"""Putting records at words, saying what they are, and taking them out again."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import ProtectedError

from briefings.actions.editions import keep_words, lock_for_writing
from briefings.errors import Conflict, Refused
from briefings.models import Anchored, Edition, User, new_ref
from briefings.permissions import demand
from briefings.text.markup.anchors import Anchor, anchor_at, follow
from briefings.workflow import Duty

_Row = TypeVar("_Row", bound=models.Model)
_Record = TypeVar("_Record", bound=Anchored)

# Columns as whoever changes them had read them, by their names.
Was = Mapping[str, Any] | None


def get_or_refuse(row: _Row) -> _Row:
    """The row as it is now."""
    now = type(row)._default_manager.filter(pk=row.pk).first()
    if now is None:
        raise Refused("A colleague took this record out meanwhile.")
    return now


def lock_record(record: _Record, *, by: User | None) -> _Record:
    """The record as it is now, its edition held for writing."""
    edition = lock_for_writing(record.edition, by=by)
    record = get_or_refuse(record)
    record.edition = edition
    return record


def fill(
    record: Anchored,
    about: Mapping[str, Any],
    *,
    seen: Edition,
    was: Was = None,
) -> None:
    """Set the columns that `about` names. With `start` and `end` the record is put at
    those words of `seen`: the edition as whoever selected them had read it, as `was`
    holds the columns that they had read."""
    columns = dict(about)
    refuse_overwriting(record, about, was or {})
    if names_words(columns):
        start, end = columns.pop("start"), columns.pop("end")
        record.ref = record.ref or new_ref()
        record.place(words_at(seen, start, end, now=record.edition.plain_text))
    set_columns(record, columns, {name.removesuffix("_id") for name in record.SIGNED})


def set_columns(
    row: models.Model, about: Mapping[str, Any], columns: Collection[str]
) -> None:
    """Only `columns` may be set. Any other name, such as that of the words themselves,
    is a mistake in a program and not an editor's."""
    unknown = about.keys() - set(columns)
    if unknown:
        names = ", ".join(sorted(unknown))
        raise TypeError(f"Nobody sets {names} of a {row._meta.verbose_name}.")
    for name, value in about.items():
        setattr(row, name, value)


def refuse_overwriting(
    row: models.Model,
    about: Mapping[str, Any],
    was: Mapping[str, Any],
    *,
    then: str = "save again to put yours in its place",
) -> None:
    """What a colleague changed since somebody read it, they do not change unread."""
    for name in about.keys() & was.keys():
        theirs = getattr(row, name)
        if theirs not in (was[name], about[name]):
            label = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            raise Conflict(
                f"A colleague changed the {label} while you were reading. It is "
                f"“{_named(theirs)}” now: {then}."
            )


def _named(value: Any) -> Any:
    """Nobody is told of a row that they may not see."""
    if not isinstance(value, models.Model):
        return value
    rows: Any = type(value)._default_manager
    return value if rows.filter(pk=value.pk).exists() else "something you may not see"


def names_words(about: Mapping[str, Any]) -> bool:
    named = {"start", "end"} & about.keys()
    if len(named) == 1:
        raise TypeError("Words have both a start and an end.")
    return bool(named)


def refuse_circle(row: models.Model, name: str) -> None:
    """A chain of `name`, such as of parts and wholes, must not lead back to `row`."""
    passed = {row.pk} - {None}
    following = getattr(row, name)
    while following is not None:
        if following.pk in passed:
            other = getattr(row, name)
            raise Refused(f"“{other}” leads back to “{row}” already: choose another.")
        passed.add(following.pk)
        following = getattr(get_or_refuse(following), name)


def unmark(record: Anchored, *, by: User | None) -> Edition:
    demand(by, Duty.WRITE)
    record = lock_record(record, by=by)
    take_out(record)
    return keep_words(record.edition, by=by)


def take_out(record: Anchored) -> None:
    """A step of actions: the caller keeps the words."""
    try:
        type(record)._default_manager.filter(pk=record.pk).delete()
    except ProtectedError as error:
        raise Refused(
            "Another record is part of this one: change that first."
        ) from error


def words_at(seen: Edition, start: int, end: int, *, now: str) -> Anchor:
    """Numbers mean nothing in a text that a colleague changed since: the words do."""
    if not seen.plain_text[max(start, 0) : max(end, 0)].strip():
        raise Refused("Select some words of the text first.")
    try:
        selected = anchor_at(seen.plain_text, start, end)
    except ValueError as error:
        raise Refused("Select some words of the text first.") from error
    if seen.plain_text == now:
        return selected
    [followed] = follow(seen.plain_text, now, [selected])
    if followed is None:
        raise Conflict("These words were changed since you read them: read them again.")
    return followed
