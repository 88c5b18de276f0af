"""Rows in an order that somebody chooses. A position is a number between those of the
neighbours, so that a move changes one row and no other: others would tell somebody that
a row they may not see was put between them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Min, QuerySet

from briefings.models.visibility import seeing_everything


def last_position(rows: QuerySet[Any, Any]) -> float:
    """Behind everything, also what is hidden from whoever looks."""
    with seeing_everything():
        last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last


def first_position(rows: QuerySet[Any, Any]) -> float:
    with seeing_everything():
        first = rows.aggregate(first=Min("position"))["first"]
    return 0 if first is None else first


def position_at(place: int, row: Any, rows: QuerySet[Any, Any]) -> float:
    """Where the row is at a place, counted from 1 among the rows that whoever looks may
    see. If its neighbours are too close, everything is given room first."""
    others = rows.exclude(pk=row.pk)
    position = _between(list(others), place - 1)
    if position is None:
        _spread(rows)
        position = _between(list(others.all()), place - 1)
    return 0 if position is None else position


def _between(rows: Sequence[Any], index: int) -> float | None:
    index = min(max(index, 0), len(rows))
    if not rows:
        return 1
    if index == 0:
        return float(rows[0].position - 1)
    if index == len(rows):
        return float(rows[-1].position + 1)
    low, high = rows[index - 1].position, rows[index].position
    middle = (low + high) / 2
    return middle if low < middle < high else None


def _spread(rows: QuerySet[Any, Any]) -> None:
    with seeing_everything():
        every = list(rows.all())
        for position, row in enumerate(every, 1):
            row.position = position
        rows.model._default_manager.bulk_update(every, ["position"], batch_size=1000)
