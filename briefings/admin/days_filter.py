"""A list narrowed to days, of which the first, the last or both may be given."""

from datetime import date, datetime, timedelta

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList

from briefings.models.spans import midnight


class DaysFilter(admin.ListFilter):
    """First published from a day to a day, both included."""

    title = "first published"
    template = "admin/newsroom/filter_days.html"
    names = ("since", "until")
    column = "first_published_at"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        for name in self.names:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]

    def expected_parameters(self):
        return list(self.names)

    def has_output(self):
        return True

    def queryset(self, request, queryset):
        first, last = self.days
        if first:
            queryset = queryset.filter(**{f"{self.column}__gte": midnight(first)})
        if last:
            queryset = queryset.filter(**{f"{self.column}__lt": _after(last)})
        return queryset

    @property
    def days(self) -> list[date | None]:
        return [self._day(name) for name in self.names]

    def _day(self, name: str) -> date | None:
        try:
            typed = self.used_parameters.get(name)
            return date.fromisoformat(str(typed)) if typed else None
        except ValueError as error:
            raise IncorrectLookupParameters from error

    def choices(self, changelist: ChangeList):
        """The rest of the query, for the form to send along."""
        others = {
            name: value
            for name, value in changelist.params.items()
            if name not in (*self.names, "p")
        }
        kept = [
            (name, one)
            for name, values in changelist.filter_params.items()
            if name not in (*self.names, *others)
            for one in values
        ]
        yield {
            "since": self.used_parameters.get("since", ""),
            "until": self.used_parameters.get("until", ""),
            "others": [*others.items(), *kept],
            "without": changelist.get_query_string(remove=list(self.names)),
        }


def _after(day: date) -> datetime:
    try:
        return midnight(day + timedelta(days=1))
    except OverflowError as error:
        raise IncorrectLookupParameters from error
