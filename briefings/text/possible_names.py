"""Whatever in a text might be somebody's name, to be looked up in a register."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    ("al", "ap", "bin", "da", "de", "del", "der", "di", "du", "la", "le", "van", "von")
)
_LONGEST = 6  # words of a name


def possible_names(text: str) -> set[str]:
    """Two to six words in a row that begin with capitals, small particles between them.

    >>> sorted(possible_names("It is Ada de Vries."))
    ['Ada de', 'Ada de Vries', 'de Vries']
    """
    names: set[str] = set()
    for run in _runs(text):
        for first in range(len(run)):
            for last in range(first + 2, min(first + _LONGEST, len(run)) + 1):
                names.add(text[run[first][0] : run[last - 1][1]])
    return names


def _runs(text: str) -> list[list[tuple[int, int]]]:
    runs: list[list[tuple[int, int]]] = [[]]
    for found in _WORD.finditer(text):
        word, end = found[0], found.end()
        if word.endswith(".") and len(word) > 3:
            word, end = word[:-1], end - 1  # the end of a sentence, not an initial
        is_name = word[0].isupper() or word in _PARTICLES
        run = runs[-1]
        gap = text[run[-1][1] : found.start()] if run else " "
        if not is_name or gap not in (" ", "\xa0"):
            runs.append(run := [])
        if is_name:
            run.append((found.start(), end))
    return runs
