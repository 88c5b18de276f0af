"""Speech within a paragraph that has lost its marks on the way: "We kept our word, said
Ada Penrose, Chair of the Fund. It was hard."."""

import re
from dataclasses import dataclass

from briefings.text.names import with_stops, without_stops
from briefings.text.speech.bare_speech import signs
from briefings.text.speech.inline_quotes import FEWEST_WORDS, describe_after
from briefings.text.speech.quotation_marks import (
    MARK,
    first_span,
    is_wholly_marked,
)
from briefings.text.speech.speakers import Speaker
from briefings.text.speech.speech_verbs import FRENCH_VERB

# "« Elle tiendra, souligne Ada Penrose, maire. Elle est belle. »", as the French do.
INCISE = re.compile(
    rf"(?P<stop>[,!?])(?= (?:{FRENCH_VERB}) (?:[^\W\d_a-z]|l[ae] |l['’]))"
)
# Only this order: "…, she said" behind plain words is mostly indirect speech.
SAID = re.compile(r"(?P<stop>[,!?])(?= (?:said|says) (?:[^\W\d_a-z]|the ))")
FULL_STOP = re.compile(r"\. ?(?=[^\W_a-z])")
LONGEST_FIRST = 1500
LONGEST_ATTRIBUTION = 300
LEAST_SIGNS = 2.0


@dataclass(frozen=True)
class Stripped:
    attribution: str
    speaker: Speaker
    spans: tuple[tuple[int, int], ...]


def find_stripped(words: str) -> Stripped | None:
    found = SAID.search(words[:LONGEST_FIRST])
    if found is None or _has_marks(words):
        return None
    parted = _parted(words, found, 0, len(words))
    if parted is None or not parted.speaker.name:
        return None
    said = " ".join(words[start:end] for start, end in parted.spans)
    if signs(said) < LEAST_SIGNS or len(said.split()) < FEWEST_WORDS:
        return None
    return parted


def find_incised(words: str) -> Stripped | None:
    """With the speaker named between the marks."""
    span = first_span(words)
    if span is None or not is_wholly_marked(words):
        return None
    found = INCISE.search(words, span.start, min(span.end, LONGEST_FIRST))
    return _parted(words, found, span.start, span.end) if found else None


def _parted(words: str, found: re.Match[str], start: int, end: int) -> Stripped | None:
    # The comma belongs to the attribution.
    stop = found.end() - (found["stop"] == ",")
    tail = without_stops(
        words[found.end() : min(end, found.end() + LONGEST_ATTRIBUTION)]
    )
    attributed = describe_after(tail)
    if attributed is None:
        return None
    attribution, speaker = attributed
    after = found.end() + tail.find(attribution) + len(attribution)
    spans = _spans(words, (start, stop), after, end)
    return Stripped(with_stops(attribution), speaker, spans)


def _has_marks(words: str) -> bool:
    return any(found.group() not in "'’‘" for found in MARK.finditer(words))


def _spans(
    words: str, first: tuple[int, int], after: int, end: int
) -> tuple[tuple[int, int], ...]:
    """Before the attribution, and what follows its full stop."""
    rest = FULL_STOP.search(words, after - 1, min(end, after + LONGEST_ATTRIBUTION))
    if rest is None or rest.end() >= end:
        return (first,)
    return (first, (rest.end(), end))
