from datetime import date

import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.dates import find_dates, read_date, read_day


def found_in(words, near=None):
    return find_dates([Paragraph(Kind.PARAGRAPH, words, 0)], near)


@pytest.mark.parametrize(
    "words",
    [
        "7 November 2024",
        "Thursday 7th November, 2024",
        "Thursday, 7th of November 2024",
        "November 7, 2024",
        "Nov. 7, 2024",
        "THURSDAY 7 NOVEMBER 2024",
        "7-Nov-2024",
        "2024-11-07",
        "07/11/2024",
        "7.11.2024",
        "11/13/2024",
        "dydd Iau 7 Tachwedd 2024",
        "le jeudi 7 novembre 2024",
        "den 7. November 2024",
        "7 de noviembre de 2024",
    ],
)
def test_a_day_is_read_in_every_form_and_language_of_the_house(words):
    day = 13 if words.startswith("11/") else 7

    assert read_date(words) == date(2024, 11, day)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "November 2024",
        "30 February 2024",
        "the lock opens on 7 November 2024",
        "7 November 2024 to all",
        "10,000 March 2024",
        "you may 7 times",
    ],
)
def test_other_words_are_no_day(words):
    assert read_date(words) is None


def test_a_day_without_its_year_is_a_day_all_the_same():
    day = read_day("Friday 8 November")

    assert read_date("Friday 8 November") is None
    assert (day.day, day.month, day.year, day.weekday) == (8, 11, None, 4)


def test_the_days_of_a_text_stand_where_they_are_said_to():
    words = "Tolls end on 3 May; from 5 June 2021, and on June 7–9, 2021, boats race."

    dates = found_in(words, near=date(2021, 4, 1)).found

    assert [(d.words, d.day, d.until) for d in dates] == [
        ("3 May", date(2021, 5, 3), None),
        ("5 June 2021", date(2021, 6, 5), None),
        ("June 7–9, 2021", date(2021, 6, 7), date(2021, 6, 9)),
    ]
    assert all(words[d.start : d.end] == d.words for d in dates)
    assert dates[0].score < dates[1].score


def test_of_a_day_without_a_year_the_nearest_to_the_issue_is_meant():
    (day,) = found_in("The lock opens on 2 January.", near=date(2024, 12, 20)).found

    assert day.day == date(2025, 1, 2)
    assert found_in("The lock opens on 2 January.").found[0].day is None


def test_a_day_of_the_week_that_contradicts_the_date_is_pointed_out():
    dates = found_in("It opens on Friday 9 November 2024.")

    assert dates.doubts[0].words == "Friday 9 November 2024"
    assert "9 November 2024 is a Saturday" in dates.doubts[0].message
    assert dates.found[0].score < 0.5


@pytest.mark.parametrize(
    "words",
    [
        "They may 7 or 8 times go to the lock in March.",
        "In May 2021 it rained; 1.5 May be enough for 12 marches.",
        "It cost £12 March or April, 20% June.",
        "Call 020 7946 0018 or 12/34/5678.",
    ],
)
def test_words_and_numbers_that_only_look_like_days_are_left_alone(words):
    assert found_in(words).found == ()
