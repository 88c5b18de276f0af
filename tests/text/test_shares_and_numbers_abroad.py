from decimal import Decimal

import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.figures import find_figures


def read(words, heading=""):
    return find_figures([Paragraph(Kind.PARAGRAPH, words, 0, heading)])


@pytest.mark.parametrize(
    ("words", "found", "value"),
    [
        ("The dredger cut the silt by a third.", "a third", "0.3333"),
        ("Tolls are to fall by half by 2035.", "half", "0.5"),
        ("Traffic rose by two-thirds in a year.", "two-thirds", "0.6667"),
        ("One child in six walks to the quay.", "One child in six", "0.1667"),
        ("Der Verbrauch sinkt um etwa ein Fünftel.", "etwa ein Fünftel", "0.2"),
        ("Jede vierte Fähre ist zu alt.", "Jede vierte", "0.25"),
        ("Une barque sur cinq prend l’eau.", "Une barque sur cinq", "0.2"),
        ("Un tiers des barques prend l’eau.", "Un tiers", "0.3333"),
    ],
)
def test_shares_are_read_without_of_and_in_other_languages(words, found, value):
    (figure,) = read(words)

    assert (figure.words, figure.value) == (found, Decimal(value))
    assert figure.unit == "share"


@pytest.mark.parametrize(
    "words",
    [
        "The quay was sold by a third party to the town.",
        "The ferry was late by half an hour in the fog.",
        "Er hat jede Woche eine Fahrt zu dem Hafen.",
        "Une lettre sur le port est partie.",
    ],
)
def test_what_only_sounds_like_a_share_is_none(words):
    assert [figure for figure in read(words) if figure.unit == "share"] == []


@pytest.mark.parametrize(
    ("words", "found", "value"),
    [
        ("Sie zählt 1.940 Boote in der Stadt.", "1.940", 1940),
        ("Das Land zahlt 75 Prozent der Kosten.", "75 Prozent", 75),
        ("Im Jahr zählt das Amt 61,5 Millionen Gäste.", "61,5 Millionen", 61_500_000),
        ("Die Stadt stellt in zwei Jahren 120 Lotsen ein.", "120", 120),
        ("La société emploie 1 150 salariés sur le port.", "1 150", 1150),
        ("Elle couvre 40 pour cent des frais.", "40 pour cent", 40),
        ("It has 1.940 tonnes of sand in the hold.", "1.940 tonnes", Decimal("1.94")),
    ],
)
def test_numbers_are_read_as_their_language_prints_them(words, found, value):
    (figure,) = read(words)

    assert (figure.words, figure.value) == (found, value)


@pytest.mark.parametrize(
    "words",
    [
        "They bought 105 737 airplanes for the fleet.",
        "Die Bahnen fahren auf der Linie 3 in die Stadt.",
    ],
)
def test_a_number_in_a_name_stays_one_in_every_language(words):
    assert read(words) == ()


def test_a_number_below_nought_keeps_its_sign():
    (figure,) = read("The seeds lie at minus 18 degrees.")

    assert (figure.words, figure.value) == ("minus 18", -18)


def test_a_column_says_what_it_counts_and_what_sets_that_apart():
    (figure,) = read("41", heading="Schools without a kitchen")

    assert (figure.value, figure.unit) == (41, "schools")
    assert read("41", heading="Place on the list") == ()


@pytest.mark.parametrize(
    "words", ["In the first half of 2023 it rained.", "Half of this year is over."]
)
def test_half_of_a_year_is_a_time(words):
    assert read(words) == ()
