"""What an edition is tagged with, by name."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import F, QuerySet, Value

from briefings.models.editions import TAGS, Edition
from briefings.models.merging import Mergeable, kept_column
from briefings.models.people import Organisation
from briefings.models.releases import Release

_Tags = dict[str, list[Any]]


def tags_of(edition: Edition) -> _Tags:
    """For each of `TAGS`, and for each part an organisation can have, the rows in their
    order, with nothing but their names: one query for all kinds, for forms and pages
    that print them."""
    found = [_tagged(tag, edition) for tag in TAGS]
    rows = _involved(edition).union(*found, all=True)
    tags: _Tags = defaultdict(list)
    for kind, _, key, name in rows.order_by("tag", "rank", "called"):
        model = _model_of(kind)
        tags[kind].append(model(pk=key, **{_name_of(model): name}))
    return tags


def names_of(wanted: Mapping[str, Collection[int]]) -> dict[str, dict[int, str]]:
    """What rows are called that an edition might be tagged with, by the kind of the tag
    and the key: one query for all kinds."""
    found = [
        _columns(
            _model_of(kind).objects.filter(pk__in=keys),
            *(Value(kind), Value(0), F("pk"), _called(_model_of(kind))),
        )
        for kind, keys in wanted.items()
    ]
    names: dict[str, dict[int, str]] = {kind: {} for kind in wanted}
    for kind, _, key, name in found[0].union(*found[1:], all=True) if found else ():
        names[kind][key] = name
    return names


def _tagged(tag: str, edition: Edition) -> QuerySet[Any, Any]:
    column: Any = Edition._meta.get_field(tag)
    model = column.related_model
    rows = model.objects.filter(**{column.related_query_name(): edition})
    return _columns(rows, Value(tag), Value(0), F("pk"), _called(model))


def _involved(edition: Edition) -> QuerySet[Any, Any]:
    named = kept_column("name", "organisation__")
    rows = edition.involvements
    return _columns(rows, F("part"), F("position"), F("organisation_id"), named)


def _columns(rows: Any, *columns: Any) -> QuerySet[Any, Any]:
    names = ("tag", "rank", "row", "called")
    renamed = dict(zip(names, columns, strict=True))
    found: QuerySet[Any, Any] = rows.order_by().annotate(**renamed).values_list(*names)
    return found


def _model_of(kind: str) -> Any:
    column: Any = Edition._meta.get_field(kind) if kind in TAGS else None
    return column.related_model if column else Organisation


def _called(model: Any) -> Any:
    """What was entered twice is called as the row that is kept."""
    if issubclass(model, Mergeable):
        return kept_column(_name_of(model))
    return F(_name_of(model))


def _name_of(model: Any) -> str:
    """The column that the rows are printed by."""
    return "slug" if model is Release else "name"
