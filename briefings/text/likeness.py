"""How much two wordings have in common, whatever their marks, accents and spaces."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from briefings.text.names import POST_NOMINALS

DOUBLE_MARKS = re.compile("[“”„‟«»]")
SINGLE_MARKS = re.compile("[‘’‚‛`´]")
DASHES = re.compile("[‐‑‒–—]")
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[£€$%]")
NAME = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?;])[\"')]*\s+(?=[\"'(]?[A-Z£0-9])")
AT_THE_ENDS = " .;:,"


def evened(text: str) -> str:
    """One kind of mark, dash and space."""
    text = DOUBLE_MARKS.sub('"', text)
    text = SINGLE_MARKS.sub("'", text)
    return " ".join(DASHES.sub("-", text).split())


def folded(text: str) -> str:
    """
    >>> folded("L’été  À  Tréville")
    "l'ete a treville"
    """
    letters = unicodedata.normalize("NFKD", evened(text))
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def words_in(text: str) -> list[str]:
    return TOKEN.findall(folded(text))


def overlap(one: str, other: str) -> float:
    """The shared words as a share of the shorter wording.

    >>> overlap("We will open the lock", "the lock")
    1.0
    """
    a, b = Counter(words_in(one)), Counter(words_in(other))
    shorter = min(a.total(), b.total())
    return (a & b).total() / shorter if shorter else 0.0


def agreement(one: str, other: str) -> float:
    """The shared words as a share of both: an F1 of words."""
    a, b = Counter(words_in(one)), Counter(words_in(other))
    both = a.total() + b.total()
    return 2 * (a & b).total() / both if both else 0.0


def surname_of(name: str) -> str:
    names = [word for word in NAME.findall(name) if word not in POST_NOMINALS]
    return names[-1] if names else ""


class Sentences:
    """The sentences of a flat text, and which of them some words touch."""

    def __init__(self, text: str) -> None:
        self._sentences = [
            folded(sentence)
            for line in text.split("\n")
            for sentence in BETWEEN_SENTENCES.split(evened(line))
            if sentence
        ]
        self._text = "".join(f"{sentence} " for sentence in self._sentences)
        self._touched: dict[str, frozenset[int]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for sentence in self._sentences:
            starts.append(starts[-1] + len(sentence) + 1)
        return starts

    def occurrences(self, words: str) -> int:
        return self._text.count(folded(words).strip(AT_THE_ENDS))

    def touched_by(self, words: str) -> frozenset[int]:
        """By number. Words that stand nowhere touch the sentence likest to them."""
        if words not in self._touched:
            self._touched[words] = self._places(folded(words).strip(AT_THE_ENDS))
        return self._touched[words]

    def _places(self, words: str) -> frozenset[int]:
        touched: set[int] = set()
        at = self._text.find(words) if words else -1
        while at >= 0:
            first = bisect_right(self._starts, at) - 1
            last = bisect_left(self._starts, at + len(words))
            touched.update(range(first, last))
            at = self._text.find(words, at + 1)
        if not touched and words:
            likest = max(
                range(len(self._sentences)),
                key=lambda index: overlap(words, self._sentences[index]),
                default=None,
            )
            if likest is not None and overlap(words, self._sentences[likest]) >= 0.5:
                touched.add(likest)
        return frozenset(touched)
