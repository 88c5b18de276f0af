"""Elements that overlap in any way, woven into one well-formed line of HTML."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby, pairwise

# What closes a phrase stays with its last word.
_CLOSING = re.compile(r"(?:[\u00a0\u202f]?[.,;:!?…”’»›\"')\]](?!\w))*")


@dataclass(frozen=True, slots=True)
class Thread:
    """An element around `[start, end)` of the words. Where others cut it in two it goes
    on as ``again``; ``after`` follows when it is over, outside of any link and behind
    the punctuation."""

    start: int
    end: int
    opening: str
    again: str
    closing: str
    is_link: bool = False
    after: str = ""


def weave(words: str, threads: Sequence[Thread], *, line_break: str = "\n") -> str:
    """Of threads that begin together, the longer is outside, then the one given first.
    Links must not overlap; they are never cut, the others may be."""
    loom = _Loom(line_break)
    pieces = sorted(
        _cut_at_links(threads), key=lambda thread: (thread.start, -thread.end)
    )
    begun = {
        at: list(group) for at, group in groupby(pieces, lambda piece: piece.start)
    }
    cuts = {0, len(words), *begun, *(piece.end for piece in pieces)}
    for at, until in pairwise([*sorted(cuts), len(words)]):
        loom.end(at)
        if at in begun:
            loom.let_follow()
        for piece in begun.get(at, ()):
            loom.begin(piece)
        loom.say(words[at:until])
    return "".join(loom.html)


def _cut_at_links(threads: Sequence[Thread]) -> Iterator[Thread]:
    """A thread from the inside of a link to its outside is two, so that the link is
    one."""
    links = sorted((t for t in threads if t.is_link), key=lambda link: link.start)
    starts = [link.start for link in links]
    for thread in threads:
        index = bisect_left(starts, thread.start) - 1
        cut = links[index].end if index >= 0 else 0
        if thread.start < cut < thread.end:
            yield replace(thread, end=cut, after="")
            yield replace(thread, start=cut, opening=thread.again)
        else:
            yield thread


class _Loom:
    """The open elements never end before those inside them, so that whatever ends is
    innermost."""

    def __init__(self, line_break: str) -> None:
        self.html: list[str] = []
        self._line_break = line_break
        self._open: list[Thread] = []
        self._links = 0
        self._waiting: list[str] = []

    def begin(self, thread: Thread) -> None:
        shorter = []
        while self._open and self._open[-1].end < thread.end:
            shorter.append(self._open.pop())
            self.html.append(shorter[-1].closing)
        self.html.append(thread.opening)
        self._open.append(thread)
        self._links += thread.is_link
        for cut in reversed(shorter):
            self.html.append(cut.again)
            self._open.append(cut)

    def end(self, at: int) -> None:
        while self._open and self._open[-1].end == at:
            thread = self._open.pop()
            self.html.append(thread.closing)
            self._links -= thread.is_link
            if thread.after:
                self._waiting.append(thread.after)

    def say(self, words: str) -> None:
        if self._waiting and (closing := _CLOSING.match(words)):
            self._print(closing[0])
            words = words[closing.end() :]
        self.let_follow()
        self._print(words)

    def let_follow(self) -> None:
        """Print what waited for the end of the words before, unless in a link."""
        if not self._links:
            self.html += self._waiting
            self._waiting.clear()

    def _print(self, words: str) -> None:
        self.html.append(escape(words, quote=False).replace("\n", self._line_break))
