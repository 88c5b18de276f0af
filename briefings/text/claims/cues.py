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


class Cues:
    """Looked for together: first, which costs little, the letters that each needs."""

    def __init__(self, *cues: Cue) -> None:
        self._cues = cues
        self._always = 0
        by_letters: dict[str, int] = {}
        for number, cue in enumerate(cues):
            self._always |= 0 if cue.needs else 1 << number
            for letters in cue.needs:
                by_letters[letters] = by_letters.get(letters, 0) | 1 << number
        self._by_letters = tuple(by_letters.items())

    def __iter__(self) -> Iterator[Cue]:
        return iter(self._cues)

    def narrowed_to(self, text: str) -> "Cues":
        """Asking no more for letters that stand nowhere in a text, of which only
        sentences are looked at then: a release has a quarter of them all."""
        text = text.lower()
        narrowed = Cues()
        narrowed._cues, narrowed._always = self._cues, self._always
        narrowed._by_letters = tuple(
            (letters, cues) for letters, cues in self._by_letters if letters in text
        )
        return narrowed

    def found_in(self, words: str) -> list[tuple[Cue, int]]:
        """Each with where it stands, in the order of the cues; ``words`` are in small
        letters."""
        possible = self._always
        for letters, cues in self._by_letters:
            if letters in words:
                possible |= cues
        found = []
        while possible:
            lowest = possible & -possible
            possible ^= lowest
            cue = self._cues[lowest.bit_length() - 1]
            if match := cue.pattern.search(words):
                found.append((cue, match.start()))
        return found
