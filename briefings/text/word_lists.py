"""Lists of words as patterns."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Any of the words, the longest that fits.

    Alternatives are tried one after another, so that of two hundred words each takes
    its turn at each place. Here words that begin alike part only where they differ.

    >>> any_of(["say", "said", "says", "add"])
    '(?:add|sa(?:id|y(?:s|)))'
    """
    rests: dict[str, set[str]] = {}
    words = set(words)
    for word in filter(None, sorted(words)):
        rests.setdefault(word[0], set()).add(word[1:])
    parts = [re.escape(letter) + any_of(rest) for letter, rest in rests.items()]
    # An empty end comes last: it is the shortest.
    parts += [""] if "" in words else []
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
