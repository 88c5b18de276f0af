"""A post whose field runs on into a name: "Minister for Roads Ada Penrose"."""

import re
from collections.abc import Iterable, Iterator

from briefings.text.finds import ReadPerson
from briefings.text.names import bare_name, is_name
from briefings.text.speech.speech_verbs import VERB
from briefings.text.starts import found_from

UNSUPPORTED = 0.6
NOUNS_WITH_A_FIELD = (
    *("Minister", "Secretary", "Member", "Mayor", "Ambassador", "Commissioner"),
    *("Envoy", "Administrator", "Director", "Governor", "Senator"),
    *("Professor", "Dean", "Head", "Chair"),
)
POST_WITH_A_FIELD = re.compile(rf"(?:{'|'.join(NOUNS_WITH_A_FIELD)}) (?:for|of) ")
FIELD_THEN_NAME = re.compile(
    rf"\b(?P<role>(?:{'|'.join(NOUNS_WITH_A_FIELD)}) (?:for|of)(?: the)? "
    r"(?:[^\W\d_a-z][\w'’-]{0,30},? (?:(?:and|of|for|the|&) ){0,2}){0,7}?"
    r"[^\W\d_a-z][\w'’-]{0,30}(?: \([^()]{2,40}\))?) "
    r"(?P<name>(?:(?:Dr|Sir|Dame|Hon) )?[^\W\d_a-z][\w'’-]{0,30} "
    r"(?:[^\W\d_a-z]\. )?[^\W\d_a-z][\w'’-]{0,30})(?![\w'’-])"
    r"(?! (?:[^\W\d_a-z]|and [^\W\d_a-z]))"
)
WHOLE_POSTS = ("of State", "of Parliament", "of Government")
QUALIFIER = re.compile(
    r"(?:(?:Prime|Deputy|Assistant|Associate|Acting|Cabinet|Parliamentary|High|Chief|"
    r"Special|Executive|Regional|Vice|Senior) )+$"
)
SPEECH_VERB = re.compile(rf" {VERB}\b")


def speaks(last: str, paragraphs: Iterable[str]) -> bool:
    """Whether somebody speaks by this surname alone."""
    name = re.escape(last)
    alone = re.compile(rf"\bsa(?:id|ys) {name}\b|[\"”’,] {name} sa(?:id|ys)\b", re.I)
    return any(alone.search(words) for words in paragraphs)


def field_then_name(paragraph: str) -> Iterator[ReadPerson]:
    """As in "Minister for Roads and Ports Ada Penrose said": nothing but their place
    tells the field from the name."""
    if not POST_WITH_A_FIELD.search(paragraph):
        return
    for found in found_from(POST_WITH_A_FIELD, FIELD_THEN_NAME, paragraph):
        before = paragraph[max(0, found.start() - 60) : found.start()]
        name = bare_name(found["name"])
        if not is_name(name):
            continue
        qualifier = QUALIFIER.search(before)
        role = f"{qualifier.group() if qualifier else ''}{found['role']}"
        is_whole = found["role"].endswith(WHOLE_POSTS)
        is_said = is_whole or SPEECH_VERB.match(paragraph, found.end())
        is_parted = found["role"].endswith(")")
        score = 0.8 if is_said or is_parted else UNSUPPORTED
        yield ReadPerson(name, role, None, "field-then-name", score)
