"""Releases that the office took back, under their notices."""

from datetime import timedelta

import pytest

from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    replace_release,
    withdraw_release,
)
from tests.making import THURSDAY, make_issued_edition, make_marked_edition
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db
WHY = "The timetable was a draft."


@pytest.fixture
def release(clock):
    release = make_issued_edition(make_marked_edition()).release
    clock.move_to(THURSDAY)
    return release


def test_withdrawn_release_stays_readable_under_its_notice(
    stranger, release, publisher
):
    withdraw_release(release, by=publisher, explanation=WHY)

    page = read(stranger, f"/releases/{release.slug}/")

    assert f"This release is withdrawn {WHY}" in page
    assert "The islands have waited long enough." in page
    assert "Withdrawn 8 March 2091, 09:00 GMT" in page
    assert "Withdrawn" in read(stranger, "/releases/")
    assert WHY in read(stranger, f"/releases/{release.slug}/editions/1/")


def test_quote_says_that_its_release_is_withdrawn(stranger, release, publisher):
    ref = release.editions.get().quotes.get().ref
    assert WHY not in read(stranger, f"/quotes/{ref}/")

    withdraw_release(release, by=publisher, explanation=WHY)

    assert WHY in read(stranger, f"/quotes/{ref}/")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/quotes/", "in A ferry for Skerrow Withdrawn"),
        ("/people/ines-calder/", "in A ferry for Skerrow Withdrawn"),
        ("/figures/", "A ferry for Skerrow Withdrawn"),
        ("/commitments/", "First said 5 March 2091 Release withdrawn"),
        ("/commitments/open-a-ferry-line-to-skerrow/", "for Skerrow Withdrawn"),
    ],
)
def test_withdrawal_is_told_wherever_words_of_the_release_stand(
    stranger, release, publisher, address, words
):
    assert "ithdrawn" not in read(stranger, address)

    withdraw_release(release, by=publisher, explanation=WHY)

    assert words in read(stranger, address)


def test_reinstated_release_keeps_the_withdrawal_in_its_history(
    stranger, clock, release, publisher
):
    withdraw_release(release, by=publisher, explanation=WHY)
    clock.move_to(THURSDAY + timedelta(hours=1))
    reinstate_release(release, by=publisher)

    assert WHY not in read(stranger, f"/releases/{release.slug}/")
    history = read(stranger, f"/releases/{release.slug}/history/")
    assert f"8 March 2091, 09:00 GMT {WHY} Reinstated 8 March 2091, 10:00" in history


def test_removed_release_says_why_it_is_gone(stranger, release, publisher):
    remove_release(release, by=publisher, explanation="It named <b>a child</b>.")

    for rest in ("", "history/", "editions/1/"):
        page = source(stranger, f"/releases/{release.slug}/{rest}", status=410)
        assert "It named &lt;b&gt;a child&lt;/b&gt;." in page, rest
        assert "ferry" not in page, rest


def test_what_was_in_a_removed_release_is_gone_with_it(stranger, release, publisher):
    ref = release.editions.get().quotes.get().ref
    remove_release(release, by=publisher, explanation=WHY)

    for address in ("/", "/releases/", "/quotes/", "/commitments/", "/figures/"):
        assert "erry" not in source(stranger, address)
    assert WHY in source(stranger, f"/quotes/{ref}/", status=410)
    gone = "/commitments/open-a-ferry-line-to-skerrow/"
    assert stranger.get(gone).status_code == 404


def test_replaced_release_leads_on(stranger, release, publisher):
    new = make_issued_edition(headline="A bridge").release.get_absolute_url()
    replace_release(release, by=publisher, explanation=WHY, redirect_to=new)

    response = stranger.get(f"/releases/{release.slug}/")

    assert (response.status_code, response["Location"]) == (301, new)


@pytest.mark.parametrize("site", ["", "https://news.example"])
def test_replaced_release_leads_nowhere_before_the_lift(
    stranger, clock, release, publisher, settings, site
):
    settings.SITE_URL = "https://news.example"
    friday = THURSDAY + timedelta(days=1)
    new = make_issued_edition(headline="A bridge", at=friday).release
    there = site + new.get_absolute_url()
    replace_release(release, by=publisher, explanation=WHY, redirect_to=there)

    before = stranger.get(f"/releases/{release.slug}/")
    clock.move_to(friday)
    after = stranger.get(f"/releases/{release.slug}/")

    assert (before.status_code, "Location" in before.headers) == (410, False)
    assert "a-bridge" not in before.content.decode()
    assert (after.status_code, after["Location"]) == (301, there)
