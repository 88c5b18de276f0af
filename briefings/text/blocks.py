"""The parts a page is made of: paragraphs, headings, lists, block quotations."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

ROW = re.compile(r"\s{0,3}\|")
CELL_ENDS = re.compile(r"(?<!\\)\|")
ITEM = re.compile(r"\s{0,20}[-*+]\s+")


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTATION = "quotation"
    OTHER = "other"


@dataclass(frozen=True)
class Block:
    """One block of the source. ``paragraphs`` are the words as the plain text of
    ``markdown`` gives them: one for a paragraph, one an item for a list."""

    kind: Kind
    markdown: str
    paragraphs: tuple[str, ...]
    level: int = 0

    @property
    def words(self) -> str:
        is_one = len(self.paragraphs) == 1
        return self.paragraphs[0] if is_one else " ".join(self.paragraphs)


class Paragraph(NamedTuple):
    """A paragraph of the plain text and where it starts in it; of a cell of a table
    also its column's heading, its row's label and what stands in the corner."""

    kind: Kind
    words: str
    start: int
    heading: str = ""
    label: str = ""
    corner: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def as_quotation(block: Block) -> Block:
    lines = block.markdown.split("\n")
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return Block(Kind.QUOTATION, quoted, block.paragraphs)


def items_of(block: Block) -> tuple[str, ...]:
    """The inline Markdown of each item of a flat list."""
    items: list[list[str]] = []
    for line in block.markdown.split("\n"):
        if ITEM.match(line):
            items.append([ITEM.sub("", line, count=1)])
        elif line.strip() and items:
            items[-1].append(line.strip())
    return tuple(" ".join(item) for item in items)


def compose(blocks: Sequence[Block]) -> str:
    """The Markdown of all blocks; neighbouring block quotations become one."""
    parts: list[str] = []
    for index, block in enumerate(blocks):
        if index:
            both = Kind.QUOTATION is block.kind is blocks[index - 1].kind
            parts.append("\n>\n" if both else "\n\n")
        parts.append(block.markdown)
    return "".join(parts)


def locate(
    blocks: Iterable[Block], plain: str, *, after: int = 0
) -> list[list[Paragraph | None]]:
    """Where the paragraphs of each block stand in the plain text of all of them.

    A paragraph that reads differently among the others than alone (a link whose
    address stands elsewhere) is None, and nothing is looked for in it."""
    located: list[list[Paragraph | None]] = []
    position = after
    for block in blocks:
        located.append([])
        told = told_of_cells(block.markdown, len(block.paragraphs))
        for words, about in zip(block.paragraphs, told, strict=True):
            start = _start_of_paragraph(plain, words, position)
            if start < 0:
                located[-1].append(None)
                continue
            located[-1].append(Paragraph(block.kind, words, start, *about))
            position = start + len(words)
    return located


def _start_of_paragraph(plain: str, words: str, position: int) -> int:
    """Usually right after the paragraph before, so that no search is needed."""
    for start in (position, position + 2):
        if words and plain.startswith(words, start):
            return start
    found = plain.find(f"\n\n{words}", position) if words else -1
    return found + 2 if found >= 0 else -1


def told_of_cells(markdown: str, cells: int) -> list[tuple[str, str, str]]:
    """Of each of so many cells with words, in reading order, the heading of its
    column, the label of its row and the corner: nothing for the headings themselves,
    and for what is no table."""
    nothing = ("", "", "")
    if "|" not in markdown:
        return [nothing] * cells
    rows = [_cells(line) for line in markdown.split("\n") if ROW.match(line)]
    columns = rows[0] if rows else []
    told = [nothing for column in columns if column]
    for row in rows[2:]:
        for index, cell in enumerate(row):
            if cell:
                heading = columns[index] if index < len(columns) else ""
                # The first column is of labels, of which the corner is the heading.
                beside = (row[0], columns[0]) if index and columns else ("", "")
                told.append((heading, *beside))
    return told if len(told) == cells else [nothing] * cells


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in CELL_ENDS.split(line.strip().strip("|"))]
