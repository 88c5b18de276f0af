"""The morning after: a figure was wrong. What was said stays to be read."""

from datetime import timedelta

import pytest
from django.test import Client

from briefings.models import Edition, Release
from tests.admin.pressing import press, said, words_form
from tests.making import MONDAY, make_issued_edition, make_marked_edition

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)
PAGE = "/releases/a-ferry-for-skerrow/"


def by(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(stranger, address: str) -> str:
    response = stranger.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def live(clock):
    edition = make_issued_edition(make_marked_edition())
    clock.move_to(TUESDAY)
    return edition


@pytest.fixture
def corrected(live, writer, approver, publisher):
    """The second edition, out on Tuesday."""
    press(by(writer), live, "begincorrection")
    draft = Edition.objects.get(number=2)
    typed = words_form(
        by(writer),
        draft,
        body=draft.body.replace("4,200", "4,300"),
        change_note="The number of signatures was 4,300, not 4,200.",
    )
    press(by(writer), draft, "words", **typed)
    lost = draft.figures.get()
    press(by(writer), draft, f"unmark-figure-{lost.ref}")
    press(by(writer), draft, "submit")
    draft.refresh_from_db()
    press(by(approver), draft, "approve", digest=draft.digest)
    issued = press(by(publisher), draft, "issuenow")
    assert said(issued) == "Issued. It is public."
    draft.refresh_from_db()
    return draft


def test_readers_see_the_new_words_and_what_changed(corrected, stranger):
    page = read(stranger, PAGE)

    assert "4,300 people" in page
    assert "The number of signatures was 4,300, not 4,200." in page
    assert "Almost 4,200" not in page.replace("not 4,200", "")


def test_the_first_words_stay_to_be_read(corrected, live, stranger):
    first = read(stranger, f"{PAGE}editions/1/")
    history = read(stranger, f"{PAGE}history/")

    claimed = live.figures.get()
    assert f"figure-{claimed.ref}" in first
    assert f"figure-{claimed.ref}" not in read(stranger, PAGE)
    assert f"{PAGE}editions/1/" in history
    assert "The number of signatures was 4,300" in history
    live.refresh_from_db()
    assert live.live_during.upper == corrected.live_during.lower == TUESDAY


def test_the_quote_keeps_its_address(corrected, live, stranger):
    ref = live.quotes.get().ref

    assert corrected.quotes.get().ref == ref
    assert "The islands have waited long enough." in read(stranger, f"/quotes/{ref}/")


def test_programs_are_told_of_both_editions(corrected, stranger):
    editions = stranger.get(f"/api/v1{PAGE}editions/").json()["results"]
    monday = stranger.get(f"/api/v1{PAGE}", {"at": "2091-03-05T10:00:00Z"}).json()

    assert [edition["number"] for edition in editions] == [2, 1]
    assert "4,200" in monday["body"]
    assert "4,300" in stranger.get(f"/api/v1{PAGE}").json()["body"]


def test_a_correction_in_hand_changes_nothing_for_readers(live, writer, stranger):
    before = read(stranger, PAGE)

    press(by(writer), live, "begincorrection")
    draft = Edition.objects.get(number=2)
    typed = words_form(by(writer), draft, headline="Another headline")
    press(by(writer), draft, "words", **typed)

    assert read(stranger, PAGE) == before
    assert stranger.get(f"{PAGE}editions/2/").status_code == 404


def test_a_release_is_withdrawn_and_reinstated(live, publisher, stranger, clock):
    press(by(publisher), live, "withdraw", explanation="The line is under review.")
    withdrawn = read(stranger, PAGE)

    clock.move_to(WEDNESDAY)
    press(by(publisher), live, "reinstate", note="It was right.")
    reinstated = read(stranger, PAGE)

    assert "The line is under review." in withdrawn
    assert "The islands have waited long enough." in withdrawn
    assert "The line is under review." not in reinstated
    assert "It was right." not in reinstated


def test_a_release_is_removed_for_good(live, publisher, writer, stranger):
    press(by(publisher), live, "remove", explanation="A court ordered it.")

    gone = stranger.get(PAGE)
    assert gone.status_code == 410
    assert "A court ordered it." in gone.content.decode()
    assert stranger.get(live.quotes.get().get_absolute_url()).status_code == 410
    assert stranger.get(f"/api/v1{PAGE}").status_code == 410
    assert not Release.objects.public().exists()
