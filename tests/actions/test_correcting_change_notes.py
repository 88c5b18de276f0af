import pytest
from django.db import DatabaseError, transaction

from briefings.actions.record import add_note, correct_change_note
from briefings.actions.releases import begin_correction
from briefings.errors import Refused
from tests.making import THURSDAY, make_issued_edition, save

pytestmark = pytest.mark.django_db
NOTE = "The opening day was wrong."


def corrected(writer, **about):
    first = make_issued_edition()
    edition = begin_correction(first.release, by=writer)
    save(edition, headline="A later ferry for Skerrow", change_note=NOTE)
    return make_issued_edition(edition, **about)


def test_a_correction_stands_beside_the_note_and_is_never_rewritten(writer, publisher):
    edition = corrected(writer)

    made = correct_change_note(edition, by=publisher, words="So was the month.")

    edition.refresh_from_db()
    assert (edition.change_note, made.by) == (NOTE, publisher)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(made).objects.update(words="Nothing was wrong.")


def test_a_button_pressed_twice_tells_readers_once(writer, publisher):
    edition = corrected(writer)
    correct_change_note(edition, by=publisher, words="So was the month.")

    with pytest.raises(Refused, match="it is there once"):
        correct_change_note(edition, by=publisher, words="So was the month. ")

    assert correct_change_note(edition, by=publisher, words="And the year.")
    assert edition.note_corrections.count() == 2


def test_a_note_and_a_colleagues_like_it_are_two(writer, approver):
    edition = make_issued_edition()
    add_note(edition, by=writer, words="The minister rang.")

    with pytest.raises(Refused, match="it is there once"):
        add_note(edition, by=writer, words="The minister rang.")
    assert add_note(edition, by=approver, words="The minister rang.")


def test_a_change_note_is_corrected_by_those_who_issue(writer, publisher):
    edition = corrected(writer)

    with pytest.raises(Refused, match="may not issue"):
        correct_change_note(edition, by=writer, words="So was the month.")
    with pytest.raises(Refused, match="Write what readers should know"):
        correct_change_note(edition, by=publisher, words=" ")


def test_only_a_note_that_readers_have_is_corrected(writer, publisher, clock):
    with pytest.raises(Refused, match="no change note"):
        correct_change_note(make_issued_edition(), by=publisher, words="Wrong.")

    scheduled = corrected(writer, at=THURSDAY)

    with pytest.raises(Refused, match="not public yet"):
        correct_change_note(scheduled, by=publisher, words="Wrong.")
    clock.move_to(THURSDAY)
    assert correct_change_note(scheduled, by=publisher, words="Wrong.").words
