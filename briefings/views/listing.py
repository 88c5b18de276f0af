from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime

from briefings.models.editions import editions_naming
from briefings.views.answers import asked

PAGE_SIZE = 20
Filters = Mapping[str, Callable[[str], Q]]
_NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Listing:
    """One page of rows, with the filters that chose them. Further pages tell of the
    list `until` its newest row when the first one was read: what comes out while
    somebody reads on moves nothing from one page to the next."""

    page: Page
    chosen: dict[str, str]
    rows: QuerySet[Any]
    offered: Filters
    asked_for: int = 1
    until: str = ""

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())

    @property
    def is_beyond(self) -> bool:
        """Whether the page that was asked for lies behind the last one, shown here."""
        return self.asked_for > self.page.paginator.num_pages

    @property
    def query(self) -> str:
        """This page's own query, without what says nothing."""
        return _query(self.chosen | _page(self.page.number))

    @property
    def filters(self) -> str:
        """The filters alone, as a feed takes them."""
        return _query(self.chosen)

    def has_other_filters(self, name: str) -> bool:
        return any(self._others(name).values())

    def under_other_filters(self, name: str) -> QuerySet[Any]:
        """The keys of the rows that all filters but this one choose."""
        chosen = _narrowed(self.rows, self._others(name), self.offered)
        return chosen.order_by().values("pk")

    def _others(self, name: str) -> dict[str, str]:
        return {one: value for one, value in self.chosen.items() if one != name}

    def address(self, number: int) -> str:
        until = {"until": self.until} if number > 1 else {}
        return _query(self.chosen | _page(number) | until) or "."

    def address_with(self, **changes: str) -> str:
        """The address of this list with other filters, on its first page."""
        return _query(self.chosen | changes) or "."


def page_number(request: HttpRequest) -> int:
    """The page that an address asks for; the first, if that is no number."""
    typed = asked(request, "page")["page"]
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 7
    return max(1, int(typed)) if is_number else 1


def _page(number: int) -> dict[str, str]:
    return {"page": str(number)} if number > 1 else {}


def _query(parameters: dict[str, str]) -> str:
    given = {name: value for name, value in parameters.items() if value}
    return "?" + urlencode(given) if given else ""


def listing(request: HttpRequest, rows: QuerySet, filters: Filters) -> Listing:
    """A page of the rows, narrowed by those of the filters that the address names."""
    chosen = asked(request, *filters)
    newest = _newest_by(rows)
    until = asked(request, "until")["until"] if newest else ""
    found = _until(_narrowed(rows, chosen, filters), newest, until)
    pages = Paginator(found, PAGE_SIZE)
    number = page_number(request)
    shown = pages.get_page(number)
    if newest and shown.number == 1:
        until = _told(list(shown), newest)
    return Listing(shown, chosen, rows, filters, number, until)


def _newest_by(rows: QuerySet[Any]) -> str:
    """The column by which the newest come first; none, if the list goes otherwise."""
    column = str((*rows.query.order_by, "")[0])
    return column.removeprefix("-") if column.startswith("-") else ""


def _until(rows: QuerySet[Any], newest: str, typed: str) -> QuerySet[Any]:
    moment = _moment(typed) if newest.endswith("_at") else _day(typed)
    return rows.filter(**{f"{newest}__lte": moment}) if moment else rows


def _moment(typed: str) -> datetime | None:
    try:
        at = parse_datetime(typed)
    except ValueError:
        return None
    return at if at and at.tzinfo else None


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _told(rows: Sequence[Any], newest: str) -> str:
    """What the first row has in the column, as an address says it."""
    if not rows:
        return ""
    at = reduce(getattr, newest.split("__"), rows[0])
    return str(at.isoformat()).replace("+00:00", "Z")


def _narrowed(
    rows: QuerySet[Any], chosen: Mapping[str, str], filters: Filters
) -> QuerySet[Any]:
    for name, value in chosen.items():
        if value:
            rows = rows.filter(filters[name](value))
    return rows


def equal(column: str) -> Callable[[str], Q]:
    return lambda value: Q(**{column: value})


def naming(model: Any, via: str = "") -> Callable[[str], Q]:
    """What is in editions, over the path `via`, that name the row at an address."""

    def chosen(slug: str) -> Q:
        named = editions_naming(model.objects.at_address(slug))
        return Q(**{f"{via}pk__in": named})

    return chosen


def in_year(column: str) -> Callable[[str], Q]:
    def chosen(value: str) -> Q:
        is_year = value.isascii() and value.isdigit() and len(value) == 4
        if not is_year or value < "1000":
            return _NOTHING
        # The last year's end lies outside what Python can tell in another zone.
        return _NOTHING if value == "9999" else Q(**{f"{column}__year": int(value)})

    return chosen
