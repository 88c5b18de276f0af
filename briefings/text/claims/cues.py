"""Cues: patterns with a weight, of which many are looked for in every sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.text.letters import has_any


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


class CuesOfWords(dict[str, int]):
    """Which cues a word may belong to, a bit each: those of whose needs it holds the
    longest piece. Kept, for a language has few words, and press offices fewer."""

    def __init__(self) -> None:
        super().__init__()
        self._by_beginning: dict[str, list[tuple[str, int]]] = {}

    def add(self, piece: str, cues: int) -> None:
        beginning = piece[:SHORTEST_PIECE]
        self._by_beginning.setdefault(beginning, []).append((piece, cues))

    def __missing__(self, word: str) -> int:
        cues = 0
        for at in range(len(word) - SHORTEST_PIECE + 1):
            for piece, bits in self._by_beginning.get(
                word[at : at + SHORTEST_PIECE], ()
            ):
                if word.startswith(piece, at):
                    cues |= bits
        if len(self) >= MOST_WORDS:
            self.clear()
        if len(word) <= LONGEST_WORD:
            self[word] = cues
        return cues


class Cues:
    """Looked for together: first, which costs little, the words that each needs."""

    def __init__(self, *cues: Cue) -> None:
        self._cues = cues
        self._always = 0
        self._of_words = CuesOfWords()
        for number, cue in enumerate(cues):
            # Letters that are too short to be told by are looked for every time.
            pieces = [max(needed.split(), key=len) for needed in cue.needs]
            if not pieces or min(map(len, pieces)) < SHORTEST_PIECE:
                self._always |= 1 << number
                continue
            for piece in pieces:
                self._of_words.add(piece, 1 << number)

    def __iter__(self) -> Iterator[Cue]:
        return iter(self._cues)

    def found_in(self, words: str) -> list[tuple[Cue, int]]:
        """Each with where it stands, in the order of the cues; ``words`` are in small
        letters."""
        possible, of_words = self._always, self._of_words
        for word in words.split():
            possible |= of_words[word]
        found = []
        while possible:
            lowest = possible & -possible
            possible ^= lowest
            cue = self._cues[lowest.bit_length() - 1]
            if cue.needs and not has_any(words, cue.needs):
                continue
            if match := cue.pattern.search(words):
                found.append((cue, match.start()))
        return found
