"""Beside everything that a filter of a list offers stands how many it finds."""

import re
from urllib.parse import quote

import pytest

from briefings.actions.merging import merge
from briefings.actions.people import add_organisation, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_topic
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_issued_edition,
    make_marked_edition,
)
from tests.views.reading import source

pytestmark = pytest.mark.django_db

LISTS = {
    "releases": ["kind", "topic", "organisation", "year", "language"],
    "quotes": ["person", "topic", "organisation", "speaking_for", "year"],
    "commitments": ["stage", "kind", "organisation", "topic"],
    "figures": ["source", "topic", "organisation", "year"],
    "people": ["organisation"],
}
SELECT = re.compile(r'<select id="filter-\w+" name="(\w+)">(.*?)</select>', re.S)
OPTION = re.compile(r'<option value="([^"]+)"[^>]*>([^<]+) \(([\d,]+)\)</option>')


def offered(client, address: str) -> dict[tuple[str, str], int]:
    page = source(client, address)
    return {
        (name, value): int(number)
        for name, options in SELECT.findall(page)
        for value, _, number in OPTION.findall(options)
    }


def found(client, address: str) -> int:
    match = re.search(r'<p class="count">(\d+) ', source(client, address))
    return int(match[1]) if match else 0


@pytest.fixture
def record(clock, writer):
    """Three releases; two are about the sea, of which one says so by a name that was
    entered twice, and one is to come."""
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    sea, twin = (add_topic(by=writer, name=name) for name in ("Sea", "The sea"))
    role = add_role(by=writer, title="Minister", organisation=ministry)
    for number, about in enumerate(
        (
            {"topics": [sea, twin], "lead_organisations": [ministry]},
            {"topics": [twin], "kind": "speech"},
            {"language": "fr"},
        )
    ):
        edition = make_marked_edition(
            headline=f"No. {number}",
            promise={"responsible_organisation": ministry} if number else {},
            **about,
        )
        quote_ = edition.quotes.get()
        held = appoint(quote_.speaker, role, by=writer, started_on=MONDAY.date())
        change_quote(quote_, by=writer, appointment=held)
        make_issued_edition(fresh(edition))
    merge(sea, twin, by=None)
    make_issued_edition(
        make_marked_edition(headline="To come", topics=[sea], language="cy"),
        at=THURSDAY,
    )


@pytest.mark.parametrize("name", LISTS)
def test_what_a_filter_offers_is_what_it_finds(stranger, record, name):
    told = offered(stranger, f"/{name}/")

    assert {filter_ for filter_, _ in told} == set(LISTS[name])
    for (filter_, value), number in told.items():
        address = f"/{name}/?{filter_}={quote(value)}"
        assert found(stranger, address) == number, address
        # The others are counted under it.
        for (other, choice), narrowed in offered(stranger, address).items():
            both = f"{address}&{other}={quote(choice)}"
            if other != filter_:
                assert found(stranger, both) == narrowed, both


def test_what_is_to_come_is_not_counted(stranger, clock, record):
    before = offered(stranger, "/releases/")
    assert before["topic", "sea"] == 2
    assert ("language", "cy") not in before

    clock.move_to(THURSDAY)
    after = offered(stranger, "/releases/")
    assert after["topic", "sea"] == 3
    assert after["language", "cy"] == 1
