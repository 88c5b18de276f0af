"""What somebody may have meant who found nothing."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Cast

from briefings.models import Edition
from briefings.models.finding import is_found
from briefings.models.releases import Kind
from briefings.models.searching import matches
from briefings.models.vocabulary import LONGEST, SHORTEST, Word
from briefings.text.search_box import Asked, alternatives, read_search

# Of so many words of a search it is asked whether they are misspelt.
MOST_WORDS = 6
SHORT = 5


def meant(typed: str, asked: Asked) -> str:
    """The search with words that readers know in the place of those that they do not,
    also within names; empty where nothing better is found."""
    better = _respelt(typed, asked)
    is_better = better and is_found(read_search(better, tuple(Kind.values)))
    return better if is_better else ""


def _respelt(typed: str, asked: Asked) -> str:
    words = _in_question(
        term for one in alternatives(asked.words) for term in one.wanted
    )
    names = _in_question(name for _, name in asked.named)
    both = list(dict.fromkeys([*words, *names]))[:MOST_WORDS]
    if not both:
        return ""
    near = reduce(or_, (Word.objects.like(word) for word in both)).public()
    others, stems = [], set()
    for is_stem, found in _together(near, [word for word in words if word in both]):
        stems.add(found) if is_stem else others.append(found)
    unknown = [word for word in both if word not in stems]
    better = {word: _closest(word, others) for word in unknown}
    better = {word: other for word, other in better.items() if other not in ("", word)}
    if not better:
        return ""
    spelt = "|".join(map(re.escape, better))
    return re.sub(
        rf"\b({spelt})\b",
        lambda match: better[match[0].lower()],
        typed,
        flags=re.IGNORECASE,
    )


def _together(near: Any, words: list[str]) -> Any:
    """In one query words as readers spell them, and those of the search that stand
    with another ending in something public: "rivers" is no slip where a river is."""
    known = [
        Edition.objects.public()
        .filter(matches(word))
        .order_by()
        .values_list(Value(True), Value(word, output_field=TextField()))[:1]
        for word in words
    ]
    rows = near.order_by().values_list(Value(False), Cast("word", TextField()))
    return rows.union(*known, all=True) if known else rows


def _in_question(words: Iterable[str]) -> list[str]:
    typed = re.findall(r"[^\W\d_]+", " ".join(words).lower())
    some = [word for word in typed if SHORTEST <= len(word) <= LONGEST]
    return list(dict.fromkeys(some))


def _closest(word: str, others: list[str]) -> str:
    """The word itself, if it is known; what is nearest to it, which is at most a letter
    or two."""
    likely = [
        other
        for other in others
        if _likeness(word, other) > 0.6 and not _is_another(word, other)
    ]
    return min(likely, key=lambda other: (-_likeness(word, other), other), default="")


def _is_another(word: str, other: str) -> bool:
    """A short word that begins with another letter is seldom a slip of the hand: "rail"
    is not meant for "fail"."""
    return len(word) <= SHORT and word[0] != other[0] and word[1:] == other[1:]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
