"""The parts of a release: labels, headline, dateline, key points, body, notes to
editors, contacts. Every block goes into exactly one of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from briefings.text.attribution import introduces_speech
from briefings.text.blocks import Block, Kind, items_of
from briefings.text.dates import read_date
from briefings.text.finds import ReadContact

LABEL = re.compile(
    r"(?:(?:press|news|media) release|press notice|press statement|news story|"
    r"for (?:immediate )?release|for immediate publication|"
    r"(?:strictly )?(?:embargo(?:ed)?|not for publication)\b.{0,120}|"
    r"[-–—*#\s]{0,9}ends?[-–—*#\s.]{0,9}|transcript)[.:]?",
    re.IGNORECASE,
)
ENDS = re.compile(r"[-–—*#\s]{0,9}ends?[-–—*#\s.]{0,9}", re.IGNORECASE)
EMBARGO = re.compile(r"(?:strictly )?embargo", re.IGNORECASE)
NOTES = re.compile(
    r"(?:notes? (?:to|for) (?:the )?editors?|editors?['’]s?['’]? notes?|notes)\W{0,3}",
    re.IGNORECASE,
)
# Sections that follow the news; they may also stand in the middle of it.
BACKGROUND = re.compile(
    r"(?:background(?: information| notes?)?|further information|more information|"
    r"additional information|related (?:documents|links|information)|about \w.{0,60}|"
    r"images?|pictures?|photos?|videos?|twitter|follow us)\W{0,3}",
    re.IGNORECASE,
)
CONTACTS = re.compile(
    r"(?:(?:media|press|public|general|news ?desk|further|out of hours) ?"
    r"(?:and \w{1,20} )?(?:enquir(?:y|ies)|inquiries|contacts?|office|queries)|"
    r"contacts?(?: (?:us|details|information))?|for (?:more|further) information,? "
    r"(?:please )?contact)\W{0,3}",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,62}\w")
TELEPHONE = re.compile(r"(?<!\d)\+?\(?\d[\d ()-]{8,20}\d(?!\d)")
CONTACT_LINE = re.compile(
    r"(?:media|press|public|news ?desk|out of hours|telephone|tel|phone|mobile|"
    r"e-?mail|contact|duty officer|switchboard|fax)\b",
    re.IGNORECASE,
)
PLACE_AND_DATE = re.compile(
    r"(?:(?:published|issued|date|released)(?: on)?:? )?"
    r"(?P<place>[^\W\d_][^\d.:;]{0,40}?,? )?(?P<date>\S.{0,40})",
    re.IGNORECASE,
)
LEAD_IN = re.compile(
    r"(?P<place>[^\W\d_][^\d.:;]{0,40}?)(?:,| ?[–—-])? \(?(?P<date>[^()–—:-]{4,30})\)?"
    r" ?(?:–|—|-|:) "
)
FEWEST_WORDS_OF_A_HEADLINE = 3
LONGEST_HEADLINE = 250
LONGEST_DATELINE = 100


@dataclass
class Parts:
    labels: list[Block] = field(default_factory=list)
    headline: Block | None = None
    dateline: str = ""
    issued_on: date | None = None
    key_points: tuple[str, ...] = ()
    body: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    contacts: list[Block] = field(default_factory=list)


def names_a_section(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (NOTES, CONTACTS)) or bool(
        BACKGROUND.fullmatch(line) and len(line.split()) <= 5
    )


def part(blocks: Sequence[Block], headline: Block | None = None) -> Parts:
    """With a ``headline`` that the format names, none is looked for."""
    parts = Parts(headline=headline)
    rest = _take_top(blocks, parts)
    end = _end_of_news(rest)
    for block in rest[:end]:
        is_label = _is_label(block)
        (parts.labels if is_label else parts.body).append(block)
    _take_tail(rest[end:], parts)
    if not parts.body and parts.notes:
        # A text that is all notes is a text all the same.
        parts.body, parts.notes = parts.notes, []
    return parts


def is_label(line: str) -> bool:
    """As in "Press release", "Ends": says what the paper is, and is no news."""
    return bool(LABEL.fullmatch(line))


def read_dateline(line: str) -> date | None:
    """The day of a line that holds nothing but a place and a day, or the day."""
    if len(line) > LONGEST_DATELINE:
        return None
    found = PLACE_AND_DATE.fullmatch(line.rstrip(".:"))
    return read_date(found["date"]) if found else None


def _is_label(block: Block) -> bool:
    return len(block.paragraphs) == 1 and is_label(block.words)


def _take_top(blocks: Sequence[Block], parts: Parts) -> list[Block]:
    """Labels, headline, dateline and key points, in whatever order they come."""
    index = 0
    while index < len(blocks) - 1 and _takes(blocks, index, parts):
        index += 1
    rest = list(blocks[index:])
    if rest:
        rest[0] = _without_lead_in(rest[0], parts)
    return rest


def _takes(blocks: Sequence[Block], index: int, parts: Parts) -> bool:
    block = blocks[index]
    if _is_label(block):
        parts.labels.append(block)
    elif is_contact_line(block.words):
        parts.contacts.append(block)
    elif _is_headline(block, parts):
        parts.headline = block
    elif not parts.dateline and (when := _whole_dateline(block)):
        parts.dateline, parts.issued_on = block.words, when
    elif _are_key_points(block, parts):
        parts.key_points = items_of(block)
    else:
        return False
    return True


def _is_headline(block: Block, parts: Parts) -> bool:
    if parts.headline or parts.key_points or block.kind is not Kind.HEADING:
        return False
    if names_a_section(block.words) or len(block.words) > LONGEST_HEADLINE:
        return False
    return block.level == 1 or len(block.words.split()) >= FEWEST_WORDS_OF_A_HEADLINE


def _are_key_points(block: Block, parts: Parts) -> bool:
    """A flat list of bullets before the first paragraph."""
    items = items_of(block) if block.kind is Kind.LIST else ()
    return not parts.key_points and 0 < len(items) == len(block.paragraphs)


def _whole_dateline(block: Block) -> date | None:
    return None if block.kind is Kind.LIST else read_dateline(block.words)


def _without_lead_in(block: Block, parts: Parts) -> Block:
    """As in "Aldmere, 7 November 2024 – The ministry…"."""
    found = LEAD_IN.match(block.words)
    if block.kind is not Kind.PARAGRAPH or parts.dateline or not found:
        return block
    when = read_date(found["date"])
    if when is None or not block.markdown.startswith(found.group()):
        return block
    parts.dateline, parts.issued_on = found.group().rstrip(" –—-:"), when
    cut = found.end()
    return Block(block.kind, block.markdown[cut:], (block.words[cut:],))


def _end_of_news(blocks: Sequence[Block]) -> int:
    last_speech = max(
        (i for i, block in enumerate(blocks) if introduces_speech(block.words)),
        default=-1,
    )
    for index, block in enumerate(blocks):
        if index == 0 or block.kind not in (Kind.HEADING, Kind.PARAGRAPH):
            continue
        if NOTES.fullmatch(block.words) or ENDS.fullmatch(block.words):
            return index
        after_speech = index > last_speech
        if after_speech and _opens_tail(block):
            return index
    return len(blocks)


def _opens_tail(block: Block) -> bool:
    return bool(
        CONTACTS.fullmatch(block.words)
        or (block.kind is Kind.HEADING and names_a_section(block.words))
        or is_contact_line(block.words)
    )


def is_contact_line(line: str) -> bool:
    return bool(
        len(line) < 300
        and CONTACT_LINE.match(line)
        and (EMAIL.search(line) or TELEPHONE.search(line))
    )


def _take_tail(blocks: Sequence[Block], parts: Parts) -> None:
    in_contacts = False
    for block in blocks:
        # The page prints the heading of the notes itself.
        if _is_label(block) or NOTES.fullmatch(block.words):
            parts.labels.append(block)
            in_contacts = False
            continue
        heads = block.kind is Kind.HEADING or names_a_section(block.words)
        if heads:
            in_contacts = bool(CONTACTS.fullmatch(block.words))
        if in_contacts or is_contact_line(block.words):
            parts.contacts.append(block)
        else:
            parts.notes.append(block)


def read_contacts(blocks: Sequence[Block]) -> list[ReadContact]:
    return [_contact(words) for block in blocks for words in block.paragraphs]


def _contact(words: str) -> ReadContact:
    email, telephone = EMAIL.search(words), TELEPHONE.search(words)
    reached = [found.start() for found in (email, telephone) if found]
    name = words[: min(reached)].strip(" :,–—-") if reached else ""
    return ReadContact(
        name=name if len(name.split()) <= 6 else "",
        telephone=telephone.group().strip() if telephone else "",
        email=email.group() if email else "",
        words=words,
    )
