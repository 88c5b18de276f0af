"""HTML as Markdown: the one mapping for web pages, Word documents, e-mails and the
bodies that publishing systems keep as HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefings.text.formats.html_events import Closing, Opening, Piece
from briefings.text.formats.html_tables import read_table
from briefings.text.formats.html_tags import HEADINGS, is_block
from briefings.text.formats.inline_markdown import Inline, joined, safe_address
from briefings.text.formats.markdown_writer import MarkdownWriter
from briefings.text.formats.sources import ReadImage

STRONG = frozenset({"b", "strong"})
EMPHASISED = frozenset({"i", "em", "cite", "dfn"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
VERBATIM = frozenset({"pre", "textarea"})
QUOTED_BLOCKS = frozenset({"p", "div", "aside", "section"})
# Classes of paragraphs that stand for a block quotation, Word's among them.
QUOTATION = re.compile(
    r"(?:^|\s)(?:block-?)?quot(?:e|ation)(?:\s|$)|\bMso(?:Intense)?Quote\b",
    re.IGNORECASE,
)
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
MOST_DIGITS = 6


@dataclass(frozen=True)
class Rendered:
    """A release as Markdown; so is its headline."""

    markdown: str
    headline: str = ""
    images: tuple[ReadImage, ...] = ()


def markdown_of(
    pieces: Sequence[Piece], *, base: str = "", with_headline: bool = False
) -> Rendered:
    """With ``with_headline``, the first heading of the first level is set apart."""
    return _Renderer(pieces, base, with_headline).rendered()


@dataclass
class _Renderer:
    pieces: Sequence[Piece]
    base: str
    wants_headline: bool
    writer: MarkdownWriter = field(default_factory=MarkdownWriter)
    inline: Inline = field(default_factory=Inline)
    heading: int = 0
    headline: str = ""
    verbatim: int = 0
    quoted: list[bool] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[ReadImage] = field(default_factory=list)

    def rendered(self) -> Rendered:
        index = 0
        while index < len(self.pieces):
            index = self._read(index) + 1
        self._flush()
        return Rendered(self.writer.markdown(), self.headline, tuple(self.images))

    def _read(self, index: int) -> int:
        """Read the piece at ``index``; the last that was read along with it."""
        piece = self.pieces[index]
        if isinstance(piece, str):
            self._say(piece)
        elif piece.tag == "table" and isinstance(piece, Opening):
            return self._table(index)
        elif is_block(piece.tag):
            self._flush()
            self._open(piece) if isinstance(piece, Opening) else self._close(piece)
        else:
            self._read_inline(piece, self.inline)
        return index

    def _say(self, words: str) -> None:
        if not self.verbatim:
            self.inline.say(words)
            return
        first, *others = BLANK_LINE.split(words)
        self.inline.say(first)
        for paragraph in others:
            self._flush()
            self.inline.say(paragraph)

    def _read_inline(self, piece: Opening | Closing, inline: Inline) -> None:
        opens = isinstance(piece, Opening)
        step = 1 if opens else -1
        if piece.tag in STRONG:
            inline.strong += step
        elif piece.tag in EMPHASISED:
            inline.emphasised += step
        elif piece.tag == "q":
            inline.say("“" if opens else "”")
        elif piece.tag == "br" and opens:
            inline.break_line()
        elif piece.tag == "a":
            self._link(piece, inline)
        elif piece.tag == "img" and isinstance(piece, Opening):
            self._image(piece)

    def _link(self, piece: Opening | Closing, inline: Inline) -> None:
        if isinstance(piece, Opening):
            self.links.append(safe_address(piece.get("href"), self.base))
        elif self.links:
            self.links.pop()
        inline.address = self.links[-1] if self.links else ""

    def _image(self, piece: Opening) -> None:
        """A reference and no words: what it shows is not in the text."""
        address = safe_address(piece.get("src"), self.base)
        shown = " ".join(piece.get("alt").split())
        if address or shown:
            self.images.append(ReadImage(address, shown))

    def _open(self, piece: Opening) -> None:
        self.verbatim += piece.tag in VERBATIM
        if piece.tag in HEADINGS:
            self.heading = HEADINGS[piece.tag]
        elif piece.tag in LISTS:
            self.writer.open_list(_start(piece) if piece.tag == "ol" else None)
        elif piece.tag == "li":
            self.writer.open_item()
        elif piece.tag == "blockquote":
            self.writer.open_quotation()
        elif piece.tag == "footer":
            # Of a block quotation: who said it, and not what was said.
            self.writer.close("blockquote")
        elif piece.tag in QUOTED_BLOCKS:
            self.quoted.append(bool(QUOTATION.search(piece.get("class")[:500])))
            if self.quoted[-1]:
                self.writer.open_quotation()

    def _close(self, piece: Closing) -> None:
        self.verbatim -= piece.tag in VERBATIM
        if piece.tag in HEADINGS:
            self.heading = 0
        elif piece.tag in LISTS:
            self.writer.close_list()
        elif piece.tag in ("li", "blockquote"):
            self.writer.close(piece.tag)
        elif piece.tag in QUOTED_BLOCKS and self.quoted.pop():
            self.writer.close("blockquote")

    def _flush(self) -> None:
        """Write the lines collected so far as the paragraphs they are."""
        if self.heading:
            self._write_heading(joined(self.inline))
            return
        for lines in self.inline.taken():
            self.writer.write([f"{line}\\" for line in lines[:-1]] + lines[-1:])

    def _write_heading(self, words: str) -> None:
        if not words:
            return
        is_first = self.heading == 1 and not self.headline
        if is_first and self.wants_headline:
            self.headline = words
        else:
            self.writer.write([f"{'#' * self.heading} {words}"])

    def _table(self, index: int) -> int:
        self._flush()
        links, images = list(self.links), len(self.images)
        table = read_table(self.pieces, index, self._read_inline)
        if table is None:
            self.links = links
            del self.images[images:]
            return index
        for words in table.around:
            self.writer.write([words])
        self.writer.write(table.markdown())
        return table.end


def _start(piece: Opening) -> int:
    start = piece.get("start").strip()
    return int(start) if start.isdecimal() and len(start) <= MOST_DIGITS else 1
