"""The words of a release as they are while an editor marks them: laid out as readers
will see them, every record and proposal at its words, and every paragraph saying where
it begins, so that a selection can be told in code points of the plain text."""

from collections.abc import Iterator, Sequence

from briefings.text.markup.markdown import Leaf, Node, one_line, parse
from briefings.text.markup.marks import Mark, Marking, Shown, quoted
from briefings.text.markup.rendering import Page, Rendering
from briefings.text.markup.sanitising import sanitised
from briefings.text.markup.weaving import Thread


def render_to_mark(
    key_points: Sequence[str],
    body: str,
    marks: Sequence[Mark],
    proposed: Sequence[Mark] = (),
) -> Rendering:
    """Marks name what they belong to in ``data-ref``; a proposal has a class more."""
    document = parse(key_points, body)
    page = _MarkingPage(Marking(document, [*marks, *proposed]), set(proposed))
    return Rendering(
        tuple(sanitised(page.line(leaf)) for leaf in document.key_points),
        sanitised(page.blocks(document.body)),
    )


def render_line_to_mark(line: str, marks: Sequence[Mark]) -> str:
    document = one_line(line)
    page = _MarkingPage(Marking(document, marks), set())
    return sanitised(page.line(document.leaves[0]))


class _MarkingPage(Page):
    def __init__(self, marking: Marking, proposed: set[Mark]) -> None:
        super().__init__(marking, taken=None)
        self._proposed = proposed

    def line(self, leaf: Leaf) -> str:
        words = super().line(leaf)
        if leaf.index < 0:
            return words
        return f'<span data-start="{leaf.start}">{words}</span>'

    def _parts(self, nodes: Sequence[Node]) -> Iterator[str]:
        # A quote that is a block stays one paragraph by paragraph here, because
        # paragraphs are what is selected.
        return map(self._node, nodes)

    def _marks_in(self, leaf: Leaf) -> Iterator[Thread]:
        for shown in self._marking.on(leaf.index):
            start = max(shown.mark.start - leaf.start, 0)
            end = min(shown.mark.end - leaf.start, len(leaf.text))
            if start < end:
                yield self._thread(shown, start, end)

    def _thread(self, shown: Shown, start: int, end: int) -> Thread:
        mark = shown.mark
        classes = f"{mark.kind} proposed" if mark in self._proposed else mark.kind
        opening = f'<mark class="{classes}" data-ref="{quoted(mark.name)}">'
        return Thread(start, end, opening=opening, again=opening, closing="</mark>")
