"""Where an unmarked speech ends.

Many releases hand over with "X said" and then print the speech as bare paragraphs.
Each following paragraph shows signs of somebody speaking and signs of the office
telling; the speech ends where the sum of the signs is highest."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from briefings.text.letters import small


def _sign(*alternatives: str, start: bool = False) -> re.Pattern[str]:
    """For words in small letters, so that its own capitals are of no use."""
    words = "|".join(alternatives).lower()
    return re.compile(rf"{'^' if start else ''}(?:{words})")


FIRST_PERSON = 3.0
# As they are written: "i" is a Welsh preposition, and the US is a country.
I_AND_US = re.compile(r"\b(?:I|[Uu]s)\b")
WE = _sign(
    r"\b(?:we|ours?|my|me|mine|myself|ourselves)\b",
    r"\b(?:je|nous|notre|ich|wir|uns|unser\w{0,2}|nuestr[oa]s?)\b",
    r"\b(?:rwy|rwyf|rydw|rydym|rydyn|byddwn|byddaf|hoffwn|diolch|fy)\b",
)
SPEAKING = (
    (2.0, _sign(r"\b(?:you|yours?|let['’]s)\b")),
    (
        2.0,
        _sign(
            r"\b[a-z]{2,9}n['’]t\b",
            r"\b(?:it|that|there|here|they|who)['’](?:s|re|ll|ve)\b",
        ),
    ),
    (1.5, _sign(r"[!?](?:\s|$)")),
    (
        1.0,
        _sign(
            r"(?:And|But|So|That is why|This is why|Of course|Today|No)\b", start=True
        ),
    ),
    (0.7, _sign(r"(?:This|These|Those|Such)\b(?! (?:follows|comes))", start=True)),
    (
        1.0,
        _sign(
            r"\b(?:must|should|needs? to|cannot|can never|deserve|simply|really)\b",
            r"\b(?:vital|crucial|essential|important|excellent|fantastic|great)\b",
            r"\b(?:brilliant|powerful|delight(?:ed)?|pleased|proud|grateful)\b",
            r"\b(?:determined|confident|welcome|believe|hope|forward to|time to)\b",
            r"\bright (?:that|to|for)\b|\btoo (?:long|many|much|often)\b",
            r"\b(?:everyone|everybody|nobody|never|always|forced|lives|families)\b",
            r"\b(?:loved ones|future|thrive|ambition|opportunit(?:y|ies)|freedom)\b",
            r"\bstep forward\b|\bstands? out\b|\ball sorts of\b",
            r"\bmakes? (?:it )?clear\b",
        ),
    ),
    # Praise and blame: an office tells, its minister judges.
    (
        1.0,
        _sign(
            r"\b(?:controversial|cherished|longstanding|shameful|scandal|disgrace\w*|"
            r"disastrous|wasteful|unfair\w*|unacceptable|ridiculous|absurd|heroes|"
            r"resentment|failed|failures?|betray\w*|burdens?|misguided|so-called|"
            r"remarkable|extraordinary|inspiring|incredible|incredibly|outstanding|"
            r"tireless\w*|heartbreaking|tragic\w*|sadly|frankly|hard-working|"
            r"game.chang\w+|no amount of|make no mistake|the truth is)\b"
        ),
    ),
    (1.0, _sign(r"[.!?] (?:And|But|So|Yet|Because)\b")),
    (2.0, _sign(r"\brest assured\b|\bmy message\b|\bthe message is\b")),
)
Ending = Literal["", "speaker", "text"]
TITLED = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness) \w+"
REPORTED = r"(?:announced|published|unveiled|launched|confirmed)"
TELLING = (
    (2.5, _sign(r"https?:", r"www\.", r"@\w")),
    (2.5, _sign(r"\bconsultation (?:opens|closes|is open|runs|will (?:run|be))")),
    (
        2.0,
        _sign(
            rf"(?:He|She|The (?:minister|secretary of state)|{TITLED})\b",
            r"(?:Bydd|Mae)(?: yr?|['’]r) (?:gweinidog|llywodraeth|cyngor)\b",
            start=True,
        ),
    ),
    # Rules are laid down by the office.
    (
        1.0,
        _sign(
            r"\b(?:will (?:have|need|be (?:required|asked|able)) to|must) (?:apply|"
            r"register|report|return|send|spend|submit|provide|publish|show|repay)\b"
        ),
    ),
    (
        2.0,
        _sign(
            r"\b(?:further|more) (?:information|details)\b",
            r"\bdetails (?:of|about|on)\b",
            r"\bavailable (?:at|from|on)\b",
            r"\bar gael (?:yn|ar|o|gan)\b",
        ),
    ),
    (
        1.5,
        _sign(
            rf"\b{REPORTED} (?:today|yesterday|on|in|last|earlier|by)\b",
            rf"\btoday {REPORTED}\b",
        ),
    ),
    (
        1.5,
        _sign(
            r"\b(?:was|were|is|are|been|being|be) (?:awarded|published|expected|chosen|"
            r"scheduled|announced|set up|established|funded|fitted|invited|appointed|"
            r"selected|introduced|located|delivered)\b"
        ),
    ),
    (
        1.0,
        _sign(
            r"It (?:follows|comes|is (?:expected|estimated))\b",
            r"(?:As part of|In addition|Additional|According to|Under the)\b",
            r"(?:Together with|Following|While)\b",
            r"The (?:announcement|scheme|project|programme|funding|department)\b",
            r"The (?:ministry|council|trust|agency|grants?|money will)\b",
            r"The (?:consultation|event|summit|meeting|campaign|group|initiative)\b",
            r"The (?:overall|settlement|proposals?)\b",
            start=True,
        ),
    ),
    (1.0, _sign(r"[“\"‘'][^”\"’']{2,60}[”\"’'](?=[\s.,])")),
    (1.0, _sign(r"\b(?:19|20)\d\d\b")),
    (0.5, _sign(r"[£$€]\d")),
)
SHORT_FORM = re.compile(r"\([A-Z][A-Za-z]{1,9}\)")
TELLING_BY_SHORT_FORM = 1.0
# A speaker is mostly given two or three paragraphs: without any sign the second
# leans to speech, and the longer it has gone on the more the next leans to telling.
LEANINGS = (0.0, -0.4, -0.9, -1.4)
NAMES_THE_SPEAKER = -4.0
NAMES_ANOTHER = -1.5
DOUBTFUL_MARGIN = 1.1
# Between two speakers, or below the last, an office seldom tells for one paragraph.
LAST_BEFORE: dict[Ending, float] = {"": 0.0, "speaker": 0.9, "text": 0.0}
# What a margin between the best end and the next best is worth.
CERTAIN, EVEN, A_POINT = 0.97, 0.5, 0.12
CAPITALISED = re.compile(r"[^\W\d_a-z][\w-]{0,40}")


@dataclass(frozen=True)
class SpeechEnd:
    length: int
    is_uncertain: bool
    score: float = CERTAIN


def end_of_speech(
    paragraphs: Sequence[str],
    *,
    speaker: str = "",
    others: Collection[str] = (),
    ending: Ending = "",
) -> SpeechEnd:
    """How many of the paragraphs after an attribution are the speech. The first
    always is. ``ending`` is what comes below the last of them."""
    best, best_total, total = 1, 0.0, 0.0
    runner_up = -10.0
    for length, words in enumerate(paragraphs[1:], 2):
        total += LEANINGS[min(length - 2, len(LEANINGS) - 1)]
        total += signs(words, speaker=speaker, others=others)
        if length == len(paragraphs):
            total += LAST_BEFORE[ending]
        if total > best_total:
            runner_up, best_total, best = best_total, total, length
        else:
            runner_up = max(runner_up, total)
    margin = best_total - runner_up
    score = round(min(CERTAIN, EVEN + A_POINT * margin), 2)
    return SpeechEnd(best, margin < DOUBTFUL_MARGIN, score)


def signs(words: str, *, speaker: str = "", others: Collection[str] = ()) -> float:
    """Above nought for speech, below for telling."""
    lowered = small(words)
    total = FIRST_PERSON if I_AND_US.search(words) or WE.search(lowered) else 0.0
    total += sum(weight for weight, sign in SPEAKING if sign.search(lowered))
    total -= sum(weight for weight, sign in TELLING if sign.search(lowered))
    total -= TELLING_BY_SHORT_FORM if SHORT_FORM.search(words) else 0
    if not speaker and not others:
        return total
    names = {found.lower() for found in CAPITALISED.findall(words)}
    if speaker and speaker in names:
        total += NAMES_THE_SPEAKER
    elif not names.isdisjoint(others):
        total += NAMES_ANOTHER
    return total
