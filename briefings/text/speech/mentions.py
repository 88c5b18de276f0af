"""Organisations, places and occasions that a release mentions, as proposals."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from briefings.text.blocks import Paragraph
from briefings.text.finds import ReadMention
from briefings.text.letters import has_digit
from briefings.text.names import (
    ORGANISATION_NOUNS,
    ROLE_NOUNS,
    TITLES,
    key,
    word_set,
)
from briefings.text.remembering import remembered
from briefings.text.starts import CAPITAL

CAPITALISED = r"[^\W\d_a-z][\w'’-]{0,30}"
RUN = re.compile(
    rf"{CAPITAL}[\w'’-]{{0,30}}(?= (?:[^\W\d_a-z]|of|for|and|&|in|on))"
    rf"(?:(?: (?:of|for|and|&|in|on)(?: the)?)? {CAPITALISED}){{1,8}}"
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
# Bodies in a list of names, though not where a speaker stands.
BODIES = ORGANISATION_NOUNS | word_set("government hospice hospices treasury")
LANGUAGES = word_set("english welsh french german spanish irish gaelic scots cornish")
NO_PART_OF_A_PLACE = NO_PLACES | POSTS_AND_TITLES | OCCASIONS | BODIES


# How far each rule is to be trusted.
WORTH = {"organisation-noun": 0.8, "occasion-noun": 0.7, "preposition-and-name": 0.5}


@dataclass(frozen=True)
class Mentions:
    organisations: tuple[ReadMention, ...]
    places: tuple[ReadMention, ...]
    events: tuple[ReadMention, ...]
    issuer: str


class Named(NamedTuple):
    """A name and where it stands in the words of its paragraph."""

    name: str
    start: int


def find_mentions(
    paragraphs: Sequence[Paragraph], first: str, people: Iterable[str]
) -> Mentions:
    """``first`` is the first paragraph of the body, whose subject is the issuer."""
    runs = [(p, run) for p in paragraphs for run in _runs(p.words)]
    organisations = _once("organisation-noun", runs, _is_organisation)
    events = _once("occasion-noun", runs, _is_occasion)
    found = (*organisations, *events)
    known = {name.lower() for name in (*people, *(each.name for each in found))}
    places = _once(
        "preposition-and-name",
        ((p, place) for p in paragraphs for place in _places(p.words)),
        lambda place: place.lower() not in known,
    )
    issuer = _issuer(first, {each.name for each in organisations})
    return Mentions(organisations, places, events, issuer)


def organisations_in(words: str) -> Iterator[str]:
    return filter(_is_organisation, (run.name for run in _runs(words)))


def _once(
    rule: str,
    found: Iterable[tuple[Paragraph, Named]],
    is_one: Callable[[str], bool],
) -> tuple[ReadMention, ...]:
    """Each where it is named first."""
    firsts: dict[str, ReadMention] = {}
    for paragraph, named in found:
        if named.name not in firsts and is_one(named.name):
            start = paragraph.start + named.start
            firsts[named.name] = ReadMention(
                named.name, start, start + len(named.name), rule, WORTH[rule]
            )
    return tuple(firsts.values())


@remembered
def _runs(words: str) -> tuple[Named, ...]:
    """Capitalised words that belong together; of a sentence's first word only when
    more follow."""
    runs = []
    for found in RUN.finditer(words):
        run, start = found.group(), found.start()
        if run.startswith(OPENINGS):
            opening, _, run = run.partition(" ")
            start += len(opening) + 1
        if " " in run:
            runs.append(Named(_without_whose(run), start))
    return tuple(runs)


def _without_whose(words: str) -> str:
    return words.removesuffix("'s").removesuffix("’s")


def _is_occasion(run: str) -> bool:
    return key(run.rpartition(" ")[2]) in OCCASIONS


def _is_organisation(run: str) -> bool:
    words = [key(word) for word in run.split()]
    if BODIES.isdisjoint(words) or not POSTS_AND_TITLES.isdisjoint(words):
        return False
    heads = (words[0], words[-1], *_before_preposition(words))
    return not BODIES.isdisjoint(heads)


def _before_preposition(words: Sequence[str]) -> list[str]:
    return [word for word, after in pairwise(words) if after in ("of", "for")]


def _places(words: str) -> list[Named]:
    return [
        Named(place, found.start())
        for found in PLACED.finditer(words)
        if _is_place(place := _without_whose(found.group()))
    ]


def _is_place(words: str) -> bool:
    """Not as "in Q3", "in Welsh" or "at St Ysolde’s Hospice"."""
    if has_digit(words) or words.lower() in LANGUAGES:
        return False
    return NO_PART_OF_A_PLACE.isdisjoint(map(key, words.split()))


def _issuer(first: str, organisations: Collection[str]) -> str:
    """The body that is the subject of the first sentence."""
    found = SUBJECT.match(first)
    return found["words"] if found and found["words"] in organisations else ""
