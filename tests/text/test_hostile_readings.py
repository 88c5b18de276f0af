"""Texts made to hurt the reader: none of them stops it, and none loses a word."""

import re
from contextlib import suppress

import pytest

from briefings.text.reading import Reading, Unreadable, read_release

HEAD = "The quay of Oster opens\n\nThe ferry sails again, and the lock is ready.\n\n"
TAIL = "\n\nEverybody was welcomed aboard."
LENGTH = 4_000
SIGNS = ("“", "”", "„", "«", '"', "'", "’", *"[](){}*_<>&|`~#!:;,.-+=@£%\\/")
REPEATED = (
    *("-\n", "> ", ">\n", "# quay\n", "- quay\n", "1. quay\n", "> quay\n\n", "\n\n"),
    *(
        "| quay | lock |\n",
        "quay\n===\n",
        "[quay]: /quay\n",
        "[quay](/quay)",
        "![quay](",
    ),
    *("](", "<div>", "<p>quay", "&amp;", "` `` ", "\t", "quay\r", "quay\u2028"),
    *(
        "1,",
        "1,234,567 ",
        "£1 ",
        "1 to ",
        "5% ",
        "one in ten ",
        "1-1-2020/",
        "hundred ",
    ),
    *("will ", "said ", "Ada said: ", "Ada said:\n\n", "“We sail,” said Ada Lin. "),
    *("Ada Lin, Minister for Quays, ", "Minister ", "Mr Lin ", "the Minister ", "of "),
    *("by May 2050 ", "within a ", "1 May ", "embargoed until ", "020 7946 0000 "),
    *("مرحبا ", "שלום ", "a\u0301\u0302", "\u0301", "Ã", "\ufffd", "quay     lock\n"),
    *("Notes to editors\n", "“We sail.\n\n", "quay\n", "a", "Ada "),
)
NESTED = "".join(f"{'  ' * depth}- quay {depth}\n" for depth in range(60))


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text))


def everything_in(reading: Reading) -> str:
    parts = (
        *(reading.headline, reading.standfirst, reading.dateline, reading.body),
        *(*reading.key_points, *reading.labels, reading.asides()),
        *(contact.words for contact in reading.contacts),
    )
    return "\n".join(parts)


@pytest.mark.parametrize("name", ["release.txt", "release.md"])
@pytest.mark.parametrize("sign", [*SIGNS, *REPEATED, NESTED], ids=ascii)
def test_no_repetition_stops_the_reader_or_loses_a_word(sign, name):
    source = f"{HEAD}{sign * (LENGTH // len(sign))}{TAIL}"

    reading = read_release(source, name=name)

    assert words_of(HEAD + TAIL) <= words_of(everything_in(reading))


@pytest.mark.parametrize("sign", [*SIGNS, *REPEATED], ids=ascii)
def test_nothing_but_a_repetition_is_read_or_refused(sign):
    with suppress(Unreadable):
        assert everything_in(read_release(sign * (LENGTH // len(sign)))).strip()


@pytest.mark.parametrize(
    "sign", ["\x00", "\ud800", "quay\x00", "quay\ud800"], ids=ascii
)
def test_what_no_text_can_hold_is_left_out(sign):
    reading = read_release(f"{HEAD}{sign * 3}{TAIL}")

    assert words_of(HEAD + TAIL) <= words_of(everything_in(reading))


@pytest.mark.parametrize(
    "sign", ["\x00", "\ud800", "quay\x00", "quay\ud800"], ids=ascii
)
def test_much_of_what_no_text_can_hold_is_read_or_refused(sign):
    with suppress(Unreadable):
        reading = read_release(f"{HEAD}{sign * LENGTH}{TAIL}")
        assert words_of(HEAD + TAIL) <= words_of(everything_in(reading))
