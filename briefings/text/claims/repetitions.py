"""The same promise in a key point, in the body and in a quote is one promise.

Two wordings are one promise when they share most of their telling words and neither
names another sum or another day. In doubt they stay two: an editor merges faster than
takes apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from briefings.text.finds import ReadCommitment, ReadWording
from briefings.text.names import word_set

MOST_COMPARED = 200
SHARED = 0.65
FEWEST_SHARED = 4
SHARED_WITH_THE_SUM = 0.3
FEWEST_SHARED_WITH_THE_SUM = 3  # the sum itself is one or two
WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*")
TELLS_NOTHING = word_set(
    "the a an and or of to in on for with by at from as that this these those it its "
    "their our we i he she they will would be is are was were been has have had new "
    "also "
    "more which who into over up than then today now said government minister "
    "ministers "
    "can may not all any other such so but out about through their announced announce "
    "provide support help make across year years people"
)


def merged(promises: Sequence[ReadCommitment]) -> tuple[ReadCommitment, ...]:
    """In reading order, each with its other wordings in ``also``."""
    groups: list[list[ReadCommitment]] = []
    telling: list[frozenset[str]] = []
    for promise in promises:
        own = _telling(promise.words)
        same = (
            index
            for index in range(max(0, len(groups) - MOST_COMPARED), len(groups))
            if _are_one(groups[index][0], telling[index], promise, own)
        )
        index = next(same, None)
        if index is None:
            groups.append([promise])
            telling.append(own)
        else:
            groups[index].append(promise)
    return tuple(sorted(map(_fullest, groups), key=lambda promise: promise.start))


def _fullest(group: Sequence[ReadCommitment]) -> ReadCommitment:
    best = max(group, key=_fullness)
    others = (promise for promise in group if promise is not best)
    also = tuple(ReadWording(p.words, p.start, p.end) for p in others)
    return replace(best, also=also) if also else best


def _fullness(promise: ReadCommitment) -> tuple[bool, bool, bool, int]:
    """In the office's own words rather than a speaker's, with a sum and a day."""
    return (
        promise.amount is not None,
        promise.deadline is not None,
        not promise.in_quote,
        len(promise.words),
    )


def _are_one(
    one: ReadCommitment,
    its: frozenset[str],
    other: ReadCommitment,
    others: frozenset[str],
) -> bool:
    if one.amount is not None and one.amount == other.amount:
        least, share = FEWEST_SHARED_WITH_THE_SUM, SHARED_WITH_THE_SUM
    else:
        least, share = FEWEST_SHARED, SHARED
    shared = len(its & others)
    if shared < least or shared / min(len(its), len(others)) < share:
        return False
    if _differ(one.amount, other.amount) or _differ(one.currency, other.currency):
        return False
    return not (_differ(_days(one), _days(other)) or _numbers_differ(its, others))


def _days(promise: ReadCommitment) -> date | None:
    return promise.due_by or promise.due_from


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _numbers_differ(its: frozenset[str], others: frozenset[str]) -> bool:
    """Each counts something the other does not: 40 locks are not 60 pilots."""
    numbers = {word for word in its if word[0].isdigit()}
    other_numbers = {word for word in others if word[0].isdigit()}
    return bool(numbers - other_numbers and other_numbers - numbers)


def _telling(words: str) -> frozenset[str]:
    return frozenset(filter(None, map(_told_by, WORD.findall(words))))


@lru_cache(maxsize=10_000)
def _told_by(word: str) -> str:
    """Its stem, or nothing."""
    word = word.lower().rstrip(".,")
    return "" if word in TELLS_NOTHING else _stem(word)


def _stem(word: str) -> str:
    """Good enough to take "agreements" and "agreement", "signed" and "signing" for
    one word."""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in ("ings", "ing", "ers", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
