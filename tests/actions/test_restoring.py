import pytest

from briefings.actions.restoring import restore_revision
from briefings.errors import Refused
from briefings.models import Edition
from briefings.workflow import State
from tests.making import (
    BODY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)

pytestmark = pytest.mark.django_db


def test_earlier_words_come_back_as_a_new_revision_and_nothing_is_lost(writer):
    edition = make_edition()
    save(edition, headline="Worse words", body="Nothing.", summary="Short.")

    restored = restore_revision(edition, 1, by=writer)

    assert (restored.headline, restored.body) == ("A ferry for Skerrow", BODY)
    said = [r.content["headline"] for r in edition.revisions.all()]
    assert said == ["A ferry for Skerrow", "Worse words", "A ferry for Skerrow"]
    move = edition.transitions.get(move="restore")
    assert (move.by, move.note) == (writer, "Those of revision 1.")


def test_tags_and_organisations_come_back_too(writer):
    edition = make_tagged_edition()
    number = edition.revisions.latest("number").number
    before = fresh(edition).content()
    save(edition, people=[], topics=[], places=[], lead_organisations=[])

    restored = restore_revision(edition, number, by=writer)

    assert restored.content() == before


def test_records_whose_words_are_back_are_placed_again(writer):
    edition = make_marked_edition()
    number = edition.revisions.latest("number").number
    save(edition, body="Nothing is left of it.")
    assert edition.quotes.get().is_lost

    restore_revision(edition, number, by=writer)

    assert not edition.quotes.get().is_lost
    assert not edition.figures.get().is_lost
    assert fresh(edition).digest == edition.revisions.get(number=number).digest


def test_what_came_after_approval_is_approved_again(writer):
    edition = make_edition()
    save(edition, headline="Better words")
    edition = make_approved_edition(edition)

    assert restore_revision(edition, 1, by=writer).state == State.IN_REVIEW


def test_only_writers_restore_and_only_what_there_is(records_officer, writer):
    edition = make_edition()
    save(edition, headline="Other words")

    with pytest.raises(Refused, match="may not write"):
        restore_revision(edition, 1, by=records_officer)
    with pytest.raises(Refused, match="no revision 7"):
        restore_revision(edition, 7, by=writer)
    with pytest.raises(Refused, match="those of revision 2 already"):
        restore_revision(edition, 2, by=writer)


def test_an_issued_edition_is_not_restored(writer):
    edition = make_edition()
    save(edition, headline="Other words")
    edition = make_issued_edition(edition)

    with pytest.raises(Refused, match="Begin a correction"):
        restore_revision(edition, 1, by=writer)

    assert Edition.objects.get(pk=edition.pk).headline == "Other words"
