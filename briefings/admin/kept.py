"""Columns and filters of lists that show the kept row of what was entered twice."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.contrib import admin


def kept(path: str) -> Callable[[Any], Any]:
    """A column with what a path leads to."""
    name = path.rpartition(".")[2]

    @admin.display(description=name, ordering=path.replace(".", "__"))
    def column(row: Any) -> Any:
        found = attrgetter(path)(row)
        return found and found.kept

    return column


class KeptFilter(admin.RelatedFieldListFilter):
    """Offers the kept rows, and finds what points at any row of them."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        kept_rows = {"merged_into": None}
        return field.get_choices(False, ordering=ordering, limit_choices_to=kept_rows)

    def queryset(self, request, queryset):
        chosen: Any = self.used_parameters.pop(self.lookup_kwarg, None)
        queryset = super().queryset(request, queryset)
        if chosen is None:
            return queryset
        self.used_parameters[self.lookup_kwarg] = chosen
        named: Any = self.field.related_model
        rows = named.objects.of(chosen[-1])
        return queryset.filter(pk__in=self.pointing(queryset, rows))

    def pointing(self, queryset: Any, rows: Any) -> Any:
        found = queryset.model.objects.filter(**{f"{self.field_path}__in": rows})
        return found.values("pk")
