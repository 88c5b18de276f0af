"""Organisations, places and occasions that a release mentions, as proposals."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefings.text.names import (
    ORGANISATION_NOUNS,
    ROLE_NOUNS,
    TITLES,
    key,
    word_set,
)
from briefings.text.starts import CAPITAL

CAPITALISED = r"[^\W\d_a-z][\w'’-]{0,30}"
RUN = re.compile(
    rf"{CAPITAL}[\w'’-]{{0,30}}"
    rf"(?:(?: (?:of|for|and|&|in|on)(?: the)?)? {CAPITALISED}){{0,8}}"
)
OPENINGS = ("The ", "A ", "An ", "This ", "Our ", "In ", "At ", "On ", "For ")
# The capital is found much faster than the small word before it.
PLACED = re.compile(
    rf"{CAPITAL}(?:(?<=\b(?:in|at|to) .)|(?<=\b(?:near|from) .)|(?<=\bacross .)|"
    r"(?<=\boutside .)|(?<=\bthroughout .))[\w'’-]{0,30}"
    rf"(?: (?:upon |on |of |and )?{CAPITALISED}){{0,3}}"
)
SUBJECT = re.compile(
    r"(?:The )?(?P<words>.{3,120}?) "
    r"(?:has|have|is|are|today|announced|will|said|says)\b"
)
OCCASIONS = word_set(
    "conference summit congress festival games week day fair exhibition awards "
    "championship championships symposium convention commemoration inauguration jubilee"
)
NO_PLACES = word_set(
    "january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday spring summer "
    "autumn winter christmas easter i we the a an this these those it he she they our "
    "today tomorrow yesterday parliament"
)
POSTS_AND_TITLES = ROLE_NOUNS | TITLES
NO_PART_OF_A_PLACE = NO_PLACES | POSTS_AND_TITLES | OCCASIONS | ORGANISATION_NOUNS


@dataclass(frozen=True)
class Mentions:
    organisations: tuple[str, ...]
    places: tuple[str, ...]
    events: tuple[str, ...]
    issuer: str


def find_mentions(paragraphs: Sequence[str], people: Iterable[str]) -> Mentions:
    runs = [run for words in paragraphs for run in _runs(words)]
    organisations = _once(run for run in runs if _is_organisation(run))
    events = _once(run for run in runs if key(run.split()[-1]) in OCCASIONS)
    known = {name.lower() for name in (*people, *organisations, *events)}
    places = _once(
        place
        for words in paragraphs
        for place in _places(words)
        if place.lower() not in known
    )
    return Mentions(organisations, places, events, _issuer(paragraphs, organisations))


def organisations_in(words: str) -> Iterator[str]:
    return filter(_is_organisation, _runs(words))


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _runs(words: str) -> list[str]:
    """Capitalised words that belong together; of a sentence's first word only when
    more follow."""
    runs = []
    for found in RUN.finditer(words):
        run = found.group()
        if run.startswith(OPENINGS):
            run = run.partition(" ")[2]
        if " " in run:
            runs.append(run.removesuffix("'s").removesuffix("’s"))
    return runs


def _is_organisation(run: str) -> bool:
    words = [key(word) for word in run.split()]
    if ORGANISATION_NOUNS.isdisjoint(words) or not POSTS_AND_TITLES.isdisjoint(words):
        return False
    heads = (words[0], words[-1], *_before_preposition(words))
    return not ORGANISATION_NOUNS.isdisjoint(heads)


def _before_preposition(words: Sequence[str]) -> list[str]:
    return [word for word, after in pairwise(words) if after in ("of", "for")]


def _places(words: str) -> list[str]:
    places = []
    for found in PLACED.finditer(words):
        place = found.group().removesuffix("'s").removesuffix("’s")
        if NO_PART_OF_A_PLACE.isdisjoint(map(key, place.split())):
            places.append(place)
    return places


def _issuer(paragraphs: Sequence[str], organisations: Sequence[str]) -> str:
    """The body that is the subject of the first sentence."""
    found = SUBJECT.match(paragraphs[0]) if paragraphs else None
    return found["words"] if found and found["words"] in organisations else ""
