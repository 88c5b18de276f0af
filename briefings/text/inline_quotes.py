"""Marked words with their speaker in the same paragraph: "“…,” said Ada Penrose"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.text.attribution import VERB, read_attribution_line
from briefings.text.quotation_marks import Marked, marked_spans
from briefings.text.speakers import Speaker, read_speaker

FEWEST_WORDS = 5
SUBJECT = r"[^\"“”‘.!?;:]{2,120}?"
SAID_X = re.compile(
    rf"\s?,?\s?{VERB} (?P<subject>{SUBJECT})"
    r"(?=[.,;:]|$| (?:in|at|on|during|after|who|while|when|today)\b)"
)
X_SAID = re.compile(rf"\s?,?\s?(?P<subject>{SUBJECT}),? (?:also |then |has )?{VERB}\b")
LOOK_BACK = 300


@dataclass(frozen=True)
class InlineSpeech:
    attribution: str
    speaker: Speaker
    spans: tuple[tuple[int, int], ...]
    is_closed: bool


def find_inline(words: str) -> Iterator[InlineSpeech]:
    """One for each attribution; "“…,” she said, “…”" is one speech in two spans."""
    spans = marked_spans(words)
    index = 0
    while index < len(spans):
        found = _attributed(words, spans, index)
        if found is None:
            index += 1
            continue
        speech, index = found
        yield speech


def _attributed(
    words: str, spans: list[Marked], index: int
) -> tuple[InlineSpeech, int] | None:
    span = spans[index]
    count = len(words[span.start : span.end].split())
    before = _named_before(words, span, spans[index - 1].end if index else 0)
    if before:
        if count < FEWEST_WORDS:
            return None
        return _speech(*before, [span]), index + 1
    after = _named_after(words, span, spans[index + 1 : index + 2])
    if not after:
        return None
    together = [span]
    if index + 1 < len(spans) and _goes_on(words, span, spans[index + 1]):
        together.append(spans[index + 1])
    if sum(len(words[s.start : s.end].split()) for s in together) < FEWEST_WORDS:
        return None
    return _speech(*after, together), index + len(together)


def _speech(attribution: str, speaker: Speaker, spans: list[Marked]) -> InlineSpeech:
    return InlineSpeech(
        attribution,
        speaker,
        tuple((span.start, span.end) for span in spans),
        spans[-1].is_closed,
    )


def _named_before(words: str, span: Marked, floor: int) -> tuple[str, Speaker] | None:
    """As in "Ada Penrose said: “…”"."""
    lead = words[max(floor, span.start - LOOK_BACK) : span.start - 1].rstrip()
    if not lead.endswith((":", ",", "said", "added", "that")):
        return None
    sentence = re.split(r"[.!?][\"”’)]*\s+(?=[^\W\d_a-z])", lead)[-1]
    found = read_attribution_line(sentence.strip(' "”’'))
    return (found.words, found.speaker) if found else None


def _named_after(
    words: str, span: Marked, following: list[Marked]
) -> tuple[str, Speaker] | None:
    # British style may put the comma behind the mark.
    ends_clause = words[span.end - 1] in ",.!?;…" or words.startswith(",", span.end + 1)
    if not span.is_closed or not ends_clause:
        return None
    stop = following[0].start - 1 if following else span.end + LOOK_BACK
    tail = words[span.end + 1 : min(stop, span.end + LOOK_BACK)]
    for pattern in (SAID_X, X_SAID):
        found = pattern.match(tail)
        speaker = read_speaker(found["subject"]) if found else Speaker()
        if found and speaker.is_known:
            return found.group().strip(" ,"), speaker
    return None


def _goes_on(words: str, first: Marked, second: Marked) -> bool:
    """Nothing but the attribution stands between the two."""
    between = words[first.end + 1 : second.start - 1].rstrip()
    return (
        len(between) < LOOK_BACK
        and not re.search(r"[.!?;:]\s+\S", between)
        and (between.endswith((",", ".", ":")))
    )
