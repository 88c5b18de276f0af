from decimal import Decimal

import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.figures import find_figures


def read(words):
    return find_figures([Paragraph(Kind.PARAGRAPH, words, 0)])


@pytest.mark.parametrize(
    ("words", "found", "value", "unit"),
    [
        ("Almost 100,000 lanterns were lit.", "Almost 100,000", 100_000, "lanterns"),
        ("The lock cost £75 million in all.", "£75 million", 75_000_000, "GBP"),
        ("It costs €3,5 Mio. a year.", "€3,5 Mio.", 3_500_000, "EUR"),
        ("A sum of up to £40K is left.", "up to £40K", 40_000, "GBP"),
        ("They raised 75 million euros.", "75 million euros", 75_000_000, "EUR"),
        ("Traffic fell by two per cent.", "two per cent", 2, "%"),
        ("An increase of 19% on 2023.", "19%", 19, "%"),
        (
            "Around a quarter of ferries ran.",
            "Around a quarter",
            Decimal("0.25"),
            "share",
        ),
        ("More than half the ships came.", "More than half", Decimal("0.5"), "share"),
        ("Half a million tourists came.", "Half a million", 500_000, "tourists"),
        ("A pier of 26m in length.", "26m", 26, "m"),
        ("The 2,590 enforced returns.", "2,590", 2590, "returns"),
        ("It works in 18 of the oldest harbours.", "18", 18, "harbours"),
    ],
)
def test_a_figure_has_its_words_value_and_unit(words, found, value, unit):
    (figure,) = read(words)

    assert figure.words == found
    assert figure.value == value
    assert figure.unit == unit
    assert words[figure.start : figure.end] == found


@pytest.mark.parametrize(
    "words",
    [
        "The lock opened on 7 November 2024.",
        "In 2019 and by spring 2027 ferries will run.",
        "Budgets for 2011-12 are settled.",
        "Call the harbour office on 020 7946 0018.",
        "Doors open at 10:30 and close at 9pm.",
        "The A57 passes Terminal 5 and Platform 9.",
        "Ilse Marrack, aged 44, is 44 years old.",
        "The map (PDF, 210 kb, 12 pages) is here.",
        "Three ministers and twelve pilots met.",
        "See section 12 and paragraph 4.",
    ],
)
def test_dates_names_ages_and_small_words_claim_nothing(words):
    assert read(words) == ()


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("10-20 per cent", 10, 20),
        ("5 to 10%", 5, 10),
        ("£5m to £10m", 5_000_000, 10_000_000),
        ("€5-10 million", 5_000_000, 10_000_000),
        ("between £20,000 and £150,000", 20_000, 150_000),
        ("between 40 and 50 boats", 40, 50),
        ("1.5-2 million boats", 1_500_000, 2_000_000),
    ],
)
def test_a_range_is_one_figure_with_both_its_ends(words, low, high):
    (figure,) = read(f"Tolls would fall by {words}.")

    assert (figure.low, figure.value) == (low, high)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("from 8.9 per cent to 8.8 per cent", ["8.9", "8.8"]),
        ("5 and 10 per cent", ["5", "10"]),
        ("£5 to 10 boatyards", ["5"]),
        ("£5m and 400 boats", ["5000000", "400"]),
        ("5% and 400 boats", ["5", "400"]),
    ],
)
def test_two_figures_side_by_side_are_no_range(words, values):
    figures = read(f"Tolls went {words}.")

    assert [figure.low for figure in figures] == [None] * len(figures)
    assert [figure.value for figure in figures][: len(values)] == [
        Decimal(value) for value in values
    ]


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("nearly 500 boats", "almost"),
        ("approximately 500 boats", "about"),
        ("in excess of 500 boats", "more_than"),
        ("a maximum of 500 boats", "up_to"),
        ("at least 500 boats", "at_least"),
        ("500 boats", "exact"),
    ],
)
def test_what_qualifies_a_number_is_kept(words, modifier):
    (figure,) = read(f"The harbour took {words} last night.")

    assert figure.modifier == modifier


def test_money_has_a_currency_and_counts_have_none():
    money, count = read("The town gave $5m to 40 boatyards.")

    assert (money.is_money, money.currency) == (True, "USD")
    assert (count.is_money, count.currency) == (False, None)


def test_a_number_nobody_could_claim_is_left_alone():
    assert read(f"It counted {'9' * 400} stars.") == ()
