"""A release's Markdown as a tree of blocks whose words know their place in the plain
text. The plain text and the pages are both made from it, so they cannot drift."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from briefings.text.markup.dialect import press_markdown
from briefings.text.markup.unmarked import (
    is_unmarked_line,
    separate_blocks,
    unmarked_paragraphs,
    without_links,
)
from briefings.text.remembering import remembered

PARTING = "\n\n"

_md = press_markdown()

# PostgreSQL cannot store NUL and lone surrogates; XML has no word for the others.
_UNWRITABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_OTHER_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1f]")
_OTHER_SEPARATORS = re.compile(r"[\x0b\x0c\x1c-\x1f]")
_UNREADABLE = re.compile(f"{_UNWRITABLE.pattern}|{_OTHER_SEPARATORS.pattern}")

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Element:
    """Mark-up inside a paragraph, around `[start, end)` of its words."""

    start: int
    end: int
    tag: str
    attributes: Attributes = ()


@dataclass(slots=True)
class Leaf:
    """A block that bears words: a paragraph, a heading, a cell, a piece of code."""

    tag: str
    text: str
    elements: tuple[Element, ...] = ()
    attributes: Attributes = ()
    start: int = 0
    index: int = -1  # among the leaves with words

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def first(self) -> int:
        return self.index

    @property
    def last(self) -> int:
        return self.index


@dataclass(slots=True)
class Block:
    """A block of blocks: a list, a quotation, a table, or a rule across."""

    tag: str
    attributes: Attributes = ()
    children: list["Block | Leaf"] = field(default_factory=list)
    first: int = -1  # of the leaves with words in it
    last: int = -1


Node = Block | Leaf


@dataclass(frozen=True, slots=True)
class Document:
    key_points: tuple[Leaf, ...]
    body: tuple[Node, ...]
    leaves: tuple[Leaf, ...]  # those with words, in reading order

    @property
    def plain_text(self) -> str:
        return PARTING.join(leaf.text for leaf in self.leaves)


def plain_text(key_points: Sequence[str], body: str) -> str:
    r"""The words of a release, paragraphs parted by a blank line.

    A soft line break is a space and a hard one "\n"; an image leaves its alternative
    text; list markers, the addresses of links and the language of code leave nothing.

    >>> plain_text(["**Two** deals"], "# Today\n\n> We *will*\n> act.\n\n- R&amp;D")
    'Two deals\n\nToday\n\nWe will act.\n\nR&D'
    """
    points = (
        without_links(point)
        if is_unmarked_line(point)
        else parse((point,), "").plain_text
        for point in map(readable, key_points)
    )
    return PARTING.join(filter(None, (*points, *_paragraphs(readable(body)))))


def _paragraphs(source: str) -> Iterator[str]:
    """As `parse` reads them, which is asked only where there may be mark-up."""
    for start, end in separate_blocks(source):
        yield from _words_of(source[start:end])


@remembered
def _words_of(block: str) -> tuple[str, ...]:
    """Asked when the block is read, and again as a part of the whole."""
    words = unmarked_paragraphs(block)
    return (parse((), block).plain_text,) if words is None else tuple(words)


def parse(key_points: Sequence[str], body: str) -> Document:
    points = [_key_point(point) for point in key_points]
    blocks = _tree(_md.parse(readable(body)))
    leaves: list[Leaf] = []
    _place(points, leaves)
    _place(blocks, leaves)
    return Document(tuple(points), tuple(blocks), tuple(leaves))


def one_line(words: str) -> Document:
    """Words without Markdown, such as a headline. Readers see a space where there is a
    line break."""
    leaf = Leaf("", re.sub(r"\s", " ", words), index=0)
    return Document((leaf,), (), (leaf,))


def _place(nodes: Sequence[Node], leaves: list[Leaf]) -> None:
    for node in nodes:
        before = len(leaves)
        if isinstance(node, Block):
            _place(node.children, leaves)
            if len(leaves) > before:
                node.first, node.last = before, len(leaves) - 1
        elif node.text:
            node.start = leaves[-1].end + len(PARTING) if leaves else 0
            node.index = before
            leaves.append(node)


def readable(source: str) -> str:
    """Without the characters that no database, page or feed can hold."""
    if _UNREADABLE.search(source) is None:
        return source
    return _OTHER_SEPARATORS.sub(" ", _UNWRITABLE.sub("", source))


def _key_point(source: str) -> Leaf:
    lines = re.split(r"\r\n?|\n", readable(source))
    line = "\n".join(line for line in lines if line.strip())
    return _leaf("", (), _md.parseInline(line)[0])


# Blocks

_BEARING_WORDS = frozenset({"paragraph_open", "heading_open", "th_open", "td_open"})
_ALIGNMENT = re.compile(r"text-align:(center|right)")


def _tree(tokens: Sequence[Token]) -> list[Node]:
    root = Block("")
    open_blocks = [root]
    bearer = Token("", "", 0)
    for token in tokens:
        if token.type in _BEARING_WORDS:
            bearer = token
        elif token.type == "inline":
            _append(open_blocks[-1], _leaf(_tag(bearer), _attributes(bearer), token))
        elif token.type == "fence":
            _append(open_blocks[-1], Leaf("pre", _code(token)))
        elif token.type == "hr":
            open_blocks[-1].children.append(Block("hr"))
        elif token.nesting == 1:
            block = Block(token.tag, _attributes(token))
            open_blocks[-1].children.append(block)
            open_blocks.append(block)
        elif token.nesting == -1 and token.tag == open_blocks[-1].tag:
            open_blocks.pop()
    return root.children


def _append(parent: Block, leaf: Leaf) -> None:
    # An empty cell holds its place in the row; nothing else is worth an empty element.
    if leaf.text or leaf.tag in ("td", "th"):
        parent.children.append(leaf)


def _tag(bearer: Token) -> str:
    if bearer.type == "heading_open":
        return f"h{max(2, int(bearer.tag[1]))}"  # the page's own heading is its h1
    return "" if bearer.hidden else bearer.tag


def _attributes(token: Token) -> Attributes:
    given = {name: str(value) for name, value in token.attrs.items()}
    if aligned := _ALIGNMENT.match(given.pop("style", "")):
        given["class"] = f"align-{aligned[1]}"
    if token.tag == "th":
        given["scope"] = "col"
    return tuple(given.items())


def _code(token: Token) -> str:
    # Several words behind a fence are no language's name, and would be lost.
    words = token.info.strip()
    code = f"{words}\n{token.content}" if " " in words else token.content
    return code.strip("\n") if code.strip() else ""


# Words


def _leaf(tag: str, attributes: Attributes, inline: Token) -> Leaf:
    words = _Words()
    words.read(inline.children or [])
    text = "".join(words.parts)
    kept = text.strip(" \n") if text.strip() else ""
    shift = len(text) - len(text.lstrip(" \n"))
    elements = []
    for element in sorted(words.elements, key=lambda e: (e.start, -e.end, e.order)):
        start = max(0, element.start - shift)
        end = min(len(kept), element.end - shift)
        if start < end:
            elements.append(Element(start, end, element.tag, element.attributes))
    return Leaf(tag, kept, tuple(elements), attributes)


@dataclass(frozen=True, slots=True)
class _Read(Element):
    order: int = 0


class _Words:
    """Collects the words of a paragraph and the mark-up around them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.elements: list[_Read] = []
        self.length = 0
        self._open: list[tuple[int, int, Token]] = []
        self._opened = 0

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.nesting == 1:
                self._enter(token)
            elif token.nesting == -1:
                self._leave()
            elif token.type in ("code_inline", "image"):
                self._enter(token)
                self._say(token)
                self._leave()
            else:
                self._say(token)

    def _say(self, token: Token) -> None:
        if token.type == "image":
            self.read(token.children or [])
        elif token.type == "hardbreak":
            # Two in a row would part the paragraph.
            if self.parts and not self.parts[-1].endswith("\n"):
                self._add("\n")
        elif token.type == "softbreak":
            self._add(" ")
        else:
            self._add(_UNWRITABLE.sub("", _OTHER_SPACES.sub(" ", token.content)))

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _enter(self, token: Token) -> None:
        self._opened += 1
        self._open.append((self.length, self._opened, token))

    def _leave(self) -> None:
        start, order, token = self._open.pop()
        outside = {opened.tag for _, _, opened in self._open}
        if "img" in outside or (token.tag in ("a", "img") and "a" in outside):
            return  # no link inside a link, nothing but words in place of a picture
        tag, attributes = token.tag, token.attrs
        if tag == "img":
            # Pictures are not shown; their alternative text leads to them.
            tag, attributes = "a", {"href": token.attrs["src"]}
        given = tuple((name, str(value)) for name, value in attributes.items())
        self.elements.append(_Read(start, self.length, tag, given, order))
