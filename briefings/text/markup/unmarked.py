"""Blocks of Markdown whose lines mark nothing: what stands there is what they say.

Most blocks of a release are such. To read the words off costs a twentieth of a parse,
and the tests hold both to the same words."""

import re

# What opens a picture, emphasis, code, an entity, and the white space that the parser
# evens out.
_MARKS = r"\\`*_\[<&~\t\n\r"
# The plain links that offices set, whose words are between the brackets.
_LINK = (
    rf"(?<!!)\[(?!\s)[^\]{_MARKS}]+(?<!\s)\]"
    r"\((?:https?://|mailto:|/)[A-Za-z0-9/.:?=#%,~+@&;_-]+\)"
)
# Possessive within: whoever turns back in a line of a million signs never comes to its
# end. A group that repeats so is not always what it should be before Python 3.11.5.
_WORDS = rf"(?!\s)(?:[^{_MARKS}]++|{_LINK})+(?<!\s)"
# Not the beginning of a heading, a list, a quotation, a table or a rule across. A
# number with a space that does not break begins no list.
_LINE = rf"(?![#>+=|:-]|[0-9]{{1,9}}[.)](?:[ \t\n]|$)){_WORDS}"
LINK = re.compile(_LINK)
LINE = re.compile(_WORDS)
PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*")
HEADING = re.compile(r"#{1,6} (?P<words>[^#]+)")
LIST = re.compile(rf"(?P<marker> {{0,3}}[-*]) {_LINE}(?:\n(?P=marker) {_LINE})*")
NUMBERED_LIST = re.compile(rf"[0-9]{{1,9}}\. {_LINE}(?:\n[0-9]{{1,9}}\. {_LINE})*")
MARKER = re.compile(r"^(?: {0,3}[-*]|[0-9]{1,9}\.) ", re.MULTILINE)
QUOTATION = re.compile(rf"> ?{_LINE}(?:\n(?:> ?\n)?> ?{_LINE})*")
QUOTED = re.compile(r"^> ?", re.MULTILINE)
INDENTS = (" ", "\t")
# Without a turning back, so that a million blank lines are looked at once.
BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)+")
# A definition of a link is read from everywhere, a fence goes on over blank lines.
REACHES_FAR = ("]:", "```", "~~~", "\r")


def separate_blocks(source: str) -> list[tuple[int, int]]:
    """Where the pieces are that may be parsed one by one: what begins at the margin
    after a blank line ends whatever stands above it, unless this reaches far."""
    if any(signs in source for signs in REACHES_FAR):
        return [(0, len(source))]
    # What is indented may belong to the list above.
    gaps = [
        gap.span()
        for gap in BLANK_LINES.finditer(source)
        if source[gap.end() : gap.end() + 1] not in INDENTS
    ]
    starts = (0, *(after for _, after in gaps))
    ends = (*(before for before, _ in gaps), len(source))
    return list(zip(starts, ends, strict=True))


def is_unmarked_line(line: str) -> bool:
    return bool(LINE.fullmatch(line))


def is_unmarked_paragraph(block: str) -> bool:
    return bool(PARAGRAPH.fullmatch(block))


def is_unmarked_heading(block: str) -> bool:
    heading = HEADING.fullmatch(block)
    return bool(heading and LINE.fullmatch(heading["words"]))


def is_unmarked_quotation(block: str) -> bool:
    return bool(QUOTATION.fullmatch(block))


def is_unmarked_list(block: str) -> bool:
    return bool(LIST.fullmatch(block) or NUMBERED_LIST.fullmatch(block))


def unmarked_paragraphs(block: str) -> list[str] | None:
    """The words of each paragraph; None for a block that may mark anything."""
    paragraphs = _paragraphs(block)
    if paragraphs and "[" in block:
        return [without_links(paragraph) for paragraph in paragraphs]
    return paragraphs


def without_links(words: str) -> str:
    return LINK.sub(lambda link: link.group()[1 : link.group().index("]")], words)


def _paragraphs(block: str) -> list[str] | None:
    if not block:
        return []
    if is_unmarked_paragraph(block):
        return [block.replace("\n", " ")]
    if is_unmarked_heading(block):
        return [block.lstrip("#")[1:]]
    if is_unmarked_list(block):
        return _items(block)
    if is_unmarked_quotation(block):
        quoted = QUOTED.sub("", block).split("\n\n")
        return [paragraph.replace("\n", " ") for paragraph in quoted]
    return _with_list_below(block)


def _with_list_below(block: str) -> list[str] | None:
    """An indented list is taken for part of what stands above it, but a line of words
    ends before it."""
    above, parted, below = block.partition("\n\n")
    if not parted or not (is_unmarked_paragraph(above) or is_unmarked_heading(above)):
        return None
    return (
        [*(_paragraphs(above) or ()), *_items(below)] if LIST.fullmatch(below) else None
    )


def _items(block: str) -> list[str]:
    return [MARKER.sub("", line, count=1) for line in block.split("\n")]
