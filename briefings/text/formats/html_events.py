"""HTML as a flat row of pieces: tags and words, with every tag closed.

No tree is built, so that neither depth nor length of a hostile page costs more than
one pass over it."""

from dataclasses import dataclass, field

from lxml import etree

from briefings.text.formats.encodings import without_controls
from briefings.text.formats.sources import Unreadable

# No page of a browser is nested deeper than 512; every closing tag may look at all
# the open ones.
DEEPEST = 500
CHUNK = 65_536


@dataclass(slots=True)
class Opening:
    tag: str
    attributes: dict[str, str]
    end: int = 0  # where its closing tag stands
    holds_table: bool = False

    def get(self, name: str) -> str:
        return without_controls(self.attributes.get(name) or "")


@dataclass(frozen=True, slots=True)
class Closing:
    tag: str


Piece = Opening | Closing | str


class _TooDeep(Exception):
    pass


@dataclass
class _Collector:
    """What lxml calls while it parses."""

    pieces: list[Piece] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    tables: list[Opening] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._say()
        if len(self.opened) >= DEEPEST:
            raise _TooDeep
        opening = Opening(tag, dict(attributes))
        if tag == "table":
            if self.tables:
                self.tables[-1].holds_table = True
            self.tables.append(opening)
        self.opened.append(len(self.pieces))
        self.pieces.append(opening)

    def end(self, tag: str) -> None:
        self._say()
        opening = self.pieces[self.opened.pop()]
        assert isinstance(opening, Opening)  # noqa: S101 - only those are opened
        opening.end = len(self.pieces)
        if self.tables and self.tables[-1] is opening:
            self.tables.pop()
        self.pieces.append(Closing(tag))

    def data(self, words: str) -> None:
        self.words.append(words)

    def close(self) -> list[Piece]:
        self._say()
        while self.opened:
            opening = self.pieces[self.opened[-1]]
            self.end(opening.tag if isinstance(opening, Opening) else "")
        return self.pieces

    def _say(self) -> None:
        if self.words:
            # Numbered characters (`&#1;`) come to light only now.
            self.pieces.append(without_controls("".join(self.words)))
            self.words = []


def pieces_of(html: str, what: str) -> list[Piece]:
    if not html.strip():
        return []
    parser = etree.HTMLParser(target=_Collector(), huge_tree=True)
    try:
        for start in range(0, len(html), CHUNK):
            parser.feed(html[start : start + CHUNK])
        pieces: list[Piece] = parser.close()
    except _TooDeep:
        raise Unreadable(
            f"{what} is nested more than {DEEPEST} tags deep: "
            "copy the words from the page and try again."
        ) from None
    except etree.LxmlError as error:
        raise Unreadable(
            f"{what} cannot be read as HTML: "
            "copy the words from the page and try again."
        ) from error
    return pieces
