"""When and where a speech was given, and what its text is: a transcript, notes, an
article. Such lines stand over the text as labels."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from briefings.text.dates import WrittenDay, written_days

LONGEST_VENUE = 200
# The first that fits: speaking notes, too, "may differ from the delivered version".
GIVEN_AS = {
    "notes": r"speak(?:ing|er['’]?s?) notes",
    "as_prepared": (
        r"check against delivery|as prepared|original script|draft (?:text|speech)|"
        r"(?:may|might) differ from (?:the )?delivered"
    ),
    "transcript": r"transcript\b|(?:exactly )?as (?:it was )?delivered\b",
    "written_statement": r"written (?:ministerial )?statement|datganiad ysgrifenedig",
    "oral_statement": r"oral (?:ministerial )?statement|datganiad llafar",
    "article": r"(?:authored|original) article|\bop-ed\b|opinion piece|^written on\b",
}
_GIVEN_AS = {name: re.compile(words, re.IGNORECASE) for name, words in GIVEN_AS.items()}
# Alone, when the day follows on the next line or as the dateline.
DELIVERED = re.compile(
    r"\W{0,3}(?:delivered|given|spoken|written)(?: (?:on|at|in))?\b\s?:?\s{0,3}",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\W{0,3}(?:location|venue|where|delivered (?:at|in))\s?:?\s{1,3}"
    r"(?P<place>\S.{0,199})",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]\s*")
BEHIND_THE_DAY = re.compile(r"\s*,?\s*(?:(?:at|in)\s+)?(?P<place>[^\W\d_].*)")
_ON = re.compile(r"[ ,]+on\W*$")
_EDGES = " ,.;:–—-"


class Delivery(NamedTuple):
    on: date | None = None
    venue: str = ""
    given_as: str = ""


def read_delivery(lines: Iterable[str], dateline: str = "") -> Delivery:
    """
    >>> read_delivery(["Delivered on 4 March 2024, Lancaster House"])
    Delivery(on=datetime.date(2024, 3, 4), venue='Lancaster House', given_as='')
    >>> read_delivery(["Location: The Old Quay", "(Speaker’s notes)"])
    Delivery(on=None, venue='The Old Quay', given_as='notes')
    >>> read_delivery(["Press release", "Published on 4 March 2024"])
    Delivery(on=None, venue='', given_as='')
    """
    lines = list(lines)
    on, venue = None, ""
    for line, after in pairwise([*lines, ""]):
        told, place = _delivered(line, [after, dateline])
        on, venue = on or told, venue or place or _place_of(line)
    return Delivery(on, venue[:LONGEST_VENUE], _given_as([*lines, dateline]))


def names_a_venue(line: str) -> bool:
    """As in "Location: Lancaster House", which issues nothing."""
    return PLACE.fullmatch(line) is not None


def _delivered(line: str, others: Iterable[str]) -> tuple[date | None, str]:
    label = DELIVERED.match(line)
    if label is None:
        return None, ""
    rest = line[label.end() :]
    for words in [rest] if rest else others:
        words = IN_BRACKETS.sub(" ", words)
        day = next(written_days(words), None)
        if day and (on := day.on()):
            before = _ON.sub("", words[: day.start]).strip(_EDGES)
            return on, before or _behind(words, day)
    return None, ""


def _behind(words: str, day: WrittenDay) -> str:
    found = BEHIND_THE_DAY.fullmatch(words[day.end :])
    return found["place"].strip(_EDGES) if found else ""


def _place_of(line: str) -> str:
    found = PLACE.fullmatch(IN_BRACKETS.sub(" ", line).strip())
    place = found["place"].strip(_EDGES) if found else ""
    return "" if any(written_days(place)) else place


def _given_as(lines: Iterable[str]) -> str:
    lines = list(lines)
    return next(
        (
            name
            for name, words in _GIVEN_AS.items()
            if any(words.search(line) for line in lines)
        ),
        "",
    )
