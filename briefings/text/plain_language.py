"""How long a release's words are, and what could be said more plainly. Advice only:
nothing here stops anybody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.text.markup.markdown import plain_text
from briefings.text.sentences import sentences

LONG_HEADLINE, LONGEST_HEADLINE = 65, 120
LONG_SUMMARY, LONGEST_SUMMARY = 160, 200
LONG_SENTENCE = 25
LONG_PARAGRAPH = 90

PLAINER = {
    "ahead of": "before",
    "at this point in time": "now",
    "commence": "begin",
    "deliver on": "keep, do",
    "drive forward": "speed up, lead",
    "facilitate": "help",
    "going forward": "from now on",
    "in order to": "to",
    "in the event that": "if",
    "key stakeholders": "name them",
    "leverage": "use",
    "prior to": "before",
    "robust": "strong, thorough",
    "step change": "big change",
    "utilise": "use",
    "with regard to": "about",
    "world-leading": "say what it does",
}
_HEAVY = re.compile(rf"\b(?:{'|'.join(PLAINER)})\b", re.IGNORECASE)
_WORD = re.compile(r"\w[\w’'.,-]*")


@dataclass(frozen=True)
class Advice:
    sentence: str
    words: str = ""  # where, if it is about some words


@dataclass(frozen=True)
class Measured:
    field: str
    label: str
    words: int
    characters: int
    advice: tuple[Advice, ...]


def measure(
    *, headline: str, summary: str, key_points: Sequence[str], body: str
) -> tuple[Measured, ...]:
    """
    >>> measure(headline="A ferry", summary="", key_points=(), body="")[0].words
    2
    """
    text = plain_text((), body)
    points = plain_text(key_points, "")
    return (
        _measured("headline", "Headline", headline, _of_headline(headline)),
        _measured("summary", "Summary", summary, _of_summary(summary)),
        _measured("key_points", "Key points", points, _of_prose(points)),
        _measured("body", "Body", text, _of_prose(text)),
    )


def _measured(field: str, label: str, text: str, advice: Iterator[Advice]) -> Measured:
    return Measured(field, label, _count(text), len(text.strip()), tuple(advice))


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _of_headline(headline: str) -> Iterator[Advice]:
    yield from _too_long(headline, LONG_HEADLINE, LONGEST_HEADLINE)
    yield from _heavy_words(headline)


def _of_summary(summary: str) -> Iterator[Advice]:
    yield from _too_long(summary, LONG_SUMMARY, LONGEST_SUMMARY)
    yield from _of_prose(summary)


def _too_long(text: str, long: int, longest: int) -> Iterator[Advice]:
    length = len(text.strip())
    if length > longest:
        yield Advice(f"Over {longest} characters: lists will cut it off.")
    elif length > long:
        yield Advice(f"Over {long} characters: search results may cut it off.")


def _of_prose(text: str) -> Iterator[Advice]:
    for paragraph in filter(None, text.split("\n\n")):
        yield from _long_sentences(paragraph)
        if (count := _count(paragraph)) > LONG_PARAGRAPH:
            yield Advice(f"A paragraph of {count} words: can it be parted?", paragraph)
    yield from _heavy_words(text)


def _long_sentences(paragraph: str) -> Iterator[Advice]:
    for start, end in sentences(paragraph):
        words = paragraph[start:end]
        if (count := _count(words)) > LONG_SENTENCE:
            yield Advice(f"A sentence of {count} words: two are easier to read.", words)


def _heavy_words(text: str) -> Iterator[Advice]:
    found = dict.fromkeys(match.group().lower() for match in _HEAVY.finditer(text))
    for words in found:
        yield Advice(f"“{words}” could be plainer: {PLAINER[words]}.", words)
