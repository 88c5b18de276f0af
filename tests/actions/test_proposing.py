from datetime import date
from decimal import Decimal

import pytest

from briefings.actions.people import add_person, add_role, appoint
from briefings.actions.proposing import propose, said_before
from tests.making import (
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    span,
)

pytestmark = pytest.mark.django_db
DAY = date(2091, 3, 5)


@pytest.fixture
def edition():
    return make_edition()


def proposal(edition, kind, words):
    return propose(fresh(edition), kind, on=DAY, **span(edition, words))


def test_selected_words_come_with_the_speaker_and_the_role_of_that_day(edition):
    by = edition.written_by
    person = add_person(by=by, name="Ines Calder")
    role = add_role(by=by, title="Transport Minister")
    held = appoint(person, role, by=by, started_on=date(2090, 1, 1))

    quote = proposal(edition, "quote", "The islands have waited long enough.")

    assert quote.pk is None
    assert quote.found["person"] == person.pk
    assert quote.found["appointment"] == held.pk


def test_selected_words_come_with_the_deadline(edition):
    words = "will open a ferry line to Skerrow by 1 June 2091"

    assert proposal(edition, "commitment", words).found["due_by"] == "2091-06-01"


def test_nothing_is_made_up_about_words_that_tell_nothing(edition):
    assert proposal(edition, "figure", "signed the petition").found == {}


def test_a_promise_of_another_release_is_recognised_by_its_words(edition):
    earlier = make_issued_edition(make_marked_edition()).statements.get()
    words = "The government will open a ferry line to Skerrow by 1 June 2091."

    assert said_before(edition, words, {}) == [earlier.commitment]


def test_a_promise_is_recognised_by_its_sum(edition):
    promise = {"amount": Decimal(75_000_000), "currency": "GBP"}
    marked = make_marked_edition(promise=promise)
    commitment = marked.statements.get().commitment

    words = "£75 million for a ferry to Skerrow"
    same_sum = {"amount": "75000000", "currency": "GBP"}
    assert said_before(edition, words, same_sum) == [commitment]
    other_sum = {"amount": "80000000", "currency": "GBP"}
    assert said_before(edition, words, other_sum) == []


def test_a_promise_of_this_edition_is_not_said_before():
    edition = make_marked_edition()
    statement = edition.statements.get()

    assert said_before(edition, statement.words, {}) == []
