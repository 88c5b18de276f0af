"""Signs: what tells cheaply that slow patterns need not be tried, or where."""

import re
from collections.abc import Iterable, Iterator

from briefings.text.claims.cues import SHORTEST_PIECE, WORDS, telling_piece


class Signs:
    """Groups of letters, of which some stand in whatever a pattern finds: a bit for
    each group, the first the lowest. Of letters with a space in them the most telling
    piece is looked for, so that a sign may be seen where there is none, and is never
    missed.

    >>> Signs(("quay", "lock"), ("in due course",)).held_in("two locks")
    1
    """

    def __init__(self, *groups: Iterable[str]) -> None:
        self._first = WORDS.take(len(groups))
        self._own = (1 << len(groups)) - 1
        self._single: list[tuple[str, int]] = []
        for number, group in enumerate(groups):
            for letters in group:
                self._add(telling_piece(letters), 1 << number)

    def _add(self, piece: str, bit: int) -> None:
        if len(piece) < SHORTEST_PIECE:
            self._single.append((piece, bit))
        else:
            WORDS.add(piece, bit << self._first)

    def held_in(self, words: str) -> int:
        """``words`` are in small letters."""
        held = WORDS.held_in(words) >> self._first & self._own
        for letter, bit in self._single:
            if letter in words:
                held |= bit
        return held


def found_at(
    starts: Iterable[int],
    pattern: re.Pattern[str],
    words: str,
    until: int | None = None,
) -> Iterator[re.Match[str]]:
    """One after another, as if the pattern were looked for everywhere."""
    end, last = 0, len(words) if until is None else until
    for start in starts:
        if start >= end and (found := pattern.match(words, start, last)):
            end = found.end()
            yield found
