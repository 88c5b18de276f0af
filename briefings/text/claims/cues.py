"""Cues: patterns with a weight, of which many are looked for in every sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefings.text.letters import has_any
from briefings.text.remembering import remembered
from briefings.text.word_lists import any_of


@dataclass(frozen=True)
class Cue:
    """``needs`` are letters of which some stand in whatever the pattern finds, so
    that without any of them it need not be looked for."""

    rule: str
    weight: float
    alternatives: tuple[str, ...]
    needs: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(self.alternatives))


def cue(
    rule: str, weight: float, *alternatives: str, needs: tuple[str, ...] = ()
) -> Cue:
    return Cue(rule, weight, alternatives, needs)


def one_of(*lists: str) -> str:
    """Any of these words; an underscore stands for the space within a phrase."""
    return any_of(phrases(*lists))


def phrases(*lists: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for words in lists for word in words.split())


SHORTEST_PIECE = 2
LONGEST_WORD = 40
MOST_WORDS = 10_000
# In nearly every sentence that may promise anything: they tell nothing.
EVERYWHERE = frozenset(("the", "to", "of", "in", "is", "are", "a", "will"))


def telling_piece(letters: str) -> str:
    """The longest word of the letters, with a space where there is one beside it.

    >>> telling_piece("s to be "), telling_piece("our aim"), telling_piece("provid")
    (' be ', 'our ', 'provid')
    """
    *rest, last = letters.split(" ")
    ended = [*(f"{word} " for word in rest), last]
    pieces = [ended[0], *(f" {word}" for word in ended[1:])]
    return max(pieces, key=_telling)


def _telling(piece: str) -> tuple[bool, int]:
    word = piece.strip()
    return bool(word) and word not in EVERYWHERE, len(word)


class OfWords(dict[str, int]):
    """The bits of the pieces that each word holds, with a space on either side of it.
    They are kept, for a language has few words, and press offices fewer; and for all
    who ask in one place, because to fetch a word from memory takes longer than
    anything done with it. So are those of sentences, of which several ask."""

    def __init__(self) -> None:
        super().__init__()
        self._by_beginning: dict[str, list[tuple[str, int]]] = {}
        self._taken = 0
        self.held_in = remembered(self._held_in)

    def take(self, count: int) -> int:
        """So many bits that are nobody else's, and the place of the first."""
        first = self._taken
        self._taken += count
        return first

    def add(self, piece: str, bits: int) -> None:
        self.clear()
        self.held_in = remembered(self._held_in)
        beginning = piece[:SHORTEST_PIECE]
        self._by_beginning.setdefault(beginning, []).append((piece, bits))

    def _held_in(self, words: str) -> int:
        """``words`` are in small letters, and a sentence or less."""
        held = 0
        for bits in filter(None, map(self.__getitem__, words.split())):
            held |= bits
        return held

    def __missing__(self, word: str) -> int:
        held, spaced = 0, f" {word} "
        for at in range(len(spaced) - SHORTEST_PIECE + 1):
            beginning = spaced[at : at + SHORTEST_PIECE]
            for piece, bits in self._by_beginning.get(beginning, ()):
                if spaced.startswith(piece, at):
                    held |= bits
        if len(self) >= MOST_WORDS:
            self.clear()
        if len(word) <= LONGEST_WORD:
            self[word] = held
        return held


WORDS = OfWords()


@dataclass(frozen=True)
class Beginning:
    """Words that alternatives of many cues begin with, each with nothing beside it
    behind a bar. ``starts`` finds every place where they may stand, so that it is
    looked for only once; without any of the ``rare`` letters, ``usual`` finds them
    all, and more quickly."""

    words: tuple[str, ...]
    starts: re.Pattern[str]
    usual: re.Pattern[str]
    rare: tuple[str, ...]

    def starts_in(self, words: str) -> list[int]:
        pattern = self.starts if has_any(words, self.rare) else self.usual
        return [found.start() for found in pattern.finditer(words)]


