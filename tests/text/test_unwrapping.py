"""Paragraphs from lines that were wrapped, double-spaced or parted by copying."""

from briefings.text.formats.unwrapping import unwrapped
from briefings.text.reading import read_release


def test_lines_wrapped_in_a_mail_keep_their_headings_and_bullets():
    reading = read_release(
        "NEWS RELEASE\n\nSaltmouth lock opens to boats of every\nsize this winter\n\n"
        "The new lock at Saltmouth opened today after two winters of building, and\n"
        "the first ferry passed it at noon. Cross-\nborder trade will double.\n\n"
        "*  More than 9,400 boats pass each year, which is\n   the most of any.\n"
        "*  Tolls end.\n"
    )

    assert reading.headline == "Saltmouth lock opens to boats of every size this winter"
    assert reading.body == (
        "The new lock at Saltmouth opened today after two winters of building, and "
        "the first ferry passed it at noon. Cross-border trade will double.\n\n"
        "- More than 9,400 boats pass each year, which is the most of any.\n"
        "- Tolls end."
    )


def test_a_typescript_with_a_blank_line_after_each_line_has_its_paragraphs():
    reading = read_release(
        "New lock opens\n\nThe new lock at Saltmouth, said the Minister, Mr\n\n"
        "Huw Parry, opened today after two winters of\n\nbuilding and much rain.\n\n"
        "The first ferry passed through the lock at\n\nnoon with music and\n\n"
        "children on board.\n"
    )

    assert reading.headline == "New lock opens"
    assert reading.body == (
        "The new lock at Saltmouth, said the Minister, Mr Huw Parry, opened today "
        "after two winters of building and much rain.\n\n"
        "The first ferry passed through the lock at noon with music and children on "
        "board."
    )


def test_bullets_of_every_shape_are_points():
    reading = read_release(
        "New lock opens\n•Tolls end.\n●\nBoats pass.\nThe lock opened to all boats."
    )

    assert reading.key_points == ("Tolls end.", "Boats pass.")


def test_lines_that_are_paragraphs_stay_as_they_are():
    lines = [
        "The new lock at Saltmouth opened today to boats of every size and kind",
        "Harbour Minister Ada Penhallow said",
        "We kept our word to this town.",
        "Boats came from Skerrow and the islands to pass the lock on its first day",
    ]

    assert unwrapped("\n".join(lines)) == lines


def test_lines_indented_under_a_bullet_belong_to_it():
    text = "Tolls end.\n- Boats pass without\n    paying.\nIt rains."

    assert unwrapped(text) == [
        "Tolls end.",
        "- Boats pass without paying.",
        "It rains.",
    ]


def test_rules_are_no_words_but_end_marks_stay():
    assert unwrapped("It rains.\n-----\n# # #\n=====\n***") == [
        *("It rains.", "# # #", "***")
    ]


def test_a_list_within_a_list_keeps_its_numbers():
    reading = read_release(
        "Lock\n\nIt opened.\n\nNotes to editors\n1. The routes are:\n1. North\n2. South"
    )

    assert reading.notes_to_editors == "1. The routes are:\n\n1. North\n2. South"
