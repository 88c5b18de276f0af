"""Answers given again, where the same lines are asked about over and over.

Whether a line is a label, a contact or an attribution is asked by several rooms, of the
lines around as well as of itself. The answer depends on nothing but the words, so the
last few hundred are kept: about what one long release asks."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")

MOST_KEPT = 512
# What is longer is hardly asked about twice, and would fill the memory.
LONGEST_KEPT = 2000


def remembered(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """For a function of words alone whose answer nobody changes, and which costs far
    more than to look an answer up.

    >>> asked = []
    >>> @remembered
    ... def shout(words):
    ...     asked.append(words)
    ...     return words.upper()
    >>> shout("quay"), shout("quay"), asked
    ('QUAY', 'QUAY', ['quay'])
    """
    known = lru_cache(maxsize=MOST_KEPT)(read)

    @wraps(read)
    def answer(words: str) -> Answer:
        return known(words) if len(words) <= LONGEST_KEPT else read(words)

    return answer
