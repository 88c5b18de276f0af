from datetime import date
from decimal import Decimal

import pytest

from briefings.text.markup.markdown import plain_text
from briefings.text.office import KnownAppointment, KnownPerson, Office
from briefings.text.selection import read_selection

BODY = """\
The government will spend €3 million on a quay at Skerrow by 1 June 2092.

Transport Minister Ines Calder said:

> The islands have waited long enough.

Boats came late on 12 days last winter, Calder added. Nobody counted the rest.

Mayor Odo Brandt spoke of patience.
"""
TEXT = plain_text([], BODY)


def selected(kind: str, words: str, **about):
    return read_selection(kind, [], BODY, words, near=TEXT.index(words), **about)


def test_a_selected_quote_has_the_speaker_that_the_reader_found():
    quote = selected("quote", "waited long enough")

    assert quote.speaker == "Ines Calder"
    assert quote.role == "Transport Minister"


def test_words_that_the_reader_took_for_no_quote_are_said_by_who_is_named_behind():
    quote = selected("quote", "Boats came late on 12 days last winter")

    assert quote.speaker == "Ines Calder"
    assert quote.rule == "selected"


def test_or_by_whoever_was_named_last_before_them():
    assert selected("quote", "spoke of patience").speaker == "Odo Brandt"


def test_a_speaker_whom_the_office_knows_comes_with_the_post():
    office = Office(
        (KnownPerson(7, "Ines Calder"),),
        (KnownAppointment(9, 7, ("Transport Minister",)),),
    )

    words = "Boats came late on 12 days last winter"
    quote = selected("quote", words, office=office, on=date(2092, 1, 1))

    assert (quote.person, quote.appointment) == (7, 9)


def test_a_selected_promise_has_its_sum_and_its_deadline():
    promise = selected("commitment", "€3 million on a quay at Skerrow by 1 June 2092")

    assert promise.amount == Decimal(3_000_000)
    assert promise.currency == "EUR"
    assert promise.due_by == date(2092, 6, 1)


def test_words_that_promise_nothing_are_a_promise_if_somebody_says_so():
    promise = selected("commitment", "Nobody counted the rest")

    assert promise.kind == "action"
    assert promise.amount is None


def test_a_selected_number_is_a_figure():
    assert selected("figure", "12 days").value == 12


@pytest.mark.parametrize("words", ["Nobody counted", "patience"])
def test_words_without_a_number_are_no_figure(words):
    assert selected("figure", words) is None
