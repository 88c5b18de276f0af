from decimal import Decimal

import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.figures import find_figures
from briefings.text.reading import read_release


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
        ("Paid A$3.2 million in all.", "A$3.2 million", 3_200_000, "AUD"),
        ("It gave US$5m to pilots.", "US$5m", 5_000_000, "USD"),
        ("It costs CHF 20 000 to mend.", "CHF 20 000", 20_000, "CHF"),
        ("Un fonds de 3,5 milliards d’euros.", "3,5 milliards d’euros", 3.5e9, "EUR"),
        ("Das kostet 1.250.000 € im Jahr.", "1.250.000 €", 1_250_000, "EUR"),
        ("It paid $1,500 for nets.", "$1,500", 1_500, "USD"),
        ("The board spent £75 mln on nets.", "£75 mln", 75_000_000, "GBP"),
        ("The rate fell by 25 basis points.", "25 basis points", 25, "basis points"),
        ("Tolls rose by 12pc in all.", "12pc", 12, "%"),
        ("Its share fell by 12pp in all.", "12pp", 12, "%"),
        ("At least twelve boats sank.", "At least twelve", 12, "boats"),
        ("Fewer boats came, compared with 3,500 then.", "3,500", 3_500, "number"),
        ("It is a plan over 10 years.", "10", 10, "years"),
        ("They waited for over 10 years.", "over 10", 10, "years"),
        ("Roads cost ₹5 lakh crore.", "₹5 lakh crore", 5_000_000_000_000, "INR"),
        ("They paid Rs 250 crore for it.", "Rs 250 crore", 2_500_000_000, "INR"),
        ("A toll of 50p is due.", "50p", Decimal("0.5"), "GBP"),
        (
            "Two and a half million boats came.",
            "Two and a half million",
            2.5e6,
            "boats",
        ),
        ("One hundred and twenty boats came.", "One hundred and twenty", 120, "boats"),
        (
            "Three hundred thousand eels came.",
            "Three hundred thousand",
            300_000,
            "eels",
        ),
        ("1.5m homes were built.", "1.5m", 1_500_000, "homes"),
        ("It is 2½ miles long.", "2½", 2.5, "miles"),
        ("One in five skippers was ill.", "One in five", Decimal("0.2"), "share"),
        ("Two-thirds of the boats came.", "Two-thirds", Decimal("0.6667"), "share"),
        ("It serves 50+ boats.", "50+", 50, "boats"),
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
        "Postcode SM4 2AA, route 12, form B7, and 24/7.",
        "Call +44 20 7946 0018 or 0300 123 1234.",
        "Pilots of 16-18 years old and under-25s may come.",
        "Since 2019, and in the 1990s, it was quiet.",
        "As 2026 begins, the river rises.",
        "Seit 1997 verbindet die Bahn beide Ufer.",
        "Le pont a ouvert le 1er janvier 2014 ou avant.",
        "It runs on version 1.0 of the map.",
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
        ("£1bn-£2bn", 1_000_000_000, 2_000_000_000),
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
        ("an average of 85 boats", "average"),
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


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("It costs £452 per household every year.", "per household"),
        ("It costs £40 a week.", "a week"),
        ("Some 9,400 boats a year pass.", "a year"),
        ("The boats cost £2m each.", "each"),
        ("It takes 12 tonnes per hour.", "per hour"),
        ("It grew to 5 per cent a year earlier.", ""),
        ("It costs £40.", ""),
    ],
)
def test_a_figure_knows_per_what_it_counts(words, per):
    (figure,) = read(words)

    assert figure.per == per


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("It took 400 boats in the last year.", "in the last year"),
        ("It took 400 boats between 2010 and 2015.", "between 2010 and 2015"),
        ("It took 400 boats in 2023/24, and no more.", "in 2023/24"),
        ("Since 2010, the harbour took 400 boats.", "Since 2010"),
        ("It took 400 boats in the year to March 2024.", "in the year to March 2024"),
        ("It will take 400 boats over the next two years.", "over the next two years"),
        ("It took 400 boats.", ""),
    ],
)
def test_a_figure_knows_its_period(words, period):
    (figure,) = read(words)

    assert figure.period == period


def test_each_figure_has_the_period_that_follows_it():
    first, second = read("It cost £96m in 2011-12 and £21m in 2012-13.")

    assert (first.period, second.period) == ("in 2011-12", "in 2012-13")


@pytest.mark.parametrize(
    ("words", "comparison"),
    [
        ("It fell by 12% compared with 2019.", "compared with 2019"),
        ("It stood at 4.3%, down from the spring.", "down from the spring"),
        ("It rose by 5% on the same period last year.", "on the same period last year"),
        ("It fell 5% year on year.", "year on year"),
        ("It fell by 5%. Compared with 2019 that is fine.", ""),
    ],
)
def test_a_figure_knows_what_it_is_compared_with(words, comparison):
    (figure,) = read(words)

    assert figure.comparison == comparison


def test_a_change_is_the_comparison_of_the_number_before_it_and_its_own():
    words = "It took 2,590 boats, an increase of 19% on the same period in 2023."

    count, change = read(words)

    assert count.comparison == "an increase of 19% on the same period in 2023"
    assert change.comparison == count.comparison


def test_only_a_change_parts_the_ends_of_from_and_to():
    (range_,) = read("Berths cost from £10 to £20 a night.")
    was, is_now = read("The toll rose from £10 to £20 in May.")

    assert (range_.low, range_.value) == (10, 20)
    assert (was.value, is_now.value) == (10, 20)


