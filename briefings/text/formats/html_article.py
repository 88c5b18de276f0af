"""Which part of a web page is the release: where the prose is, less what steers,
warns, sells or counts around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefings.text.formats.html_events import Closing, Opening, Piece
from briefings.text.formats.html_tags import CONTROLS, HEADINGS, SILENT, is_block
from briefings.text.names import word_set

FURNITURE_TAGS = frozenset({"nav", "aside", "search", "dialog", "footer", "header"})
FURNITURE_ROLES = word_set(
    "navigation banner contentinfo search complementary dialog alertdialog"
)
# Words of classes and ids, as `site-footer` and `cookie_banner` have them.
FURNITURE_NAMES = word_set(
    "cookie cookies consent gdpr breadcrumb breadcrumbs share sharing social "
    "sidebar menu navbar nav navigation pagination pager skip skiplink newsletter "
    "subscribe comments advert adverts advertisement ads promo feedback masthead "
    "footer toolbar related"
)
# What has a heading and a foot of its own, and these are part of it.
SECTIONS = frozenset({"article", "main", "section", "blockquote", "figure", "td"})
OWN_PARTS = frozenset({"header", "footer", "aside"})
HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none", re.IGNORECASE)
UNREAD = SILENT | CONTROLS | {"head", "title"}
FEWEST_WORDS_OF_PROSE = 8
# A page with one paragraph of prose has lines above it all the same.
NO_REGIONS = frozenset({"p", "font", "span", "b", "i", "strong", "em", "blockquote"})


@dataclass(frozen=True)
class Article:
    """The pieces of the release, and the words that stood around it."""

    pieces: Sequence[Piece]
    dropped: tuple[str, ...]


@dataclass
class _Sums:
    """How much prose, and how many first headings, stand before each piece."""

    prose: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def prose_in(self, span: range) -> int:
        return self.prose[span.stop] - self.prose[span.start]

    def headings_in(self, span: range) -> int:
        return self.headings[span.stop] - self.headings[span.start]


def find_article(pieces: Sequence[Piece], *, whole_page: bool) -> Article:
    dropped = _unread(pieces)
    region = range(len(pieces))
    if whole_page and pieces:
        dropped += _furniture(pieces, _sums(pieces, dropped))
        region = _region(pieces, _sums(pieces, dropped))
    return _parted(pieces, region, dropped)


def _spans(pieces: Sequence[Piece]) -> Iterator[tuple[Opening, range]]:
    for index, piece in enumerate(pieces):
        if isinstance(piece, Opening):
            yield piece, range(index, piece.end)


def _unread(pieces: Sequence[Piece]) -> list[range]:
    return [
        span
        for opening, span in _spans(pieces)
        if opening.tag in UNREAD or _is_hidden(opening)
    ]


def _is_hidden(opening: Opening) -> bool:
    return "hidden" in opening.attributes or bool(
        HIDDEN.search(opening.get("style")[:1000])
    )


def _furniture(pieces: Sequence[Piece], sums: _Sums) -> list[range]:
    """Whatever holds the heading or most of the prose is the release, whatever
    it is called."""
    prose = sums.prose[-1]
    found = []
    sections_end = 0
    for opening, span in _spans(pieces):
        inside = span.start < sections_end
        if opening.tag in SECTIONS:
            sections_end = max(sections_end, span.stop)
        if not _is_furniture(opening, inside_section=inside):
            continue
        if sums.prose_in(span) * 2 < max(1, prose) and not sums.headings_in(span):
            found.append(span)
    return found


def _is_furniture(opening: Opening, *, inside_section: bool) -> bool:
    if inside_section and opening.tag in OWN_PARTS:
        return False
    if opening.tag in FURNITURE_TAGS or opening.get("role") in FURNITURE_ROLES:
        return True
    if opening.tag in ("html", "body", "main", "article"):
        return False
    names = f"{opening.get('class')} {opening.get('id')}"[:1000].lower()
    return not FURNITURE_NAMES.isdisjoint(re.split(r"[\s_-]+", names))


def _sums(pieces: Sequence[Piece], dropped: Sequence[range]) -> _Sums:
    """Prose is what fills a line with words that are no links."""
    left_out = iter(_outermost(dropped))
    hole = next(left_out, range(len(pieces), len(pieces)))
    sums = _Sums()
    line = prose = headings = links = 0
    for index, piece in enumerate(pieces):
        if index > hole.stop:
            hole = next(left_out, range(len(pieces), len(pieces)))
        is_out = hole.start <= index <= hole.stop
        if isinstance(piece, str):
            line += 0 if links or is_out else len(piece.split())
        else:
            step = 1 if isinstance(piece, Opening) else -1
            links += step if piece.tag == "a" else 0
            headings += step > 0 and piece.tag == "h1" and not is_out
            if is_block(piece.tag) or piece.tag == "br":
                prose += line if line >= FEWEST_WORDS_OF_PROSE else 0
                line = 0
        sums.prose.append(prose)
        sums.headings.append(headings)
    return sums


def _region(pieces: Sequence[Piece], sums: _Sums) -> range:
    whole = range(len(pieces) - 1)
    spans = list(_spans(pieces))
    total = sums.prose[-1]
    if not total:
        return _smallest([s for o, s in spans if o.tag == "body"]) or whole
    said = [s for o, s in spans if _says_it_is_the_article(o)]
    mains = [s for s in said if sums.prose_in(s) * 10 >= total * 6]
    if mains:
        largest = max(map(sums.prose_in, mains))
        fit = [s for s in mains if sums.prose_in(s) * 10 >= largest * 9]
    else:
        fit = [
            s
            for o, s in spans
            if o.tag not in NO_REGIONS and sums.prose_in(s) * 20 >= total * 19
        ]
    region = _smallest(fit) or whole
    if sums.headings[-1] and not _opens_with_heading(pieces, region, sums):
        region = _with_heading(region, spans, sums) or region
    return region


def _opens_with_heading(pieces: Sequence[Piece], region: range, sums: _Sums) -> bool:
    """Then a first heading outside of it is the name of the site."""
    if sums.headings_in(region):
        return True
    for index in region:
        if sums.prose[index] > sums.prose[region.start]:
            return False
        piece = pieces[index]
        if isinstance(piece, Opening) and piece.tag in HEADINGS:
            return True
    return False


def _says_it_is_the_article(opening: Opening) -> bool:
    return (
        opening.tag in ("article", "main")
        or opening.get("role") in ("article", "main")
        or "articlebody" in opening.get("itemprop").lower()
    )


def _with_heading(
    region: range, spans: Sequence[tuple[Opening, range]], sums: _Sums
) -> range | None:
    around = [
        span
        for _, span in spans
        if span.start <= region.start
        and span.stop >= region.stop
        and sums.headings_in(span)
    ]
    return _smallest(around)


def _smallest(spans: Sequence[range]) -> range | None:
    return min(spans, key=len, default=None)


def _outermost(spans: Sequence[range]) -> list[range]:
    kept: list[range] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.stop)):
        if not kept or span.start > kept[-1].stop:
            kept.append(span)
    return kept


def _parted(
    pieces: Sequence[Piece], region: range, dropped: Sequence[range]
) -> Article:
    """A hole in the page is a gap between its lines, unless it is inside one."""
    kept: list[Piece] = []
    words: list[str] = []
    position = 0
    for hole in _outermost(dropped):
        _keep(pieces[position : hole.start], position, region, kept, words)
        words += _read_words(pieces[hole.start : hole.stop + 1])
        opening = pieces[hole.start]
        if isinstance(opening, Opening) and is_block(opening.tag):
            kept += [Opening("div", {}), Closing("div")]
        position = hole.stop + 1
    _keep(pieces[position:], position, region, kept, words)
    return Article(kept, tuple(words))


def _keep(
    pieces: Sequence[Piece],
    position: int,
    region: range,
    kept: list[Piece],
    words: list[str],
) -> None:
    first = min(max(0, region.start - position), len(pieces))
    last = min(max(0, region.stop + 1 - position), len(pieces))
    words += _read_words(pieces[:first])
    kept += pieces[first:last]
    words += _read_words(pieces[last:])


def _read_words(pieces: Sequence[Piece]) -> list[str]:
    """Line by line, without what nobody reads."""
    lines: list[list[str]] = [[]]
    silent = 0
    for piece in pieces:
        if isinstance(piece, str):
            lines[-1].append("" if silent else piece)
            continue
        if piece.tag in SILENT:
            silent += 1 if isinstance(piece, Opening) else -1
        # Links of a menu stand side by side without a space.
        if is_block(piece.tag) or piece.tag in ("br", "a"):
            lines.append([])
    return [words for line in lines if (words := " ".join("".join(line).split()))]
