"""Rows that are chosen in an order, which a number beside each of them can change."""

from collections.abc import Iterable
from typing import Any

from django import forms

from briefings.typed import number

_PLACE = "-place-"


class InOrder:
    """Of a list or a search box: what is chosen comes first, in its order, which is how
    browsers send it."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        rank = {str(key): place for place, key in enumerate(value)}
        groups = super().optgroups(name, value, attrs)  # type: ignore[misc]

        def place(option: Any) -> int:
            return rank.get(str(option["value"]), len(rank))

        for _, options, _ in groups:
            options.sort(key=place)
        return sorted(groups, key=lambda group: min(map(place, group[1]), default=0))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        sent = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        return in_places(data, name, sent or [])


class ChosenInOrder(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        rows = {str(row.pk): row for row in super().clean(value)}
        return [rows[key] for key in dict.fromkeys(map(str, value)) if key in rows]


def places(field: forms.BoundField) -> dict[str, Any]:
    """What is chosen, as the template of the numbers takes it."""
    keys = [str(key) for key in field.value() or ()]
    groups = field.field.widget.widget.optgroups(field.html_name, keys)
    options = [option for _, options, _ in groups for option in options]
    return {
        "name": f"{field.html_name}{_PLACE}",
        "chosen": [option for option in options if option["selected"]],
    }


def in_places(data: Any, name: str, keys: Iterable[str]) -> list[str]:
    """Those who got another number stand where it says; the others stay in the order in
    which they were sent.

    >>> sent = {"of-place-7": "1", "of-place-8": "2", "of-place-9": "1"}
    >>> in_places(sent, "of", ["7", "8", "9", "4"])
    ['9', '7', '8', '4']
    """
    start = f"{name}{_PLACE}"
    shown = [key for key in data if key.startswith(start)]
    ranks = {
        key.removeprefix(start): _rank(data[key], before)
        for before, key in enumerate(shown, 1)
    }
    last = (len(ranks) + 1, 0)
    return sorted(keys, key=lambda key: ranks.get(str(key), last))


def without_places(data: Any, names: Iterable[str]) -> Any:
    """What was sent, for a form that goes on with rows in an order of its own."""
    left = data.copy()
    starts = tuple(f"{name}{_PLACE}" for name in names)
    for key in [key for key in left if key.startswith(starts)]:
        del left[key]
    return left


def _rank(typed: str, before: int) -> tuple[int, int]:
    """Of two with one number, who moved up to it stands before who was there, and who
    moved down to it behind."""
    place = number(typed) or before
    return place, (place > before) - (place < before)
