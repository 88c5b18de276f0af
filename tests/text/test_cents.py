"""Cents are sums of the currency in which a release tells its other sums."""

from decimal import Decimal

import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.figures import find_figures


def figures_in(*lines):
    return find_figures([Paragraph(Kind.PARAGRAPH, line, 0) for line in lines])


@pytest.mark.parametrize(
    ("words", "printed", "value"),
    [
        ("The levy rises by 25 cents a litre.", "25 cents", "0.25"),
        ("The levy is 25c a litre.", "25c", "0.25"),
        ("Fares rise 10¢.", "10¢", "0.1"),
        ("A 15-cent charge on cans.", "15-cent", "0.15"),
        ("It fell by twenty cents.", "twenty cents", "0.2"),
    ],
)
def test_cents_are_hundredths_of_the_currency_around_them(words, printed, value):
    of_cents = figures_in("A ticket is €2 today.", words)[-1]

    assert (of_cents.words, of_cents.value) == (printed, Decimal(value))
    assert (of_cents.unit, of_cents.currency, of_cents.is_money) == ("EUR", "EUR", True)


def test_both_ends_of_a_range_are_of_that_currency():
    _, of_cents = figures_in("A ticket is $2, up between 20 and 30 cents.")

    assert (of_cents.low, of_cents.value) == (Decimal("0.2"), Decimal("0.3"))
    assert of_cents.currency == "USD"


@pytest.mark.parametrize("around", ["It is news.", "A ticket is £2 today."])
def test_without_a_currency_of_cents_they_are_so_many_cents(around):
    *_, of_cents = figures_in(around, "The levy rises by 25 cents a litre.")

    assert (of_cents.value, of_cents.unit, of_cents.currency) == (25, "cents", None)


@pytest.mark.parametrize("words", ["20p-30p", "between 20 and 30 pence"])
def test_a_range_of_pence_is_one_of_pounds(words):
    (figure,) = figures_in(f"A ticket is {words} for children.")

    assert (figure.low, figure.value) == (Decimal("0.2"), Decimal("0.3"))


@pytest.mark.parametrize("words", ["50p", "50 pence"])
def test_pence_are_hundredths_of_a_pound(words):
    (figure,) = figures_in(f"A ticket is {words} for children.")

    assert (figure.value, figure.currency) == (Decimal("0.5"), "GBP")


def test_a_number_with_a_letter_is_no_sum():
    found = figures_in("A flat is €2 a day.", "Flat 3c is let under section 25c.")

    assert [figure.words for figure in found] == ["€2"]
