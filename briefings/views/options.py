"""What the filters of lists offer: only what some public row would match, and beside it
how many rows there are of it under the other filters of the list."""

from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import ExtractYear

from briefings.models import RoleAppointment
from briefings.models.merging import kept_column, kept_key
from briefings.views.formats import language_name
from briefings.views.listing import Listing

# The value in the address, the words for it, and the number of rows.
Options = list[tuple[Any, str, int]]


def offered(
    listing: Listing,
    name: str,
    value: Any,
    label: Any = None,
    *,
    by: Any = None,
    rows: QuerySet[Any] | None = None,
    counted: Any = "pk",
    is_one_of_many: bool = False,
) -> Options:
    """The values of the filter `name`, in the order of `by`. Where they hang on other
    `rows` than those of the list, `counted` leads from these to the list's. Of one of
    many values a row is told apart from its own twins, which takes longer."""
    matching = None
    if rows is not None or listing.has_other_filters(name):
        matching = Q(counted__in=listing.under_other_filters(name))
    rows = listing.rows if rows is None else rows
    columns = {
        "option": _column(value),
        "option_label": _column(label or value),
        "option_order": _column(by or label or value),
        "counted": _column(counted),
    }
    found = (
        rows.order_by()
        .annotate(**columns)
        .filter(option__isnull=False)
        .values_list("option", "option_label", "option_order")
        .annotate(number=Count("counted", distinct=is_one_of_many, filter=matching))
        .order_by("option_order", "option")
    )
    return [(option, label, number) for option, label, _, number in found]


def chosen_from(
    choices: list[tuple[str, Any]], listing: Listing, name: str, column: str
) -> Options:
    """Of a column of choices, in their order."""
    numbers = {value: n for value, _, n in offered(listing, name, column)}
    return [(v, str(label), numbers[v]) for v, label in choices if v in numbers]


def years(listing: Listing, via: str = "") -> Options:
    year = ExtractYear(f"{via}release__first_published_at")
    found = reversed(offered(listing, "year", year))
    return [(year, str(year), number) for year, _, number in found]


def languages(listing: Listing) -> Options:
    found = offered(listing, "language", "language")
    return [(code, language_name(code), number) for code, _, number in found]


def topics(listing: Listing, via: str = "", **counted: Any) -> Options:
    return _named(listing, "topic", f"{via}topics__", **counted)


def organisations(listing: Listing, via: str = "") -> Options:
    return _named(listing, "organisation", f"{via}organisations__")


def speakers(listing: Listing) -> Options:
    kept = (kept_column(name, "speaker__") for name in ("slug", "name", "sort_name"))
    slug, label, by = kept
    return offered(listing, "person", slug, label, by=by)


def responsible(listing: Listing) -> Options:
    return _bodies(listing, "organisation", "responsible_")


def spoken_for(listing: Listing) -> Options:
    return _bodies(listing, "speaking_for", "", role="appointment__role__")


def _bodies(
    listing: Listing, name: str, path: str, *, role: str | None = None
) -> Options:
    """The organisation of each row: its own, or else that of its role."""
    own, role = f"{path}organisation__", role or f"{path}role__"
    is_own = Q(**{f"{path}organisation__isnull": False})
    slug, label = (
        Case(When(is_own, then=kept_column(c, own)), default=_of_role(c, role))
        for c in ("slug", "name")
    )
    return offered(listing, name, slug, label)


def serving(listing: Listing) -> Options:
    """The organisations in whose roles the people of the list are or were."""
    rows = RoleAppointment.objects.public()
    return offered(
        listing,
        "organisation",
        _of_role("slug"),
        _of_role("name"),
        rows=rows,
        counted=kept_key("person__"),
        is_one_of_many=True,
    )


def _of_role(column: str, path: str = "role__") -> Case:
    """Of the body whose role it is; of a role that was merged, of the kept one."""
    own, of_kept = f"{path}organisation__", f"{path}merged_into__organisation__"
    kept = Q(**{f"{path}merged_into": None})
    is_kept = When(kept, then=kept_column(column, own))
    return Case(is_kept, default=kept_column(column, of_kept))


def _named(listing: Listing, name: str, path: str, **counted: Any) -> Options:
    """Rows of a register, over a path, by the names under which they are kept."""
    slug, label = kept_column("slug", path), kept_column("name", path)
    return offered(listing, name, slug, label, is_one_of_many=True, **counted)


def _column(value: Any) -> Any:
    return F(value) if isinstance(value, str) else value
