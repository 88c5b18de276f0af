"""Putting records at words, and taking them out again."""

from django.db.models import ProtectedError

from briefings.actions.editions import keep_words, lock_for_writing
from briefings.errors import Refused
from briefings.models import Anchored, Edition, User, new_ref
from briefings.permissions import demand
from briefings.text.anchors import anchor_at
from briefings.workflow import Duty


def place_at(record: Anchored, edition: Edition, start: int, end: int) -> None:
    record.ref = record.ref or new_ref()
    try:
        record.place(anchor_at(edition.plain_text, start, end))
    except ValueError as error:
        raise Refused("Select some words of the text first.") from error


def unmark(record: Anchored, *, by: User | None) -> Edition:
    demand(by, Duty.WRITE)
    edition = lock_for_writing(record.edition)
    try:
        type(record)._default_manager.filter(pk=record.pk).delete()
    except ProtectedError as error:
        raise Refused(
            "Another record is part of this one: change that first."
        ) from error
    return keep_words(edition, by=by)