class Sought:
    """A cue parted in what is looked for anywhere and what begins as others do."""

    def __init__(self, cue: Cue, beginning: Beginning | None) -> None:
        self.cue = cue
        shared = beginning.words if beginning else ()
        begun = [a for a in cue.alternatives if a.startswith(shared)]
        others = [a for a in cue.alternatives if a not in begun]
        self._begun = re.compile("|".join(begun)) if begun else None
        self._anywhere = re.compile("|".join(others)) if others else None

    @property
    def is_begun(self) -> bool:
        return self._begun is not None

    @property
    def is_only_begun(self) -> bool:
        return self._anywhere is None

    def start_in(self, words: str, starts: Sequence[int]) -> int | None:
        """Where it first stands."""
        found = self._anywhere.search(words) if self._anywhere else None
        first = found.start() if found else None
        for start in starts if self._begun else ():
            if first is not None and start >= first:
                break
            if self._begun and self._begun.match(words, start):
                return start
        return first


class Cues:
    """Looked for together: first, which costs little, the letters that each needs.

    A word tells which cues are possible, a bit each: those that need letters it holds.
    Of letters with a space in them it holds the most telling piece, and tells by the
    bits above that these phrases are to be looked for."""

    def __init__(self, *cues: Cue, beginning: Beginning | None = None) -> None:
        self._cues = cues
        self._beginning = beginning
        self._sought = [Sought(cue, beginning) for cue in cues]
        numbered = list(enumerate(self._sought))
        self._begun = sum(1 << n for n, sought in numbered if sought.is_begun)
        self._only_begun = sum(1 << n for n, sought in numbered if sought.is_only_begun)
        self._all = (1 << len(cues)) - 1
        self._always = 0
        by_letters: dict[str, int] = {}
        for number, cue in enumerate(cues):
            self._always |= 0 if cue.needs else 1 << number
            for letters in cue.needs:
                by_letters[letters] = by_letters.get(letters, 0) | 1 << number
        self._phrases: list[tuple[str, int]] = []
        self._first = WORDS.take(len(cues) + len(by_letters))
        self._own = (1 << len(cues) + len(by_letters)) - 1
        for letters, bits in by_letters.items():
            self._need(letters, bits)

    def _need(self, letters: str, bits: int) -> None:
        piece = telling_piece(letters)
        if " " in letters or len(letters) < SHORTEST_PIECE:
            self._phrases.append((letters, bits))
            bits = 1 << len(self._cues) + len(self._phrases) - 1
        if len(piece) < SHORTEST_PIECE:
            self._always |= bits
        else:
            WORDS.add(piece, bits << self._first)

    def __iter__(self) -> Iterator[Cue]:
        return iter(self._cues)

    def found_in(self, words: str, most: int | None = None) -> list[tuple[Cue, int]]:
        """Each with where it stands, in the order of the cues, and no more than are
        asked for; ``words`` are in small letters."""
        possible = self._possible_in(words)
        if not possible:
            return []
        starts: list[int] = []
        if self._beginning and possible & self._begun:
            starts = self._beginning.starts_in(words)
        if not starts:
            possible &= ~self._only_begun
        found = []
        for number in _ones(possible):
            sought = self._sought[number]
            start = sought.start_in(words, starts)
            if start is not None:
                found.append((sought.cue, start))
                if len(found) == most:
                    break
        return found

    def _possible_in(self, words: str) -> int:
        held = self._always | WORDS.held_in(words) >> self._first & self._own
        possible = held & self._all
        for number in _ones(held >> len(self._cues)):
            letters, cues = self._phrases[number]
            if cues & ~possible and letters in words:
                possible |= cues
        return possible


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest on."""
    while bits:
        lowest = bits & -bits
        bits ^= lowest
        yield lowest.bit_length() - 1
