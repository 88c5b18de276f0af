import pytest

from briefings.text.reading import read_release


@pytest.mark.parametrize(
    "told",
    [
        "The head could not hide her joy: “It is the best day ever for us.”",
        "“We waited long for this bridge,” was all one could hear.",
    ],
)
def test_marked_sentences_of_nobody_are_told_to_the_editor(told):
    reading = read_release(
        f"New lock opens\n\nThe lock opened.\n\n{told}\n\nIt is wide."
    )

    assert reading.quotes == ()
    assert [w.message for w in reading.warnings] == ["It was not found who said this."]


def test_names_in_marks_are_nobody_s_words():
    reading = read_release("Lock\n\nThe “Big Lock of the Quay” opened.\n\nIt is wide.")

    assert reading.warnings == ()
