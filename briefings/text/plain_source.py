"""Plain text as blocks: one paragraph a line, or paragraphs wrapped by hand and
parted by blank lines."""

import re

from briefings.text.attribution import introduces_speech
from briefings.text.blocks import Block, Kind
from briefings.text.parts import (
    is_contact_line,
    is_label,
    names_a_section,
    read_dateline,
)

BULLET = re.compile(r"\s{0,20}(?:[-*•·▪◦–—]|o(?=\t))\s+(?=\S)")
NUMBER = re.compile(r"\s{0,20}(\d{1,2})[.)]\s+(?=\S)")
RULE = re.compile(r"\s{0,20}([-*_=~#•.])(?:\s{0,3}\1){2,}\s*$")
QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
SENTENCE_END = re.compile(r"[.!?:;,…][\"'”“’‘»«)\]]*$")
LONGEST_HEADING = 90
LONGEST_HEADLINE = 200
WRAPPED_LINE = range(40, 101)

# Everything that Markdown could take for mark-up. An underscore inside a word is
# none, which keeps addresses legible.
MARK_UP = re.compile(r"[\\`*\[\]<>~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,40};)")
LINE_START = re.compile(r"^(?:[#+=-]|(\d{1,9})(?=[.)](?:\s|$)))")


def blocks_of_plain_text(text: str) -> list[Block]:
    lines = _unwrapped(text)
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        block, index = _block_at(lines, index, blocks)
        blocks.append(block)
    return blocks


def escaped(words: str) -> str:
    """Markdown that reads as exactly these words."""
    once = MARK_UP.sub(r"\\\g<0>", words)
    numbered = LINE_START.match(once)
    if numbered is None:
        return once
    at = numbered.end() if numbered.group(1) else 0
    return f"{once[:at]}\\{once[at:]}"


def _unwrapped(text: str) -> list[str]:
    groups: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    wrapped = _is_wrapped(groups)
    lines: list[str] = []
    for group in groups:
        lines.extend(_joined(group) if wrapped else group)
    return [
        line for line in (_normalised(line) for line in lines) if not RULE.match(line)
    ]


def _normalised(line: str) -> str:
    """Hard spaces stay: "£75 million" is better not broken."""
    return re.sub(r"[ \t\x00-\x1f\x7f]+", " ", line).strip()


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Do most lines that have a next one end in the middle of a sentence?"""
    inner = [line for group in groups for line in group[:-1]]
    if len(groups) < 2 or not inner:
        return False
    mid_sentence = [
        line
        for line in inner
        if len(line) in WRAPPED_LINE and not SENTENCE_END.search(line.rstrip())
    ]
    return len(mid_sentence) * 2 >= len(inner)


def _joined(group: list[str]) -> list[str]:
    joined: list[list[str]] = []
    for line in group:
        if joined and not BULLET.match(line) and not NUMBER.match(line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [" ".join(parts) for parts in joined]


def _block_at(lines: list[str], index: int, before: list[Block]) -> tuple[Block, int]:
    line = lines[index]
    if BULLET.match(line):
        return _list_at(lines, index, BULLET, "- ")
    number = NUMBER.match(line)
    if number and (number.group(1) == "1" or _continues_list(before)):
        return _list_at(lines, index, NUMBER, f"{int(number.group(1))}. ")
    if QUOTED.match(line):
        words = QUOTED.sub("", line, count=1)
        return Block(Kind.QUOTATION, f"> {escaped(words)}", (words,)), index + 1
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if is_heading(line, following, before):
        return Block(Kind.HEADING, f"## {escaped(line)}", (line,), 2), index + 1
    return Block(Kind.PARAGRAPH, escaped(line), (line,)), index + 1


def _continues_list(before: list[Block]) -> bool:
    return bool(before) and before[-1].kind in (Kind.LIST, Kind.HEADING)


def _list_at(
    lines: list[str], index: int, item: re.Pattern[str], marker: str
) -> tuple[Block, int]:
    items: list[str] = []
    while index < len(lines) and (found := item.match(lines[index])):
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
    if names_a_section(line):
        return True
    if SENTENCE_END.search(line):
        return False
    if following and all(_precedes_headline(block.words) for block in before):
        return _is_headline(line)
    if len(line) > LONGEST_HEADING:
        return False
    if introduces_speech(line) or (before and introduces_speech(before[-1].words)):
        return False
    return bool(line[:1].isupper()) and _is_prose(following)


def _is_headline(line: str) -> bool:
    """Whatever follows the first line of all: a dateline, key points, prose."""
    return (
        len(line) <= LONGEST_HEADLINE
        and not introduces_speech(line)
        and not _precedes_headline(line)
        and read_dateline(line) is None
    )


def _precedes_headline(line: str) -> bool:
    return is_label(line) or is_contact_line(line)


def _is_prose(line: str) -> bool:
    return bool(
        BULLET.match(line)
        or len(line) > LONGEST_HEADING
        or (SENTENCE_END.search(line) and len(line.split()) > 5)
    )
