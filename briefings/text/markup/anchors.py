"""Words that keep their place in a text while it changes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefings.text.markup.alignment import Stretch, unchanged

CONTEXT = 32

# How many characters in a row are not the same by chance. Half of what is known of the
# surroundings, and more than what stands around everybody's words: `," she said. ` or
# `He added:`, with the line breaks.
ENOUGH = 16

# How many make it doubtful which of two occurrences is left.
_NOTABLE = 4

# How many, on both sides together, make it likely where words belong.
_LIKELY = 8

_WEIGHED = 64  # how many other occurrences are compared by what stands around them

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])[\"”’)]*(?=\s)|\n")
_SENTENCE_BEGINS = re.compile(r"\s[\"”’)]*[.!?…]|\n")  # read backwards


@dataclass(frozen=True)
class Anchor:
    """`[start, end)` in code points of a text (a W3C TextPositionSelector), with the
    words and what stands around them (a TextQuoteSelector)."""

    start: int
    end: int
    words: str
    prefix: str
    suffix: str

    def is_apart_from(self, other: "Anchor") -> bool:
        return self.end <= other.start or other.end <= self.start


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


def find_all(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, one place behind the other. Spaces and line breaks may
    differ.

    >>> find_all("The  lock. The lock.", "The lock")
    [(0, 9), (11, 19)]
    """
    spaced = _Spaced(text)
    sought = _spaced(words)
    found, at = [], spaced.text.find(sought) if sought else -1
    while at >= 0:
        found.append((spaced.original(at), spaced.original(at + len(sought) - 1) + 1))
        at = spaced.text.find(sought, at + len(sought))
    return found


def find_likest(text: str, anchor: Anchor) -> Anchor | None:
    """Wherever the words stand: of several places the one where most of what stood
    around them stands still, and of equals the first."""
    places = [anchor_at(text, *span) for span in find_all(text, anchor.words)]
    return max(places, key=lambda there: _alike(there, anchor), default=None)


def _alike(one: Anchor, other: Anchor) -> int:
    before = _same(one.prefix[::-1], other.prefix[::-1])
    return before + _same(one.suffix, other.suffix)


def find_again(text: str, lost: Anchor) -> Anchor | None:
    """Where words that a text had lost stand again among their surroundings."""
    (found,) = follow("", text, [lost])
    return found


def find_only(old: str, new: str, words: str) -> Anchor | None:
    """Words that the new text has once and the old one had not: somebody put them
    back. Too few characters to be known by themselves are not looked for."""
    sought = _spaced(words)
    if len(sought) < ENOUGH or sought in _spaced(old):
        return None
    return find_words(new, words) if _spaced(new).count(sought) == 1 else None


def find_put_back(old: str, new: str, lost: Anchor) -> Anchor | None:
    """Words of any length that somebody put back into the text, for those who may stand
    at the same words elsewhere rather than nowhere: the only ones, or of those that the
    edit brought the ones that stand among what stood around them."""
    places = [anchor_at(new, *span) for span in find_all(new, lost.words)]
    before = [anchor_at(old, *span) for span in find_all(old, lost.words)]
    if len(places) <= len(before):
        return None
    if len(places) == 1:
        return places[0]
    kept = {there.start for there in follow(old, new, before) if there}
    brought = [there for there in places if there.start not in kept]
    likest = max(brought, key=lambda there: _alike(there, lost), default=None)
    return likest if likest and _alike(likest, lost) >= _LIKELY else None


