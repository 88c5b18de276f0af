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
        ("It sank c.15 % of them.", "c.15 %", 15, "%"),
        ("It lent c. 200 boats.", "c. 200", 200, "boats"),
        ("It cost c.£3m.", "c.£3m", 3_000_000, "GBP"),
        ("Membership rose to 975 last year.", "975", 975, "number"),
        ("Thefts fell sharply by 312 in March.", "312", 312, "number"),
        ("Debt rose to 4.2 billion.", "4.2 billion", 4.2e9, "number"),
        ("The rate was 4.2 per 1,000 births.", "4.2", Decimal("4.2"), "number"),
    ],
)
def test_a_number_counts_where_its_verb_or_what_is_beside_it_says_so(
    words, found, value, unit
):
    (figure,) = read(words)

    assert (figure.words, figure.unit) == (found, unit)
    assert float(figure.value) == float(value)


@pytest.mark.parametrize(
    "words",
    ["It was cut by 12 March.", "It is to fall by 2030.", "The tide rose to 5.30pm."],
)
def test_a_day_or_a_year_behind_a_verb_of_change_is_no_figure(words):
    assert read(words) == ()


def test_both_ends_of_a_change_in_a_bare_count_are_figures():
    figures = read("The number of boats rose from 912 to 975 in a year.")

    assert [int(figure.value) for figure in figures] == [912, 975]
    assert [figure.per for figure in figures] == ["", ""]


def test_an_accent_makes_no_name_of_the_word_before_a_number():
    (figure,) = read("Le trafic est monté à 1,3 million de voyageurs.")

    assert (figure.value, figure.unit) == (1_300_000, "voyageurs")


def test_what_a_bare_count_changed_from_is_a_figure_behind_it_too():
    figures = read("Collisions fell to 41 last year, from 63 in 2023.")

    assert [int(figure.value) for figure in figures] == [41, 63]


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("It was 4.2 per 1,000 live births.", "per 1,000 live births"),
        ("It was 12 boats per 100,000 people across the bay.", "per 100,000 people"),
        ("The rate fell to 3.1 per 1,000.", "per 1,000"),
        ("It fell to 3.1 per 1,000 bed days.", "per 1,000 bed days"),
    ],
)
def test_a_rate_says_per_how_many(words, per):
    (figure,) = read(words)

    assert figure.per == per


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Les péages montent de 8 à 10 % cette année.", [(8, 10)]),
        ("Entre 300 et 400 bateaux sont venus.", [(300, 400)]),
        ("Le taux est passé de 8 à 10 % cette année.", [(None, 8), (None, 10)]),
    ],
)
def test_a_range_is_read_in_french(words, ends):
    found = [(figure.low, figure.value) for figure in read(words)]

    assert found == ends


def test_a_number_has_the_unit_of_the_one_it_is_compared_with():
    now, then = read("Income was £4.2m, up from 3.9m a year ago.")

    assert (now.currency, then.currency) == ("GBP", "GBP")
    assert then.value == 3_900_000


def test_a_length_beside_a_sum_stays_a_length():
    _, length = read("It paid £4.2m for a quay 26m in length.")

    assert (length.value, length.unit) == (26, "m")


@pytest.mark.parametrize(
    ("corner", "label", "found"),
    [
        ("Item", "Grants (£m)", [("GBP", 12_000_000), ("GBP", 14_000_000)]),
        ("£m", "Roads", [("GBP", 12_000_000), ("GBP", 14_000_000)]),
        ("Item", "Late trains (%)", [("%", 12), ("%", 14)]),
        ("Item", "Boats", [("boats", 12), ("boats", 14)]),
        ("Item", "Total", []),
    ],
)
def test_a_cell_is_told_of_by_its_rows_label_or_by_the_corner(corner, label, found):
    table = f"| {corner} | 2023 | 2024 |\n| --- | --- | --- |\n| {label} | 12 | 14 |"

    figures = read_release(f"# Valmere opens a lock\n\nA lock.\n\n{table}\n").figures

    assert [(figure.unit, figure.value) for figure in figures] == found


def test_what_a_sum_fell_by_and_what_it_fell_to_are_two_figures():
    (by, to) = read_release(
        "Harbour\n\nThe harbour opened.\n\nIts debt fell by £24m to £110m.\n"
    ).figures

    assert [(figure.value, figure.low) for figure in (by, to)] == [
        (24_000_000, None),
        (110_000_000, None),
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("15 millones de euros", 15_000_000),
        ("1,5 milhões de euros", 1_500_000),
        ("2 miljoen euro", 2_000_000),
        ("3 mil millones de euros", 3_000_000_000),
    ],
)
def test_millions_of_other_languages_are_millions(words, value):
    (figure,) = read(f"Son {words}.")

    assert (figure.value, figure.unit) == (value, "EUR")


def test_a_day_in_spanish_counts_nothing():
    assert read("Madrid, 9 de marzo.") == ()
