"""Fields that point at other rows."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.forms import DateInput, SelectMultiple, Textarea
from django.forms.models import ModelChoiceIterator

from briefings.admin.in_order import ChosenInOrder, InOrder
from briefings.admin.site import site
from briefings.models import Release, User
from briefings.permissions import may_enter


class ChooseMany(AutocompleteSelectMultiple):
    """Names what is chosen without a query, if it is what is known already."""

    known: Sequence[Any] = ()

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        chosen = {str(key) for key in value}
        rows = [row for row in self.known if str(row.pk) in chosen]
        if len(rows) < len(chosen):
            return super().optgroups(name, value, attr)
        options = [
            self.create_option(name, row.pk, str(row), selected=True, index=index)
            for index, row in enumerate(rows)
        ]
        return [(None, options, 0)]


class ChooseInOrder(InOrder, ChooseMany):
    pass


class ListInOrder(InOrder, SelectMultiple):
    pass


class KeptReleases(ModelChoiceIterator):
    """The list of a browser without scripts: a search box leaves out by itself what was
    discarded. What is chosen already stays, so that no save takes it away unseen."""

    def __init__(self, field: Any, chosen: Sequence[Any] = ()) -> None:
        super().__init__(field)
        rows, keys = Release.objects, [row.pk for row in chosen]
        self.queryset = rows.without_discarded() | rows.filter(pk__in=keys)


def know(field: Any, rows: Sequence[Any]) -> None:
    """Tell a field of `field_for` the names of what it begins with."""
    field.widget.widget.known = rows
    if isinstance(field.widget.choices, KeptReleases):
        field.widget.choices = KeptReleases(field, rows)


def field_for(column: Any, *, by: User, plain: bool = False, **kwargs) -> Any:
    """A form field for a column. One that points at rows is a search box, with a link
    to add a row where `by` may; `plain` gives a list of all rows instead, for browsers
    that run no scripts. Rows that are chosen `in_order` come back in it."""
    if column.is_relation:
        return _chooser(column, by=by, plain=plain, **kwargs)
    if isinstance(column, models.DateField):
        kwargs["widget"] = DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    if isinstance(column, models.URLField):
        kwargs["assume_scheme"] = "https"
    if isinstance(column, models.TextField):
        kwargs["widget"] = Textarea(attrs={"rows": 3})
    return column.formfield(**kwargs)


def _chooser(
    column: Any, *, by: User, plain: bool, in_order: bool = False, **kwargs
) -> Any:
    if in_order:
        kwargs |= {"form_class": ChosenInOrder, "widget": ListInOrder}
    if not plain:
        many = ChooseInOrder if in_order else ChooseMany
        kind = many if column.many_to_many else AutocompleteSelect
        kwargs["widget"] = kind(column, site, attrs={"data-width": "100%"})
    field = column.formfield(**kwargs)
    named = column.remote_field.model._meta
    if plain and column.remote_field.model is Release:
        field.widget.choices = KeptReleases(field)
    field.help_text = column.help_text
    field.widget = RelatedFieldWidgetWrapper(
        field.widget,
        column.remote_field,
        site,
        can_add_related=_may_add_here(named, by),
    )
    return field


def _may_add_here(named, by: User) -> bool:
    """People, topics and so on; never a release or a commitment, which begin with
    words of their own."""
    return named.model_name not in {"release", "commitment"} and may_enter(
        by, named.model_name
    )
