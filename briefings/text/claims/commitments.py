"""What the office binds itself to: proposals, a sentence each.

Each cue of a promise and each cue against one carries a weight; a sentence whose sum
reaches the threshold is proposed. The strongest cue names the rule and the kind."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.cues import Cue
from briefings.text.claims.deadlines import Deadline, find_deadline
from briefings.text.claims.false_promises import AGAINST
from briefings.text.claims.inserted_clauses import without_inserted
from briefings.text.claims.money_given import MONEY_GIVEN
from briefings.text.claims.promise_cues import (
    COUNTED,
    FOR,
    HEADLINE_STYLE,
    NEW,
    SIGNS_OF_COUNTING,
    SIGNS_OF_NEW,
)
from briefings.text.claims.promise_kinds import is_specific, kind_of
from briefings.text.claims.promise_parties import by_whom, counterparties
from briefings.text.claims.promised_lists import Lead, with_leads
from briefings.text.claims.repetitions import merged
from briefings.text.finds import (
    AmountQualifier,
    ReadCommitment,
    ReadFigure,
    ReadQuote,
    quote_within,
)
from briefings.text.letters import has_any, small
from briefings.text.sentences import sentences

THRESHOLD = 1.5
FEWEST_WORDS = 5
FEWEST_WORDS_OF_AN_ITEM = 2
IN_QUOTE = -0.3
WITH_DEADLINE = 0.5
WITH_NEW = 0.3
WITH_COUNT = 0.5
OPEN_WITH_A_NOUN = frozenset({"rule-in-force", "proposed-rule", "headline-style"})
TRIMMED = " .;:,"
# What opens a quotation, and what closes it.
MARKS = {'"': '"', "“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True)
class Context:
    """What is known of the release: who issued it and when, its sums by position,
    and who is quoted where."""

    sums: Sequence[ReadFigure]
    starts: Sequence[int]
    quotes: Sequence[ReadQuote]
    issued_on: date | None
    issuer: str | None

    def sums_in(self, words: Paragraph) -> Sequence[ReadFigure]:
        first = bisect_left(self.starts, words.start)
        after = bisect_left(self.starts, words.end, first)
        return self.sums[first:after]

    def quote_of(self, words: Paragraph) -> ReadQuote | None:
        return quote_within(self.quotes, words.start, words.end)


@dataclass(frozen=True)
class Found:
    """The strongest cue of a sentence, where it stands, and the sum of all."""

    cue: Cue
    start: int
    total: float


def find_commitments(
    paragraphs: Iterable[Paragraph],
    figures: Sequence[ReadFigure] = (),
    quotes: Sequence[ReadQuote] = (),
    *,
    issued_on: date | None = None,
    issuer: str | None = None,
) -> tuple[ReadCommitment, ...]:
    """Deadlines are counted from the day of issue; without it only those that need
    none have days."""
    sums = sorted((f for f in figures if f.is_money), key=lambda figure: figure.start)
    quotes = sorted(quotes, key=lambda quote: quote.start)
    starts = [figure.start for figure in sums]
    context = Context(sums, starts, quotes, issued_on, issuer or None)
    return merged(
        [
            promise
            for sentence, lead in _sentences(paragraphs)
            if (promise := _promise(sentence, lead, context))
        ]
    )


def _sentences(
    paragraphs: Iterable[Paragraph],
) -> Iterator[tuple[Paragraph, Lead | None]]:
    """Each with what it goes on with, if it is the first of an item of a list."""
    for paragraph, lead in with_leads(paragraphs):
        if paragraph.kind is Kind.HEADING:
            continue
        for start, end in sentences(paragraph.words):
            words = paragraph.words[start:end]
            begun = lead if start == 0 else None
            fewest = FEWEST_WORDS_OF_AN_ITEM if begun else FEWEST_WORDS
            if len(words.split(None, fewest)) >= fewest:
                yield Paragraph(paragraph.kind, words, paragraph.start + start), begun


def _promise(
    sentence: Paragraph, lead: Lead | None, context: Context
) -> ReadCommitment | None:
    words, inserted_at, inserted = without_inserted(small(_whole(sentence, lead)))
    cues = _cues_for(sentence, words, lead, context)
    if not cues:
        return None
    found = _weigh(words, cues)
    if found.start > inserted_at:
        found = replace(found, start=found.start + inserted)
    quote = context.quote_of(sentence)
    total = found.total + (IN_QUOTE if quote else 0)
    if total + WITH_DEADLINE < THRESHOLD:
        return None
    deadline = find_deadline(sentence.words, context.issued_on)
    total += WITH_DEADLINE if deadline else 0
    if total < THRESHOLD:
        return None
    return _commitment(sentence, lead, found, total, deadline, quote, context)


def _whole(sentence: Paragraph, lead: Lead | None) -> str:
    return f"{lead.words} {sentence.words}" if lead else sentence.words


def _cues_for(
    sentence: Paragraph, words: str, lead: Lead | None, context: Context
) -> list[tuple[Cue, int]]:
    """Each with where it stands: the strongest, and one that confirms it."""
    found = FOR.found_in(words, most=2)
    if lead:
        found.append((lead.cue, lead.cue_at))
    if context.sums_in(sentence):
        found += MONEY_GIVEN.found_in(words)
    if sentence.kind is Kind.LIST:
        found += HEADLINE_STYLE.found_in(words)
    return found


def _weigh(words: str, cues: Sequence[tuple[Cue, int]]) -> Found:
    strongest, start = max(cues, key=lambda cue: cue[0].weight)
    # The good that comes of what is promised is told behind its verb.
    opens_with_verb = strongest.rule not in OPEN_WITH_A_NOUN
    # A second cue confirms the first; a third says nothing new.
    total = strongest.weight + (0.3 if len(cues) > 1 else 0)
    total += sum(
        cue.weight
        for cue, at in AGAINST.found_in(words)
        if not (cue.rule == "benefit" and at > start and opens_with_verb)
    )
    if has_any(words, SIGNS_OF_NEW) and NEW.search(words):
        total += WITH_NEW
    if has_any(words, SIGNS_OF_COUNTING) and COUNTED.search(words):
        total += WITH_COUNT
    return Found(strongest, start, total)


def _trimmed(sentence: str) -> str:
    """Without the mark of a quotation that another sentence ends, or began.

    >>> _trimmed('"We will open it.')
    'We will open it'
    >>> _trimmed('"We will open it", and “the road” too.')
    '"We will open it", and “the road” too'
    >>> _trimmed('We will open “the road”.')
    'We will open “the road”'
    """
    words = sentence.strip(TRIMMED)
    for opening, closing in MARKS.items():
        if words.startswith(opening) and closing not in words[1:]:
            words = words[1:]
        if words.endswith(closing) and opening not in words[:-1]:
            words = words[:-1]
    return words.strip(TRIMMED)


def _commitment(
    sentence: Paragraph,
    lead: Lead | None,
    found: Found,
    total: float,
    deadline: Deadline | None,
    quote: ReadQuote | None,
    context: Context,
) -> ReadCommitment:
    words = _trimmed(sentence.words)
    skipped = sentence.words.index(words)
    start = sentence.start + skipped
    # "£1.35 a week" is what one household pays.
    sums = context.sums_in(sentence)
    money = [sum_ for sum_ in sums if not SMALL.search(sum_.per)]
    money = money if lead else _without_others(money, sentence, found.start)
    stands_in, at = (
        (_whole(sentence, lead), found.start)
        if lead
        else (words, found.start - skipped)
    )
    whose = by_whom(stands_in, at, quote, context.issuer)
    return ReadCommitment(
        words=words,
        kind=kind_of(words, found.cue, has_money=bool(sums)),
        specific=is_specific(
            words,
            found.cue,
            has_money=bool(sums),
            has_deadline=bool(deadline and deadline.is_dated),
        ),
        amount=money[0].value if money else None,
        currency=money[0].currency if money else None,
        deadline=deadline.words if deadline else None,
        in_quote=quote is not None,
        start=start,
        end=start + len(words),
        rule=found.cue.rule,
        score=_score(total),
        due_from=deadline.due_from if deadline else None,
        due_by=deadline.due_by if deadline else None,
        deadline_basis=deadline.basis if deadline else "",
        amount_qualifier=_qualifier(money[0], sentence) if money else "",
        by_whom=whose,
        counterparties=counterparties(words, whose),
    )


QUALIFIERS: dict[str, AmountQualifier] = {
    "up_to": "up_to",
    "at_least": "at_least",
    "more_than": "at_least",
    "almost": "about",
    "about": "about",
    "average": "about",
}
SMALL = re.compile(
    r"\b(?:household|person|head|pupil|family|tonne|week|month|day|hour|each|apiece|"
    r"share)\b"
)
# "Has secured £2m and aims to": what stood before is the sum of another verb.
NEW_CLAUSE = re.compile(
    r"(?:;| and| but| while| which)(?: (?:also|now|then|it|they|we|that))*\s*$",
    re.IGNORECASE,
)
VERB_BEFORE = re.compile(
    r"\b(?:has|have|had|was|were|will|won|spent|made|gave|got|\w{3,20}ed)\b",
    re.IGNORECASE,
)
ADDITIONAL = re.compile(r"\b(?:further|additional|extra|another|more)\b", re.IGNORECASE)


def _without_others(
    sums: list[ReadFigure], sentence: Paragraph, cue_at: int
) -> list[ReadFigure]:
    words = sentence.words
    if not sums or not NEW_CLAUSE.search(words, max(0, cue_at - 25), cue_at):
        return sums
    starts = [(sum_, sum_.start - sentence.start) for sum_ in sums]
    return [
        sum_
        for sum_, start in starts
        if start >= cue_at or not VERB_BEFORE.search(words, 0, start)
    ]


def _qualifier(sum_: ReadFigure, sentence: Paragraph) -> AmountQualifier:
    """What is put before the sum, or that it comes on top, as in "an extra £5m" and
    "£5m in additional funding"."""
    start, end = sum_.start - sentence.start, sum_.end - sentence.start
    beside = sentence.words[max(0, start - 12) : end + 20]
    if sum_.modifier in QUALIFIERS:
        return QUALIFIERS[sum_.modifier]
    return "additional" if ADDITIONAL.search(beside) else ""


def _score(total: float) -> float:
    """Measured on labelled releases: a bare majority of the sentences at the threshold
    are promises, nearly all of those with several signs."""
    return round(min(0.95, 0.5 + 0.25 * (total - THRESHOLD)), 2)
