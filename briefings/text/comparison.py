"""What is different between two texts, word by word, for somebody to read. The time it
takes grows with their length, whatever stands in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefings.text.markup.alignment import aligned

_PARAGRAPHS = re.compile(r"[^\n]+|\n+")
# A space goes with the word behind it; a number is one word with the sign of its
# currency or share, also where French sets a space between them.
_SIGN = "$£€¥₹₩"
_WORDS = re.compile(
    r"\n+"
    rf"|[^\S\n]*[{_SIGN}]?\w+(?:[.,'’\-]\w+)*(?:(?<=\d)[\xa0\u202f]?[%‰{_SIGN}])?"
    r"|[^\S\n]*[^\w\s]"
    r"|[^\S\n]+"
)
_AROUND = 120

Kind = Literal["same", "gone", "new", "skipped"]


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    words: str


def compare(old: str, new: str) -> list[Piece]:
    """The two texts as one: what both have, what only the old, what only the new one.

    >>> [(p.kind, p.words) for p in compare("We act now.", "We act today.")]
    [('same', 'We act '), ('gone', 'now'), ('new', 'today'), ('same', '.')]
    """
    pieces = _joined(_by_grain(even_lines(old), even_lines(new)))
    return _joined(_without_crumbs(pieces))


def even_lines(text: str) -> str:
    """Browsers end the lines of a form in their own way; no reader sees that."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def in_short(pieces: Iterable[Piece], around: int = _AROUND) -> list[Piece]:
    """Only what changed, and some words around it; the rest is skipped."""
    pieces = list(pieces)
    last = len(pieces) - 1
    short: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "same":
            short += _cut(piece.words, around, index > 0, index < last)
        else:
            short.append(piece)
    return short


def _by_grain(old: str, new: str) -> Iterator[Piece]:
    olds, news = _PARAGRAPHS.findall(old), _PARAGRAPHS.findall(new)
    i = j = 0
    for a, b, length in [*aligned(olds, news), (len(olds), len(news), 0)]:
        yield from _by_word("".join(olds[i:a]), "".join(news[j:b]))
        yield Piece("same", "".join(olds[a : a + length]))
        i, j = a + length, b + length


def _by_word(old: str, new: str) -> Iterator[Piece]:
    olds, news = _WORDS.findall(old), _WORDS.findall(new)
    i = j = 0
    for a, b, length in [*aligned(olds, news), (len(olds), len(news), 0)]:
        yield Piece("gone", "".join(olds[i:a]))
        yield Piece("new", "".join(news[j:b]))
        yield Piece("same", "".join(olds[a : a + length]))
        i, j = a + length, b + length


def _without_crumbs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A comma or a short word that two changes have between them reads as changed."""
    for index, piece in enumerate(pieces):
        between = 0 < index < len(pieces) - 1
        if piece.kind == "same" and between and _is_crumb(piece.words):
            yield Piece("gone", piece.words)
            yield Piece("new", piece.words)
        else:
            yield piece


def _is_crumb(words: str) -> bool:
    return "\n" not in words and len(words.strip()) <= 3


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Of neighbouring changes first all that is gone, then all that is new."""
    joined: list[Piece] = []
    gone = new = ""
    for piece in pieces:
        if not piece.words:
            continue
        if piece.kind != "same":
            gone += piece.words if piece.kind == "gone" else ""
            new += piece.words if piece.kind == "new" else ""
            continue
        for part in (*_changes(gone, new), piece):
            _append(joined, part)
        gone = new = ""
    for part in _changes(gone, new):
        _append(joined, part)
    return joined


def _changes(gone: str, new: str) -> list[Piece]:
    """The space before a changed word did not change."""
    space = _indent(gone) if _indent(gone) == _indent(new) else ""
    cut = len(space)
    pieces = [Piece("same", space), Piece("gone", gone[cut:]), Piece("new", new[cut:])]
    return [piece for piece in pieces if piece.words]


def _indent(words: str) -> str:
    return words[: len(words) - len(words.lstrip())]


def _append(pieces: list[Piece], piece: Piece) -> None:
    if pieces and pieces[-1].kind == piece.kind == "same":
        piece = Piece("same", pieces.pop().words + piece.words)
    pieces.append(piece)


def _cut(words: str, around: int, after: bool, before: bool) -> list[Piece]:
    """The words next to a change `after` which, or `before` which, they stand."""
    head = around if after else 0
    tail = around if before else 0
    if len(words) <= head + tail + around:
        return [Piece("same", words)]
    first = "".join(words[:head].rsplit(None, 1)[:1]) if head else ""
    last = "".join(words[len(words) - tail :].split(None, 1)[-1:]) if tail else ""
    pieces = [Piece("same", first), Piece("skipped", "…"), Piece("same", last)]
    return [piece for piece in pieces if piece.words]
