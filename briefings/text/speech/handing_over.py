"""Sentences that hand over to words below them without being a line of their own."""

import re
from collections.abc import Sequence

from briefings.text.names import with_stops, without_stops
from briefings.text.speech.attribution import (
    Attribution,
    read_attribution_line,
    read_line_of_anybody,
)
from briefings.text.speech.inline_quotes import SENTENCE, SUBJECT
from briefings.text.speech.speakers import Speaker, read_speaker
from briefings.text.speech.speech_verbs import BEFORE_VERB, VERB

# "Huw Parry said the road was open."
REPORTED = re.compile(rf"^(?P<subject>{SUBJECT}),? {BEFORE_VERB}{VERB}\b")
# "The road was open, Huw Parry said."
REPORTED_BEFORE = re.compile(
    rf", (?:(?P<subject>[^,.;:]{{2,80}}) {BEFORE_VERB}{VERB}(?: today| yesterday)?)"
    r"[ .]*$"
)
TELLS = re.compile(
    rf"^[^.!?]{{3,300}}? (?:{VERB}|(?:today |also |has )?(?P<deed>announced|unveiled|"
    r"launched|opened|confirmed|called|released|pledged|promised|thanked|condemned|"
    r"congratulated|criticised|criticized|slammed|hailed|backed|described|signed|"
    r"visited|is|was))\b"
)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?|us|Rwy|Rydym|Rydyn)\b")


def closing_attribution(words: str, *, quoted: bool) -> Attribution | None:
    """The last sentence hands over: "…to the valley. She said:"."""
    masked = without_stops(words[-500:])
    last = with_stops(masked.rstrip(" :;,–—-").rpartition(". ")[2])
    found = read_attribution_line(last + ":")
    if found or not quoted:
        return found
    if words.rstrip().endswith((":", ";")) and (
        found := read_line_of_anybody(last + ":")
    ):
        return found
    if words.rstrip().endswith((".", "!", "?")):
        return None
    speaker = read_speaker(last)
    # A single capital word is a heading rather than somebody's name.
    is_somebody = speaker.name or speaker.role or speaker.pronoun
    if not is_somebody or len(last.split()) < 2:
        return None
    return Attribution(last, speaker, "line-before-quotation")


def mentioned_speaker(words: str, *, by_deed: bool) -> Attribution | None:
    """Somebody is told to have said or, ``by_deed``, done something: whoever is named
    there."""
    told = TELLS.search(words[:1000])
    if told is None or (told["deed"] and not by_deed):
        return None
    named_last = Speaker(pronoun="they")
    return Attribution(words[: told.end()], named_last, "somebody-mentioned")


def can_be_bare_speech(attribution: Attribution, paragraphs: Sequence[str]) -> bool:
    if not paragraphs:
        return False
    if attribution.rule in ("attribution-line", "attributable-to"):
        return True
    return FIRST_PERSON.search(paragraphs[0]) is not None


def reported_speaker(words: str) -> Attribution | None:
    """Who is told to have said something in the last sentence, or else the first."""
    sentences = SENTENCE.split(without_stops(words[-1000:]))
    for sentence in dict.fromkeys((sentences[-1], sentences[0])):
        for pattern in (REPORTED_BEFORE, REPORTED):
            found = pattern.search(sentence)
            speaker = read_speaker(with_stops(found["subject"])) if found else Speaker()
            if found and speaker.is_known:
                told = with_stops(found.group()).strip(" ,.")
                return Attribution(told, speaker, "reported-speech")
    return None
