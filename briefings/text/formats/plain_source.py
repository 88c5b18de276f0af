"""Plain text as blocks: one paragraph a line, or paragraphs wrapped by hand and
parted by blank lines."""

import re
from collections.abc import Sequence

from briefings.text.blocks import Block, Kind
from briefings.text.formats.unwrapping import BULLET, NUMBER, ends_a_sentence, unwrapped
from briefings.text.parts.labels import is_label
from briefings.text.parts.sections import heads_a_section
from briefings.text.parts.tops import MOST_LINES, Line, Role, roles_of_top
from briefings.text.speech.attribution import introduces_speech
from briefings.text.speech.signatures import read_two_lines

QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
# Under a quotation, "– Ada Penhallow, Harbour Minister" says whose it is.
SIGNATURE = re.compile(r"\s{0,20}[-–—]{1,2}\s{0,3}(?=[^\W\d_])")
CLOSING_MARKS = ("”", '"', "»", "’", "'")
LONGEST_HEADING = 90
LINES_OF_A_TOP = MOST_LINES + 10

# Everything that Markdown could take for mark-up. An underscore inside a word is
# none, which keeps addresses legible.
MARK_UP = re.compile(r"[\\`*\[\]<>~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,40};)")
# One of these is in all of it, and to look for one costs much less.
SIGN = re.compile(r"[\\`*\[\]<>~|_&]")
LINE_START = re.compile(r"^(?:[#+=-]|(\d{1,9})(?=[.)](?:\s|$)))")


def blocks_of_plain_text(text: str) -> list[Block]:
    lines = unwrapped(text)
    blocks, index = _blocks_of_top(lines)
    while index < len(lines):
        block, index = _block_at(lines, index, blocks)
        blocks.append(block)
    return blocks


def _blocks_of_top(lines: Sequence[str]) -> tuple[list[Block], int]:
    """Up to the key points, if there are any: a list is made of several lines."""
    top = [
        Line(words, is_flat_list=_is_item(lines, index))
        for index, words in enumerate(lines[:LINES_OF_A_TOP])
    ]
    blocks = []
    for words, role in zip(lines, roles_of_top(top), strict=False):
        if role is Role.KEY_POINTS:
            break
        level = {Role.HEADLINE: 1, Role.STANDFIRST: 3}.get(role, 0)
        blocks.append(_heading(words, level) if level else _paragraph(words))
    return blocks, len(blocks)


def _is_item(lines: Sequence[str], index: int) -> bool:
    line = lines[index]
    return bool(BULLET.match(line)) and not is_label(line) and not _signs(lines, index)


def _signs(lines: Sequence[str], index: int) -> bool:
    before = lines[index - 1].rstrip() if index else ""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    return (
        before.endswith(CLOSING_MARKS)
        and not BULLET.match(before)
        and bool(SIGNATURE.match(lines[index]))
        and not BULLET.match(after)
    )


def _paragraph(words: str) -> Block:
    return Block(Kind.PARAGRAPH, escaped(words), (words,))


def _heading(words: str, level: int) -> Block:
    return Block(Kind.HEADING, f"{'#' * level} {escaped(words)}", (words,), level)


def escaped(words: str) -> str:
    """Markdown that reads as exactly these words."""
    return escaped_start(escaped_inside(words))


def escaped_inside(words: str) -> str:
    return MARK_UP.sub(r"\\\g<0>", words) if SIGN.search(words) else words


def escaped_start(once: str) -> str:
    """A line whose words are escaped already, and whose beginning marks no block."""
    numbered = LINE_START.match(once)
    if numbered is None:
        return once
    at = numbered.end() if numbered.group(1) else 0
    return f"{once[:at]}\\{once[at:]}"


def _block_at(
    lines: Sequence[str], index: int, before: list[Block]
) -> tuple[Block, int]:
    line = lines[index]
    if _is_item(lines, index):
        return _list_at(lines, index, BULLET, "- ")
    number = NUMBER.match(line)
    if number and not is_label(line) and _begins_list(number, before):
        return _list_at(lines, index, NUMBER, f"{int(number.group(1))}. ")
    if QUOTED.match(line):
        words = QUOTED.sub("", line, count=1)
        return Block(Kind.QUOTATION, f"> {escaped(words)}", (words,)), index + 1
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if is_heading(line, following, before):
        return _heading(line, 2), index + 1
    return _paragraph(line), index + 1


def _begins_list(number: re.Match[str], before: list[Block]) -> bool:
    """A list begins with 1, or goes on after whatever has interrupted it."""
    goes_on = bool(before) and before[-1].kind in (Kind.LIST, Kind.HEADING)
    return number.group(1) == "1" or goes_on


def _list_at(
    lines: Sequence[str], index: int, item: re.Pattern[str], marker: str
) -> tuple[Block, int]:
    items: list[str] = []
    number = 0
    while index < len(lines) and (found := item.match(lines[index])):
        if is_label(lines[index]):
            break
        if item is NUMBER:
            # A list within a list begins anew.
            if items and int(found.group(1)) != number + 1:
                break
            number = int(found.group(1))
        items.append(lines[index][found.end() :])
        index += 1
    markdown = "\n".join(
        f"{_marker(marker, position)}{escaped(words)}"
        for position, words in enumerate(items)
    )
    return Block(Kind.LIST, markdown, tuple(items)), index


def _marker(marker: str, position: int) -> str:
    if marker == "- ":
        return marker
    return f"{int(marker[:-2]) + position}. "


def is_heading(line: str, following: str, before: list[Block]) -> bool:
    """A short line that ends like no sentence, with prose or a list after it."""
    if len(line) > LONGEST_HEADING + 10:
        return False
    if heads_a_section(line):
        return True
    if len(line) > LONGEST_HEADING or ends_a_sentence(line) or is_label(line):
        return False
    above = before[-1].words if before else ""
    if introduces_speech(line) or (before and introduces_speech(above)):
        return False
    if not line[:1].isupper() or not _is_prose(following):
        return False
    return read_two_lines(above, line) is None


def _is_prose(line: str) -> bool:
    return bool(
        BULLET.match(line)
        or len(line) > LONGEST_HEADING
        or (ends_a_sentence(line) and len(line.split()) > 5)
    )
