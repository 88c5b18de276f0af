"""Records shown in the words that carry them."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from briefings.text.markup.markdown import Document, Leaf, readable
from briefings.text.markup.weaving import Thread

_AROUND_A_QUOTE = " \n\u00a0\"'“”„‟‘’‚‛«»‹›"
_ORDER = {"quote": 0, "commitment": 1, "figure": 2, "comment": 3}


@dataclass(frozen=True)
class Mark:
    """A record's words in the page, or for editors what a comment is about. ``url`` is
    its permalink, ``caption`` says who spoke and ``cite`` where, if not there."""

    kind: Literal["quote", "commitment", "figure", "comment"]
    ref: str
    start: int
    end: int
    url: str
    caption: str = ""
    cite: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.ref}"


@dataclass(eq=False)
class Shown:
    """A mark on its way through the page: which leaves it touches, and whether it
    covers those at its ends."""

    mark: Mark
    identified: set[str]  # the marks of the page whose id was given away
    first: int
    last: int
    covers_first: bool = False
    covers_last: bool = False
    is_linked: bool = False
    within: list[Mark] = field(default_factory=list)  # with links of their own

    @property
    def is_whole(self) -> bool:
        return self.covers_first and self.covers_last

    def covers(self, first: int, last: int) -> bool:
        after = first > self.first or (first == self.first and self.covers_first)
        before = last < self.last or (last == self.last and self.covers_last)
        return after and before

    def identity(self) -> str:
        """The id for the first element of the mark, its ref for those that go on."""
        if self.mark.name in self.identified:
            return f' data-ref="{quoted(self.mark.ref)}"'
        self.identified.add(self.mark.name)
        return f' id="{quoted(self.mark.name)}"'


class Marking:
    """The marks of a document, leaf by leaf."""

    def __init__(self, document: Document, marks: Sequence[Mark]) -> None:
        self._document = document
        self._by_leaf: list[list[Shown]] = [[] for _ in document.leaves]
        starts = [leaf.start for leaf in document.leaves]
        inside = [mark for mark in marks if self._touches_words(mark)]
        # Where marks have the same place, a quote is outside and a figure inside.
        inside.sort(key=lambda m: (m.start, -m.end, _ORDER[m.kind], m.ref))
        identified: set[str] = set()
        placed = [self._placed(mark, starts, identified) for mark in inside]
        for shown in placed:
            for index in range(shown.first, shown.last + 1):
                self._by_leaf[index].append(shown)
        _link_in_place(placed, document)

    def on(self, index: int) -> list[Shown]:
        return self._by_leaf[index] if index >= 0 else []

    def lift(self, quote: Shown, first: int, last: int) -> None:
        """Take a quote out of leaves whose blocks show it."""
        for index in range(first, last + 1):
            self._by_leaf[index].remove(quote)

    def threads(self, leaf: Leaf) -> Iterator[Thread]:
        for shown in self.on(leaf.index):
            start = max(shown.mark.start - leaf.start, 0)
            end = min(shown.mark.end - leaf.start, len(leaf.text))
            if start < end:
                yield _thread(shown, start, end, is_last=leaf.index == shown.last)
                yield from _links_around(shown, leaf)

    def _touches_words(self, mark: Mark) -> bool:
        leaves = self._document.leaves
        return (
            bool(leaves)
            and 0 <= mark.start < mark.end
            and (mark.start < leaves[-1].end)
        )

    def _placed(self, mark: Mark, starts: Sequence[int], identified: set[str]) -> Shown:
        leaves = self._document.leaves
        first = bisect_right(starts, mark.start) - 1
        last = bisect_left(starts, mark.end) - 1
        if mark.start >= leaves[first].end:  # in the blank line
            first = min(first + 1, last)
        before = leaves[first].text[: max(0, mark.start - leaves[first].start)]
        after = leaves[last].text[max(0, mark.end - leaves[last].start) :]
        return Shown(
            mark,
            identified,
            first,
            last,
            not before.strip(_AROUND_A_QUOTE),
            not after.strip(_AROUND_A_QUOTE),
        )


def _link_in_place(marks: Sequence[Shown], document: Document) -> None:
    """Let a mark be a link where nothing else in it or around it is one; of several,
    commitments first, then the shortest. Behind the others stands a permalink; not
    behind figures, which often end a sentence and are linked beside the text."""
    links = [
        (leaf.start + element.start, leaf.start + element.end)
        for leaf in document.leaves
        for element in leaf.elements
        if element.tag == "a"
    ]
    links.sort()
    by_claim = sorted(
        (shown for shown in marks if shown.mark.kind != "quote" and shown.mark.url),
        key=lambda s: (_ORDER[s.mark.kind], s.mark.end - s.mark.start),
    )
    for shown in by_claim:
        start, end = shown.mark.start, shown.mark.end
        at = bisect_left(links, (end, 0))
        if at == 0 or links[at - 1][1] <= start:
            shown.is_linked = True
            insort(links, (start, end))
    for shown in by_claim:
        if shown.is_linked and shown.mark.kind == "commitment":
            _let_figures_in(shown, by_claim, document)


def _let_figures_in(promise: Shown, marks: Sequence[Shown], document: Document) -> None:
    """Figures lead to their sources also in a promise, whose link goes on behind them.
    One that is all that the promise says leaves the link to it."""
    mark = promise.mark
    for shown in marks:
        figure = shown.mark
        if (
            figure.kind == "figure"
            and not shown.is_linked
            and mark.start <= figure.start < figure.end <= mark.end
            and not any(_overlap(figure, other) for other in promise.within)
            and _has_words_beside(promise, [*promise.within, figure], document)
        ):
            shown.is_linked = True
            promise.within.append(figure)


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _has_words_beside(promise: Shown, within: list[Mark], document: Document) -> bool:
    return any(
        list(_pieces(leaf, promise.mark.start, promise.mark.end, within))
        for leaf in document.leaves[promise.first : promise.last + 1]
    )


def _pieces(
    leaf: Leaf, start: int, end: int, within: Sequence[Mark]
) -> Iterator[tuple[int, int]]:
    """What is left of these places between the marks within, in the leaf's own: the
    stretches that have words, without the blanks around them."""
    start, end = max(start - leaf.start, 0), min(end - leaf.start, len(leaf.text))
    cuts = sorted((mark.start - leaf.start, mark.end - leaf.start) for mark in within)
    for until, further in [*cuts, (end, end)]:
        words = leaf.text[start : min(until, end)]
        if any(map(str.isalnum, words)):
            blanks = len(words) - len(words.lstrip())
            yield start + blanks, start + len(words.rstrip())
        start = max(start, further)


def _links_around(shown: Shown, leaf: Leaf) -> Iterator[Thread]:
    if not shown.within:
        return
    mark = shown.mark
    link = f'<a href="{quoted(mark.url)}">'
    for first, last in _pieces(leaf, mark.start, mark.end, shown.within):
        yield Thread(
            first, last, opening=link, again=link, closing="</a>", is_link=True
        )


def _thread(shown: Shown, start: int, end: int, *, is_last: bool) -> Thread:
    mark = shown.mark
    tag = "span" if mark.kind == "quote" else "mark"
    link, unlink = "", ""
    if shown.is_linked and not shown.within:
        link, unlink = f'<a href="{quoted(mark.url)}">', "</a>"
    has_permalink = is_last and not shown.is_linked and mark.kind != "figure"
    again = f'<{tag} class="{mark.kind}" data-ref="{quoted(mark.ref)}">{link}'
    return Thread(
        start,
        end,
        opening=f'<{tag} class="{mark.kind}"{shown.identity()}>{link}',
        again=again,
        closing=f"{unlink}</{tag}>",
        is_link=bool(link),
        after=permalink(mark) if has_permalink else "",
    )


def permalink(mark: Mark) -> str:
    if not mark.url:
        return ""
    label = f"Link to this {mark.kind}"
    if mark.caption:
        label = f"{label} by {mark.caption}"
    return (
        f'<a class="permalink" href="{quoted(mark.url)}" '
        f'aria-label="{quoted(label)}">#</a>'
    )


def quoted(value: str) -> str:
    return escape(readable(value), quote=True)
