"""What was discarded is in no list and no search box, unless it is asked for."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters

from briefings.workflow import State


def without_discarded(rows: Any) -> Any:
    return rows.without_discarded() if hasattr(rows, "without_discarded") else rows


class LeavesOutDiscarded(admin.SimpleListFilter):
    def choices(self, changelist):
        every, *rest = super().choices(changelist)
        return [every | {"display": "All but discarded"}, *rest]

    def queryset(self, request, queryset):
        chosen = self.value()
        if chosen is None:
            return self.kept(queryset)
        if chosen not in [value for value, _ in self.lookup_choices]:
            raise IncorrectLookupParameters
        return self.narrowed(queryset, chosen)

    def kept(self, rows: Any) -> Any:
        return without_discarded(rows)

    def narrowed(self, rows: Any, chosen: str) -> Any:
        raise NotImplementedError(f"{type(self).__name__}: say what is chosen")


class StateFilter(LeavesOutDiscarded):
    """Of an edition; addresses that were saved before go on meaning what they did."""

    title = "state"
    parameter_name = "state__exact"

    def lookups(self, request, model_admin):
        return State.choices

    @property
    def column(self) -> str:
        return self.parameter_name.removesuffix("__exact")

    def kept(self, rows):
        return rows.exclude(**{self.column: State.DISCARDED})

    def narrowed(self, rows, chosen):
        return rows.filter(**{self.column: chosen})


class EditionStateFilter(StateFilter):
    """Of the edition that a row belongs to."""

    title = "state of the edition"
    parameter_name = "edition__state__exact"


class DiscardedPromises(LeavesOutDiscarded):
    title = "what was discarded"
    parameter_name = "discarded"

    def lookups(self, request, model_admin):
        return [("yes", "Only in discarded editions")]

    def narrowed(self, rows, chosen):
        return rows.discarded()
