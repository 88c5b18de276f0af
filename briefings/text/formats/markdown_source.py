"""Markdown as blocks, each with the lines of the source that make it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefings.text.blocks import Block, Kind
from briefings.text.letters import has_any
from briefings.text.markup.markdown import PARTING, plain_text
from briefings.text.markup.unmarked import (
    is_unmarked_heading,
    is_unmarked_list,
    is_unmarked_paragraph,
    is_unmarked_quotation,
    separate_blocks,
)

SIGNS = re.compile(
    r"^(?:#{1,6} [^\s#]|> ?\S|```)|\]\((?:https?:|/|mailto:)|\*\*\S[^*\n]{0,200}\*\*",
    re.MULTILINE,
)
HAVE_SIGNS = ("#", ">", "```", "](", "**")
KINDS = {
    "paragraph_open": Kind.PARAGRAPH,
    "heading_open": Kind.HEADING,
    "bullet_list_open": Kind.LIST,
    "ordered_list_open": Kind.LIST,
    "blockquote_open": Kind.QUOTATION,
}
# A picture set right before a word would run into it.
PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)(?=\w)")
# Only blocks are asked for here; what is inside them is read with the words.
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")


def is_markdown(text: str, *, name: str = "") -> bool:
    """By content first: people paste Markdown into files of every name."""
    if name.lower().endswith((".md", ".markdown")):
        return True
    return has_any(text, HAVE_SIGNS) and bool(SIGNS.search(text))


def blocks_of_markdown(text: str) -> list[Block]:
    """A block quotation that quotes nothing but a list is an indented list."""
    text = PICTURE.sub(r"\g<0> ", text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks: list[Block] = []
    # Lists with a blank line between them may be one, so they are parsed together.
    for is_unmarked, group in groupby(
        separate_blocks(text), lambda span: _is_unmarked(text[slice(*span)])
    ):
        spans = list(group)
        if is_unmarked:
            blocks += [_unmarked_block(text[start:end]) for start, end in spans]
        elif len(spans) == 1 and is_unmarked_list(text[slice(*spans[0])]):
            source = text[slice(*spans[0])]
            blocks.append(Block(Kind.LIST, source, _paragraphs(source)))
        else:
            blocks += _parsed(text[spans[0][0] : spans[-1][1]])
    return blocks


def _is_unmarked(source: str) -> bool:
    return (
        is_unmarked_paragraph(source)
        or is_unmarked_heading(source)
        or is_unmarked_quotation(source)
    )


def _unmarked_block(source: str) -> Block:
    if source.startswith(">"):
        return _quotation(source)
    level = len(source) - len(source.lstrip("#"))
    kind = Kind.HEADING if level else Kind.PARAGRAPH
    return Block(kind, source, _paragraphs(source), level)


def _parsed(text: str) -> list[Block]:
    lines = text.split("\n")
    blocks = []
    position = 0
    for token, (first, last) in _top_level(PARSER.parse(text)):
        # Link definitions belong to no token, and must not get lost.
        blocks += _untold(lines[position:first])
        source = "\n".join(lines[first:last]).rstrip()
        blocks.append(_block(token, source))
        position = last
    return blocks + _untold(lines[position:])


def _top_level(tokens: Sequence[Token]) -> Iterator[tuple[Token, tuple[int, int]]]:
    for token in tokens:
        if token.level == 0 and token.nesting >= 0 and token.map:
            yield token, (token.map[0], token.map[1])


def _untold(lines: Sequence[str]) -> list[Block]:
    source = "\n".join(lines).strip("\n")
    return [Block(Kind.OTHER, source, ())] if source.strip() else []


def _block(token: Token, source: str) -> Block:
    kind = KINDS.get(token.type, Kind.OTHER)
    if kind is Kind.QUOTATION:
        return _quotation(source)
    level = int(token.tag[1]) if kind is Kind.HEADING else 0
    return Block(kind, source, _paragraphs(source), level)


def _quotation(source: str) -> Block:
    kind = Kind.LIST if _holds_only_a_list(source) else Kind.QUOTATION
    return Block(kind, source, _paragraphs(source))


def _paragraphs(source: str) -> tuple[str, ...]:
    return tuple(filter(None, plain_text((), source).split(PARTING)))


def _holds_only_a_list(source: str) -> bool:
    lines = [line.lstrip("> ") for line in source.split("\n")]
    return all(re.match(r"[-*+]\s|\d{1,9}[.)]\s|$", line) for line in lines)