def test_what_is_compared_with_has_its_own_time():
    now, then = read("In 2024, 61% of pilots passed, compared with 53.9% in 2021.")
    _, undated = read("In 2024, 61% of pilots passed, compared with 53.9% of skippers.")

    assert (now.period, then.period) == ("In 2024", "in 2021")
    assert undated.period == ""


def test_the_number_compared_with_has_no_comparison():
    _, before = read("It took 2,590 boats, compared with 2,100 boats before.")

    assert before.comparison == ""


def test_numbers_in_a_table_are_of_what_their_column_says():
    table = """\
# Piers

The piers by river.

| River | Number of piers | Grant (£m) | Share (%) | Built |
|---|---|---|---|---|
| Orle | 1,200 | 12.5 | 60 | 2019 |
| Sarn |  | 9 | 40 | 2021 |
"""

    figures = read_release(table, name="piers.md").figures

    assert [(f.words, f.value, f.unit) for f in figures] == [
        ("1,200", 1200, "piers"),
        ("12.5", 12_500_000, "GBP"),
        ("60", 60, "%"),
        ("9", 9_000_000, "GBP"),
        ("40", 40, "%"),
    ]
    assert {figure.rule for figure in figures} == {"table-cell"}


def test_a_range_is_listed_by_both_its_ends_for_other_programs():
    text = "Piers reopen\n\nThe ministry will mend 40 to 50 piers by May 2027.\n"

    (whole,) = read_release(text, name="piers.txt").figures
    lower, upper = read_release(text, name="piers.txt").as_json()["figures"]

    assert (whole.low, whole.value) == (40, 50)
    assert (lower["value"], lower["low"]) == (40, None)
    assert (upper["value"], upper["low"]) == (50, 40)


def test_hostile_repetition_of_numbers_is_read_in_a_moment():
    for piece in ("9", "1,", "1 000 ", "£", "$ ", "£5m ", "one ", "20 to ", "5 per "):
        read(piece * (50_000 // len(piece)))


def test_money_has_a_currency_and_counts_have_none():
    money, count = read("The town gave $5m to 40 boatyards.")

    assert (money.is_money, money.currency) == (True, "USD")
    assert (count.is_money, count.currency) == (False, None)


def test_a_number_nobody_could_claim_is_left_alone():
    assert read(f"It counted {'9' * 400} stars.") == ()


@pytest.mark.parametrize(
    ("words", "said", "value", "per"),
    [
        ("A £75m-a-year fund opens.", "£75m", 75_000_000, ""),
        ("It costs £10 a head per month.", "£10", 10, "a head per month"),
        (
            "There were 1,234 cases per 100,000 people.",
            "1,234",
            1234,
            "per 100,000 peop",
        ),
    ],
)
def test_what_a_figure_is_per_is_no_figure_and_no_scale(words, said, value, per):
    [figure] = read(words)

    assert (figure.words, figure.value) == (said, value)
    assert figure.per.startswith(per)


@pytest.mark.parametrize(
    ("words", "printed", "value"),
    [
        ("Traffic changed by -3% at Harrow.", "-3%", -3),
        ("Traffic changed by −3% at Harrow.", "−3%", -3),
        ("Traffic (-2.5 per cent) fell at Harrow.", "-2.5 per cent", Decimal("-2.5")),
        ("-4% is the change at Harrow.", "-4%", -4),
        ("Between 3-5% of boats are late.", "3-5%", 5),
    ],
)
def test_a_minus_before_a_percentage_is_part_of_it(words, printed, value):
    (figure,) = read(words)

    assert (figure.words, figure.value) == (printed, value)


def test_a_hyphen_before_a_count_or_in_a_name_is_no_minus():
    assert all(figure.value > 0 for figure in read("Rule COV-19% and -3 boats moved."))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("The port hired twenty-five wardens.", 25, "wardens"),
        ("The port hired one hundred and twenty-five wardens.", 125, "wardens"),
        ("The port hired more than a dozen wardens.", 12, "wardens"),
        ("The port hired two dozen wardens.", 24, "wardens"),
        ("Adeiladwyd 300 o gartrefi yn y dyffryn.", 300, "gartrefi"),
    ],
)
def test_numbers_in_words_and_in_welsh_count(words, value, unit):
    (figure,) = read(words)

    assert (figure.value, figure.unit) == (value, unit)


def test_a_dozen_of_nothing_in_particular_is_no_figure():
    assert read("The port hired a dozen wardens.") == ()


def test_a_comparison_belongs_to_the_figure_beside_it():
    boats, crews, share = read(
        "It took 4,200 boats and 900 crews, up 19% on last year."
    )

    assert (boats.comparison, crews.comparison) == ("", "")
    assert share.comparison == "on last year"


@pytest.mark.parametrize(
    ("words", "low", "value"),
    [
        ("£5,000 to £1 million", 5_000, 1_000_000),
        ("£500-£2m", 500, 2_000_000),
        ("£5 to £10 million", 5_000_000, 10_000_000),
        ("£2-3bn", 2_000_000_000, 3_000_000_000),
    ],
)
def test_the_lower_end_shares_the_millions_only_if_it_stays_the_lower(
    words, low, value
):
    (figure,) = find_figures([Paragraph(Kind.PARAGRAPH, f"It costs {words}.", 0)])

    assert (figure.low, figure.value) == (low, value)
