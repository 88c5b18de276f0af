"""Tried only where they may start, patterns find what they find tried everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.claims import figures
from briefings.text.letters import small
from briefings.text.speech import people
from briefings.text.starts import found_from

PIECES = (
    *("one", "two", "three quarters of a", "half a", "a", "hundred", "thousand"),
    *("million", "fifty", "forty", "twelve", "and", "eight-and", "per cent", "boats"),
    *("£", "US$", "CDN$", "Rs. ", "EUR ", "R$", "€ ", "5", "1,200", "20 000", "½"),
    *("-", "–", ".", ",", " ", " ", " ", "’", "'", "@", "m", "bn", "\u00a0", "\u0663"),
    *("Ada", "Penrose", "H.", "É", "Harbour", "Master", "the", "as", "chair", "of"),
)
words = st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | st.lists(
    st.sampled_from(PIECES), max_size=16
).map(" ".join)


@pytest.mark.parametrize(
    ("starts", "pattern"),
    [
        (figures.STARTS, figures.NUMBER),
        (figures.STARTS_IN_WORDS, figures.NUMBER_IN_WORDS),
        (people.STARTS, people.APPOSITION),
    ],
)
@given(text=words)
def test_nothing_is_missed_by_where_it_starts(starts, pattern, text):
    where = small(text) if starts is figures.STARTS_IN_WORDS else text

    found = [match.span() for match in found_from(starts, pattern, text, where)]

    assert found == [match.span() for match in pattern.finditer(text)]
