"""The marks around what somebody said, as the language of the words has them."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# As the browsers set them, from the tables of Unicode; French ones keep their distance.
_MARKS = {
    "de": ("„", "“"),
    "es": ("«", "»"),
    "fr": ("«\N{NARROW NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}»"),
    "it": ("«", "»"),
}
_ENGLISH = ("“", "”")
_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_MARK = re.compile('[“”„«»"]')
_AT_THE_START = re.compile(r'\s*[“„«"]\s*')
_AT_THE_END = re.compile(r'\s*[“”»"](?=[.,;]?\s*\Z)')


def spoken(words: str) -> str:
    """Words without the marks that only say that they are a quote, which the page sets
    itself; a quotation within them keeps its own."""
    return "\n\n".join(map(_bare, words.split("\n\n")))


def quoted(words: str, language: str) -> str:
    opening, closing = marks_of(language)
    return f"{opening}{words}{closing}"


def opened(paragraph: str, language: str, is_last: bool) -> str:
    """A paragraph of a quote: every one opens, only the last closes."""
    opening, closing = marks_of(language)
    return f"{opening}{paragraph}{closing if is_last else ''}"


def marks_of(language: str) -> tuple[str, str]:
    return _MARKS.get(language.split("-")[0], _ENGLISH)


def outer_marks(paragraph: str) -> list[Span]:
    """Where the marks stand that are around the whole paragraph, or around a speech of
    which it is a part: those that nothing within closes or opens."""
    partners: dict[int | None, int] = dict(_pairs(paragraph))
    first = _AT_THE_START.match(paragraph)
    last = _AT_THE_END.search(paragraph)
    opens, closes = _mark_in(paragraph, first), _mark_in(paragraph, last)
    found = []
    if first and partners.get(opens) in (None, closes):
        found.append(first.span())
    if last and closes != opens and partners.get(closes) in (None, opens):
        found.append(last.span())
    return found


def _bare(paragraph: str) -> str:
    for start, end in reversed(outer_marks(paragraph)):
        paragraph = paragraph[:start] + paragraph[end:]
    return paragraph.strip()


def _mark_in(paragraph: str, found: re.Match[str] | None) -> int | None:
    mark = found and _MARK.search(paragraph, *found.span())
    return mark.start() if mark else None


def _pairs(paragraph: str) -> Iterator[Span]:
    """Marks that belong together, told by each of the two."""
    open_marks: list[int] = []
    for mark in _MARK.finditer(paragraph):
        at = mark.start()
        if open_marks and _closes(paragraph, open_marks[-1], at):
            opening = open_marks.pop()
            yield opening, at
            yield at, opening
        elif mark[0] in _CLOSED_BY:
            open_marks.append(at)


def _closes(paragraph: str, opening: int, at: int) -> bool:
    if paragraph[at] not in _CLOSED_BY[paragraph[opening]]:
        return False
    # A straight mark looks the same at both ends; it closes a word, or opens one.
    return paragraph[at] != '"' or not re.match(r"\s\"\w", paragraph[at - 1 : at + 2])
