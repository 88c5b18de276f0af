"""Signs: what tells cheaply that slow patterns need not be tried, or where."""

import re
from collections.abc import Iterable, Iterator

from briefings.text.claims.cues import LONGEST_WORD, MOST_WORDS, SHORTEST_PIECE, OfWords


class Signs:
    """Groups of letters, of which some stand in whatever a pattern finds: a bit for
    each group, the first the lowest. Of letters with a space in them the longest
    piece is looked for, so that a sign may be seen where there is none, and is never
    missed.

    >>> Signs(("quay", "lock"), ("in due course",)).held_in("two locks")
    1
    """

    def __init__(self, *groups: Iterable[str]) -> None:
        self._of_words = OfWords()
        self._idle: set[str] = set()
        self._single: list[tuple[str, int]] = []
        for number, group in enumerate(groups):
            for letters in group:
                self._add(max(letters.split(), key=len), 1 << number)

    def _add(self, piece: str, bit: int) -> None:
        if len(piece) < SHORTEST_PIECE:
            self._single.append((piece, bit))
        else:
            self._of_words.add(piece, bit)

    def held_in(self, words: str) -> int:
        """``words`` are in small letters."""
        row = words.split()
        # Nearly every word is known to hold nothing.
        held = sum({bit for letter, bit in self._single if letter in words})
        if self._idle.issuperset(row):
            return held
        for word in set(row) - self._idle:
            bits = self._of_words[word]
            held |= bits
            if not bits:
                self._learn(word)
        return held

    def _learn(self, word: str) -> None:
        if len(self._idle) >= MOST_WORDS:
            self._idle.clear()
        if len(word) <= LONGEST_WORD:
            self._idle.add(word)


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
