from typing import Any

from django.db import transaction

from briefings.actions.editions import keep_words, lock_for_writing
from briefings.actions.marking import Was, fill, lock_record, refuse_circle, unmark
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
    locked = lock_for_writing(edition, by=by)
    figure = put_figure(locked, about | {"start": start, "end": end}, seen=edition)
    keep_words(locked, by=by)
    return figure


def put_figure(locked: Edition, about: dict[str, Any], *, seen: Edition) -> Figure:
    """A step of actions: the caller keeps the words."""
    figure = Figure(edition=locked)
    _fill(figure, about, seen=seen)
    return figure


@transaction.atomic
def change_figure(
    figure: Figure,
    *,
    by: User | None,
    was: Was = None,
    **about: Any,
) -> Figure:
    demand(by, Duty.WRITE)
    seen, figure = figure.edition, lock_record(figure, by=by)
    _fill(figure, about, seen=seen, was=was)
    keep_words(figure.edition, by=by)
    return figure


@transaction.atomic
def unmark_figure(figure: Figure, *, by: User | None) -> Edition:
    """Take the record out; its words stay in the text."""
    return unmark(figure, by=by)


def _fill(
    figure: Figure,
    about: dict[str, Any],
    *,
    seen: Edition,
    was: Was = None,
) -> None:
    fill(figure, about, seen=seen, was=was)
    if "part_of" in about:
        refuse_circle(figure, "part_of")
    store(figure)
