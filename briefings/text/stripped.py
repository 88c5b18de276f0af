"""Speech within a paragraph that has lost its marks on the way: "We kept our word, said
Ada Penrose, Chair of the Fund. It was hard."."""

import re
from dataclasses import dataclass

from briefings.text.inline_quotes import FEWEST_WORDS, describe_after
from briefings.text.names import without_stops
from briefings.text.quotation_marks import MARK
from briefings.text.speakers import Speaker
from briefings.text.speech import signs

# Only this order: "…, she said" behind plain words is mostly indirect speech.
SAID = re.compile(r"(?P<stop>[,!?])(?= (?:said|says) (?:[^\W\d_a-z]|the ))")
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
    stop = found.end()
    tail = without_stops(words[stop : stop + LONGEST_ATTRIBUTION])
    attributed = describe_after(tail)
    if attributed is None or not attributed[1].name:
        return None
    attribution, speaker = attributed
    spans = _spans(words, stop, stop + tail.find(attribution) + len(attribution))
    said = " ".join(words[start:end] for start, end in spans)
    if signs(said) < LEAST_SIGNS or len(said.split()) < FEWEST_WORDS:
        return None
    return Stripped(words[stop:].strip()[: len(attribution)], speaker, spans)


def _has_marks(words: str) -> bool:
    return any(found.group() not in "'’‘" for found in MARK.finditer(words))


def _spans(words: str, stop: int, end: int) -> tuple[tuple[int, int], ...]:
    """Before the attribution, and what follows its full stop."""
    rest = words.find(". ", end - 1)
    if rest < 0 or rest > end + LONGEST_ATTRIBUTION or rest + 2 >= len(words):
        return ((0, stop),)
    return ((0, stop), (rest + 2, len(words)))
