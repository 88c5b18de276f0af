"""A release's Markdown as HTML, its records marked in place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from briefings.text.markup.markdown import (
    Attributes,
    Block,
    Element,
    Leaf,
    Node,
    one_line,
    parse,
)
from briefings.text.markup.marks import Mark, Marking, Shown, permalink, quoted
from briefings.text.markup.sanitising import sanitised
from briefings.text.markup.weaving import Thread, weave

__all__ = ["Mark", "Rendering", "render", "render_markdown"]

_QUOTABLE = frozenset(
    ("p", "blockquote", "ul", "ol", "pre", "table", "h2", "h3", "h4", "h5", "h6")
)
_ELSEWHERE = re.compile(r"(https?:)?//", re.IGNORECASE)
_BREAK = "<br />"


@dataclass(frozen=True)
class Rendering:
    """HTML fragments that are well-formed XML and safe to print as they are."""

    key_points: tuple[str, ...]  # one line each, in the order given
    body: str


def render(
    key_points: Sequence[str], body: str, marks: Sequence[Mark] = ()
) -> Rendering:
    """The places of the marks are those of ``plain_text(key_points, body)``; marks may
    nest, overlap, span paragraphs and cross mark-up. Marks beyond the text are left
    out."""
    document = parse(key_points, body)
    page = Page(Marking(document, marks), taken={mark.name for mark in marks})
    return Rendering(
        tuple(sanitised(page.line(leaf)) for leaf in document.key_points),
        sanitised(page.blocks(document.body)),
    )


def render_markdown(body: str) -> str:
    """A text beside the body: notes to editors, a preview. Its headings have no ids,
    which on one page belong to the body."""
    document = parse((), body)
    page = Page(Marking(document, ()), taken=None)
    return sanitised(page.blocks(document.body))


def render_line(line: str, marks: Sequence[Mark] = ()) -> str:
    document = one_line(line)
    page = Page(Marking(document, marks), taken=None)
    return sanitised(page.line(document.leaves[0]))


class Page:
    """Writes HTML; ``taken`` are the ids in use, or None for a text without any."""

    def __init__(self, marking: Marking, *, taken: set[str] | None) -> None:
        self._marking = marking
        self._taken = taken
        # The last number given to each heading that stands more than once.
        self._headings: dict[str, int] = {}

    def blocks(self, nodes: Sequence[Node]) -> str:
        return "\n".join(self._parts(nodes))

    def line(self, leaf: Leaf) -> str:
        threads = [*self._marks_in(leaf), *map(_thread, leaf.elements)]
        is_code = leaf.tag == "pre"
        return weave(leaf.text, threads, line_break="\n" if is_code else _BREAK)

    def _marks_in(self, leaf: Leaf) -> Iterator[Thread]:
        return self._marking.threads(leaf)

    def _parts(self, nodes: Sequence[Node]) -> Iterator[str]:
        index = 0
        while index < len(nodes):
            quote, after = self._quote_from(nodes, index)
            if quote:
                yield self._figure(quote, nodes[index:after])
            else:
                yield self._node(nodes[index])
            index = after

    def _node(self, node: Node) -> str:
        if isinstance(node, Leaf):
            return self._leaf(node)
        if node.tag == "hr":
            return "<hr />"
        within = self.blocks(node.children)
        return f"{_opening(node.tag, node.attributes)}{within}</{node.tag}>"

    def _leaf(self, leaf: Leaf) -> str:
        words = self.line(leaf)
        if not leaf.tag:
            return words
        if leaf.tag == "pre":
            return f"<pre><code>{words}</code></pre>"
        attributes = leaf.attributes
        if leaf.tag[0] == "h" and self._taken is not None:
            attributes = (*attributes, ("id", self._slug(leaf.text, self._taken)))
        return f"{_opening(leaf.tag, attributes)}{words}</{leaf.tag}>"

    def _slug(self, heading: str, taken: set[str]) -> str:
        slug = re.sub(r"\W+", "-", heading.casefold()).strip("-")[:60] or "section"
        name, number = slug, self._headings.get(slug, 1)
        while name in taken:
            number += 1
            name = f"{slug}-{number}"
        self._headings[slug] = number
        taken.add(name)
        return name

    # Quotes that are blocks

    def _quote_from(
        self, nodes: Sequence[Node], index: int
    ) -> tuple[Shown | None, int]:
        """The outermost quote that the blocks from here on consist of, and how far."""
        for shown in self._marking.on(nodes[index].first):
            if shown.mark.kind == "quote":
                after = _run(nodes, index, shown)
                if after > index:
                    return shown, after
        return None, index + 1

    def _figure(self, quote: Shown, nodes: Sequence[Node]) -> str:
        """Block quotations of one quote are one, however many the Markdown has."""
        self._marking.lift(quote, nodes[0].first, nodes[-1].last)
        mark, identity = quote.mark, quote.identity()
        inner: list[Node] = []
        for node in nodes:
            inner += node.children if _is_quotation(node) else [node]
        caption = f"{quoted(mark.caption)} {permalink(mark)}".strip()
        cited = mark.cite or mark.url
        cite = f' cite="{quoted(cited)}"' if cited else ""
        return (
            f'<figure class="quote"{identity}><blockquote{cite}>{self.blocks(inner)}'
            f"</blockquote><figcaption>{caption}</figcaption></figure>"
        )


def _is_quotation(node: Node) -> TypeGuard[Block]:
    return isinstance(node, Block) and node.tag == "blockquote"


def _run(nodes: Sequence[Node], index: int, quote: Shown) -> int:
    """How far the blocks from here on are covered by a quote. Only block quotations
    are by one that has words elsewhere too."""
    after = index
    while after < len(nodes) and _is_quoted(nodes[after], quote):
        after += 1
    has_speech = any(node.tag in ("p", "blockquote") for node in nodes[index:after])
    return after if has_speech else index


def _is_quoted(node: Node, quote: Shown) -> bool:
    can_be = node.tag in _QUOTABLE if quote.is_whole else _is_quotation(node)
    return can_be and node.first >= 0 and quote.covers(node.first, node.last)


def _opening(tag: str, attributes: Attributes) -> str:
    given = "".join(f' {name}="{quoted(value)}"' for name, value in attributes)
    return f"<{tag}{given}>"


def _thread(element: Element) -> Thread:
    attributes = element.attributes
    if element.tag == "a" and _ELSEWHERE.match(dict(attributes).get("href", "")):
        attributes = (*attributes, ("rel", "external"))
    opening = _opening(element.tag, attributes)
    return Thread(
        element.start,
        element.end,
        opening=opening,
        again=opening,
        closing=f"</{element.tag}>",
        is_link=element.tag == "a",
    )
