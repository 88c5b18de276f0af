"""What kind of release it is, in the form of its words."""

import pytest

from briefings.actions.releases import begin_correction
from briefings.admin.deeds import page_of
from tests.admin.pressing import press, said, words_form
from tests.making import (
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_member,
    save,
)

pytestmark = pytest.mark.django_db


def kinds(client, edition) -> list[str]:
    """That the page of an edition lets choose."""
    words = client.get(page_of(edition)).context["page"].words
    return [
        value for f in words.words if f.name == "kind" for value, _ in f.field.choices
    ]


def test_the_kind_is_chosen_beside_the_words(client, writer):
    edition = make_edition(written_by=writer)
    client.force_login(writer)
    assert "statement" in kinds(client, edition)

    form = words_form(client, edition, kind="statement")
    answer = press(client, edition, "words", **form)

    assert said(answer) == "The text is saved."
    assert fresh(edition).release.kind == "statement"
    assert "Statement, edition 1" in answer.content.decode()


def test_an_approver_reads_that_it_was_another_kind(client, writer, approver):
    edition = make_approved_edition(written_by=writer)
    save(edition, kind="speech")
    client.force_login(make_member("Approver", "Abel"))

    told = client.get(page_of(edition)).content.decode()

    assert "What changed since you approved it" in told
    changes = client.get(page_of(edition)).context["changes"][0].comparison
    assert [change.label for change in changes.words] == ["Kind"]


def test_the_kind_of_what_readers_know_is_neither_offered_nor_changed(client, writer):
    correction = begin_correction(
        make_issued_edition(written_by=writer).release, by=writer
    )
    client.force_login(writer)
    assert kinds(client, correction) == []

    form = words_form(client, correction, kind="statement", headline="Another")
    answer = press(client, correction, "words", **form)

    assert "its kind cannot be changed any more" in said(answer)
    assert fresh(correction).release.kind == "press_release"
    assert fresh(correction).headline == "A ferry for Skerrow"


def test_a_kind_that_nobody_knows_is_marked_in_the_form(client, writer):
    edition = make_edition(written_by=writer)
    client.force_login(writer)

    answer = press(
        client, edition, "words", **words_form(client, edition, kind="tweet")
    )

    assert "Nothing is saved yet" in said(answer)
    assert "tweet is not one of the available choices" in answer.content.decode()
    assert fresh(edition).release.kind == "press_release"


def test_two_who_choose_other_kinds_are_told_so(client, writer):
    edition = make_edition(written_by=writer)
    client.force_login(writer)
    form = words_form(client, edition, kind="statement")
    save(edition, kind="speech")

    answer = press(client, edition, "words", **form)

    assert "while you were writing" in said(answer)
    merger = answer.context["page"].words.merger
    assert [(f.name, f.changes[0].theirs) for f in merger.fields] == [
        ("kind", "speech")
    ]
    assert fresh(edition).release.kind == "speech"
