"""Speech within a paragraph that has lost its marks on the way: "We kept our word, said
Ada Penrose, Chair of the Fund. It was hard."."""

import re
from dataclasses import dataclass

from briefings.text.names import with_stops, without_stops
from briefings.text.speech.bare_speech import signs
from briefings.text.speech.inline_quotes import FEWEST_WORDS, describe_after
from briefings.text.speech.quotation_marks import MARK
from briefings.text.speech.speakers import Speaker

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
    # The comma belongs to the attribution.
    stop = found.end() - (found["stop"] == ",")
    tail = without_stops(words[found.end() : found.end() + LONGEST_ATTRIBUTION])
    attributed = describe_after(tail)
    if attributed is None or not attributed[1].name:
        return None
    attribution, speaker = attributed
    end = found.end() + tail.find(attribution) + len(attribution)
    spans = _spans(words, stop, end)
    said = " ".join(words[start:end] for start, end in spans)
    if signs(said) < LEAST_SIGNS or len(said.split()) < FEWEST_WORDS:
        return None
    return Stripped(with_stops(attribution), speaker, spans)


def _has_marks(words: str) -> bool:
    return any(found.group() not in "'’‘" for found in MARK.finditer(words))


def _spans(words: str, stop: int, end: int) -> tuple[tuple[int, int], ...]:
    """Before the attribution, and what follows its full stop."""
    rest = FULL_STOP.search(words, end - 1, end + LONGEST_ATTRIBUTION)
    if rest is None or rest.end() >= len(words):
        return ((0, stop),)
    return ((0, stop), (rest.end(), len(words)))
