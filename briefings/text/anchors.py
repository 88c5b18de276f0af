"""Words that keep their place in a text while it changes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefings.text.alignment import Stretch, unchanged

CONTEXT = 32

_WEIGHED = 64  # how many other occurrences are compared by what stands around them


@dataclass(frozen=True)
class Anchor:
    """`[start, end)` in code points of a text (a W3C TextPositionSelector), with the
    words and what stands around them (a TextQuoteSelector)."""

    start: int
    end: int
    words: str
    prefix: str
    suffix: str


def anchor_at(text: str, start: int, end: int) -> Anchor:
    if not 0 <= start <= end <= len(text):
        raise ValueError(
            f"Characters {start} to {end} are outside of a text of {len(text)}."
        )
    if start == end:
        raise ValueError(f"Nothing is selected at character {start}.")
    return Anchor(
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def find_words(text: str, words: str, *, near: int = 0) -> Anchor | None:
    """The occurrence nearest ``near``. Spaces and line breaks may differ: the anchor
    has them as they are in the text."""
    if not words.strip():
        return None
    for start in _occurrences(text, words, near):
        return anchor_at(text, start, start + len(words))
    return _find_spaced_otherwise(text, words, near)


def follow(old: str, new: str, anchors: Sequence[Anchor]) -> list[Anchor | None]:
    """Where the anchors of the old text stand in the new one, None for words that are
    gone. Of words that occur more than once it is the occurrence the edit left alone;
    failing that, the one with the likest surroundings, then the nearest; no two
    occurrences become one."""
    move = _Move(old, new)
    starts: list[int | None] = [None] * len(anchors)
    # The surest first, so that no guess takes the place of what is known.
    for way in (move.carried_whole, move.carried_in_part, move.searched):
        for index, anchor in enumerate(anchors):
            if starts[index] is None and anchor.words:
                starts[index] = way(anchor)
    return [
        None if start is None else anchor_at(new, start, start + len(anchor.words))
        for anchor, start in zip(anchors, starts, strict=True)
    ]


class _Move:
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.stretches = unchanged(old, new) or [Stretch(0, 0, 0)]
        self._begins = [stretch.old for stretch in self.stretches]
        # Whose occurrence it was: the words and their new place, by their old place.
        self._taken: dict[tuple[str, int], int] = {}

    def carried_whole(self, anchor: Anchor) -> int | None:
        """Where the edit left the words, if it did not touch them."""
        start = self._shifted(anchor.start)
        if self._shifted(anchor.end - 1) - start == len(anchor.words) - 1:
            return self._accepted(anchor, start)
        return None

    def carried_in_part(self, anchor: Anchor) -> int | None:
        """Where their first, last or middle letter went, and they with it."""
        last = len(anchor.words) - 1
        for inside in (0, last, last // 2):
            start = self._shifted(anchor.start + inside) - inside
            if self._accepted(anchor, start) is not None:
                return start
        return None

    def searched(self, anchor: Anchor) -> int | None:
        words, expected = anchor.words, max(0, self._shifted(anchor.start))
        quoted = anchor.prefix + words + anchor.suffix
        best: tuple[int, int, int] | None = None
        candidates = [
            *(at + len(anchor.prefix) for at in _nearest(self.new, quoted, expected)),
            *islice(self._free(anchor, expected), _WEIGHED),
        ]
        for start in candidates:
            rank = (self._likeness(anchor, start), -abs(start - expected), start)
            if self._is_free(anchor, start) and (best is None or rank > best):
                best = rank
        if best is None or not self._take(anchor, best[2]):
            return None
        return best[2]

    def _accepted(self, anchor: Anchor, start: int) -> int | None:
        known = self.old[anchor.start : anchor.end] == anchor.words
        if known and start >= 0 and self.new.startswith(anchor.words, start):
            return start if self._take(anchor, start) else None
        return None

    def _shifted(self, position: int) -> int:
        index = max(0, bisect_right(self._begins, position) - 1)
        stretch = self.stretches[index]
        return stretch.new + position - stretch.old

    def _free(self, anchor: Anchor, expected: int) -> Iterator[int]:
        for start in _occurrences(self.new, anchor.words, expected):
            if self._is_free(anchor, start):
                yield start

    def _is_free(self, anchor: Anchor, start: int) -> bool:
        key = (anchor.words, start)
        return self._taken.get(key, anchor.start) == anchor.start

    def _take(self, anchor: Anchor, start: int) -> bool:
        key = (anchor.words, start)
        return self._taken.setdefault(key, anchor.start) == anchor.start

    def _likeness(self, anchor: Anchor, start: int) -> int:
        end = start + len(anchor.words)
        before = self.new[max(0, start - CONTEXT) : start]
        after = self.new[end : end + CONTEXT]
        return _same(before[::-1], anchor.prefix[::-1]) + _same(after, anchor.suffix)


def _same(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def _nearest(text: str, words: str, near: int) -> Iterator[int]:
    return islice(_occurrences(text, words, near), 1)


def _occurrences(text: str, words: str, near: int) -> Iterator[int]:
    """Every place of the words, the nearest first."""
    near = min(max(near, 0), len(text))
    # Python finds in linear time, but rfinds in quadratic on hostile repetition.
    txet, sdrow, end = text[::-1], words[::-1], len(text) - len(words)
    ahead = text.find(words, near)
    behind = end - txet.find(sdrow, max(0, end - near + 1))
    while ahead >= 0 or behind <= end:
        if behind > end or 0 <= ahead - near <= near - behind:
            yield ahead
            ahead = text.find(words, ahead + 1)
        else:
            yield behind
            behind = end - txet.find(sdrow, end - behind + 1)


def _find_spaced_otherwise(text: str, words: str, near: int) -> Anchor | None:
    pieces = [(piece.start(), piece.group()) for piece in re.finditer(r"\S+", text)]
    begins, begin = [], 0
    for _, piece in pieces:
        begins.append(begin)
        begin += len(piece) + 1
    spaced = " ".join(piece for _, piece in pieces)
    sought = " ".join(words.split())

    def original(position: int) -> int:
        index = bisect_right(begins, position) - 1
        return pieces[index][0] + position - begins[index]

    index = bisect_right([at for at, _ in pieces], near) - 1
    for start in _occurrences(spaced, sought, begins[index] if index >= 0 else 0):
        last = start + len(sought) - 1
        return anchor_at(text, original(start), original(last) + 1)
    return None
