"""Names as they are printed: in capitals, or two for one speech."""

import re

from briefings.text.names import SMALL_WORDS_IN_ROLES, is_name, is_role_noun

SPOKEN_AS_A_WORD = re.compile("[AEIOUY.]")
SHORT_FORM = 3
# "Deputy Mayor ODA LIN", "ODA LIN, Deputy Mayor": two words in capitals at least.
IN_CAPITALS = re.compile(
    r"(?<![\w'’-])[^\W\d_a-z][^\W\d_a-z'’.-]{1,30}"
    r"(?: [^\W\d_a-z][^\W\d_a-z'’.-]{1,30}){1,3}(?=,|$)"
)
BETWEEN_NAMES = re.compile(" (?:and|et|und) ")


def names_in(speaker: str) -> list[str]:
    """Two for "Ada Penrose and Huw Parry", whom one sentence gives the same words."""
    return BETWEEN_NAMES.split(speaker)


def word_between(speaker: str) -> str:
    """Of two names, "and" in their language."""
    found = BETWEEN_NAMES.search(speaker)
    return found.group().strip() if found else "and"


def out_of_capitals(text: str) -> str:
    """In capitals "MAYOR ADA PENROSE" is Mayor Ada Penrose, but "NHS VALMERE" stays."""
    if not text.isupper():
        return IN_CAPITALS.sub(lambda found: _name_or_as_is(found.group()), text)
    titled = _titled(text)
    return titled if is_name(titled) or _is_post_and_name(titled) else text


def _name_or_as_is(words: str) -> str:
    titled = _titled(words)
    return titled if is_name(titled) else words


def _titled(text: str) -> str:
    return " ".join(map(_word_out_of_capitals, text.split()))


def _word_out_of_capitals(word: str) -> str:
    if word.lower() in SMALL_WORDS_IN_ROLES:
        return word.lower()
    is_short_form = len(word) <= SHORT_FORM and is_role_noun(word)
    return word if is_short_form or not SPOKEN_AS_A_WORD.search(word) else word.title()


def _is_post_and_name(text: str) -> bool:
    if not any(map(is_role_noun, text.split())):
        return False
    return any(
        is_name(part) or is_name(" ".join(part.split()[-2:]))
        for part in text.split(", ")
    )
