from datetime import date

import pytest

from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_event, add_place, add_topic
from tests.making import (
    THURSDAY,
    fresh,
    make_issued_edition,
    make_marked_edition,
    save,
)
from tests.views.reading import read

pytestmark = pytest.mark.django_db
ADDRESSES = ["/topics/sea/", "/places/holm/", "/events/island-summit/"]


@pytest.fixture
def edition(clock, writer):
    """An embargoed release, and what it is about."""
    by = writer
    sea = add_place(by=by, name="Northern Sea")
    holm = add_place(by=by, name="Holm", within=sea)
    days = {"starts_on": date(2091, 3, 5), "ends_on": date(2091, 3, 7)}
    summit = add_event(by=by, name="Island Summit", place=holm, **days)
    topic = add_topic(by=by, name="Sea", description="Boats and tides.")
    edition = make_marked_edition()
    change_quote(edition.quotes.get(), by=by, said_at=summit)
    edition = save(fresh(edition), topics=[topic], places=[holm], events=[summit])
    return make_issued_edition(edition, at=THURSDAY)


def test_subjects_are_public_with_the_first_release_about_them(
    stranger, clock, edition
):
    for address in ADDRESSES:
        assert stranger.get(address).status_code == 404, address

    clock.move_to(THURSDAY)
    for address in ADDRESSES:
        page = read(stranger, address)
        assert "1 release" in page, address
        assert "A ferry for Skerrow" in page, address


def test_event_tells_when_where_and_what_was_said(stranger, clock, edition):
    clock.move_to(THURSDAY)

    page = read(stranger, "/events/island-summit/")

    assert "5 March 2091 to 7 March 2091 Holm" in page
    assert "The islands have waited long enough." in page


def test_names_that_nothing_public_gives_stay_out(stranger, clock, edition):
    clock.move_to(THURSDAY)

    assert "Northern Sea" not in read(stranger, "/places/holm/")
    assert "Boats and tides." in read(stranger, "/topics/sea/")


def test_place_tells_of_its_events_below_what_is_published_about_it(
    stranger, clock, edition
):
    clock.move_to(THURSDAY)

    page = read(stranger, "/places/holm/")

    events = "Events there Island Summit 5 March 2091 to 7 March 2091"
    assert page.index("A ferry for Skerrow") < page.index(events)
