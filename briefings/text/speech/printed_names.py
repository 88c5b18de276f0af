"""Names as they are printed: in capitals, or two for one speech."""

import re

from briefings.text.names import is_name

SPOKEN_AS_A_WORD = re.compile("[AEIOUY.]")


def names_in(speaker: str) -> list[str]:
    """Two for "Ada Penrose and Huw Parry", whom one sentence gives the same words."""
    return speaker.split(" and ")


def out_of_capitals(text: str) -> str:
    """In capitals "ADA PENROSE" is Ada Penrose, but "NHS VALMERE" stays."""
    if not text.isupper() or not all(map(SPOKEN_AS_A_WORD.search, text.split())):
        return text
    return text.title() if is_name(text.title()) else text
