"""Answers given again, where the same lines are asked about over and over.

Whether a line is a label, a contact or an attribution is asked by several rooms, of the
lines around as well as of itself. The answer depends on nothing but the words, so the
last few hundred are kept: about what one long release asks."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar, cast

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
    return cast(Callable[[str], Answer], update_wrapper(_Known(read), read))


class _Known(dict[str, Answer], Generic[Answer]):
    """Called as the function is: a dictionary looks up in a third of the time that a
    call of a function takes. When it is full it starts anew."""

    __call__ = dict.__getitem__

    def __init__(self, read: Callable[[str], Answer]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, words: str) -> Answer:
        answer = self._read(words)
        if len(words) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[words] = answer
        return answer
