"""What two versions of a text have in common, stretch by stretch, in time that grows
with their length whatever stands in them: ``difflib`` is quadratic on repetition."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_PARAGRAPHS = re.compile(r"[^\n]+|\n+")
# A sentence that stayed whole is itself, not two halves of two that begin alike. The
# spaces between two are a piece of their own: the first of a paragraph has none.
_SENTENCES = re.compile(
    r"(?<=[.!?…\"”’)])\s+"
    r"|\S+(?:(?<![.!?…])(?<![.!?…][\"”’)])\s+\S+)*"
    r"|\s+"
)
# A space goes with the word behind it: alone it would match any other space.
_WORDS = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")

_ROUNDS = 8
_FEW = 40

Pair = tuple[int, int]
Run = tuple[int, int, int]  # where in one, where in the other, how many


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many characters stand at ``old`` in one text and at ``new`` in the other."""

    old: int
    new: int
    length: int


def unchanged(old: str, new: str) -> list[Stretch]:
    """The stretches two texts share, in the order of both.

    >>> [(s.old, s.new, s.length) for s in unchanged("We act now.", "We will act.")]
    [(0, 0, 2), (2, 7, 4), (10, 11, 1)]
    """
    shared = _shared(old, new, 0, 0, (_PARAGRAPHS, _SENTENCES, _WORDS))
    return [stretch for stretch in shared if stretch.length]


def _shared(
    old: str, new: str, at_old: int, at_new: int, grains: Sequence[re.Pattern[str]]
) -> Iterator[Stretch]:
    if not grains:
        head, tail = _ends(old, new)
        yield Stretch(at_old, at_new, head)
        yield Stretch(at_old + len(old) - tail, at_new + len(new) - tail, tail)
    elif old and new:
        yield from _by_grain(old, new, at_old, at_new, grains)


def _by_grain(
    old: str, new: str, at_old: int, at_new: int, grains: Sequence[re.Pattern[str]]
) -> Iterator[Stretch]:
    olds, news = grains[0].findall(old), grains[0].findall(new)
    old_starts, new_starts = _starts(olds), _starts(news)
    i = j = 0
    for run in [*aligned(olds, news), (len(olds), len(news), 0)]:
        a, b = old_starts[i], new_starts[j]
        c, d = old_starts[run[0]], new_starts[run[1]]
        yield from _shared(old[a:c], new[b:d], at_old + a, at_new + b, grains[1:])
        i, j = run[0] + run[2], run[1] + run[2]
        yield Stretch(at_old + c, at_new + d, old_starts[i] - c)


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _ends(old: Sequence[str], new: Sequence[str]) -> Pair:
    """How much the two share at their beginning and, beyond that, at their end."""
    most = min(len(old), len(new))
    head = _longest(most, lambda a, b: old[a:b] == new[a:b])
    m, n = len(old), len(new)
    tail = _longest(most - head, lambda a, b: old[m - b : m - a] == new[n - b : n - a])
    return head, tail


def _longest(most: int, agree: Callable[[int, int], bool]) -> int:
    """The most for which the two agree, given that they agree from 0 up to ``low``."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if agree(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Which tokens of one stand for which of the other, ascending in both: first what
    both have at their ends, then what both have exactly once, then few edits."""
    runs: list[Run] = []
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        a, b, c, d, rounds = waiting.pop()
        head, tail = _ends(old[a:b], new[c:d])
        runs += [(a, c, head), (b - tail, d - tail, tail)]
        a, b, c, d = a + head, b - tail, c + head, d - tail
        if a == b or c == d:
            continue
        unique = _unique(old[a:b], new[c:d]) if rounds < _ROUNDS else []
        if not unique:
            few = _few_edits(old[a:b], new[c:d])
            runs += [(a + i, c + j, length) for i, j, length in few]
            continue
        fixed = [(a - 1, c - 1), *((a + i, c + j) for i, j in unique), (b, d)]
        runs += [(i, j, 1) for i, j in fixed[1:-1]]
        for (i, j), (k, m) in pairwise(fixed):
            if i + 1 < k and j + 1 < m:
                waiting.append((i + 1, k, j + 1, m, rounds + 1))
    return sorted(run for run in runs if run[2])


def _unique(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The longest ascending run of tokens that occur once in each (a patience diff)."""
    often_old, often_new = Counter(old), Counter(new)
    places = {token: j for j, token in enumerate(new) if often_new[token] == 1}
    candidates = [
        (i, places[token])
        for i, token in enumerate(old)
        if often_old[token] == 1 and token in places
    ]
    return _ascending(candidates)


def _ascending(pairs: Sequence[Pair]) -> list[Pair]:
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        at[pile : pile + 1] = [index]
    run = []
    index = at[-1] if at else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _few_edits(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Myers' shortest edit, given up beyond a few edits, where it turns quadratic."""
    furthest = {1: 0}
    history = []
    for edits in range(_FEW + 1):
        history.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            x = _step(furthest, edits, k)[1]
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            if x >= len(old) and x - k >= len(new):
                return _retraced(history, len(old), len(new))
    return []


def _step(furthest: dict[int, int], edits: int, k: int) -> Pair:
    """From which diagonal the next edit reaches diagonal ``k``, and where."""
    if k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1]):
        return k + 1, furthest[k + 1]
    return k - 1, furthest[k - 1] + 1


def _retraced(history: Sequence[dict[int, int]], x: int, y: int) -> list[Run]:
    runs = []
    for edits in range(len(history) - 1, -1, -1):
        k = x - y
        from_k, after = _step(history[edits], edits, k)
        runs.append((after, after - k, x - after))
        x = history[edits][from_k]
        y = x - from_k
    return runs
