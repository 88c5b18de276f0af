"""People named in full who are given no post there: who "she" and "Dr Penrose" may be.

They complete a speaker, but are not proposed to an editor: the name alone tells too
little."""

import re
from collections.abc import Iterable, Iterator

from briefings.text.finds import ReadPerson
from briefings.text.letters import has_digit
from briefings.text.names import bare_name, is_name
from briefings.text.speech.speech_verbs import VERB
from briefings.text.starts import found_from

WORD = r"[^\W\d_a-z][\w'’-]{1,30}"
INITIAL = r"[^\W\d_a-z](?:\.|(?= [^\W\d_a-z]))"
PARTICLE = r"(?:de|la|le|van|von|der|den|di|da|dos|du|del|al|bin|ap|ab)"
NAME = (
    rf"(?:{WORD}|{INITIAL})(?: ?{INITIAL}){{0,3}}"
    rf"(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,3}}"
)
TITLES = (
    *("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Dame", "Prof", "Professor", "Sir"),
    *("Cllr", "Councillor", "Senator", "Judge"),
)
TITLE = re.compile("|".join(TITLES))
TITLED = re.compile(rf"\b(?:{TITLE.pattern})\.? (?P<name>{NAME})")
# "Ada Penrose (Harrow East) said", "Ada Penrose is a student".
NAMED_AND_SAID = (
    rf"(?P<name>{NAME})(?: \([^()]{{1,40}}\))?,? "
    rf"(?:{VERB}|who|is an?|is the|was an?|was the)\b"
)
SPEAKING_FIRST = re.compile(NAMED_AND_SAID)
SPEAKING = re.compile(rf"[.!?\"”’,] {NAMED_AND_SAID}")
# "Kelly, 34, lives in Harrow": who is not named in full, is so with an age.
WITH_AGE = re.compile(
    rf"(?<![\w'’-] )(?P<name>{WORD}(?: {WORD}){{0,2}}),? (?:aged )?[1-9]\d(?=, )"
)
# Two digits and a comma stand in every one of these, and are found at once.
AGE = re.compile(r"[1-9]\d, ")
BEFORE_A_SPEAKER = re.compile(r"[.!?\"”’,] (?=[^\W\d_a-z])")

# "STATEMENT BY THE MINISTER FOR ROADS, MR. HUW PARRY".
TITLES_IN_CAPITALS = (
    *("MR", "MRS", "MS", "MISS", "DR", "DAME", "SIR", "PROFESSOR", "SENATOR"),
    *("HON", "HONOURABLE"),
)
TITLE_IN_CAPITALS = re.compile("|".join(TITLES_IN_CAPITALS))
ANY_TITLE = re.compile(f"{TITLE.pattern}|{TITLE_IN_CAPITALS.pattern}")
IN_CAPITALS = re.compile(
    rf"\b(?:{TITLE_IN_CAPITALS.pattern})\.? "
    r"(?P<name>(?:[^\W\d_a-z]\. ?){0,3}[^\W\d_a-z][^\W\d_a-z'’-]{0,30}"
    r"(?: [^\W\d_a-z][^\W\d_a-z'’-]{1,30}){1,2})\b"
)


def mentioned_people(words: str) -> Iterator[ReadPerson]:
    has_title = ANY_TITLE.search(words) is not None
    if has_title:
        yield from _named(found_from(TITLE, TITLED, words), "title-and-name")
    yield from _named(_speaking(words), "name-and-verb")
    if has_title:
        yield from _named_in_capitals(words)


def people_with_their_age(words: str) -> Iterator[ReadPerson]:
    """A first name alone is enough there."""
    if has_digit(words) and AGE.search(words):
        for found in WITH_AGE.finditer(words):
            yield ReadPerson(found["name"], None, None, "name-and-age", 0.5)


def _named_in_capitals(words: str) -> Iterator[ReadPerson]:
    for found in found_from(TITLE_IN_CAPITALS, IN_CAPITALS, words):
        name = bare_name(found["name"].title())
        if is_name(name):
            yield ReadPerson(name, None, None, "title-and-name", 0.5)


def _speaking(words: str) -> Iterator[re.Match[str]]:
    first = SPEAKING_FIRST.match(words)
    if first:
        yield first
    for found in found_from(BEFORE_A_SPEAKER, SPEAKING, words):
        if first is None or found.start() >= first.end():
            yield found


def _named(found: Iterable[re.Match[str]], rule: str) -> Iterator[ReadPerson]:
    for each in found:
        name = bare_name(each["name"])
        is_rank = any(len(w) > 1 and w.isupper() for w in name.split())
        if is_name(name) and not is_rank:
            yield ReadPerson(name, None, None, rule, 0.5)
