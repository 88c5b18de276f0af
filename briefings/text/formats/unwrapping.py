"""Lines of plain text as paragraphs: what was wrapped by hand, or by a mail program,
is joined again, and what stood in two columns is parted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefings.text.parts.contacts import is_contact_line, is_mostly_details
from briefings.text.parts.datelines import whole_dateline
from briefings.text.parts.labels import END_SIGNS, is_label
from briefings.text.parts.sections import heads_a_section

SIGN = r"[•·▪◦‣■●○❖➢✓§]"
BULLET = re.compile(
    rf"\s{{0,20}}(?:[-*–—]\s+|{SIGN}\s*|o(?:\t\s{{0,9}}|\s{{2,9}}))(?=\S)"
)
NUMBER = re.compile(r"\s{0,20}\(?(\d{1,2})[.)]\s+(?=\S)")
BARE_BULLET = re.compile(rf"\s{{0,20}}{SIGN}\s*$")
ANY_SIGN = re.compile(SIGN)
SIGNS_OF_A_RULE = tuple("-*_=~#•.")
RULE = re.compile(r"\s{0,20}([-*_=~#•.])(?:\s{0,3}\1){2,}\s*$")
CLOSERS = "\"'”“’‘»«)]"
CLOSERS_AND_SPACES = f"{CLOSERS} \u00a0\u202f"
ENDS_OF_SENTENCES = (".", "!", "?", ":", ";", ",", "…")
COLUMNS = re.compile(r"(?<=\S)(?:[ \u00a0]{4,}|\t{1,9}\s{0,9})(?=\S)")
SPACES = re.compile(r"[ \t\x00-\x1f\x7f]+")
BEHIND_A_HYPHEN = re.compile(r"(?<=[^\W\d_]-) (?=[a-zß-öø-ÿ])")
QUOTE_END = ("”", '"', "»", "’")
WRAPPED_LINE = range(40, 101)
# A line ends a paragraph when the next word would have had room in it by far.
ROOM = 0.75
INDENT_OF_A_COLUMN = 12
SHARE = 3
FEWEST_OF_ONE_GROUP = 3
DEEP = 3
FULL_LINE = 0.65


def unwrapped(text: str) -> list[str]:
    """The lines of the text, each a paragraph, a heading, an item of a list."""
    groups: list[list[str]] = [[]]
    lines: Iterable[str] = text.splitlines()
    if ANY_SIGN.search(text):
        lines = _whole_bullets(lines)
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    groups = _closed_up([_in_one_column(group) for group in groups])
    wrapped = _is_wrapped(groups)
    width = _width(groups) if wrapped else 0
    parts = (
        line
        for group in groups
        for line in (_joined(group, width) if wrapped else _with_items(group))
    )
    return [line for line in map(_normalised, parts) if not _is_rule(line)]


def _is_rule(line: str) -> bool:
    """And no sign that the release ends."""
    return (
        line[:1] in SIGNS_OF_A_RULE
        and RULE.match(line) is not None
        and END_SIGNS.fullmatch(line) is None
    )


def ends_a_sentence(line: str) -> bool:
    # French sets a space inside its marks.
    return line.rstrip(CLOSERS_AND_SPACES).endswith(ENDS_OF_SENTENCES)


def _normalised(line: str) -> str:
    """Hard spaces stay: "£75 million" is better not broken."""
    if "  " not in line and line.isprintable():
        return line.strip()
    return SPACES.sub(" ", line).strip()


def _whole_bullets(lines: Iterable[str]) -> Iterator[str]:
    """A bullet that copying has left alone on its line belongs to the next."""
    waiting = ""
    for line in lines:
        if BARE_BULLET.match(line):
            waiting = f"{waiting}{line.strip()} "
        elif waiting and line.strip():
            yield waiting + line.strip()
            waiting = ""
        else:
            yield line
    if waiting:
        yield waiting


def _in_one_column(group: Sequence[str]) -> list[str]:
    """As in "FOR IMMEDIATE RELEASE          Contact: Ada Penhallow", over a line with
    the day to the left and a number to the right: first the left, then the right."""
    if not any("\t" in line or "    " in line for line in group):
        return list(group)
    lines: list[str] = []
    right: list[str] = []
    for line in group:
        cells = COLUMNS.split(line.strip())
        if len(cells) == 2 and any(map(_is_furniture, cells)):
            lines.append(cells[0])
            right.append(cells[1])
        elif right and len(line) - len(line.lstrip()) >= INDENT_OF_A_COLUMN:
            right.append(line)
        else:
            lines += [*right, line]
            right = []
    return [*lines, *right]


def _is_furniture(line: str) -> bool:
    """A line that is complete in itself."""
    return (
        is_label(line)
        or heads_a_section(line)
        or is_contact_line(line)
        or is_mostly_details(line)
        or whole_dateline(line) is not None
    )


def _is_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Do most lines that have a next one end in the middle of a sentence, or do many
    go on in small letters, which no paragraph begins with?"""
    pairs = [pair for group in groups for pair in pairwise(group)]
    open_ended = [pair for pair in pairs if not ends_a_sentence(pair[0].rstrip())]
    going_on = [after for _, after in open_ended if after.lstrip()[:1].islower()]
    if len(groups) < 2:
        return len(going_on) >= FEWEST_OF_ONE_GROUP and (
            len(going_on) * 2 >= len(open_ended)
        )
    long = [line for line, _ in open_ended if len(line) in WRAPPED_LINE]
    return bool(pairs) and (
        len(long) * 2 >= len(pairs) or len(going_on) * SHARE >= len(open_ended) > 0
    )


