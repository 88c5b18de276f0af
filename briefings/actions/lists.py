"""What editors keep of the lists they look at: filters under a name, and files.

A list is told by the way in that shows it: it hangs a `Sheet` into `SHEETS`, so that
the same filters and the same search give the rows of the page and those of the file."""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.http import QueryDict

from briefings.actions.storing import call_a_worker, storable, store
from briefings.errors import Refused
from briefings.models import Export, SavedFilter, User
from briefings.models.visibility import numbers_hidden_from
from briefings.permissions import demand_to_look

MOST_FILTERS = 50
MOST_WAITING = 3
LONGEST_QUERY = 2000
# Where somebody stands in a list is no part of what they look for.
_OF_THE_PAGE = {"p", "e", "all", "_facets", "_popup", "_to_field"}
_JOB = "briefings.jobs.exports.make_exports"


class Sheet(Protocol):
    @property
    def headings(self) -> Sequence[str]: ...

    def rows(self, person: User, query: str) -> models.QuerySet[Any]: ...

    def cells(self, row: Any) -> Sequence[Any]: ...


SHEETS: dict[str, Sheet] = {}


@transaction.atomic
def save_filter(*, by: User, subject: str, name: str, query: str) -> SavedFilter:
    """A list as it is filtered now. The same name again is the new filter's."""
    _demand_list(subject, by)
    name, query = re.sub(r"\s+", " ", storable(name)).strip(), query_of(query)
    if not name:
        raise Refused("Give the filter a name.")
    if not query:
        raise Refused("Filter or search the list first: this would be all of it.")
    mine = SavedFilter.objects.filter(person=by, subject=subject)
    kept = mine.filter(name=name).first()
    if not kept and mine.count() >= MOST_FILTERS:
        raise Refused(f"You have {MOST_FILTERS} filters here: delete one first.")
    kept = kept or SavedFilter(person=by, subject=subject, name=name)
    kept.query = query
    return store(kept)


@transaction.atomic
def delete_filter(kept: SavedFilter, *, by: User) -> None:
    if kept.person_id != by.pk:
        raise Refused("This filter is a colleague’s: only they can delete it.")
    kept.delete()


@transaction.atomic
def request_export(*, by: User, subject: str, query: str) -> Export:
    """A worker makes the file; who asked for it alone may fetch it."""
    _demand_list(subject, by)
    # Two clicks at once are one person's: the second waits for the first.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Export.objects.waiting().filter(person=by).count() >= MOST_WAITING:
        raise Refused(f"{MOST_WAITING} of your exports are being made: wait for one.")
    query = query_of(query)
    if len(query) > LONGEST_QUERY:
        raise Refused("These filters are too long for an export: choose fewer.")
    export = Export.objects.create(person=by, subject=subject, query=query)
    # Each minute a job looks for what waits; this only makes it look at once.
    call_a_worker(_JOB, lock="make_exports")
    return export


@transaction.atomic
def hand_out_export(export: Export) -> Export:
    """With its file. If more is hidden from the person than when it was made, it may
    tell of that: it is made anew, and has none until then."""
    export = Export.objects.select_for_update().get(pk=export.pk)
    hidden = numbers_hidden_from(export.person)
    if export.finished_at and not hidden <= set(export.hidden):
        began = {"file": None, "finished_at": None, "rows": None, "rows_done": 0}
        Export.objects.filter(pk=export.pk).update(**began)
        export.refresh_from_db()
        call_a_worker(_JOB, lock="make_exports")
    return export


def query_of(query: str) -> str:
    """A list's query without what belongs to the page, in one spelling."""
    asked = QueryDict(storable(query), mutable=True)
    for name in _OF_THE_PAGE & asked.keys():
        del asked[name]
    return asked.urlencode()


def _demand_list(subject: str, by: User) -> None:
    if subject not in SHEETS:
        raise Refused("There is no such list.")
    demand_to_look(by, apps.get_model("briefings", subject))
