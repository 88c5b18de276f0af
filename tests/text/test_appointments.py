from datetime import date

import pytest

from briefings.text.appointments import NotATable, read_appointments


def test_columns_are_found_by_many_names():
    for text in (
        "name,post,organisation,start_date,end_date,acting\n"
        "Ines Calder,Premier,Cabinet,2090-01-01,2091-01-01,True\n",
        "Title;Person;Department;Started on;Ended on;Acting\n"
        "Premier;Ines Calder;Cabinet;1 January 2090;01/01/2091;yes\n",
        "\ufeffacting\tend\tstart\tdepartment\trole\tperson\n"
        "x\t2091-01-01T00:00:00Z\t1.1.2090\tCabinet\tPremier\t Ines  Calder\n",
    ):
        [row] = read_appointments(text)
        assert (row.person, row.role, row.organisation) == (
            "Ines Calder",
            "Premier",
            "Cabinet",
        )
        assert row.started_on == date(2090, 1, 1)
        assert row.ended_on == date(2091, 1, 1)
        assert row.capacity == "acting"
        assert row.faults == ()


def test_the_end_may_be_the_last_day():
    text = "name,post,start,end\nInes,Premier,2090-01-01,2090-12-31\n"

    [row] = read_appointments(text, last_day=True)

    assert row.ended_on == date(2091, 1, 1)


def test_each_line_says_what_is_wrong_with_it():
    text = (
        "name,post,start,end,capacity\n"
        ",Premier,soon,,\n"
        ",,,,\n"
        "Ines,Premier,2091-01-01,2091-01-01,regent\n"
    )

    rows = read_appointments(text)

    assert [row.line for row in rows] == [2, 4]
    assert rows[0].faults == (
        "The person is missing.",
        "The start is no date: “soon”. Write it as 2024-07-05.",
    )
    assert rows[1].faults == (
        "The end must be after the start.",
        "The capacity is none that is known: “regent”.",
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "names no column for a name and a role and a start"),
        ("name,post\nInes,Premier\n", "names no column for a start"),
        ("name,post,start\n" + "x" * 1_000_001, "too long"),
        ("name,post,start\n" + '"' + "x" * 200_000 + '"\n', "Line 2 cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(text, reason):
    with pytest.raises(NotATable, match=reason):
        read_appointments(text)
