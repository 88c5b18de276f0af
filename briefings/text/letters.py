"""Small letters, position by position.

Patterns that tell no capitals from small letters are two to three times slower than
patterns over words in small letters, so most cues are looked for in these."""

from string import ascii_lowercase, ascii_uppercase

_TO_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def small(words: str) -> str:
    """As long as the words, which the small form of a few letters is not.

    >>> small("Port YSOLDE"), len(small("İ"))
    ('port ysolde', 1)
    """
    lowered = words.lower()
    return lowered if len(lowered) == len(words) else words.translate(_TO_SMALL)
