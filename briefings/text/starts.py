"""Patterns that are tried only where what they look for may start.

The library looks for a pattern that begins with an assertion, such as the start of a
word, at every letter. For one that begins with a set of characters it passes over all
others many times faster."""

import re
from collections.abc import Iterator

# As `[^\W\d_a-z]`, which is slow to look for: here the small letters are passed over
# by a table, and only what may be a capital is looked at twice. The library makes a
# table only of what is not meant: with the letters beyond ASCII it would be no table.
CAPITAL = r"[^\x00-@\[-\x7f](?<=[^\W\d_a-z])"


def found_from(
    starts: re.Pattern[str], pattern: re.Pattern[str], words: str, where: str = ""
) -> Iterator[re.Match[str]]:
    """As ``pattern`` finds them one after another in ``words``, if it matches nowhere
    but at ``starts``; these are looked for in ``where`` instead, such as the same
    words in small letters.

    >>> vowel, word = re.compile("[aeiou]"), re.compile("a[a-z]+")
    >>> [found.group() for found in found_from(vowel, word, "an ear, area")]
    ['an', 'ar', 'area']
    """
    end = 0
    for start in starts.finditer(where or words):
        at = start.start()
        if at >= end and (found := pattern.match(words, at)):
            end = found.end()
            yield found
