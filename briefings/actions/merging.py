"""Rows of the registers that were entered twice. What was issued is never rewritten, so
both rows stay, and reading follows from the one to the other."""

from typing import TypeVar

from django.db import transaction
from django.db.models.functions import Now

from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import Event, User
from briefings.models.merging import Mergeable
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand
from briefings.workflow import Duty

_Row = TypeVar("_Row", bound=Mergeable)


@transaction.atomic
def merge(kept: _Row, duplicate: _Row, *, by: User | None) -> _Row:
    """Let readers and editors find all that names the duplicate with the kept row.
    Whatever was merged into the duplicate before comes along."""
    demand(by, Duty.MERGE)
    if type(kept) is not type(duplicate):
        raise Refused("Only two of a kind can be the same.")
    kept, duplicate = _locked(kept, duplicate)
    refuse_merging(kept, duplicate)
    for row in (duplicate, *duplicate.duplicates.all()):
        row.merged_into, row.merged_at, row.merged_by = kept, Now(), by
        store(row)
    called_off = Event.objects.called_off().filter(pk=duplicate.pk)
    if isinstance(duplicate, Event) and called_off.exists():
        Event.objects.filter(pk=duplicate.pk).keep_as_told()
    return kept


@transaction.atomic
def unmerge(duplicate: _Row, *, by: User | None) -> _Row:
    """Two after all. Nothing was moved, so each has again what was its own; what was
    entered since stays with the one it was entered for."""
    demand(by, Duty.MERGE)
    rows = type(duplicate).objects
    duplicate = rows.select_for_update().get(pk=duplicate.pk)
    kept = duplicate.merged_into
    if kept is None:
        raise Refused(f"{duplicate} is not merged with another.")
    others = kept.duplicates.exclude(pk=duplicate.pk)
    still_named = rows.filter(pk=kept.pk).named().exists()
    if is_known(kept) and not still_named and not others.named().exists():
        raise Refused(
            f"Readers know {kept} only by what names {duplicate}: parting the two "
            "would take a public page away."
        )
    duplicate.merged_into = duplicate.merged_at = duplicate.merged_by = None
    return store(duplicate)


def refuse_merging(kept: Mergeable, duplicate: Mergeable) -> None:
    """Say why two rows, each the one that is kept of its own, cannot be one."""
    if kept == duplicate:
        raise Refused(f"{kept} is one already: choose two.")
    for part, whole in ((kept, duplicate), (duplicate, kept)):
        if _is_within(part, whole):
            raise Refused(f"{part} is a part of {whole}: they cannot be the same.")
    _refuse_revealing(kept, duplicate)


def is_known(row: Mergeable) -> bool:
    return bool(type(row).objects.public().filter(pk=row.pk).exists())


def _refuse_revealing(kept: Mergeable, duplicate: Mergeable) -> None:
    """The name that is kept must not become public by what names the other, now or
    when that is issued."""
    if is_known(kept):
        return
    with seeing_everything():
        is_named = duplicate.rows().mentioning().exists()
    if is_named or is_known(duplicate):
        raise Refused(
            f"Readers do not know {kept} yet, and releases name {duplicate}: keep "
            f"{duplicate}, or wait until a release that names {kept} is public."
        )


def _is_within(part: Mergeable, whole: Mergeable) -> bool:
    seen, around = {part.pk}, part.whole
    while around is not None and around.pk not in seen:
        if around == whole:
            return True
        seen.add(around.pk)
        around = around.whole
    return False


def _locked(*wanted: _Row) -> list[_Row]:
    """The rows that are kept of these, locked in an order in which no two wait for each
    other. One merged meanwhile leads on."""
    keys = [row.pk for row in wanted]
    rows = type(wanted[0]).objects.select_for_update(of=("self",))
    locked = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
    found = [locked[key].kept for key in keys]
    again = {row.pk for row in found} - locked.keys()
    return found if not again else _locked(*found)