def _closed_up(groups: list[list[str]]) -> list[list[str]]:
    """A typescript has a blank line after each of its lines: of these, the lines that
    go on in the middle of a sentence are one paragraph again."""
    single = sum(len(group) == 1 for group in groups)
    going_on = sum(_continues(a, b) for a, b in pairwise(groups))
    if single * 2 < len(groups) or going_on * SHARE < len(groups):
        return groups
    lengths = sorted(len(group[-1]) for group in groups if group)
    full = lengths[len(lengths) * 9 // 10] * FULL_LINE
    closed: list[list[str]] = []
    for group in groups:
        if closed and (_continues(closed[-1], group) or _is_cut(closed[-1], full)):
            closed[-1].extend(group)
        else:
            closed.append(list(group))
    return closed


def _is_cut(before: Sequence[str], full: float) -> bool:
    line = before[-1].strip() if before else ""
    if len(line) < full or line.isupper() or _is_furniture(line):
        return False
    return not ends_a_sentence(line)


def _continues(before: Sequence[str], after: Sequence[str]) -> bool:
    if not before or not after:
        return False
    return after[0].lstrip()[:1].islower() and not ends_a_sentence(before[-1].rstrip())


def _width(groups: Sequence[Sequence[str]]) -> int:
    """The length that nine of ten wrapped lines stay within."""
    lengths = sorted(len(line) for group in groups for line in group[:-1])
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _joined(group: Sequence[str], width: int) -> list[str]:
    joined: list[str] = []
    parts: list[str] = []
    for line in group:
        if parts and not _goes_on(parts, line, width):
            joined.append(_one_line(parts))
            parts = []
        parts.append(line)
    return [*joined, _one_line(parts)] if parts else joined


def _goes_on(parts: Sequence[str], line: str, width: int) -> bool:
    last = parts[-1]
    if BULLET.match(line) or NUMBER.match(line) or RULE.match(line):
        return False
    if (len(parts) == 1 and _is_furniture(last.strip())) or _is_furniture(line.strip()):
        return False
    if line.lstrip()[0].islower() and not ends_a_sentence(last.rstrip()):
        return True
    if last.isupper() and not line.isupper():
        return False
    first_word = line.split(maxsplit=1)[0]
    return len(last) + 1 + len(first_word) >= width * ROOM


def _one_line(parts: Sequence[str]) -> str:
    """A word parted by a hyphen keeps it: nobody knows whether it is "cross-border"."""
    if len(parts) == 1:
        return parts[0].strip()
    return BEHIND_A_HYPHEN.sub("", " ".join(part.strip() for part in parts))


def _with_items(group: Sequence[str]) -> list[str]:
    """Lines indented under a bullet belong to it."""
    lines: list[list[str]] = []
    in_item = False
    for line in group:
        indent = len(line) - len(line.lstrip())
        begins = bool(BULLET.match(line) or NUMBER.match(line))
        if in_item and not begins and indent >= DEEP:
            lines[-1].append(line)
            continue
        lines.append([line])
        in_item = begins
    return [_one_line(parts) for parts in lines]
