"""The parts of a release: labels, headline, standfirst, dateline, key points, body,
notes to editors, boilerplate, contacts. Every block goes into exactly one of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from briefings.text.blocks import Block, Kind, items_of
from briefings.text.dates import WrittenDay, read_day, written_days, wrong_weekday
from briefings.text.finds import ReadWarning
from briefings.text.names import is_role_noun
from briefings.text.parts.contacts import is_contact_line, read_contacts
from briefings.text.parts.datelines import (
    Dateline,
    day_of_issue,
    lead_in,
    read_dateline,
    whole_dateline,
    without_label,
)
from briefings.text.parts.deliveries import names_a_venue
from briefings.text.parts.embargo import (
    OFFICE_ZONE,
    Embargo,
    embargo_within,
    is_embargo,
    is_moment,
    is_unfinished,
    read_embargo,
)
from briefings.text.parts.labels import (
    day_beside_a_kind,
    headline_label,
    interrupts,
    is_label,
    issuer_before_kind,
    kind_of,
    kind_of_headline,
)
from briefings.text.parts.sections import names_a_section
from briefings.text.parts.tails import end_of_news, is_end_sign, take_tail
from briefings.text.parts.tops import Line, Role, roles_of_top

__all__ = [
    "Parts",
    "is_contact_line",
    "is_label",
    "names_a_section",
    "part",
    "read_contacts",
    "read_dateline",
    "read_embargoes",
]

# The whole of a paragraph in bold or italics.
SET_OFF = re.compile(r"(\*{1,3}|_{1,3})(?=\S)[^*_\n]{1,500}(?<=\S)\1\s*")
SETS_OFF = ("*", "_")
BLOCKS_AT_THE_END = 4


@dataclass
class Parts:
    labels: list[Block] = field(default_factory=list)
    headline: Block | None = None
    standfirst: Block | None = None
    dateline: str = ""
    issued_on: date | None = None
    key_points: tuple[str, ...] = ()
    body: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    boilerplate: list[Block] = field(default_factory=list)
    contacts: list[Block] = field(default_factory=list)
    masthead: str = ""
    release_kind: str = ""
    doubts: list[ReadWarning] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        """Lines over the news, which may name somebody who speaks in it."""
        blocks = (self.headline, self.standfirst)
        return [block.words for block in blocks if block]

    @property
    def asides(self) -> list[Block]:
        """What an editor gets as notes: the notes, and then the boilerplate."""
        return [*self.notes, *self.boilerplate]


# "Department for Roads and Rt Hon Ada Penrose MP".
BESIDE_A_BODY = re.compile(
    r",? and (?:the )?(?:Rt\.? Hon|Hon|Sir|Dame|Lord|Lady|Baroness|Dr)\b.*",
    re.IGNORECASE,
)


def part(
    blocks: Sequence[Block],
    headline: Block | None = None,
    standfirst: Block | None = None,
    margins: tuple[Sequence[Block], Sequence[Block]] = ((), ()),
) -> Parts:
    """With a ``headline`` or a ``standfirst`` that the format names, none is looked
    for; ``margins`` are the lines over and under every page."""
    parts = Parts()
    _set_aside(margins[0], parts)
    known = [
        (block, role)
        for block, role in ((headline, Role.HEADLINE), (standfirst, Role.STANDFIRST))
        if block
    ]
    rest, day = _take_top(blocks, parts, known)
    end = end_of_news(rest)
    for block in rest[:end]:
        is_news = not (_interrupts(block) or is_end_sign(block))
        (parts.body if is_news else parts.labels).append(block)
    day = _take_tail(rest[end:], parts, day) or _day_before_headline(parts)
    _set_aside(margins[1], parts)
    if not parts.body and parts.asides:
        # A text that is all notes is a text all the same.
        parts.body, parts.notes, parts.boilerplate = parts.asides, [], []
    parts.release_kind = _release_kind(parts)
    _date(parts, day)
    return parts


def _set_aside(margin: Sequence[Block], parts: Parts) -> None:
    for block in margin:
        place = parts.contacts if is_contact_line(block.words) else parts.labels
        if block.words not in [other.words for other in place]:
            place.append(block)


def _interrupts(block: Block) -> bool:
    return len(block.paragraphs) == 1 and interrupts(block.words)


def _take_top(
    blocks: Sequence[Block], parts: Parts, known: Sequence[tuple[Block, Role]]
) -> tuple[list[Block], WrittenDay | None]:
    """Labels, headline, dateline and key points, in whatever order they come."""
    blocks = [*(block for block, _ in known), *blocks]
    lines = [_line(block) for block in blocks[:100]]
    roles = roles_of_top(lines, [role for _, role in known])
    for block, role in zip(blocks, roles, strict=False):
        _put(block, role, parts)
    rest = list(blocks[len(roles) :])
    found = whole_dateline(parts.dateline)
    day = found.day if found else None
    if rest and (day is None or read_day(parts.dateline)):
        rest[0], day = _without_lead_in(rest[0], parts, day)
    return rest, day


def _line(block: Block) -> Line:
    is_list = block.kind is Kind.LIST
    is_set_off = block.markdown[:1] in SETS_OFF and bool(
        SET_OFF.fullmatch(block.markdown)
    )
    return Line(
        block.words,
        block.kind,
        block.level,
        is_list and 0 < len(items_of(block)) == len(block.paragraphs),
        is_set_off,
        is_set_off and block.markdown[1] in SETS_OFF,
    )


def _put(block: Block, role: Role, parts: Parts) -> None:
    if role is Role.HEADLINE:
        _keep_headline(block, parts)
    elif role is Role.STANDFIRST:
        parts.standfirst = block
    elif role is Role.KEY_POINTS:
        parts.key_points = items_of(block)
    elif role is Role.CONTACT:
        parts.contacts.append(block)
    elif role is Role.DATELINE and not parts.dateline:
        _keep_dateline(block.words, parts)
    else:
        parts.labels.append(block)
    is_issuer = role is Role.MASTHEAD and not names_a_venue(block.words)
    if is_issuer and not parts.masthead:
        words = issuer_before_kind(block.words) or block.words
        named = words.partition(": ")[2] or words
        parts.masthead = BESIDE_A_BODY.sub("", named.removeprefix("From "))


def _keep_headline(block: Block, parts: Parts) -> None:
    """Without what a form calls it, which is not lost."""
    label = headline_label(block.words)
    parts.headline = block
    if label:
        parts.labels.append(Block(Kind.PARAGRAPH, label, (label,)))
        markdown = block.markdown.replace(label, "", 1).strip()
        words = block.words.removeprefix(label).strip()
        parts.headline = Block(block.kind, markdown, (words,), block.level)


def _keep_dateline(words: str, parts: Parts) -> None:
    """The label of a page, such as "Published:", is no part of it, but not lost."""
    parts.dateline = without_label(words)
    label = words.removesuffix(parts.dateline).strip()
    if label:
        parts.labels.append(Block(Kind.PARAGRAPH, label, (label,)))


def _without_lead_in(
    block: Block, parts: Parts, day: WrittenDay | None
) -> tuple[Block, WrittenDay | None]:
    """As in "Aldmere, 7 November 2024 – The ministry…", which says more than a line
    above it with the day alone."""
    found = lead_in(block.words) if block.kind is Kind.PARAGRAPH else None
    if found is None:
        return block, day
    cut = found.end
    if not block.markdown.startswith(block.words[:cut]):
        return block, day or found.day
    if parts.dateline:
        parts.labels.append(Block(Kind.PARAGRAPH, parts.dateline, (parts.dateline,)))
    parts.dateline = found.words
    news = Block(block.kind, block.markdown[cut:], (block.words[cut:],))
    return news, found.day or day


def _take_tail(
    blocks: Sequence[Block], parts: Parts, day: WrittenDay | None
) -> WrittenDay | None:
    at = None if parts.dateline else _dateline_at_the_end(blocks, parts.body)
    if at:
        block, found = at
        _keep_dateline(block.words, parts)
        day = found.day
        blocks = [other for other in blocks if other is not block]
        parts.body = [other for other in parts.body if other is not block]
    tail = take_tail(blocks)
    parts.labels += tail.labels
    parts.notes += tail.notes
    parts.boilerplate += tail.boilerplate
    parts.contacts += tail.contacts
    return day


def _dateline_at_the_end(
    tail: Sequence[Block], body: Sequence[Block]
) -> tuple[Block, Dateline] | None:
    """As under a letter: "Aldmere, 7 November 2024"; with a post it is a signature."""
    for block in [*body[1:], *tail][-BLOCKS_AT_THE_END:]:
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING) and (
            found := whole_dateline(block.words)
        ):
            signs = any(map(is_role_noun, block.words.split()))
            return None if signs else (block, found)
    return None


def _day_before_headline(parts: Parts) -> WrittenDay | None:
    """As in "10 August 2006 New lock opens": the words stay where they are."""
    words = parts.headline.words if parts.headline else ""
    day = next(written_days(words), None)
    return day if day and day.start == 0 and day.year else None


def _release_kind(parts: Parts) -> str:
    kinds = [kind for block in parts.labels if (kind := kind_of(block.words))]
    narrow = next((kind for kind in kinds if kind != "press_release"), "")
    headline = kind_of_headline(parts.headline.words) if parts.headline else ""
    return narrow or (kinds[0] if kinds else headline)


def _date(parts: Parts, day: WrittenDay | None) -> None:
    labels = [block.words for block in parts.labels]
    paragraphs = [words for block in parts.body for words in block.paragraphs]
    parts.issued_on = day_of_issue(day or _day_beside(labels), labels, paragraphs)
    if day and parts.issued_on and not day.fits(parts.issued_on):
        parts.doubts.append(wrong_weekday(parts.dateline, parts.issued_on))


def _day_beside(labels: Iterable[str]) -> WrittenDay | None:
    return next(filter(None, map(day_beside_a_kind, labels)), None)


def read_embargoes(
    parts: Parts,
    *,
    issued_on: date | None = None,
    on: date | None = None,
    zone: str = OFFICE_ZONE,
) -> list[Embargo]:
    """In the order of the lines; two that name different moments are both kept."""
    lines = [block.words for block in parts.labels]
    if parts.headline:
        lines.append(embargo_within(parts.headline.words))
    day = parts.issued_on or issued_on
    found = [
        read_embargo(words, issued_on=day, on=on, zone=zone)
        for words in _embargo_lines(lines)
    ]
    return list({embargo.moment: embargo for embargo in reversed(found)}.values())[::-1]


def _embargo_lines(labels: Sequence[str]) -> Iterator[str]:
    """A line such as "EMBARGOED UNTIL" goes on in the next."""
    for words, after in pairwise([*labels, ""]):
        if is_embargo(words):
            goes_on = is_unfinished(words) and is_moment(after)
            yield f"{words} {after}" if goes_on else words
        elif within := embargo_within(words):
            yield within
        elif any(is_embargo(words[at:]) for at in _inside(words)):
            yield words


def _inside(words: str) -> list[int]:
    """Where an embargo may begin after "Press release – "."""
    return [m.end() for m in re.finditer(r"[|•·;:–—/-]\s+", words[:80])]
