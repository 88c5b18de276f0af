"""Nothing that a stranger or an editor can send is answered with a fault of ours."""

import pytest

from tests.making import make_issued_edition
from tests.routes import routes

pytestmark = pytest.mark.django_db

# As they stand in an address: NUL, bytes that are no UTF-8, half of a character, a
# number larger than any column, a way out of a folder, a line's end, a long word.
STRANGE = (
    "a%00b",
    "%ff%fe",
    "%ED%A0%80",
    "9" * 40,
    "-1",
    "..%2f..%2fetc%2fpasswd",
    "a%0d%0aSet-Cookie:%20a=b",
    "x" * 3000,
)
PARAMETERS = (
    *("q", "page", "year", "topic", "person", "kind", "organisation", "language"),
    *("p", "o", "e", "all", "_facets", "_popup", "_to_field", "next", "at", "ordering"),
    *("cursor", "page_size", "ids", "of", "from", "to", "day", "month", "do", "term"),
    *("app_label", "model_name", "field_name", "id__exact", "id__in", "pk__foo"),
    *("_changelist_filters", "subject", "query", "%00", "%ff"),
)
ROUTES = list(routes())


def statuses(client, method: str, paths, **sent) -> dict[str, int]:
    client.raise_request_exception = False
    return {path: getattr(client, method)(path, **sent).status_code for path in paths}


def faults(told: dict[str, int]) -> dict[str, int]:
    assert told, "Nothing was asked."
    return {path[:120]: status for path, status in told.items() if status >= 500}


def strange_paths(private: bool):
    return [
        route.path(value)
        for route in ROUTES
        for value in STRANGE
        if route.arguments and route.is_private is private
    ]


def strange_queries(private: bool):
    """All parameters at once, and alone those that lists read before the others."""
    for route in ROUTES:
        if route.arguments or route.is_private is not private:
            continue
        for value in ("%00", "9" * 40):
            named = "&".join(f"{name}={value}" for name in PARAMETERS)
            yield f"{route.path()}?{named}"
        if route.name.endswith(("list", "exports", "calendar", "autocomplete")):
            for name in ("q", "p", "o", "id__exact", "month"):
                yield f"{route.path()}?{name}=%00"
                yield f"{route.path()}?{name}={'9' * 30}"


def test_strange_addresses_of_public_pages_are_no_fault(client):
    assert faults(statuses(client, "get", strange_paths(private=False))) == {}


def test_strange_queries_of_public_pages_are_no_fault(client):
    make_issued_edition()

    assert faults(statuses(client, "get", strange_queries(private=False))) == {}


def test_strange_addresses_of_the_desk_are_no_fault(client, administrator):
    client.force_login(administrator)

    assert faults(statuses(client, "get", strange_paths(private=True))) == {}


def test_strange_queries_of_the_desk_are_no_fault(client, administrator):
    client.force_login(administrator)

    assert faults(statuses(client, "get", strange_queries(private=True))) == {}
