from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from briefings.text.directions import direction
from briefings.views import formats


def test_moment_is_told_in_the_offices_zone():
    shown = formats.moment(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))

    assert shown == (
        '<time datetime="2026-07-01T23:30:00Z">2 July 2026, 00:30 BST</time>'
    )
    assert "2 July 2026" in formats.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))


def test_days_of_a_period_may_be_unknown_or_the_same():
    first, last = date(2026, 7, 1), date(2026, 7, 3)

    assert "July 2026</time> to <time" in formats.days(first, last)
    assert formats.days(first, first) == formats.day(first)
    assert formats.days(None, last) == formats.day(last)
    assert formats.days(None, None) == ""


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        ((2012, 3, 1), (2012, 3, 31), "March 2012", "mars 2012"),
        ((1990, 1, 1), (1990, 12, 31), "1990", "1990"),
        ((2019, 1, 1), (2023, 12, 31), "2019 to 2023", "2019 à 2023"),
        ((2012, 4, 1), (2012, 6, 30), "April to June 2012", "avril à juin 2012"),
        ((2023, 4, 1), (2024, 3, 31), "April 2023 to March 2024", None),
        ((2024, 2, 1), (2024, 2, 29), "February 2024", "février 2024"),
        ((2023, 2, 1), (2023, 2, 27), "1 February 2023 to 27 February 2023", None),
        ((2012, 3, 2), (2012, 3, 31), "2 March 2012 to 31 March 2012", None),
    ],
)
def test_whole_months_and_years_are_told_as_such(first, last, english, french):
    period = date(*first), date(*last)

    assert strip_tags(formats.days(*period)) == english
    with translation.override("fr"):
        told = strip_tags(formats.days(*period))
    assert french in (None, told)


def test_a_month_is_told_to_programs_as_one():
    month = date(2012, 3, 1), date(2012, 3, 31)

    assert formats.days(*month) == '<time datetime="2012-03">March 2012</time>'


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", "London time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
    ],
)
def test_zone_is_told_by_its_city(zone, said):
    assert formats.time_of_zone(zone) == said


def test_excerpt_ends_with_a_whole_word():
    assert formats.excerpt("One two  three", 20) == "One two three"
    assert formats.excerpt("One two, three", 10) == "One two…"
    assert formats.excerpt("x" * 50, 10) == "x" * 10 + "…"


def test_words_around_a_figure_are_whole_and_of_its_paragraph():
    assert formats.from_word("rst words of", 12) == "…words of"
    assert formats.from_word("Key point\n\nThen of", 18) == "Then of"
    assert formats.to_word(" people and mor", 15) == " people and…"
    assert formats.to_word(" people.\n\nNext", 14) == " people."


def test_languages_are_named_by_those_who_speak_them():
    assert formats.language_name("fr") == "Français"
    assert formats.language_name("xx") == "xx"
    assert direction("ar-EG") == "rtl"
    assert direction("fr") == "ltr"


@pytest.mark.parametrize(
    ("summary", "opening", "told"),
    [
        ("A line.", "A ferry opens.", "A line."),
        ("", "A ferry opens.", ""),
        ("", "A ferry opens\n\nIt sails.", "It sails."),
        ("", "A ferry opens. It sails.\n\nDaily.", "It sails. Daily."),
        ("", "A ferry opens today.\n\nDaily.", "…today. Daily."),
        ("", "Boats sail.", "Boats sail."),
    ],
)
def test_a_release_in_a_list_does_not_say_its_headline_twice(summary, opening, told):
    class Card:
        headline = "A ferry opens."

    Card.summary, Card.opening = summary, opening

    assert formats.teaser(Card) == told
