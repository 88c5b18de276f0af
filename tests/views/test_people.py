from datetime import date

import pytest

from briefings.actions.commitments import mark_commitment
from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
    end_appointment,
)
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_topic
from briefings.models import Role
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_issued_edition,
    make_marked_edition,
    span,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def minister(clock, writer):
    """Ines Calder, quoted in public as Transport Minister."""
    edition = make_marked_edition()
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Transport Minister")
    held = appoint(quote.speaker, role, by=writer, started_on=date(2090, 5, 1))
    change_quote(quote, by=writer, appointment=held)
    make_issued_edition(edition)
    return held


def test_person_is_shown_with_roles_and_quotes(stranger, minister):
    page = read(stranger, "/people/ines-calder/")

    assert "The islands have waited long enough." in page
    assert "Ines Calder , Transport Minister" in page
    assert "Roles Transport Minister from 1 May 2090" in page
    assert "Ines Calder Transport Minister 1 quote" in read(stranger, "/people/")


def test_appointment_is_unknown_until_its_release_is_public(
    stranger, clock, writer, minister
):
    shuffle = make_issued_edition(headline="New posts", at=THURSDAY)
    treasury = add_role(by=writer, title="Finance Minister")
    day = {"started_on": THURSDAY.date(), "announced_in": shuffle.release}
    before = source(stranger, "/people/ines-calder/"), source(stranger, "/people/")
    end_appointment(minister, by=writer, ended_on=THURSDAY.date())
    appoint(minister.person, treasury, by=writer, **day)

    now = source(stranger, "/people/ines-calder/"), source(stranger, "/people/")
    assert now == before

    clock.move_to(THURSDAY)
    page = read(stranger, "/people/ines-calder/")
    assert "Finance Minister from 8 March 2091" in page
    assert "Transport Minister from 1 May 2090 until 8 March 2091" in page


def test_person_is_unknown_until_something_public_names_them(stranger, clock, writer):
    add_person(by=writer, name="Nobody Yet")
    larsen = add_person(by=writer, name="Odd Larsen", biography="A pilot.")
    make_issued_edition(people=[larsen], at=THURSDAY)

    assert "Nobody has been named yet." in read(stranger, "/people/")
    assert stranger.get("/people/odd-larsen/").status_code == 404
    assert stranger.get("/people/nobody-yet/").status_code == 404

    clock.move_to(THURSDAY)
    page = read(stranger, "/people/odd-larsen/")
    assert "A pilot." in page
    assert "Named in 8 March 2091 A ferry for Skerrow" in page


def test_organisation_lists_its_releases_and_promises(stranger, clock, writer):
    unnamed = add_organisation(by=writer, name="Cabinet Office")
    ministry = add_organisation(by=writer, name="Transport Ministry", parent=unnamed)
    promise = {"responsible_organisation": ministry}
    draft = make_marked_edition(promise=promise, lead_organisations=[ministry])
    make_issued_edition(draft)

    page = read(stranger, "/organisations/transport-ministry/")

    assert "A ferry for Skerrow" in page
    assert "Promised Open a ferry line to Skerrow" in page
    assert "Cabinet Office" not in page
    assert stranger.get("/organisations/cabinet-office/").status_code == 404
    assert MONDAY.strftime("%Y") in page


def test_organisation_tells_what_was_promised_and_said_in_its_roles(
    stranger, clock, writer
):
    ministry = add_organisation(by=writer, name="Transport Ministry")
    role = add_role(by=writer, title="Transport Minister", organisation=ministry)
    edition = make_marked_edition(promise={"responsible_role": role})
    quote = edition.quotes.get()
    held = appoint(quote.speaker, role, by=writer, started_on=date(2090, 5, 1))
    change_quote(quote, by=writer, appointment=held)
    make_issued_edition(edition)

    page = read(stranger, "/organisations/transport-ministry/")

    assert "Promised Open a ferry line to Skerrow" in page
    assert "Said “The islands have waited long enough." in page
    assert "Roles Transport Minister Ines Calder" in page
    for filtered in (
        "commitments/?organisation=transport-ministry",
        "quotes/?speaking_for=transport-ministry",
    ):
        assert f'href="/{filtered}"' in source(
            stranger, "/organisations/transport-ministry/"
        )
        assert " 1 " in f" {read(stranger, f'/{filtered}')} "


def test_organisation_tells_who_holds_its_roles_today(
    stranger, clock, writer, minister
):
    ministry = add_organisation(by=writer, name="Transport Ministry")
    Role.objects.update(organisation=ministry)
    shuffle = make_issued_edition(headline="New posts", at=THURSDAY)
    end_appointment(
        minister, by=writer, ended_on=MONDAY.date(), announced_in=shuffle.release
    )
    page = "/organisations/transport-ministry/"
    assert "Roles Transport Minister Ines Calder" in read(stranger, page)

    clock.move_to(THURSDAY)

    now = "Roles Transport Minister Nobody is recorded in it today."
    assert now in read(stranger, page)


def test_what_somebody_promised_stands_on_their_page_and_that_of_their_role(
    stranger, clock, writer
):
    edition = make_marked_edition(topics=[add_topic(by=writer, name="Sea")])
    role = add_role(by=writer, title="Transport Minister")
    quote = edition.quotes.get()
    held = appoint(quote.speaker, role, by=writer, started_on=date(2090, 5, 1))
    change_quote(quote, by=writer, appointment=held)
    start = span(edition, "We start on Monday")
    mark_commitment(edition, by=writer, title="Start on Monday", **start)
    make_issued_edition(fresh(edition), at=THURSDAY)
    make_issued_edition(people=[quote.speaker], topics=list(edition.topics.all()))
    pages = ("people/ines-calder", "topics/sea")
    before = {page: source(stranger, f"/{page}/") for page in pages}
    assert not any("Start on Monday" in page for page in before.values())

    clock.move_to(THURSDAY)

    for page in ("people/ines-calder", "roles/transport-minister"):
        # What the release promises beside the quote is nobody's own.
        told = read(stranger, f"/{page}/")
        assert "Promised Start on Monday" in told
        assert "Open a ferry line" not in told
    assert "Open a ferry line" in read(stranger, "/topics/sea/")
    assert "1 commitment found" in read(stranger, "/commitments/?person=ines-calder")
