from datetime import date

import pytest

from briefings.text.appointments import NotATable, read_appointments, words_of_table


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_may_be_in_any_encoding_of_spreadsheets(encoding):
    source = "name,post,start\nZoë Müller,Première,2090-01-01\n".encode(encoding)

    words = words_of_table(source)

    [row] = read_appointments(words.text)
    assert (row.person, row.role) == ("Zoë Müller", "Première")
    is_doubted = any("read as Windows-1252" in w.message for w in words.warnings)
    assert is_doubted == (encoding == "cp1252")


@pytest.mark.parametrize("before", ["", "\n \r\n", "sep=,\r\n", '\n"sep=,"\n\n,,\n'])
def test_lines_before_the_head_are_passed_over_and_counted(before):
    text = before + "name,post,start\n,Premier,2090-01-01\n"

    [row] = read_appointments(text)

    assert row.line == 2 + before.count("\n")
    assert row.faults == ("The person is missing.",)


def test_a_file_may_say_what_parts_its_cells():
    [row] = read_appointments("sep=|\nname|post|start\nInes|Premier|2090-01-01\n")

    assert (row.person, row.faults) == ("Ines", ())


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
