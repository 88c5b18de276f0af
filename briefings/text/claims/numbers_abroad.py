"""Numbers as other languages print them: 1.940 in German, 1 150 in French.

The language is asked for only where the print leaves it open."""

import re
from functools import lru_cache

from briefings.text.languages import language_of

# 1.94 in English.
DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")


# A paragraph may hold many numbers.
@lru_cache(maxsize=4)
def _language(words: str) -> str:
    return language_of(words)


def undotted(number: str, words: str) -> str:
    """
    >>> undotted("1.940", "Sie hat 1.940 Boote und der Hafen ist voll.")
    '1940'
    >>> undotted("1.940", "It has 1.940 tonnes of the lead.")
    '1.940'
    """
    is_dotted = DOTTED.fullmatch(number) and _language(words) in ("de", "es")
    return number.replace(".", "") if is_dotted else number


def parts_by_spaces(words: str) -> bool:
    """Whether "1 150" is one number."""
    return _language(words) == "fr"


def has_capital_nouns(words: str) -> bool:
    """Whether a capital makes no name of the word before a number."""
    return _language(words) == "de"
