"""The same promise in a key point, in the body and in a quote is one promise.

Two wordings are one promise when they share most of their telling words and neither
names another sum, another day or another place. Nor do they where one sentence is made
like the other and only says another thing at one point: "in boats", "in lorries". In
doubt they stay two: an editor merges faster than takes apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import takewhile

from briefings.text.calendars import MONTH_NAMES
from briefings.text.finds import ReadCommitment, ReadWording
from briefings.text.names import word_set

MOST_COMPARED = 200
SHARED = 0.65
FEWEST_SHARED = 4
SHARED_WITH_THE_SUM = 0.3
FEWEST_SHARED_WITH_THE_SUM = 3  # the sum itself is one or two
# Of two sentences made alike: what they have in common, and what one says instead of
# the other.
FEWEST_ALIKE = 3
MOST_INSTEAD = 2
WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*")
# "In Leeds", "at the North Quay"; not "in May".
PLACE = re.compile(
    rf"\b(?:in|at|near) (?:the )?(?!(?:{'|'.join(MONTH_NAMES)})\b)"
    r"(?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,3})"
)
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
    if _differ(_days(one), _days(other)) or _numbers_differ(its, others):
        return False
    return not (
        _say_other_things(one.words, other.words)
        or _name_other_places(one.words, other.words)
    )


def _days(promise: ReadCommitment) -> date | None:
    return promise.due_by or promise.due_from


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _numbers_differ(its: frozenset[str], others: frozenset[str]) -> bool:
    """Each counts something the other does not: 40 locks are not 60 pilots."""
    numbers = {word for word in its if word[0].isdigit()}
    other_numbers = {word for word in others if word[0].isdigit()}
    return bool(numbers - other_numbers and other_numbers - numbers)


def _say_other_things(words: str, others: str) -> bool:
    """ "Close the north site" and "close the south site": who repeats a promise makes
    another sentence of it."""
    one, other = (
        [stem for stem in _stems(each) if stem not in SAY_THE_SAME]
        for each in (words, others)
    )
    alike = list(takewhile(_is_same, zip(one, other, strict=False)))
    one, other = one[len(alike) :], other[len(alike) :]
    ends = list(takewhile(_is_same, zip(reversed(one), reversed(other), strict=False)))
    one, other = one[: len(one) - len(ends)], other[: len(other) - len(ends)]
    return (
        len(alike) + len(ends) >= FEWEST_ALIKE
        and 1 <= len(one) <= MOST_INSTEAD
        and 1 <= len(other) <= MOST_INSTEAD
        and not set(one) & set(other)
    )


def _is_same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _name_other_places(words: str, others: str) -> bool:
    one, other = (set(PLACE.findall(each)) for each in (words, others))
    return bool(one and other and not one & other)


def _telling(words: str) -> frozenset[str]:
    return frozenset(_stems(words))


def _stems(words: str) -> list[str]:
    return list(filter(None, map(_told_by, WORD.findall(words))))


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


# Verbs of which one may stand for another.
SAY_THE_SAME = {
    _stem(word)
    for verbs in (
        "pay pays give gives spend spends invest invests commit commits allocate award",
        "put puts contribute inject pledge build builds construct create deliver open",
    )
    for word in verbs.split()
}
