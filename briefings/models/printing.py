"""What editions would print today of the rows that they name."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject

from briefings.models.editions import TAGS, Edition
from briefings.models.involvements import Involvement
from briefings.models.merging import kept_column
from briefings.models.printed import KINDS, OF_A_CONTACT
from briefings.models.quotes import Quote

_NAMING_QUOTES = {
    "organisation": "organisations",
    "speaker": "people",
    "appointment__role": "roles",
    "said_at": "events",
}


def what_is_printed(edition: Edition) -> dict[str, Any]:
    return what_each_prints([edition.pk])[edition.pk]


def what_each_prints(editions: Collection[int]) -> dict[int, dict[str, Any]]:
    """By the numbers of the editions, in one query. Of what was entered twice it is the
    name of the kept row."""
    printed: dict[int, dict[str, Any]] = {
        number: {kind: {} for kind in KINDS} for number in editions
    }
    if not printed:
        return {}
    first, *rest = _parts(editions)
    for edition, kind, key, words in first.union(*rest, all=True):
        name = words if kind == "contacts" else words["name"]
        printed[edition][kind][str(key)] = name
    return printed


def _parts(editions: Collection[int]) -> Iterator[QuerySet[Any, Any]]:
    def part(rows: Any, kind: str, path: str, words: JSONObject) -> QuerySet[Any, Any]:
        named = rows.order_by().filter(edition__in=editions)
        found = named.filter(**{f"{path}__isnull": False})
        columns = {"of": Value(kind), "key": F(f"{path}__pk"), "as_named": words}
        of_part: QuerySet[Any, Any] = found.annotate(**columns)
        return of_part.values_list("edition", *columns)

    def names(rows: Any, kind: str, path: str) -> QuerySet[Any, Any]:
        column = "title" if kind == "roles" else "name"
        name = kept_column(column, f"{path}__")
        return part(rows, kind, path, JSONObject(name=name))

    yield names(Involvement.objects, "organisations", "organisation")
    for path, kind in _NAMING_QUOTES.items():
        yield names(Quote.objects, kind, path)
    for tag in TAGS:
        links, column = getattr(Edition, tag).through.objects, tag.removesuffix("s")
        if tag == "people":
            yield names(links, tag, "person")
        elif tag == "contacts":
            card = JSONObject(**{name: f"contact__{name}" for name in OF_A_CONTACT})
            yield part(links, tag, column, card)
            yield names(links, "organisations", "contact__organisation")
        elif tag in KINDS:
            yield names(links, tag, column)
