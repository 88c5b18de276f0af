from datetime import date

import pytest

from briefings.text.claims.deadlines import find_deadline

ISSUED_ON = date(2026, 5, 14)  # a Thursday


def found(words, issued_on=ISSUED_ON):
    deadline = find_deadline(f"The lock opens {words}.", issued_on)
    return (
        deadline.words,
        str(deadline.due_from or ""),
        str(deadline.due_by or ""),
        deadline.basis,
    )


@pytest.mark.parametrize(
    ("words", "due_from", "due_by", "basis"),
    [
        ("by 7 November 2026", "", "2026-11-07", "stated"),
        ("on 30 March", "2027-03-30", "2027-03-30", "stated"),
        ("by January 15, 2027", "", "2027-01-15", "stated"),
        ("by 2027-03-01", "", "2027-03-01", "stated"),
        ("until 28 October 2026", "", "2026-10-28", "stated"),
        ("on Monday", "2026-05-18", "2026-05-18", "stated"),
        ("by next Friday", "", "2026-05-22", "estimated"),
        ("next week", "2026-05-18", "2026-05-24", "stated"),
        ("by May", "", "2026-05-31", "stated"),
        ("in March and April", "2027-03-01", "2027-04-30", "stated"),
        ("at the end of May", "2026-05-31", "2026-05-31", "stated"),
        ("by the end of March 2027", "", "2027-03-31", "stated"),
        ("by the end of next month", "", "2026-06-30", "stated"),
        ("by the end of the year", "", "2026-12-31", "stated"),
        ("by 2030", "", "2030-12-31", "stated"),
        ("before 2030", "", "2029-12-31", "stated"),
        ("by the beginning of 2028", "", "2028-01-01", "estimated"),
        ("in late May", "2026-05-21", "2026-05-31", "estimated"),
        ("early 2028", "2028-01-01", "2028-04-30", "estimated"),
        ("by mid-2027", "", "2027-06-30", "estimated"),
        ("in mid-2027", "2027-05-01", "2027-08-31", "estimated"),
        ("late next year", "2027-09-01", "2027-12-31", "estimated"),
        ("in the first quarter of 2027", "2027-01-01", "2027-03-31", "stated"),
        ("in the first week of May 2027", "2027-05-01", "2027-05-07", "estimated"),
        ("in the last week of June", "2026-06-24", "2026-06-30", "estimated"),
        ("in the second half of June", "2026-06-16", "2026-06-30", "estimated"),
        ("in the 2026 to 2027 financial "
        "year", "2026-04-01", "2027-03-31", "stated"),
        ("by 30/06/2026", "", "2026-06-30", "stated"),
        ("tomorrow", "2026-05-15", "2026-05-15", "stated"),
        ("within this year", "2026-01-01", "2026-12-31", "stated"),
        ("by Easter", "", "2027-03-28", "estimated"),
        ("at Easter 2028", "2028-04-16", "2028-04-16", "estimated"),
        ("in three to five years", "2029-05-14", "2031-05-14", "estimated"),
        ("over the next 3-5 years", "2026-05-14", "2031-05-14", "estimated"),
        ("within 10 working days", "2026-05-14", "2026-05-28", "estimated"),
        ("in Q3 2026", "2026-07-01", "2026-09-30", "stated"),
        ("in the third quarter of 2026", "2026-07-01", "2026-09-30", "stated"),
        ("in Q1 2026-27", "2026-04-01", "2026-06-30", "stated"),
        ("in the first half of 2027", "2027-01-01", "2027-06-30", "stated"),
        ("in the second half of next year", "2027-07-01", "2027-12-31", "stated"),
        ("in 2026-27", "2026-04-01", "2027-03-31", "stated"),
        ("by 2026/27", "", "2027-03-31", "stated"),
        ("in FY27", "2026-04-01", "2027-03-31", "estimated"),
        ("next financial year", "2027-04-01", "2028-03-31", "stated"),
        ("by the end of the financial year", "", "2027-03-31", "stated"),
        ("in the academic year 2026/27", "2026-09-01", "2027-08-31", "stated"),
        ("between 2027 and 2030", "2027-01-01", "2030-12-31", "stated"),
        ("between April and June 2027", "2027-04-01", "2027-06-30", "stated"),
        ("from 1 June to 30 June", "2026-06-01", "2026-06-30", "stated"),
        ("by mid-century", "", "2050-12-31", "estimated"),
        ("by the end of the century", "", "2100-12-31", "estimated"),
        ("by the turn of the year", "", "2026-12-31", "estimated"),
        ("in time for the 2028 Games", "", "2028-12-31", "estimated"),
        ("ahead of the 2028 World Cup", "", "2027-12-31", "estimated"),
        ("before the 2027 local elections", "", "2026-12-31", "estimated"),
        ("from the 2027 season", "2027-01-01", "", "estimated"),
        ("by spring 2027", "", "2027-05-31", "estimated"),
        ("by next spring", "", "2027-05-31", "estimated"),
        ("this autumn", "2026-09-01", "2026-11-30", "estimated"),
        ("in winter 2026/27", "2026-12-01", "2027-02-28", "estimated"),
        ("in the 2030s", "2030-01-01", "2039-12-31", "estimated"),
        ("by the end of the decade", "", "2029-12-31", "estimated"),
        ("by year’s end", "", "2026-12-31", "stated"),
        ("by Christmas", "", "2026-12-25", "estimated"),
        ("later this year", "2026-05-14", "2026-12-31", "estimated"),
        ("within six months", "2026-05-14", "2026-11-14", "estimated"),
        ("within 30 days", "2026-05-14", "2026-06-13", "estimated"),
        ("over the next two years", "2026-05-14", "2028-05-14", "estimated"),
        ("over the next three years (2026 to "
        "2029)", "2026-01-01", "2029-12-31", "stated"),
        # A beginning has no end.
        ("from April 2027", "2027-04-01", "", "stated"),
        ("from today", "2026-05-14", "", "stated"),
        ("starting in September", "2026-09-01", "", "stated"),
        ("after two years", "2028-05-14", "", "estimated"),
        # Words that name no day.
        ("by the end of the parliament", "", "", ""),
        ("over the coming weeks", "", "", ""),
        ("by the summer recess", "", "", ""),
        ("before the Easter recess", "", "", ""),
        ("by 31 June 2027", "", "", ""),
        ("by 31/06/2027", "", "", ""),
        ("once the Harbours Bill receives Royal Assent", "", "", ""),
    ],
)  # fmt: skip
def test_a_deadline_is_kept_as_worded_and_as_days(words, due_from, due_by, basis):
    assert found(words) == (words, due_from, due_by, basis)


