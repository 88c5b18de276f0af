"""What somebody may have meant who found nothing."""

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import reduce
from operator import or_

from briefings.models.finding import names_in
from briefings.models.vocabulary import LONGEST, SHORTEST, Word
from briefings.text.search_box import Asked, read_search

# Of so many words of a search it is asked whether they are misspelt.
MOST_WORDS = 6


def meant(typed: str, asked: Asked) -> str:
    """The search with words that readers know in the place of those that they do not,
    also within names; empty where there is nothing better."""
    better = _respelt(
        typed, " ".join([asked.words, *(name for _, name in asked.named)])
    )
    # Of a word that is known, but is nobody's name, nothing would be found.
    is_known = better and all(one.rows for one in names_in(read_search(better)))
    return better if is_known else ""


def _respelt(typed: str, words: str) -> str:
    unknown = _in_question(words)
    if not unknown:
        return ""
    near = reduce(or_, (Word.objects.like(word) for word in unknown)).public()
    known: dict[str, list[str]] = defaultdict(list)
    for found in near.values_list("word", flat=True):
        for word in unknown:
            known[word].append(found)
    better = {word: _closest(word, known[word]) for word in unknown}
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


def _in_question(words: str) -> list[str]:
    wanted = re.sub(r'-("[^"]*"?|\S+)', " ", words)
    typed = re.findall(r"[^\W\d_]+", wanted.lower())
    some = [word for word in typed if SHORTEST <= len(word) <= LONGEST]
    return list(dict.fromkeys(some))[:MOST_WORDS]


def _closest(word: str, others: list[str]) -> str:
    """The word itself, if it is known; what is nearest to it, which is at most a letter
    or two."""
    likely = [other for other in others if _likeness(word, other) > 0.6]
    return min(likely, key=lambda other: (-_likeness(word, other), other), default="")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
