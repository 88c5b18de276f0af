"""Letters as searches spell them: the twin of `folded()` in the database, so that what
PostgreSQL found in a folded text is found again in the text as it is printed."""

import re
import unicodedata
from functools import cache

_LETTERS = dict(zip("øØłŁđĐı\u2010\u2011", "oOlLdDi--", strict=True)) | {
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
}
_NOTHING = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f]")
_BLANK = re.compile(
    "[<>/\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    "\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f"
    "\u3000-\u3004\u3008-\u3020\u3030\ufe10-\ufe1f\ufe30-\ufe6f]"
)


def folded(words: str) -> str:
    """
    >>> folded("l’Élysée: “Ærø” for £75")
    'l Elysee:  AEro  for  75'
    """
    return "".join(map(folded_letter, words))


@cache
def folded_letter(letter: str) -> str:
    """One, none or several letters."""
    return "".join(map(_spelt, unicodedata.normalize("NFKD", letter)))


def _spelt(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if _NOTHING.fullmatch(letter):
        return ""
    return " " if _BLANK.fullmatch(letter) else letter
