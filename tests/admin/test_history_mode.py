"""Governments at the desk, and releases that are no longer everybody's to change."""

import re
from datetime import date

import pytest
from django.urls import reverse

from briefings.actions.imports import import_release
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_government, change_entry
from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.models import Edition, Government
from tests.actions.test_history_mode import NAME, TEXT
from tests.admin.pressing import press, said, words_form
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(clock):
    government = add_government(by=None, name=NAME, started_on=date(2090, 1, 1))
    edition = make_issued_edition(political=True)
    change_entry(government, by=None, ended_on=THURSDAY.date())
    clock.move_to(THURSDAY)
    return edition


def test_a_government_is_entered_and_ended_at_the_desk(client, writer):
    client.force_login(writer)
    add = reverse("admin:briefings_government_add")

    client.post(add, {"name": NAME, "started_on": "2090-01-01", "ended_on": ""})
    row = Government.objects.get()
    page = reverse("admin:briefings_government_change", args=[row.pk])
    client.post(
        page,
        {
            "name": NAME,
            "initial-name": NAME,
            "started_on": "2090-01-01",
            "initial-started_on": "2090-01-01",
            "ended_on": "2091-03-08",
            "initial-ended_on": "",
        },
    )

    row.refresh_from_db()
    assert (row.slug, row.ended_on) == (
        "2090-to-2091-example-government",
        date(2091, 3, 8),
    )


def test_two_at_once_are_refused_with_a_sentence(client, writer):
    add_government(by=None, name=NAME, started_on=date(2090, 1, 1))
    client.force_login(writer)

    add = reverse("admin:briefings_government_add")
    answer = client.post(
        add,
        {"name": "Another", "started_on": "2090-06-01", "ended_on": ""},
        follow=True,
    )

    assert "Another government is in office then." in answer.content.decode()
    assert Government.objects.count() == 1


def test_a_box_on_the_form_says_that_it_is_political(client, writer):
    edition = make_edition(written_by=writer)
    client.force_login(writer)

    press(client, edition, "words", **words_form(client, edition, political="on"))
    assert fresh(edition).political
    assert 'name="words-political"' in client.get(page_of(edition)).content.decode()

    # Without its tick a box is not sent.
    form = words_form(client, edition)
    del form["political"]
    press(client, edition, "words", **form)
    assert not fresh(edition).political


def test_a_colleagues_tick_survives_a_save_over_an_older_text(client, writer, approver):
    edition = make_edition(written_by=writer)
    client.force_login(writer)
    mine = words_form(client, edition, headline="A boat for Skerrow")
    client.force_login(approver)
    press(client, edition, "words", **words_form(client, edition, political="on"))

    client.force_login(writer)
    answer = press(client, edition, "words", **mine)

    merged = answer.context["page"].words
    assert merged["political"].value() is True
    assert merged["headline"].value() == "A boat for Skerrow"
    again = words_form(client, edition) | mine
    again |= {"political": "on", "based_on": merged["based_on"].value()}
    press(client, edition, "words", **again)
    assert fresh(edition).political


def test_what_changed_names_it(client, writer, approver):
    edition = make_edition(written_by=writer)
    client.force_login(writer)
    press(client, edition, "words", **words_form(client, edition, political="on"))

    compare = reverse("admin:briefings_edition_compare", args=[edition.pk])
    page = client.get(compare).content.decode()

    assert "Written for the government of its day" in page


def test_the_page_says_whose_release_it_is_and_offers_no_correction(
    client, writer, publisher, old
):
    client.force_login(writer)
    shown = client.get(page_of(old))
    assert f"Published under the {NAME}, which has ended" in shown.content.decode()
    names = [d.name for d in shown.context["page"].about_the_release if d.is_offered]
    assert "begincorrection" not in names

    client.force_login(publisher)
    offered = client.get(page_of(old)).context["page"].about_the_release
    assert "begincorrection" in [deed.name for deed in offered if deed.is_offered]


def test_a_forged_correction_is_refused_in_words(client, writer, publisher, old):
    client.force_login(writer)
    press(client, old, "begincorrection")
    assert Edition.objects.filter(release=old.release).count() == 1

    correction = begin_correction(old.release, by=publisher)
    data = {"headline": "Mine", "body": "x", "language": "en", "based_on": "1"}
    answer = press(client, correction, "words", **data, change="minor", change_note="")

    assert fresh(correction).headline == old.headline
    page = answer.content.decode()
    assert "Only whoever may change releases of earlier governments" in page
    assert not answer.context["page"].may_write


def offered_on(client, edition, name: str) -> list[str]:
    """The deeds that one of the pages of an edition has buttons for."""
    page = client.get(reverse(f"admin:briefings_edition_{name}", args=[edition.pk]))
    assert page.status_code == 200
    return re.findall(r'name="do" value="([^"]+)"', page.content.decode())


def test_no_page_offers_what_would_be_refused(client, writer, publisher, old):
    """A writer reads files and saved states of it, and changes none."""
    begun = begin_correction(old.release, by=publisher)
    correction = save(begun, headline="A boat")

    client.force_login(writer)
    assert offered_on(client, correction, "files") == []
    assert offered_on(client, correction, "compare") == []

    client.force_login(publisher)
    assert "upload" in offered_on(client, correction, "files")
    assert any("restore" in do for do in offered_on(client, correction, "compare"))


def test_a_minister_is_asked_about_beside_the_words(client, writer, clock):
    add_government(by=None, name=NAME, started_on=MONDAY.date())
    edition = import_release(TEXT, name="quay.txt", by=writer)
    client.force_login(writer)
    page = client.get(mark_up_page_of(edition)).content.decode()
    assert "Written for the government of its day?" in page

    row = edition.tag_proposals.get(kind="political")
    answer = client.post(mark_up_page_of(edition), {"do": f"tag-{row.pk}"}, follow=True)

    assert "It is written for the government of its day." in said(answer)
    assert fresh(edition).political
