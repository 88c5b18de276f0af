"""People named in full who are given no post there: who "she" and "Dr Penrose" may be.

They complete a speaker, but are not proposed to an editor: the name alone tells too
little."""

import re
from collections.abc import Iterator

from briefings.text.finds import ReadPerson
from briefings.text.letters import has_any
from briefings.text.names import bare_name, is_name
from briefings.text.speech.speech_verbs import VERB

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
TITLED = re.compile(rf"\b(?:{'|'.join(TITLES)})\.? (?P<name>{NAME})")
# "Ada Penrose (Harrow East) said", "Ada Penrose is a student".
SPEAKING = re.compile(
    rf"(?:^|[.!?\"”’] |, )(?P<name>{NAME})(?: \([^()]{{1,40}}\))?,? "
    rf"(?:{VERB}|who|is an?|is the|was an?|was the)\b"
)


# "STATEMENT BY THE MINISTER FOR ROADS, MR. HUW PARRY".
TITLES_IN_CAPITALS = (
    *("MR", "MRS", "MS", "MISS", "DR", "DAME", "SIR", "PROFESSOR", "SENATOR"),
    *("HON", "HONOURABLE"),
)
IN_CAPITALS = re.compile(
    rf"\b(?:{'|'.join(TITLES_IN_CAPITALS)})\.? "
    r"(?P<name>(?:[^\W\d_a-z]\. ?){0,3}[^\W\d_a-z][^\W\d_a-z'’-]{0,30}"
    r"(?: [^\W\d_a-z][^\W\d_a-z'’-]{1,30}){1,2})\b"
)


def mentioned_people(words: str) -> Iterator[ReadPerson]:
    if has_any(words, TITLES):
        yield from _named(TITLED, words, "title-and-name")
    yield from _named(SPEAKING, words, "name-and-verb")
    if has_any(words, TITLES_IN_CAPITALS):
        yield from _named_in_capitals(words)


def _named(pattern: re.Pattern[str], words: str, rule: str) -> Iterator[ReadPerson]:
    for found in pattern.finditer(words):
        name = bare_name(found["name"])
        is_rank = any(len(w) > 1 and w.isupper() for w in name.split())
        if is_name(name) and not is_rank:
            yield ReadPerson(name, None, None, rule, 0.5)


def _named_in_capitals(words: str) -> Iterator[ReadPerson]:
    for found in IN_CAPITALS.finditer(words):
        name = bare_name(found["name"].title())
        if is_name(name):
            yield ReadPerson(name, None, None, "title-and-name", 0.5)
