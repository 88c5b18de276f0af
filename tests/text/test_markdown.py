import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.text.markup.markdown import parse, plain_text

bounded = settings(derandomize=True, max_examples=150, deadline=None, database=None)

WORDS = st.text("abcXYZéñ日म्🙂019", min_size=1, max_size=6)
INLINE = st.sampled_from(
    ["{}", "**{}**", "*{}*", "`{}`", "~~{}~~", "[{}](/a)", "![{}](https://a.example/i)"]
)
BLOCK = st.sampled_from(
    ["{}", "# {}", "> {}", "- {}", "1. {}", "\t{}", "> > {}", "```\n{}\n```", "{}\n---"]
)
MARK_UP = st.text("[]()*_~`>#-|\\ \n\t!<&;:1.aé", max_size=200)


def test_key_points_come_before_the_body_and_blank_lines_part_everything():
    text = plain_text(
        ["One **new** ferry", "Two crossings"], "The ferry\nsails.\n\nDaily."
    )

    assert text == "One new ferry\n\nTwo crossings\n\nThe ferry sails.\n\nDaily."


def test_every_kind_of_block_is_a_paragraph_of_its_own():
    body = (
        "# Plan\n\n> We sail.\n>\n> Daily.\n\n- boats\n  1. large\n- crews\n\n"
        "| port | boats |\n|---|--:|\n| Oster | 4 |\n\n```\nnorth\n\nsouth\n```\n"
    )

    quotation = "We sail. / Daily. / "
    others = "boats / large / crews / port / boats / Oster / 4 / north / south"
    assert plain_text([], body) == f"Plan / {quotation}{others}".replace(" / ", "\n\n")


def test_inline_mark_up_goes_and_entities_are_decoded():
    body = r"R&amp;D costs *£2 million*, `a*b`, ~~not~~ [listed](/costs) \*yet\*&nbsp;."

    assert plain_text([], body) == "R&D costs £2 million, a*b, not listed *yet*\xa0."


def test_a_soft_line_break_is_a_space_and_a_hard_one_a_new_line():
    assert plain_text([], "Port\nof Oster  \nQuay 1\\\nGate 2") == (
        "Port of Oster\nQuay 1\nGate 2"
    )


def test_pictures_leave_their_alternative_text():
    body = (
        "![The *new* ferry](https://a.example/x.png) and ![](https://a.example/y.png)"
    )

    assert plain_text([], body) == "The new ferry and"


def test_prose_that_looks_like_a_link_definition_is_kept():
    body = "[Embargo]: Thursday\n\nSee [the terms][1].\n\n[1]: https://a.example/terms"

    assert plain_text([], body) == "[Embargo]: Thursday\n\nSee the terms."


def test_a_row_wider_than_its_table_keeps_its_cells():
    body = "| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |\n| 5 |"

    assert plain_text([], body).split("\n\n") == ["a", "b", "1", "2 3 4", "5"]


def test_ornaments_do_not_turn_the_release_into_code():
    assert plain_text([], "~~~ Ends ~~~\n\n*Notes*") == "~~~ Ends ~~~\n\nNotes"


def test_a_line_indented_by_a_word_processor_is_prose():
    assert (
        plain_text([], "\tThe **first** boat\r\n    sails.") == "The first boat sails."
    )


def test_quotations_nested_beyond_reason_keep_their_words():
    assert plain_text([], "> " * 5000 + "end").endswith("> end")
    assert plain_text([], "1. " * 500 + "end").endswith("1. end")


def test_characters_no_database_or_page_can_hold_are_dropped():
    assert plain_text(["a\x00b"], "c\ud800d \x0be\x1ff\ufffe") == "ab\n\ncd  e f"


def test_parts_without_words_leave_no_gap():
    empty = "![](https://a.example/i)\n\n***\n\n&nbsp;\n\n#\n\n- \n\n"
    body = f"{empty}A\\\n![](/i)\\\nB\n\n```\n```"

    assert plain_text(["", " \n "], body) == "A\nB"


def test_places_count_code_points_across_the_whole_text():
    document = parse(["🙂🙂"], "e\u0301 🙂 **bold**")
    text = document.plain_text

    assert [text[leaf.start : leaf.end] for leaf in document.leaves] == [
        "🙂🙂",
        "e\u0301 🙂 bold",
    ]
    (bold,) = document.leaves[1].elements
    assert document.leaves[1].text[bold.start : bold.end] == "bold"


@bounded
@given(st.lists(st.tuples(BLOCK, st.lists(st.tuples(INLINE, WORDS), min_size=1))))
def test_every_word_survives_any_mark_up(blocks):
    body = "\n\n".join(
        block.format(" ".join(inline.format(word) for inline, word in words))
        for block, words in blocks
    )
    expected = [word for _, words in blocks for _, word in words]

    text = plain_text([], body)

    position = 0
    for word in expected:
        position = text.find(word, position)
        assert position >= 0, f"{word!r} is gone from {text!r}"
        position += len(word)


@bounded
@given(st.text("[(*_>#-|\\ \n\t!;.aé", max_size=200))
@example("~~~ a ~~~")
@example("a | b\n-|-\na|é|a|a\n")
@example("[a]: é")
def test_every_letter_of_mark_up_soup_survives(source):
    # Without what makes a link, for an address is not for reading, and without
    # fences, for neither is the language of code.
    letters = re.sub(r"[^aé]", "", plain_text([source], source))

    assert letters == re.sub(r"[^aé]", "", source) * 2


@bounded
@given(st.lists(st.text(max_size=50), max_size=3), st.text(max_size=200) | MARK_UP)
def test_any_text_at_all_has_a_plain_text(key_points, body):
    text = plain_text(key_points, body)

    assert text == plain_text(key_points, body)
    text.encode()
    assert "\x00" not in text
    assert text == "\n\n".join(leaf.text for leaf in parse(key_points, body).leaves)


@pytest.mark.parametrize(
    "source",
    [
        "[" * 20000,
        ">" * 5000,
        "*" * 50000,
        "![" * 5000,
        "|a|\n|-|\n" * 3000,
        "`" * 30000,
    ],
)
def test_hostile_mark_up_keeps_its_characters(source):
    kept = plain_text([source], source)

    assert kept.count(source[0]) > 0 or "a" in kept
