"""What is read twice as long takes twice the work: lines of the reader are counted,
not seconds."""

import sys

import pytest

from briefings.text.reading import read_release


def lines_run(source: str) -> int:
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event == "line"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        read_release(source)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "words",
    [
        "Ada Lin said:\n\nWe sail on.\n\n",
        "Ada Lin, Minister for Quays, came. The Minister said:\n\nWe sail on.\n\n",
        "“We sail,” said Ada Lin. She added: “We do sail again.”\n\n",
        # All in one endless line.
        "“We sail,” said Ada Lin, chair of the Quay Trust. It gave £5 on 7 May 2024. ",
        "Ada Lin (Mayor of Oster) said: “Our rule was “row or wait” and so we do.” ",
        "> We sail.\n>\n> – Ada Lin, Mayor\n\n",
        "« Elle tient, souligne Ada Lin, maire. Elle est belle. »\n\n",
    ],
)
def test_the_more_speeches_the_more_work_and_no_more_than_that(words):
    head = "The quay of Oster opens\n\nThe ferry sails again.\n\n"
    read_release(head + words)

    few = lines_run(head + words * 40)

    assert lines_run(head + words * 160) < few * 4.2
