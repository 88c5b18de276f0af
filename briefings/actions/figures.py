from typing import Any

from django.db import transaction

from briefings.actions.editions import keep_words, lock_for_writing
from briefings.actions.marking import place_at, unmark
from briefings.actions.storing import store
from briefings.models import Edition, Figure, User
from briefings.permissions import demand
from briefings.workflow import Duty


@transaction.atomic
def mark_figure(
    edition: Edition, *, by: User | None, start: int, end: int, **about: Any
) -> Figure:
    """Make `[start, end)` of the plain text a figure; `about` holds its columns."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition)
    figure = Figure(edition=edition)
    place_at(figure, edition, start, end)
    _fill(figure, about)
    keep_words(edition, by=by)
    return figure


@transaction.atomic
def change_figure(figure: Figure, *, by: User | None, **about: Any) -> Figure:
    demand(by, Duty.WRITE)
    edition = lock_for_writing(figure.edition)
    figure = Figure.objects.get(pk=figure.pk)
    if "start" in about:
        place_at(figure, edition, about.pop("start"), about.pop("end"))
    _fill(figure, about)
    keep_words(edition, by=by)
    return figure


@transaction.atomic
def unmark_figure(figure: Figure, *, by: User | None) -> Edition:
    """Take the record out; its words stay in the text."""
    return unmark(figure, by=by)


def _fill(figure: Figure, about: dict[str, Any]) -> None:
    for name, value in about.items():
        setattr(figure, name, value)
    store(figure)
