from urllib.parse import unquote

from briefings.text.fragments import text_directive


def test_short_words_are_named_as_a_whole():
    assert text_directive("We start on Monday.") == ":~:text=We%20start%20on%20Monday."


def test_marks_with_a_meaning_of_their_own_are_escaped():
    directive = text_directive("Well-known, free & open")

    assert directive == ":~:text=Well%2Dknown%2C%20free%20%26%20open"


def test_long_words_are_named_by_their_beginning_and_end():
    words = "The islands have waited long enough, and nobody there will wait any longer"

    start, end = text_directive(words).removeprefix(":~:text=").split(",")

    assert unquote(start) == "The islands have waited long"
    assert unquote(end) == "there will wait any longer"


def test_each_end_lies_within_one_paragraph():
    start, end = text_directive("Yes.\n\nWe start.").removeprefix(":~:text=").split(",")

    assert (unquote(start), unquote(end)) == ("Yes.", "We start.")


def test_words_of_another_script_are_escaped_as_utf_8():
    assert text_directive("قارب") == ":~:text=%D9%82%D8%A7%D8%B1%D8%A8"
