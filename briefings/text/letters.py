"""Small letters, position by position.

Patterns that tell no capitals from small letters are two to three times slower than
patterns over words in small letters, so most cues are looked for in these."""

import re
from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase

from briefings.text.remembering import remembered

# As `\d`, which is slower to look for: a table passes over all that cannot be one.
_DIGIT = re.compile(r"[^\x00-/:-\x7f](?<=\d)")
_TO_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def small(words: str) -> str:
    """As long as the words, which the small form of a few letters is not.

    >>> small("Port YSOLDE"), len(small("İ"))
    ('port ysolde', 1)
    """
    lowered = words.lower()
    return lowered if len(lowered) == len(words) else words.translate(_TO_SMALL)


@remembered
def has_digit(words: str) -> bool:
    """Without one there is no day, no telephone number and no number in digits, and
    to know it costs much less than to look for any of them."""
    return _DIGIT.search(words) is not None


def has_any(words: str, signs: Iterable[str]) -> bool:
    """
    >>> has_any("the new lock", ("quay", "lock"))
    True
    """
    return any(map(words.__contains__, signs))
