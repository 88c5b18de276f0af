from datetime import date

import pytest

from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
    end_appointment,
)
from briefings.actions.quotes import change_quote
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    mark_words,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db
KINDS = ("organisations", "roles", "topics", "places", "events")


@pytest.mark.parametrize("kind", KINDS)
def test_empty_register_says_so(stranger, clock, kind):
    assert "Nothing is published yet that names any." in read(stranger, f"/{kind}/")


def test_registers_list_what_readers_know_with_counts(stranger, clock):
    edition = make_issued_edition(make_tagged_edition(), at=THURSDAY)
    for kind in KINDS:
        assert "names any" in read(stranger, f"/{kind}/"), kind

    clock.move_to(THURSDAY)
    assert "2 organisations" in read(stranger, "/organisations/")
    for kind, name in (
        ("topics", "Ferries"),
        ("places", "Skerrow"),
        ("events", "Island Summit"),
    ):
        assert f"1 {kind[:-1]} {name} 1 release" in read(stranger, f"/{kind}/")
    assert edition.live_from == THURSDAY


@pytest.fixture
def minister(clock, writer):
    """Two people in one role, one after the other, both quoted in it."""
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    role = add_role(by=writer, title="Transport Minister", organisation=ministry)
    edition = make_marked_edition(lead_organisations=[ministry])
    ines = edition.quotes.get()
    held = appoint(ines.speaker, role, by=writer, started_on=date(2090, 5, 1))
    change_quote(ines, by=writer, appointment=held)
    make_issued_edition(edition)
    end_appointment(held, by=writer, ended_on=date(2091, 3, 1))
    other = make_edition(headline="School", body="> Every child will read.")
    quote = mark_words(other, "Every child will read.", speaker="Odd Larsen")
    next_one = appoint(quote.speaker, role, by=writer, started_on=date(2091, 3, 1))
    change_quote(quote, by=writer, appointment=next_one)
    make_issued_edition(fresh(other))
    return role


def test_role_shows_its_holders_in_turn_and_what_they_said(stranger, minister):
    page = read(stranger, "/roles/transport-minister/")

    assert "Odd Larsen from 1 March 2091 Ines Calder from 1 May 2090 until" in page
    assert "2 quotes" in page
    assert "Ministry of Transport" in page
    assert "Every child will read." in page
    assert "Transport Minister 2 quotes" in read(stranger, "/roles/")
    feed = 'href="/quotes/feed.atom?role=transport-minister"'
    assert feed in source(stranger, "/roles/transport-minister/")


def test_role_is_unknown_until_somebody_is_known_in_it(stranger, clock, writer):
    role = add_role(by=writer, title="Minister of Nothing")
    person = add_person(by=writer, name="Una")
    shuffle = make_issued_edition(headline="Shuffle", at=THURSDAY)
    appoint(
        person,
        role,
        by=writer,
        started_on=date(2091, 3, 1),
        announced_in=shuffle.release,
    )

    unknown = source(stranger, "/roles/unknown/", status=404)
    assert source(stranger, "/roles/minister-of-nothing/", status=404) == unknown
    clock.move_to(THURSDAY)
    assert "Una" in read(stranger, "/roles/minister-of-nothing/")


def test_people_are_found_by_name_role_and_organisation(stranger, minister):
    for query in ("q=calder", "q=Cáldér", "organisation=ministry-of-transport&q=ines"):
        page = read(stranger, f"/people/?{query}")
        assert "1 person found" in page.replace("people", "person"), query
    assert "2 people found" in read(stranger, "/people/?q=transport+ministers")
    assert "Nobody matches." in read(stranger, "/people/?q=nobody")


def test_promises_and_figures_are_found_by_their_words(stranger, minister):
    for query in ("q=ferries", "q=june", "kind=action&q=skerrow"):
        assert "1 commitment found" in read(stranger, f"/commitments/?{query}"), query
    assert "1 figure found" in read(stranger, "/figures/?q=petition")
    assert "No commitment matches" in read(stranger, "/commitments/?q=budget")


def test_page_behind_the_last_says_so(stranger, minister):
    page = read(stranger, "/quotes/?page=7")

    assert "There is no page 7; this is the last one" in page
    assert "Every child will read." in page