@pytest.mark.parametrize(
    ("words", "due_from", "due_by"),
    [
        ("erbyn mis Medi 2026", "", "2026-09-30"),
        ("erbyn diwedd 2026", "", "2026-12-31"),
        ("dros y ddwy flynedd nesaf", "2026-05-14", "2028-05-14"),
        ("o fis Ebrill 2027", "2027-04-01", ""),
        ("d’ici fin 2026", "", "2026-12-31"),
        ("d’ici la fin de l’année", "", "2026-12-31"),
        ("dans les six prochains mois", "2026-05-14", "2026-11-14"),
        ("au cours des deux prochaines années", "2026-05-14", "2028-05-14"),
        ("en septembre 2026", "2026-09-01", "2026-09-30"),
        ("avant la fin de l’année", "", "2026-12-31"),
        ("au premier trimestre 2027", "2027-01-01", "2027-03-31"),
        ("d'ici à la fin du deuxième trimestre", "", "2026-06-30"),
        ("avant le 4e trimestre de 2027", "", "2027-09-30"),
        ("au cours du second semestre", "2026-07-01", "2026-12-31"),
        ("dès le premier trimestre de l’année prochaine", "2027-01-01", ""),
        ("à partir du dernier trimestre 2027", "2027-10-01", ""),
        ("à la fin du 3ème trimestre 2027", "2027-09-30", "2027-09-30"),
        ("d’ici l’été 2027", "", "2027-08-31"),
        ("à l’automne prochain", "2026-09-01", "2026-11-30"),
        ("bis Ende Juni 2026 werden", "", "2026-06-30"),
        ("in den nächsten zwei Jahren", "2026-05-14", "2028-05-14"),
    ],
)
def test_a_deadline_is_read_in_welsh_french_and_german(words, due_from, due_by):
    printed, *days = found(words)[:3]

    assert words.startswith(printed)
    assert days == [due_from, due_by]


@pytest.mark.parametrize(
    ("words", "due_by"),
    [
        ("by the end of March 2027", "2027-03-31"),
        ("by mid-2027", "2027-06-30"),
        ("before the end of March 2027", "2027-03-31"),
        ("by 2026-27", "2027-03-31"),
        ("by March", ""),
        ("within six months", ""),
        ("later this year", ""),
        ("by next Friday", ""),
    ],
)
def test_without_the_day_of_issue_only_whole_dates_have_days(words, due_by):
    assert found(words, issued_on=None)[::2] == (words, due_by)


@pytest.mark.parametrize(
    "words",
    [
        "It may end in tears.",
        "The may-bells rang.",
        "It holds over 2000 boats.",
        "A Year of Service begins.",
        "It happened six months ago.",
        "The plan was published in May 2027.",
        "As announced earlier this year, it opens.",
        "It serves the sailors of tomorrow’s river.",
        "It was won by Easter Valmere in the cup.",
    ],
)
def test_other_words_set_no_deadline(words):
    assert find_deadline(words, ISSUED_ON) is None


def test_what_was_over_on_the_day_of_issue_is_no_deadline():
    words = "The toll, unchanged since it was set in 1990, falls in July."

    assert find_deadline(words, ISSUED_ON).words == "in July"


def test_the_first_years_of_something_are_not_counted_from_the_day_of_issue():
    assert found("in the first two years of the scheme") == (
        *("in the first two years", "", "", ""),
    )


def test_the_end_of_what_is_promised_counts_more_than_its_middle():
    words = "Building begins in 2027 and the lock will be open by 2029."

    assert find_deadline(words, ISSUED_ON).words == "by 2029"


@pytest.mark.parametrize(
    ("words", "due_from", "due_by"),
    [
        ("over the course of 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("in the course of March", date(2025, 3, 1), date(2025, 3, 31)),
        ("between now and spring 2026", None, date(2026, 5, 31)),
        ("until at least March 2026", None, date(2026, 3, 31)),
    ],
)
def test_a_course_and_a_span_from_now_are_deadlines(words, due_from, due_by):
    found = find_deadline(f"We will build berths {words}.", date(2024, 11, 7))

    assert (found.words, found.due_from, found.due_by) == (words, due_from, due_by)


def test_where_something_is_written_is_no_deadline():
    assert find_deadline("It is set out in the 2028 Budget.", ISSUED_ON) is None
