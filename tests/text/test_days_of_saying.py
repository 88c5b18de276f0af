from datetime import date

import pytest

from briefings.text.claims.deadlines import find_deadline

ISSUED_ON = date(2025, 3, 12)  # a Wednesday


@pytest.mark.parametrize(
    "words",
    [
        "We will spend £8m on locks, the mayor announced today (12 March 2025).",
        "The board announced on 10 March that it will build 40 berths.",
        "The council agreed on Tuesday (11 March) to spend £12m.",
        "The council agreed at a meeting on Tuesday to spend £12m.",
        "At Cabinet on 4 March, councillors agreed to widen the quay.",
        "In a speech on Monday the mayor pledged to widen the quay.",
        "It will widen the quay, the mayor told reporters on Monday.",
        "The deal, signed in London on 11 March, means that it will build a pier.",
        "It published its plan today, Wednesday 12 March, and will build a pier.",
        "The board confirmed yesterday (11 March) that it will build 40 berths.",
    ],
)
def test_the_day_of_saying_is_no_deadline(words):
    assert find_deadline(words, ISSUED_ON) is None


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("The board announced on 10 March that it will open in May.", "in May"),
        ("The board agreed to open the lock on 3 May.", "on 3 May"),
        ("The board announced that on 3 May it will open the lock.", "on 3 May"),
        ("On 3 May, the board announced, the lock will open.", "On 3 May"),
        ("The winner will be announced on 3 May.", "on 3 May"),
        ("The lock opens on Tuesday (18 March).", "on Tuesday"),
        ("By 2027, the board said it will widen the quay.", "By 2027"),
    ],
)
def test_the_day_of_what_is_promised_stays_one(words, deadline):
    assert find_deadline(words, ISSUED_ON).words == deadline


@pytest.mark.parametrize(
    "words",
    [
        "The cabinet approved £3m for quays on Tuesday 4 August.",
        "At its meeting on Monday (3 August), the board approved £3m for quays.",
        "The board approved £3m for quays in July.",
        "The board gave £3m to quays last night (Wednesday 5 August).",
    ],
)
def test_a_day_shortly_before_the_issue_is_not_that_of_the_year_to_come(words):
    assert find_deadline(words, date(2026, 8, 6)) is None


def test_what_will_be_done_on_such_a_day_is_to_come():
    deadline = find_deadline("The lock will open on 4 August.", date(2026, 8, 6))

    assert deadline.due_by == date(2027, 8, 4)
