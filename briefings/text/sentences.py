"""Sentences of a paragraph, as code points."""

import re

from briefings.text.remembering import remembered

BREAK = re.compile(r"[.!?;][\"'”’)]*\s+(?=[\"'“‘(]?[^\W_a-z])")
# A full stop that ends no sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|vs|etc|e\.g|i\.e|approx|inc|ltd|co|rt|hon|rev|"
    r"[a-z])\.|\.\.)$",
    re.IGNORECASE,
)


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
        if words[stop - 1] == "." and ABBREVIATION.search(
            words, max(start, stop - 8), stop
        ):
            continue
        found.append((start, at.start() + len(at.group().rstrip())))
        start = at.end()
    if start < len(words):
        found.append((start, len(words)))
    return tuple(found)
