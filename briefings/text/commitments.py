"""What the office binds itself to: proposals, a sentence each.

Each cue of a promise and each cue against one carries a weight; a sentence whose sum
reaches the threshold is proposed. The strongest cue names the rule and the kind."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from briefings.text.blocks import Kind, Paragraph
from briefings.text.deadlines import find_deadline
from briefings.text.finds import CommitmentKind, ReadCommitment, ReadFigure
from briefings.text.promise_cues import (
    AGAINST,
    AGREEMENT,
    FOR,
    HEADLINE_STYLE,
    LEGISLATION,
    MONEY_GIVEN,
    NEW,
    TARGET,
    VAGUE,
    Cue,
)
from briefings.text.sentences import sentences

THRESHOLD = 1.5
FEWEST_WORDS = 5
IN_QUOTE = -0.3
WITH_DEADLINE = 0.5
WITH_NEW = 0.3
TRIMMED = " .;:,"


def find_commitments(
    paragraphs: Iterable[Paragraph],
    figures: Sequence[ReadFigure] = (),
    quoted: Sequence[tuple[int, int]] = (),
) -> tuple[ReadCommitment, ...]:
    found = []
    sums = sorted((f for f in figures if f.is_money), key=lambda f: f.start)
    starts = [figure.start for figure in sums]
    for sentence in _sentences(paragraphs):
        money = sums[
            bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)
        ]
        in_quote = _is_quoted(sentence, quoted)
        cue, total = _weigh(sentence, bool(money))
        if cue and total + (IN_QUOTE if in_quote else 0) >= THRESHOLD:
            found.append(_commitment(sentence, cue, money, in_quote=in_quote))
    return tuple(found)


def _sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING:
            continue
        for start, end in sentences(paragraph.words):
            words = paragraph.words[start:end]
            if len(words.split()) >= FEWEST_WORDS:
                yield Paragraph(paragraph.kind, words, paragraph.start + start)


def _is_quoted(sentence: Paragraph, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether the quote that starts last before the sentence's end reaches into it."""
    last = bisect_left(quoted, (sentence.end, 0)) - 1
    return last >= 0 and quoted[last][1] > sentence.start


def _weigh(sentence: Paragraph, has_money: bool) -> tuple[Cue | None, float]:
    words = sentence.words
    cues = [cue for cue in FOR if cue.pattern.search(words)]
    if has_money and MONEY_GIVEN.pattern.search(words):
        cues.append(MONEY_GIVEN)
    if sentence.kind is Kind.LIST and HEADLINE_STYLE.pattern.match(words):
        cues.append(HEADLINE_STYLE)
    if not cues:
        return None, 0
    strongest = max(cues, key=lambda cue: cue.weight)
    # A second cue confirms the first; a third says nothing new.
    total = strongest.weight + (0.3 if len(cues) > 1 else 0)
    total += sum(cue.weight for cue in AGAINST if cue.pattern.search(words))
    if find_deadline(words):
        total += WITH_DEADLINE
    if NEW.search(words):
        total += WITH_NEW
    return strongest, total


def _commitment(
    sentence: Paragraph, cue: Cue, money: Sequence[ReadFigure], *, in_quote: bool
) -> ReadCommitment:
    words = sentence.words.strip(TRIMMED)
    start = sentence.start + sentence.words.index(words)
    return ReadCommitment(
        words=words,
        kind=_kind(words, cue),
        specific=not VAGUE.search(words) or bool(money or find_deadline(words)),
        amount=money[0].value if money else None,
        currency=money[0].currency if money else None,
        deadline=find_deadline(words),
        in_quote=in_quote,
        start=start,
        end=start + len(words),
        rule=cue.rule,
    )


def _kind(words: str, cue: Cue) -> CommitmentKind:
    if cue is MONEY_GIVEN:
        return "funding"
    if AGREEMENT.search(words):
        return "agreement"
    if LEGISLATION.search(words):
        return "legislation"
    return "target" if TARGET.search(words) else "action"
