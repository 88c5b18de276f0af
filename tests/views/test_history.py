import pytest

from briefings.actions.issue import backdate_edition
from briefings.actions.record import correct_change_note
from briefings.actions.releases import begin_correction
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_issued_edition,
    make_marked_edition,
    save,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(clock, writer):
    """A release whose second edition comes on Thursday, for a reader on Monday."""
    edition = make_issued_edition(make_marked_edition())
    draft = begin_correction(edition.release, by=writer)
    words = {"headline": "A ferry for Skerrow and Holm"}
    draft = save(draft, change_note="Holm was left out.", **words)
    make_issued_edition(draft, at=THURSDAY)
    return edition.release


def test_scheduled_edition_leaves_no_trace(stranger, corrected):
    address = f"/releases/{corrected.slug}/"

    for rest in ("", "history/", "editions/1/"):
        page = source(stranger, address + rest)
        assert "Holm" not in page
        assert "8 March" not in page
    assert stranger.get(f"{address}editions/2/").status_code == 404


def test_history_lists_every_edition_with_what_changed(stranger, clock, corrected):
    clock.move_to(THURSDAY)

    page = read(stranger, f"/releases/{corrected.slug}/history/")

    assert "8 March 2091, 09:00 GMT Edition 2 Current Holm was left out." in page
    assert "Headline then: A ferry for Skerrow Replaced 8 March 2091, 09:00" in page
    assert page.index("Edition 2") < page.index("Edition 1")


def test_past_edition_is_marked_and_leads_to_the_current_one(
    stranger, clock, corrected
):
    clock.move_to(THURSDAY)

    page = source(stranger, f"/releases/{corrected.slug}/editions/1/")

    assert "This is a past edition." in page
    assert f'<a href="/releases/{corrected.slug}/">Read the current edition</a>' in page
    assert "<h1>A ferry for Skerrow</h1>" in page
    assert f"/releases/{corrected.slug}/editions/1/" in page


def test_current_edition_says_that_it_is(stranger, clock, corrected, settings):
    page = source(stranger, f"/releases/{corrected.slug}/editions/1/")

    assert "This is edition 1, the current one." in page
    address = f"{settings.SITE_URL}/releases/{corrected.slug}/"
    assert f'rel="canonical" href="{address}"' in page


def test_edition_that_never_was_is_not_found(stranger, corrected):
    for number in ("0", "3", "32768", "9" * 30, "9" * 5000):
        address = f"/releases/{corrected.slug}/editions/{number}/"
        assert stranger.get(address).status_code == 404, number


def test_quote_leads_to_every_edition_that_keeps_it(stranger, clock, corrected):
    clock.move_to(THURSDAY)
    ref = corrected.editions.get(number=1).quotes.get().ref

    page = source(stranger, f"/quotes/{ref}/")

    assert f'href="/releases/{corrected.slug}/#quote-{ref}"' in page
    assert f'href="/releases/{corrected.slug}/editions/1/#quote-{ref}"' in page


def test_record_says_when_an_old_release_was_entered(stranger, clock):
    edition = make_approved_edition()
    clock.move_to(THURSDAY)
    backdate_edition(edition, by=None, at=MONDAY)

    page = read(stranger, f"/releases/{edition.release.slug}/history/")

    assert "5 March 2091, 09:00 GMT Edition 1 Current First published." in page
    assert "Entered in this record 8 March 2091, 09:00 GMT" in page


def test_a_corrected_change_note_stays_and_its_correction_stands_under_it(
    stranger, clock, corrected, publisher
):
    clock.move_to(THURSDAY)
    edition = corrected.editions.get(number=2)
    correct_change_note(edition, by=publisher, words="So was Tarn.")

    for rest in ("", "history/"):
        page = read(stranger, f"/releases/{corrected.slug}/{rest}")
        assert "Holm was left out. Corrected on" in page
        assert "So was Tarn." in page
    # A past edition tells of it where it lists what came after, and not as its own.
    past = read(stranger, f"/releases/{corrected.slug}/editions/1/")
    assert past.index("Editions Edition 2") < past.index("So was Tarn.")
    assert "What changed:" not in past
