"""Tables of HTML: those with data become tables of Markdown, those that only lay a
page out become the paragraphs they hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefings.text.formats.html_events import Closing, Opening, Piece
from briefings.text.formats.html_tags import is_block
from briefings.text.formats.inline_markdown import Inline, joined

ReadInline = Callable[[Opening | Closing, Inline], None]

ROWS = frozenset({"tr"})
CELLS = frozenset({"td", "th"})
FRAME = frozenset({"table", "thead", "tbody", "tfoot", "colgroup", "col", "div", "p"})
LONGEST_CELL = 400
MOST_COLUMNS = 30


@dataclass
class Table:
    rows: list[list[str]] = field(default_factory=list)
    around: list[str] = field(default_factory=list)  # a caption, and what went astray
    end: int = 0

    def markdown(self) -> list[str]:
        width = max(map(len, self.rows))
        first, *others = (row + [""] * (width - len(row)) for row in self.rows)
        rule = ["---"] * width
        return [f"| {' | '.join(cells)} |" for cells in (first, rule, *others)]


def read_table(
    pieces: Sequence[Piece], start: int, read_inline: ReadInline
) -> Table | None:
    """The table that opens at ``start``, if it holds data."""
    opening = pieces[start]
    if not isinstance(opening, Opening) or opening.holds_table:
        return None
    reader = _TableReader(read_inline)
    for index in range(start + 1, len(pieces)):
        piece = pieces[index]
        if isinstance(piece, Closing) and piece.tag == "table":
            return reader.finished(index)
        if not reader.takes(piece):
            return None
    return None


class _TableReader:
    def __init__(self, read_inline: ReadInline) -> None:
        self.table = Table()
        self.read_inline = read_inline
        self.inline = Inline()
        self.length = 0

    def takes(self, piece: Piece) -> bool:
        if isinstance(piece, str):
            self.length += len(piece)
            self.inline.say(piece)
            return self.length <= LONGEST_CELL
        if piece.tag in CELLS or piece.tag in ROWS or piece.tag == "caption":
            return self._takes_frame(piece)
        if piece.tag == "br" or piece.tag in FRAME:
            self.inline.say(" ")
            return True
        self.read_inline(piece, self.inline)
        return not is_block(piece.tag)

    def _takes_frame(self, piece: Opening | Closing) -> bool:
        words = joined(self.inline)
        self.length = 0
        if isinstance(piece, Closing) and piece.tag in CELLS and self.table.rows:
            self.table.rows[-1].append(words)
            return len(self.table.rows[-1]) <= MOST_COLUMNS
        if words:
            self.table.around.append(words)
        if isinstance(piece, Opening) and piece.tag in ROWS:
            self.table.rows.append([])
        return True

    def finished(self, end: int) -> Table | None:
        words = joined(self.inline)
        if words:
            self.table.around.append(words)
        self.table.rows = [row for row in self.table.rows if any(row)]
        self.table.end = end
        rows = self.table.rows
        return self.table if len(rows) > 1 and max(map(len, rows)) > 1 else None
