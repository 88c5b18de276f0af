"""Where the words are read off without a parse, the parse says the same."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings.text.formats.markdown_source import blocks_of_markdown
from briefings.text.markup.markdown import parse, plain_text
from briefings.text.markup.unmarked import (
    REACHES_FAR,
    separate_blocks,
    unmarked_paragraphs,
)

PIECES = (
    *("ferry", "the quay", "Ünï", "x", "1.", "1. ", "12) ", "\u0661. ", "\u00a0", "!"),
    *(
        "- ",
        "* ",
        "+ ",
        "> ",
        ">",
        "# ",
        "## ",
        "#",
        "\n- a",
        "\n* b",
        "\n> c",
        "\n1. d",
    ),
    *("\n", "\n\n", "\n \n", "\n\n  ", "> \n> ", "\n>\n> ", "  ", "    ", "\t", "\r"),
    *("|", "\n| a | b |\n|---|---|\n| c | d |", "---", "===", ":", "\\", "&", "&amp;"),
    *(
        "*",
        "_",
        "~~",
        "`",
        "```",
        "~~~",
        "<",
        "[quay](/q)",
        "[q](http://a.b/c_d?e=f&g)",
    ),
    *(
        "![quay](/q)",
        "[ q](/q)",
        "[q](javascript:x)",
        "[q]",
        "[q]:",
        " /q",
        "](",
        "(/q)",
    ),
    *("\n\n  * a", "  * a\n  * b", " - a", "   - a", ">a\n>b", "1.\u00a0a"),
    *("\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\ud800"),
)
markdown = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(markdown | st.text(max_size=60))
@example("- the quay\n\n  the ferry\n\nx")
@example("- the quay\n\n- the ferry")
def test_words_are_those_of_the_parse(source):
    assert plain_text((), source) == parse((), source).plain_text


@given(markdown | st.text(max_size=60))
def test_words_of_a_key_point_are_those_of_the_parse(source):
    assert plain_text((source,), "") == parse((source,), "").plain_text


@given(markdown.filter(lambda source: not any(s in source for s in REACHES_FAR)))
def test_blocks_are_those_of_the_whole_text_parsed_at_once(source):
    # A definition of a link makes one piece of the text, and shows nothing.
    whole = blocks_of_markdown(f"{source}\n\n[definition]: /definition")

    assert blocks_of_markdown(source) == whole[:-1]


@pytest.mark.parametrize(
    "block",
    [
        "The quay opens,\nsaid the mayor (on 3 May).",
        "## The quay opens",
        "- the quay\n- 40 ferries",
        "1. The quay\n2. The ferries",
        "> The quay opens\n> in May.\n>\n> So it does.",
        "See [the quay](https://valmere.example/quay?from=1) at 3.15pm.",
    ],
)
def test_most_blocks_of_a_release_need_no_parse(block):
    assert separate_blocks(block) == [(0, len(block))]
    assert unmarked_paragraphs(block) is not None
