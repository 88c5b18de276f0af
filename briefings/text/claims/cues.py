"""Cues: patterns with a weight, of which many are looked for in every sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """``needs`` are letters of which some stand in whatever the pattern finds, so
    that without any of them it need not be looked for."""

    rule: str
    weight: float
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()


def cue(
    rule: str, weight: float, *alternatives: str, needs: tuple[str, ...] = ()
) -> Cue:
    return Cue(rule, weight, re.compile("|".join(alternatives)), needs)


def one_of(*lists: str) -> str:
    """Any of these words; an underscore stands for the space within a phrase."""
    return f"(?:{'|'.join(sorted(phrases(*lists), key=len, reverse=True))})"


def phrases(*lists: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for words in lists for word in words.split())


SHORTEST_PIECE = 2
LONGEST_WORD = 40
MOST_WORDS = 10_000


class OfWords(dict[str, int]):
    """The bits of the pieces that each word holds. They are kept, for a language has
    few words, and press offices fewer."""

    def __init__(self) -> None:
        super().__init__()
        self._by_beginning: dict[str, list[tuple[str, int]]] = {}

    def add(self, piece: str, bits: int) -> None:
        beginning = piece[:SHORTEST_PIECE]
        self._by_beginning.setdefault(beginning, []).append((piece, bits))

    def __missing__(self, word: str) -> int:
        held = 0
        for at in range(len(word) - SHORTEST_PIECE + 1):
            beginning = word[at : at + SHORTEST_PIECE]
            for piece, bits in self._by_beginning.get(beginning, ()):
                if word.startswith(piece, at):
                    held |= bits
        if len(self) >= MOST_WORDS:
            self.clear()
        if len(word) <= LONGEST_WORD:
            self[word] = held
        return held


class Cues:
    """Looked for together: first, which costs little, the letters that each needs.

    A word tells which cues are possible, a bit each: those that need letters it holds.
    Of letters with a space in them it holds the longest piece, and tells by the bits
    above that these phrases are to be looked for."""

    def __init__(self, *cues: Cue) -> None:
        self._cues = cues
        self._always = 0
        self._of_words = OfWords()
        by_letters: dict[str, int] = {}
        for number, cue in enumerate(cues):
            self._always |= 0 if cue.needs else 1 << number
            for letters in cue.needs:
                by_letters[letters] = by_letters.get(letters, 0) | 1 << number
        self._phrases: list[tuple[str, int]] = []
        for letters, bits in by_letters.items():
            self._need(letters, bits)

    def _need(self, letters: str, bits: int) -> None:
        piece = max(letters.split(), key=len)
        if piece != letters or len(piece) < SHORTEST_PIECE:
            self._phrases.append((letters, bits))
            bits = 1 << len(self._cues) + len(self._phrases) - 1
        if len(piece) < SHORTEST_PIECE:
            self._always |= bits
        else:
            self._of_words.add(piece, bits)

    def __iter__(self) -> Iterator[Cue]:
        return iter(self._cues)

    def found_in(self, words: str) -> list[tuple[Cue, int]]:
        """Each with where it stands, in the order of the cues; ``words`` are in small
        letters."""
        found = []
        for number in _ones(self._possible_in(words)):
            cue = self._cues[number]
            if match := cue.pattern.search(words):
                found.append((cue, match.start()))
        return found

    def _possible_in(self, words: str) -> int:
        held, of_words = self._always, self._of_words
        for word in words.split():
            held |= of_words[word]
        possible = held & (1 << len(self._cues)) - 1
        for number in _ones(held >> len(self._cues)):
            letters, cues = self._phrases[number]
            if letters in words:
                possible |= cues
        return possible


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest on."""
    while bits:
        lowest = bits & -bits
        bits ^= lowest
        yield lowest.bit_length() - 1
