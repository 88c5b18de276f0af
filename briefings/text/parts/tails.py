"""What follows the news: notes to editors, background, boilerplate, contacts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from briefings.text.blocks import Block, Kind
from briefings.text.parts.contacts import (
    has_details,
    is_contact_line,
    is_mostly_details,
    is_where_to_write,
    names_somebody,
)
from briefings.text.parts.labels import END_SIGNS, ends_the_news, is_label
from briefings.text.parts.postal import MOST_LINES, length_of_address
from briefings.text.parts.sections import (
    ABOUT_RUN_IN,
    BACKGROUND,
    CONTACTS,
    NOTES,
    heads_boilerplate,
    names_a_section,
)
from briefings.text.speech.attribution import introduces_speech
from briefings.text.speech.speech_verbs import VERB

# Somebody speaks in a paragraph: “…,” said X, or X said: “…”.
SPEAKS = re.compile(
    rf"[”\"’'»],? ?(?:[^\W\d_][\w.'’-]{{0,20}} ){{0,4}}{VERB}\b"
    rf"|\b{VERB}\b[^.“\"«]{{0,60}}[“\"«]"
)
LONGEST_SHORT_LINE = 120
LONGEST_LINE_OF_A_CONTACT = 80
LONGEST_PARAGRAPH_OF_CONTACTS = 200
LINES_AHEAD = 4


class Section(StrEnum):
    NOTES = "notes"
    CONTACTS = "contacts"
    BOILERPLATE = "boilerplate"


@dataclass
class Tail:
    labels: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    boilerplate: list[Block] = field(default_factory=list)
    contacts: list[Block] = field(default_factory=list)


def end_of_news(blocks: Sequence[Block]) -> int:
    """Notes and an end mark end the news wherever they stand; other sections only
    once everybody has spoken, because they may also stand in the middle."""
    strong = _strong_end(blocks)
    last_speech = next((i for i in range(strong - 1, 0, -1) if _speaks(blocks[i])), 0)
    only_short: list[bool] = []
    for index in range(max(1, last_speech + 1), strong):
        block = blocks[index]
        if block.kind not in (Kind.HEADING, Kind.PARAGRAPH):
            continue
        if names_a_section(block.words) or ABOUT_RUN_IN.match(block.words):
            return index
        if is_contact_line(block.words):
            only_short = only_short or _only_short_lines_follow(blocks[:strong])
            if only_short[index]:
                return index
    return strong


def _strong_end(blocks: Sequence[Block]) -> int:
    for index, block in enumerate(blocks):
        if index == 0 or block.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.OTHER):
            continue
        if NOTES.fullmatch(block.words) or ends_the_news(block.words):
            return index
        if is_end_sign(block) and _tail_follows(blocks[index + 1 : index + 3]):
            return index
    return len(blocks)


def is_end_sign(block: Block) -> bool:
    """As in "# # #", which has no words of its own."""
    return len(block.markdown) < 40 and bool(
        END_SIGNS.fullmatch(block.markdown.replace("\\", ""))
        or END_SIGNS.fullmatch(block.words)
    )


def _tail_follows(blocks: Sequence[Block]) -> bool:
    """After "***" the news may go on; after "***" and "About us" it does not."""
    return not blocks or any(
        names_a_section(block.words)
        or is_contact_line(block.words)
        or is_where_to_write(block.words)
        or is_label(block.words)
        for block in blocks
    )


def _speaks(block: Block) -> bool:
    if block.kind is Kind.QUOTATION or introduces_speech(block.words):
        return True
    words = block.words
    marked = any(mark in words for mark in '“”"»«’')
    return marked and bool(SPEAKS.search(words))


def _only_short_lines_follow(blocks: Sequence[Block]) -> list[bool]:
    """For each block: no prose comes after it, up to the next section."""
    short = [True] * (len(blocks) + 1)
    for index in range(len(blocks) - 1, -1, -1):
        words = blocks[index].words
        is_short = len(words) <= LONGEST_SHORT_LINE or is_contact_line(words)
        short[index] = (is_short and short[index + 1]) or names_a_section(words)
    return short


def take_tail(blocks: Sequence[Block]) -> Tail:
    tail = Tail()
    section = Section.NOTES
    address_ends = 0
    for index, block in enumerate(blocks):
        # The page prints the heading of the notes itself.
        if is_label(block.words) or is_end_sign(block) or NOTES.fullmatch(block.words):
            tail.labels.append(block)
            section = Section.NOTES
            continue
        section = _section_of(blocks, index, section)
        place = Section.CONTACTS if index < address_ends else _place_of(block, section)
        getattr(tail, place).append(block)
        if place is Section.CONTACTS and index >= address_ends:
            after = index + 1
            address_ends = after + _length_of_address(
                blocks[after : after + MOST_LINES]
            )
    return tail


def _length_of_address(blocks: Sequence[Block]) -> int:
    """How many blocks after a contact are where to write to them."""
    lines = [block.words for block in blocks]
    if lines and length_of_address(lines[0].split("\n")):
        return 1
    return length_of_address(lines)


def _section_of(blocks: Sequence[Block], index: int, before: Section) -> Section:
    block = blocks[index]
    words = block.words
    if CONTACTS.fullmatch(words):
        return Section.CONTACTS
    if heads_boilerplate(words):
        return Section.BOILERPLATE
    if BACKGROUND.fullmatch(words):
        return Section.NOTES
    if _begins_contact(blocks, index):
        return Section.CONTACTS
    if block.kind is Kind.HEADING:
        return Section.NOTES
    ends = before is Section.CONTACTS and _is_prose_beside_contacts(block)
    return Section.NOTES if ends else before


def _is_prose_beside_contacts(block: Block) -> bool:
    return (
        len(block.words) > LONGEST_PARAGRAPH_OF_CONTACTS
        and not is_contact_line(block.words)
    ) or block.kind not in (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST)


def _begins_contact(blocks: Sequence[Block], index: int) -> bool:
    """Somebody's name, then their post, then a number within a few lines."""
    block = blocks[index]
    if block.kind is Kind.LIST or not names_somebody(block.words):
        return False
    for following in blocks[index + 1 : index + LINES_AHEAD]:
        if is_mostly_details(following.words) or is_contact_line(following.words):
            return True
        if (
            len(following.words) > LONGEST_LINE_OF_A_CONTACT
            or following.kind is Kind.LIST
            or names_a_section(following.words)
        ):
            return False
    return False


def _place_of(block: Block, section: Section) -> Section:
    if section is Section.NOTES and ABOUT_RUN_IN.match(block.words):
        return Section.BOILERPLATE
    if is_contact_line(block.words) and not _is_only_a_reference(block):
        return Section.CONTACTS
    return section


def _is_only_a_reference(block: Block) -> bool:
    """A list of notes in which some number stands is no contact."""
    return block.kind is Kind.LIST and not all(
        has_details(words) for words in block.paragraphs
    )
