"""The day and the place of a speech on the form of its words."""

from datetime import date

import pytest
from django.urls import reverse

from briefings.admin.deeds import page_of
from tests.admin.pressing import press, words_form
from tests.making import fresh, make_edition

pytestmark = pytest.mark.django_db

TYPED = {
    "delivered_on": "2091-03-04",
    "venue": "The Old Quay",
    "given_as": "transcript",
}


def looking(edition) -> str:
    return reverse("admin:briefings_edition_writing_look", args=[edition.pk])


def test_a_speech_is_asked_for_them_and_a_press_release_is_not(client, writer):
    client.force_login(writer)

    def fields(kind):
        edition = make_edition(kind=kind, written_by=writer, headline=kind)
        return client.get(page_of(edition)).context["page"].words.fields.keys()

    assert fields("speech") >= TYPED.keys()
    assert not fields("press_release") & TYPED.keys()


def test_what_is_typed_is_kept(client, writer):
    edition = make_edition(kind="speech", written_by=writer)
    client.force_login(writer)

    press(client, edition, "words", **words_form(client, edition, **TYPED))

    edition = fresh(edition)
    assert edition.delivered_on == date(2091, 3, 4)
    assert (edition.venue, edition.given_as) == ("The Old Quay", "transcript")
    page = client.get(page_of(edition)).content.decode()
    assert 'value="2091-03-04"' in page


def test_what_two_people_typed_is_merged(client, writer, approver):
    edition = make_edition(kind="speech", written_by=writer)
    client.force_login(writer)
    mine = words_form(client, edition, venue="The Old Quay")
    client.force_login(approver)
    theirs = words_form(client, edition, delivered_on="2091-03-04", given_as="notes")
    press(client, edition, "words", **theirs)

    client.force_login(writer)
    merged = press(client, edition, "words", **mine).context["page"].words

    shown = {name: merged[name].value() for name in TYPED}
    assert shown == TYPED | {"given_as": "notes"}


def test_the_page_while_somebody_writes_shows_it(client, writer):
    edition = make_edition(kind="speech", written_by=writer)
    client.force_login(writer)
    typed = {f"words-{n}": v for n, v in words_form(client, edition, **TYPED).items()}

    answer = client.post(looking(edition), typed).json()

    assert "The Old Quay" in answer["paper"]
    assert "4 March 2091" in answer["changes"]
    assert "Transcript, exactly as delivered" in answer["changes"]


def test_a_day_that_is_none_harms_no_preview(client, writer):
    edition = make_edition(kind="speech", written_by=writer)
    client.force_login(writer)
    typed = {f"words-{n}": v for n, v in words_form(client, edition).items()}

    answer = client.post(looking(edition), typed | {"words-delivered_on": "tomorrow"})

    assert answer.status_code == 200
    assert "tomorrow" in answer.json()["changes"]
