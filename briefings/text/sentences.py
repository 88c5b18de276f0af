"""Sentences of a paragraph, as code points."""

import re

from briefings.text.remembering import remembered

BREAK = re.compile(r"[.!?;][\"'”’)]*\s+(?=[\"'“‘(]?[^\W_a-z])")
ABBREVIATED = (
    *("mr", "mrs", "ms", "dr", "prof", "st", "no", "vs", "etc", "e.g", "i.e"),
    *("approx", "inc", "ltd", "co", "rt", "hon", "rev"),
)
# A full stop that ends no sentence.
ABBREVIATION = re.compile(
    rf"(?:\b(?:{'|'.join(map(re.escape, ABBREVIATED))}|[a-z])\.|\.\.)$", re.IGNORECASE
)
LONG_ENDS = frozenset(word[-3:] for word in ABBREVIATED if len(word) > 2)


@remembered
def sentences(words: str) -> tuple[tuple[int, int], ...]:
    """
    >>> [s for s in sentences("It opens. Mr. Lin will speak!")]
    [(0, 9), (10, 29)]
    """
    found = []
    start = 0
    for at in BREAK.finditer(words):
        stop = at.start() + 1
        if words[stop - 1] == "." and _is_abbreviated(words, start, stop):
            continue
        found.append((start, at.start() + len(at.group().rstrip())))
        start = at.end()
    if start < len(words):
        found.append((start, len(words)))
    return tuple(found)


def _is_abbreviated(words: str, start: int, stop: int) -> bool:
    """Most words are longer, and end as no abbreviation does."""
    end = words[max(start, stop - 4) : stop - 1]
    if len(end) == 3 and end.isalpha() and end.lower() not in LONG_ENDS:
        return False
    return ABBREVIATION.search(words, max(start, stop - 8), stop) is not None
