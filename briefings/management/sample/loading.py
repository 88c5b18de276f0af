from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from briefings.actions.collections import (
    add_collection,
    add_heading,
    add_link,
    collect_releases,
)
from briefings.actions.commitments import (
    confirm_update,
    describe_commitment,
    record_update,
)
from briefings.actions.features import feature_release
from briefings.errors import Refused
from briefings.management.sample.accounts import Desks, open_accounts, taken_usernames
from briefings.management.sample.cast import Cast
from briefings.management.sample.days import Days
from briefings.management.sample.releases import IMPORTED_FROM, Telling
from briefings.management.sample.texts import read_cast, read_ledger, read_texts
from briefings.models import ImportedFile, Release, User

# Any number that nothing else in the program locks.
_ONE_LOADER_AT_A_TIME = 7226


@transaction.atomic
def load_once() -> Desks | None:
    """The whole sample or nothing of it; None when it is there already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_LOADER_AT_A_TIME])
    if ImportedFile.objects.filter(name__startswith=IMPORTED_FROM).exists():
        return None
    _demand_an_empty_newsroom()
    desks = open_accounts()
    days = Days(_now(desks.writer))
    cast = Cast()
    written = read_cast(days)
    cast.enlist(written, by=desks.writer)
    for about in written["appointments"]:
        cast.appoint(about, by=desks.writer)
    telling = Telling(cast, desks)
    for text in read_texts(days):
        telling.tell(text)
    _follow_up(cast, desks, days)
    return desks


def _demand_an_empty_newsroom() -> None:
    """What is issued can never be deleted, so nothing invented may come among it."""
    if Release.objects.exists():
        raise Refused(
            "This newsroom has releases of its own. The sample is for an empty one: "
            "issued releases cannot be deleted afterwards."
        )
    taken = taken_usernames()
    if taken:
        raise Refused(
            f"There are accounts called {', '.join(taken)} already. The sample is for "
            "an empty newsroom."
        )


def _now(anybody: User) -> datetime:
    """The moment by the database's clock, which decides what is public."""
    row = User.objects.annotate(moment=Now()).get(pk=anybody.pk)
    moment: datetime = row.moment
    return moment


def _put_together(about: dict[str, Any], cast: Cast, *, by: User) -> None:
    entries = about.pop("entries")
    collection = add_collection(by=by, **about)
    for entry in entries:
        if "release" in entry:
            collect_releases(collection, [cast.releases[entry["release"]]], by=by)
        elif "heading" in entry:
            add_heading(collection, by=by, words=entry["heading"])
        else:
            add_link(collection, by=by, **entry)


def _follow_up(cast: Cast, desks: Desks, days: Days) -> None:
    ledger = read_ledger(days)
    for about in ledger["collections"]:
        _put_together(about, cast, by=desks.writer)
    for key in ledger["featured"]["releases"]:
        feature_release(cast.releases[key], by=desks.publisher)
    for pair in ledger["parts"]:
        part, whole = (cast.commitments[pair[name]] for name in ("part", "whole"))
        describe_commitment(part, by=desks.records_officer, part_of=whole)
    for about in ledger["updates"]:
        columns = cast.linked(about)
        columns["evidence"] = [cast.linked(piece) for piece in columns["evidence"]]
        confirmed = columns.pop("confirmed", False)
        commitment = columns.pop("commitment")
        update = record_update(commitment, by=desks.records_officer, **columns)
        if confirmed:
            confirm_update(update, by=desks.administrator)
