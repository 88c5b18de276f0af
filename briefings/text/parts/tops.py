"""What stands above the news, line by line: labels, contacts, headline, standfirst,
dateline, key points, in whatever order they come."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from briefings.text.blocks import Kind
from briefings.text.names import (
    SMALL_WORDS_IN_ROLES,
    bare_name,
    is_name,
    is_organisation,
    is_role_noun,
)
from briefings.text.parts.contacts import (
    has_details,
    introduces_contact,
    is_contact_line,
    is_where_to_write,
)
from briefings.text.parts.datelines import lead_in, whole_dateline
from briefings.text.parts.embargo import is_moment, is_unfinished
from briefings.text.parts.labels import (
    is_label,
    issuer_before_kind,
    kind_of,
    kind_of_headline,
)
from briefings.text.parts.mail_tops import is_of_a_mail
from briefings.text.parts.sections import CONTACTS, KEY_POINTS, heads_a_section
from briefings.text.speech.attribution import introduces_speech
from briefings.text.speech.quotation_marks import marked_sentences

SENTENCE_END = re.compile(r"[.:;,…][\"'”’»)\]]*$")
# An abbreviation at the end of a headline is no end of a sentence.
MASTHEAD = re.compile(
    r"(?:from|department|organisation|issuer|ministry|published by|author|subject|"
    r"topic|category|categories|location|tags?):\s{0,3}\S.{1,120}",
    re.IGNORECASE,
)
LONGEST_HEADLINE = 250
LONGEST_LINE_OF_A_HEADLINE = 200
LONGEST_STANDFIRST = 500
FEWEST_WORDS_OF_A_HEADLINE = 3
FEWEST_WORDS_OF_A_STANDFIRST = 6
MOST_WORDS_OF_A_MASTHEAD = 14
LONGEST_LINE_OF_A_MASTHEAD = 60
LINES_OF_A_MASTHEAD = 2
LINES_BELOW_A_HEADLINE = 4
MOST_LINES = 40
MOST_LINES_OF_A_CONTACT = 8


class Role(StrEnum):
    LABEL = "label"
    EMBARGO = "embargo"
    MASTHEAD = "masthead"
    CONTACT = "contact"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    DATELINE = "dateline"
    KEY_POINTS = "key points"


class Line(NamedTuple):
    """Of plain text the kind is not known yet; ``is_set_off``: as bold or italic."""

    words: str
    kind: Kind | None = None
    level: int = 0
    is_flat_list: bool = False
    is_set_off: bool = False
    is_bold: bool = False

    @property
    def is_list(self) -> bool:
        return self.kind is Kind.LIST or self.is_flat_list


def roles_of_top(lines: Sequence[Line], known: Sequence[Role] = ()) -> list[Role]:
    """The roles of the lines before the first of the news, which is never the last
    line of all, so that there is news. Those of the first lines may be ``known``."""
    top = _Top(lines[: MOST_LINES + MOST_LINES_OF_A_CONTACT], known)
    while len(top.roles) < min(len(lines) - 1, MOST_LINES) and (role := top.next()):
        top.roles += role
    return top.roles[: max(len(lines) - 1, len(known))]


class _Top:
    def __init__(self, lines: Sequence[Line], known: Sequence[Role]) -> None:
        self.lines = lines
        self.roles = [*known]

    def next(self) -> list[Role]:
        """The role of the next line, of several where they belong together, or
        none."""
        line = self.lines[len(self.roles)]
        if not line.is_list and (furniture := self._furniture(line)):
            return furniture
        if self._is_headline(line):
            return [Role.HEADLINE]
        if not line.is_list and self._takes_dateline(line):
            return [Role.DATELINE]
        return self._above_the_news(line)

    def _furniture(self, line: Line) -> list[Role]:
        words = line.words
        above = self.lines[: len(self.roles)]
        if is_of_a_mail(words, (other.words for other in above)):
            return [Role.LABEL]
        if is_label(words):
            goes_on = is_unfinished(words) and is_moment(self._words(1))
            return [Role.LABEL, Role.LABEL] if goes_on else [Role.LABEL]
        if is_contact_line(words):
            return [Role.CONTACT]
        if self._stands_over_a_post(words):
            return [Role.LABEL, Role.LABEL]
        if CONTACTS.fullmatch(words) or introduces_contact(words):
            return [Role.CONTACT] * self._length_of_contact()
        if length := self._length_of_masthead(words):
            return [Role.MASTHEAD] * length
        return [Role.LABEL] if self._is_above_the_headline(line) else []

    def _is_above_the_headline(self, line: Line) -> bool:
        """A short line, as of a minister's name, with nothing but such lines before a
        heading of the first level."""
        if Role.HEADLINE in self.roles or line.kind is not Kind.PARAGRAPH:
            return False
        if whole_dateline(line.words):
            return False
        below = self.lines[len(self.roles) + 1 : -1][:LINES_BELOW_A_HEADLINE]
        upto = next((n for n, other in enumerate(below) if other.level == 1), None)
        return upto is not None and all(
            other.kind is Kind.PARAGRAPH
            and len(other.words) <= LONGEST_LINE_OF_A_MASTHEAD
            and not SENTENCE_END.search(other.words)
            for other in (line, *below[:upto])
        )

    def _length_of_masthead(self, words: str) -> int:
        """Who issues it, over "Press release"; or as in "From: Harbour Trust"."""
        if MASTHEAD.fullmatch(words):
            return int(len(words.split()) <= MOST_WORDS_OF_A_MASTHEAD)
        if words.startswith("From ") and is_organisation(_without_from(words)):
            return 1
        if is_organisation(issuer_before_kind(words)):
            return int(self._may_be_headline_at(1))
        named = is_organisation(words) or is_name(words)
        if not named or Role.HEADLINE in self.roles:
            return 0
        for offset in range(1, 1 + LINES_OF_A_MASTHEAD):
            below = self._words(offset)
            if kind_of_headline(below) or (kind_of(below) and is_label(below)):
                return offset if self._words(offset + 1) else 0
            if len(below) > LONGEST_LINE_OF_A_MASTHEAD:
                break
        return int(is_organisation(words) and self._stands_over_a_headline(words))

    def _stands_over_a_post(self, words: str) -> bool:
        """Who issues it and as what, over a headline: "Hon Ada Penrose", "Minister of
        Roads", or the other way round."""
        if self.roles and set(self.roles) != {Role.LABEL}:
            return False
        below = self._words(1)
        is_pair = (_is_somebody(words) and _is_a_post(below)) or (
            _is_a_post(words) and _is_somebody(below)
        )
        return is_pair and any(self._may_be_headline_at(offset) for offset in (2, 3))

    def _may_be_headline_at(self, offset: int) -> bool:
        below = self._words(offset)
        return (
            bool(self._words(offset + 1))
            and len(below.split()) >= FEWEST_WORDS_OF_A_HEADLINE
            and len(below) <= LONGEST_LINE_OF_A_HEADLINE
            and not SENTENCE_END.search(below)
            and not introduces_speech(below)
            and not whole_dateline(below)
        )

    def _stands_over_a_headline(self, body: str) -> bool:
        """And is told of again in the news, as no headline is word by word."""
        at = len(self.roles)
        if self.lines[at].kind not in (None, Kind.PARAGRAPH):
            return False
        for offset in range(1, 2 + LINES_OF_A_MASTHEAD):
            below = self._words(offset)
            if is_label(below) or whole_dateline(below):
                continue
            news = self.lines[at + offset + 1 :]
            return self._may_be_headline_at(offset) and any(
                body in line.words for line in news
            )
        return False

    def _length_of_contact(self) -> int:
        """Up to the last line that says where somebody is reached."""
        at = len(self.roles)
        length = 0
        for offset in range(1, MOST_LINES_OF_A_CONTACT):
            words = self._words(offset)
            if not words or len(words) > 90 or is_label(words):
                break
            if whole_dateline(words) and not has_details(words):
                break
            if has_details(words) or is_where_to_write(words):
                length = offset
        return length + 1 if at + length < len(self.lines) and length else 0

    def _is_headline(self, line: Line) -> bool:
        if Role.HEADLINE in self.roles or Role.KEY_POINTS in self.roles:
            return False
        if line.is_list or heads_a_section(line.words):
            return False
        if line.kind is None or self._stands_for_a_heading(line):
            return self._looks_like_a_headline(line.words)
        return (
            line.kind is Kind.HEADING
            and len(line.words) <= LONGEST_HEADLINE
            and (
                line.level == 1 or len(line.words.split()) >= FEWEST_WORDS_OF_A_HEADLINE
            )
        )

    def _stands_for_a_heading(self, line: Line) -> bool:
        """Where none comes below it; in bold or, of a text whose headings are those of
        its sections, in plain words."""
        if line.kind is not Kind.PARAGRAPH:
            return False
        below = self.lines[len(self.roles) + 1 :]
        near = [other for other in below[:LINES_BELOW_A_HEADLINE] if other.level]
        if line.is_bold:
            return not near
        others = [other for other in near if not heads_a_section(other.words)]
        return not others and not any(other.level == 1 for other in below)

    def _looks_like_a_headline(self, words: str) -> bool:
        """Whatever follows the first line of all: a dateline, key points, prose."""
        return (
            bool(self._words(1))
            and len(words.split()) > 1
            and len(words) <= LONGEST_LINE_OF_A_HEADLINE
            and not SENTENCE_END.search(words)
            and not introduces_speech(words)
            and whole_dateline(words) is None
        )

    def _takes_dateline(self, line: Line) -> bool:
        return (
            line.kind is not Kind.QUOTATION and whole_dateline(line.words) is not None
        )

    def _above_the_news(self, line: Line) -> list[Role]:
        if KEY_POINTS.fullmatch(line.words) and self._flat_list_follows():
            return [Role.LABEL]
        if line.is_flat_list and Role.KEY_POINTS not in self.roles:
            return [Role.KEY_POINTS]
        return [Role.STANDFIRST] if self._is_standfirst(line) else []

    def _flat_list_follows(self) -> bool:
        at = len(self.roles) + 1
        return at < len(self.lines) - 1 and self.lines[at].is_flat_list

    def _is_standfirst(self, line: Line) -> bool:
        if Role.HEADLINE not in self.roles or Role.STANDFIRST in self.roles:
            return False
        if line.is_list or line.kind in (Kind.QUOTATION, Kind.OTHER):
            return False
        if len(line.words) > LONGEST_STANDFIRST or heads_a_section(line.words):
            return False
        if introduces_speech(line.words) or not self._words(1):
            return False
        if any(marked_sentences(line.words)):
            return False
        return self._dateline_follows(line) or self._looks_like_a_standfirst(line)

    def _dateline_follows(self, line: Line) -> bool:
        if Role.DATELINE in self.roles or lead_in(line.words):
            return False
        at = len(self.roles) + 1
        if MASTHEAD.fullmatch(self.lines[at].words) and self._words(3):
            at += 1
        after = self.lines[at]
        if after.is_list:
            return False
        over_news = whole_dateline(after.words) and at + 1 < len(self.lines)
        return bool(over_news or lead_in(after.words))

    def _looks_like_a_standfirst(self, line: Line) -> bool:
        words = line.words
        if self.roles[-1] is not Role.HEADLINE or lead_in(words):
            return False
        if len(words.split()) < FEWEST_WORDS_OF_A_STANDFIRST:
            return False
        if line.kind is Kind.PARAGRAPH:
            return line.is_set_off
        return not SENTENCE_END.search(words) and len(words) <= LONGEST_HEADLINE

    def _words(self, ahead: int) -> str:
        at = len(self.roles) + ahead
        return self.lines[at].words if at < len(self.lines) else ""


def _without_from(words: str) -> str:
    return words.removeprefix("From ").removeprefix("the ")


def _is_somebody(line: str) -> bool:
    return is_name(bare_name(line.removeprefix("The ")))


def _is_a_post(line: str) -> bool:
    words = line.split()
    return (
        any(map(is_role_noun, words[:5]))
        and len(words) <= MOST_WORDS_OF_A_MASTHEAD
        and not SENTENCE_END.search(line)
        and all(w[0].isupper() or w in SMALL_WORDS_IN_ROLES for w in words)
    )
