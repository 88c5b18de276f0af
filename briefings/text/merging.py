"""Two people's changes of one text as one text, part by part: a paragraph, a point."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_MOST_PARTS = 4000  # comparing more takes seconds


class Whose(StrEnum):
    NOBODY = "nobody"  # as it was before
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"  # each changed it, otherwise


@dataclass(frozen=True)
class Piece:
    """Neighbouring parts of one origin. Those that both changed keep both versions."""

    whose: Whose
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands in the merged text until somebody chooses otherwise: mine, or
        theirs where I deleted what they changed."""
        if self.whose == Whose.THEIRS:
            return self.theirs
        return self.mine or (self.theirs if self.whose == Whose.BOTH else ())


def paragraphs(text: str) -> list[str]:
    """
    >>> paragraphs("One.\\n\\nTwo,\\nstill two.\\n")
    ['One.', 'Two,\\nstill two.']
    """
    text = text.replace("\r\n", "\n").strip("\n")
    return [part for part in _BLANK_LINES.split(text) if part.strip()]


def merge(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> list[Piece]:
    """
    >>> [p.whose.value for p in merge(["a", "b"], ["a", "B"], ["A", "b"])]
    ['theirs', 'mine']
    """
    gaps = _gaps(tuple(base), tuple(mine), tuple(theirs))
    return [_piece(*gap) for gap in gaps if gap[1] or gap[2] or gap[0]]


def merge_chosen(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> list[str]:
    """Of rows that are chosen or not, no two changes exclude each other; of two orders,
    mine holds.

    >>> merge_chosen(["a", "b"], ["b", "c"], ["a", "b", "d"])
    ['b', 'c', 'd']
    >>> merge_chosen(["a", "b"], ["a", "b", "c"], ["b", "a"])
    ['b', 'a', 'c']
    >>> merge_chosen(["a", "b"], ["a", "b"], ["c", "a", "b"])
    ['c', 'a', 'b']
    """
    left = [one for one in base if one not in mine or one not in theirs]
    is_theirs = is_reordered(base, theirs) and not is_reordered(base, mine)
    first, then = (theirs, mine) if is_theirs else (mine, theirs)
    stay = [one for one in first if one not in left]
    return stay + [one for one in then if one not in left and one not in stay]


def is_reordered(before: Sequence[object], after: Sequence[object]) -> bool:
    """Whether it reads otherwise than what stayed, in its order, and then what came.

    >>> is_reordered("ab", "ba"), is_reordered("ab", "cb"), is_reordered("abc", "bcd")
    (True, True, False)
    """
    stayed = [one for one in before if one in after]
    came = [one for one in after if one not in before]
    return [*stayed, *came] != [*after]


_Parts = tuple[str, ...]


def _gaps(
    base: _Parts, mine: _Parts, theirs: _Parts
) -> Iterator[tuple[_Parts, _Parts, _Parts]]:
    """What lies between the parts that both left alone, and those parts themselves."""
    in_mine, in_theirs = _kept(base, mine), _kept(base, theirs)
    b = m = t = 0
    for at in sorted(in_mine.keys() & in_theirs.keys()):
        i, j = in_mine[at], in_theirs[at]
        yield from _one_by_one(base[b:at], mine[m:i], theirs[t:j])
        yield (base[at],), (base[at],), (base[at],)
        b, m, t = at + 1, i + 1, j + 1
    yield from _one_by_one(base[b:], mine[m:], theirs[t:])


def _one_by_one(
    base: _Parts, mine: _Parts, theirs: _Parts
) -> Iterator[tuple[_Parts, _Parts, _Parts]]:
    """Neighbouring parts that were each reworded in place are told apart."""
    if len(base) == len(mine) == len(theirs):
        for was, my, their in zip(base, mine, theirs, strict=True):
            yield (was,), (my,), (their,)
    else:
        yield base, mine, theirs


def _piece(base: _Parts, mine: _Parts, theirs: _Parts) -> Piece:
    if mine == theirs:
        whose = Whose.NOBODY
    elif theirs == base:
        whose = Whose.MINE
    else:
        whose = Whose.THEIRS if mine == base else Whose.BOTH
    return Piece(whose, mine, theirs)


def _kept(base: _Parts, other: _Parts) -> dict[int, int]:
    """Where each part of the base that is still there stands in the other."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        i + step: j + step
        for i, j, size in matcher.get_matching_blocks()
        for step in range(size)
    }