def follow(old: str, new: str, anchors: Sequence[Anchor]) -> list[Anchor | None]:
    """Where the anchors of the old text stand in the new one, None for words that are
    gone. The same words elsewhere are not theirs unless what stands around them agrees
    and the edit brought them there. Anchors that were apart stay apart."""
    move = _Move(old, new)
    starts: list[int | None] = [None] * len(anchors)
    # The surest first, so that no guess takes the place of what is known.
    ways = (move.carried_whole, move.carried_in_part, move.searched, move.left_between)
    for way in ways:
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
        self._old_begins = [stretch.old for stretch in self.stretches]
        self._new_begins = [stretch.new for stretch in self.stretches]
        self._placed: list[tuple[Anchor, int]] = []

    def carried_whole(self, anchor: Anchor) -> int | None:
        """Where the edit left the words, if it did not touch them."""
        start = self._carried_to(anchor)
        if start is None or not self._is_the_one_left(anchor, start):
            return None
        return self._take(anchor, start)

    def carried_in_part(self, anchor: Anchor) -> int | None:
        """Where their first, last or middle letter went, and they with it."""
        last = len(anchor.words) - 1
        for inside in (0, last, last // 2):
            went = self._went(anchor.start + inside)
            if went is None or not self._stands(anchor, went - inside):
                continue
            start = went - inside
            sure = self._is_single(anchor.words) or self._agrees(anchor, start)
            if sure and self._is_free(anchor, start):
                return self._take(anchor, start)
        return None

    def searched(self, anchor: Anchor) -> int | None:
        words, expected = anchor.words, self._expected(anchor.start)
        quoted = anchor.prefix + words + anchor.suffix
        candidates = [
            *(at + len(anchor.prefix) for at in _nearest(self.new, quoted, expected)),
            *islice(_occurrences(self.new, words, expected), _WEIGHED),
        ]
        fitting = [
            (self._likeness(anchor, start), -abs(start - expected), start)
            for start in candidates
            if self._agrees(anchor, start) and self._is_free(anchor, start)
        ]
        return self._take(anchor, max(fitting)[2]) if fitting else None

    def left_between(self, anchor: Anchor) -> int | None:
        """Words that either text has once, between the same neighbours."""
        if not self._is_single(anchor.words):
            return None
        start = self.new.index(anchor.words)
        end = start + len(anchor.words)
        # A stop or a space has its like anywhere.
        known = [s for s in self.stretches if s.length >= _NOTABLE]
        before = [s for s in known if s.old + s.length <= anchor.start]
        after = [s for s in known if s.old >= anchor.end]
        low = before[-1].new + before[-1].length if before else 0
        high = after[0].new if after else len(self.new)
        fits = low <= start and end <= high and self._is_free(anchor, start)
        return self._take(anchor, start) if fits else None

    def _carried_to(self, anchor: Anchor) -> int | None:
        first, last = self._went(anchor.start), self._went(anchor.end - 1)
        if first is None or last is None or last - first != len(anchor.words) - 1:
            return None
        return first if self._stands(anchor, first) else None

    def _went(self, position: int) -> int | None:
        stretch = self.stretches[max(0, bisect_right(self._old_begins, position) - 1)]
        inside = 0 <= position - stretch.old < stretch.length
        return stretch.new + position - stretch.old if inside else None

    def _came(self, position: int) -> int | None:
        stretch = self.stretches[max(0, bisect_right(self._new_begins, position) - 1)]
        inside = 0 <= position - stretch.new < stretch.length
        return stretch.old + position - stretch.new if inside else None

    def _expected(self, position: int) -> int:
        stretch = self.stretches[max(0, bisect_right(self._old_begins, position) - 1)]
        return max(0, stretch.new + position - stretch.old)

    def _stands(self, anchor: Anchor, start: int) -> bool:
        known = self.old[anchor.start : anchor.end] == anchor.words
        return known and start >= 0 and self.new.startswith(anchor.words, start)

    def _is_single(self, words: str) -> bool:
        return self.old.count(words) == self.new.count(words) == 1

    def _is_the_one_left(self, anchor: Anchor, start: int) -> bool:
        """Where one of several occurrences went away, comparing texts cannot tell for
        sure which: what stands on either side must say so too."""
        if self.old.count(anchor.words) <= self.new.count(anchor.words):
            return True
        own = self._around(anchor, start)
        ends = (_SENTENCE_BEGINS, _SENTENCE_ENDS)
        if all(
            _same(side, was) >= ENOUGH or _cut(end, side) == _cut(end, was)
            for end, (side, was) in zip(ends, own, strict=True)
        ):
            return True
        return not any(
            _same(side, theirs) >= max(_same(side, was), _NOTABLE)
            for rival in self._gone(anchor)
            for (side, was), (_, theirs) in zip(
                own, self._around(rival, start), strict=True
            )
        )

    def _gone(self, anchor: Anchor) -> Iterator[Anchor]:
        """Other occurrences of the words that the edit took away."""
        others = _occurrences(self.old, anchor.words, anchor.start)
        for start in islice(others, _WEIGHED):
            rival = anchor_at(self.old, start, start + len(anchor.words))
            if start != anchor.start and self._carried_to(rival) is None:
                yield rival

    def _agrees(self, anchor: Anchor, start: int) -> bool:
        """Whether what stands around the words there is what stood around them: enough
        on one side, or all the rest of a short paragraph."""
        sides = self._around(anchor, start)
        if any(_same(side, was) >= ENOUGH for side, was in sides):
            return True
        rests = [[text.partition("\n")[0] for text in side] for side in sides]
        return all(rest == was for rest, was in rests) and any(
            rest.strip() for rest, _ in rests
        )

    def _likeness(self, anchor: Anchor, start: int) -> int:
        return sum(_same(side, was) for side, was in self._around(anchor, start))

    def _around(self, anchor: Anchor, start: int) -> list[tuple[str, str]]:
        """What stands before the words there and what stood before them, both read
        backwards; then what stands and stood after them."""
        end = start + len(anchor.words)
        before = self.new[max(0, start - CONTEXT) : start]
        after = self.new[end : end + CONTEXT]
        return [(before[::-1], anchor.prefix[::-1]), (after, anchor.suffix)]

    def _is_free(self, anchor: Anchor, start: int) -> bool:
        """Whether the words there are nobody else's: the edit did not leave them from
        another place, and no anchor that was apart from this one holds any of them."""
        if not self._is_the_one_left(anchor, start):
            return False
        end = start + len(anchor.words)
        first, last = self._came(start), self._came(end - 1)
        if (
            first not in (None, anchor.start)
            and last is not None
            and self.old[first : last + 1] == anchor.words
        ):
            return False
        return not any(
            self._are_mixed_up(anchor, start, other, at) for other, at in self._placed
        )

    def _are_mixed_up(self, one: Anchor, at: int, other: Anchor, there: int) -> bool:
        if (one.words, at) == (other.words, there):
            return one.start != other.start
        return one.is_apart_from(other) and (
            at < there + len(other.words) and there < at + len(one.words)
        )

    def _take(self, anchor: Anchor, start: int) -> int:
        self._placed.append((anchor, start))
        return start


def _cut(until: re.Pattern[str], text: str) -> str:
    found = until.search(text)
    return text[: found.start()] if found else text


def _spaced(text: str) -> str:
    return " ".join(text.split())


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
    spaced, sought = _Spaced(text), _spaced(words)
    for start in _occurrences(spaced.text, sought, spaced.position(near)):
        last = start + len(sought) - 1
        return anchor_at(text, spaced.original(start), spaced.original(last) + 1)
    return None


class _Spaced:
    """A text with one space wherever there is any, and the way back to the text."""

    def __init__(self, text: str) -> None:
        pieces = [(piece.start(), piece.group()) for piece in re.finditer(r"\S+", text)]
        self.text = " ".join(piece for _, piece in pieces)
        self._originals = [start for start, _ in pieces]
        self._begins, begin = [], 0
        for _, piece in pieces:
            self._begins.append(begin)
            begin += len(piece) + 1

    def original(self, position: int) -> int:
        index = bisect_right(self._begins, position) - 1
        return self._originals[index] + position - self._begins[index]

    def position(self, original: int) -> int:
        """Where the word begins that stands at, or before, a place of the text."""
        index = bisect_right(self._originals, original) - 1
        return self._begins[index] if index >= 0 else 0
