"""Where an unmarked speech ends.

Many releases hand over with "X said" and then print the speech as bare paragraphs.
Each following paragraph shows signs of somebody speaking and signs of the office
telling; the speech ends where the sum of the signs is highest."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from briefings.text.letters import small
from briefings.text.names import word_set


@dataclass(frozen=True)
class Sign:
    """Whole words, phrases that hold one of the words ``near`` if there are such, and
    ``starts`` with which a paragraph begins. All are in small letters."""

    weight: float
    words: frozenset[str]
    phrases: re.Pattern[str] | None
    near: frozenset[str]
    starts: re.Pattern[str] | None

    def is_in(self, lowered: str, words: frozenset[str]) -> bool:
        if not self.words.isdisjoint(words):
            return True
        if self.starts and self.starts.match(lowered):
            return True
        if self.phrases is None or (self.near and self.near.isdisjoint(words)):
            return False
        return self.phrases.search(lowered) is not None


def _sign(
    weight: float, *phrases: str, near: str = "", words: str = "", starts: str = ""
) -> Sign:
    return Sign(
        weight,
        word_set(words),
        re.compile("|".join(phrases)) if phrases else None,
        word_set(near),
        re.compile(starts) if starts else None,
    )


FIRST_PERSON = 3.0
WHOLE_WORD = re.compile(r"\w+")
# As they are written: "i" is a Welsh preposition, and the US is a country.
I_AND_US = re.compile(r"(?:I(?<!\w.)|[Uu]s(?<!\w..))(?!\w)")
WE = word_set(
    "we our ours my me mine myself ourselves "
    "je nous notre ich wir uns unser unsere unserem unseren unserer unseres "
    "nuestro nuestra nuestros nuestras "
    "rwy rwyf rydw rydym rydyn byddwn byddaf hoffwn diolch fy"
)
SPEAKING = (
    _sign(2.0, r"\blet['’]s\b", near="let", words="you your yours"),
    _sign(
        2.0,
        r"n['’]t\b(?<=[a-z]{2}n.t)",
        r"\b(?:it|that|there|here|they|who)['’](?:s|re|ll|ve)\b",
        near="t s re ll ve",
    ),
    _sign(1.5, r"[!?](?:\s|$)"),
    _sign(
        1.0,
        starts=r"(?:and|but|so|that is why|this is why|of course|today|no)\b",
    ),
    _sign(0.7, starts=r"(?:this|these|those|such)\b(?! (?:follows|comes))"),
    _sign(
        1.0,
        r"(?:needs? to|can never|forward to|time to|right (?:that|to|for)|"
        r"too (?:long|many|much|often)|loved ones|step forward|stands? out|"
        r"all sorts of|makes? (?:it )?clear)\b",
        near="need needs never forward time right too loved stand stands sorts clear",
        words="must should cannot deserve simply really "
        "vital crucial essential important excellent fantastic great "
        "brilliant powerful delight delighted pleased proud grateful "
        "determined confident welcome believe hope "
        "everyone everybody nobody never always forced lives families "
        "future thrive ambition opportunity opportunities freedom",
    ),
    # Praise and blame: an office tells, its minister judges.
    _sign(
        1.0,
        r"(?:so-called|hard-working|game.chang\w+|no amount of|make no mistake|"
        r"the truth is)\b",
        near="called working game amount mistake truth",
        words="controversial cherished longstanding shameful scandal "
        "disastrous wasteful unacceptable ridiculous absurd heroes "
        "resentment failed failure failures burden burdens misguided "
        "remarkable extraordinary inspiring incredible incredibly outstanding "
        "heartbreaking sadly frankly disgrace disgraced disgraceful disgracefully "
        "unfair unfairly unfairness betray betrayed betrays betraying betrayal "
        "tireless tirelessly tragic tragically",
    ),
    _sign(1.0, r"[.!?] (?:and|but|so|yet|because)\b"),
    _sign(
        2.0,
        r"(?:rest assured|my message|the message is)\b",
        near="assured message",
    ),
)
Ending = Literal["", "speaker", "text"]
TITLED = r"(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|baroness) \w+"
REPORTED = "announced published unveiled launched confirmed"
HAVING_REPORTED = rf"(?:{REPORTED.replace(' ', '|')})"
DONE = (
    "awarded published expected chosen scheduled announced established funded fitted "
    "invited appointed selected introduced located delivered"
)
TELLING = (
    _sign(2.5, r"https?:", r"www\.", r"@\w"),
    _sign(
        2.5,
        r"consultation (?:opens|closes|is open|runs|will (?:run|be))",
        near="consultation",
    ),
    _sign(
        2.0,
        starts=rf"(?:he|she|the (?:minister|secretary of state)|{TITLED})\b|"
        r"(?:bydd|mae)(?: yr?|['’]r) (?:gweinidog|llywodraeth|cyngor)\b",
    ),
    # Rules are laid down by the office.
    _sign(
        1.0,
        r"(?:will (?:have|need|be (?:required|asked|able)) to|must) (?:apply|"
        r"register|report|return|send|spend|submit|provide|publish|show|repay)\b",
        near="will must",
    ),
    _sign(
        2.0,
        r"(?:further|more) (?:information|details)\b",
        r"details (?:of|about|on)\b",
        r"(?<!un)available (?:at|from|on)\b",
        r"ar gael (?:yn|ar|o|gan)\b",
        near="information details available gael",
    ),
    _sign(
        1.5,
        rf"{HAVING_REPORTED} (?:today|yesterday|on|in|last|earlier|by)\b",
        rf"today {HAVING_REPORTED}\b",
        near=REPORTED,
    ),
    _sign(
        1.5,
        r"\b(?:was|were|is|are|been|being|be) "
        rf"(?:{DONE.replace(' ', '|')}|set up)\b",
        near=f"{DONE} up",
    ),
    _sign(
        1.0,
        starts=r"(?:it (?:follows|comes|is (?:expected|estimated))|"
        r"as part of|in addition|additional|according to|under the|"
        r"together with|following|while|"
        r"the (?:announcement|scheme|project|programme|funding|department|"
        r"ministry|council|trust|agency|grants?|money will|"
        r"consultation|event|summit|meeting|campaign|group|initiative|"
        r"overall|settlement|proposals?))\b",
    ),
    _sign(1.0, r"[“\"‘'][^”\"’']{2,60}[”\"’'](?=[\s.,])"),
    _sign(1.0, r"(?:19|20)(?<!\w..)\d\d\b"),
    _sign(0.5, r"[£$€]\d"),
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
    said = frozenset(WHOLE_WORD.findall(lowered))
    is_first_person = I_AND_US.search(words) or not WE.isdisjoint(said)
    total = FIRST_PERSON if is_first_person else 0.0
    total += sum(sign.weight for sign in SPEAKING if sign.is_in(lowered, said))
    total -= sum(sign.weight for sign in TELLING if sign.is_in(lowered, said))
    total -= TELLING_BY_SHORT_FORM if SHORT_FORM.search(words) else 0
    if not speaker and not others:
        return total
    names = {found.lower() for found in CAPITALISED.findall(words)}
    if speaker and speaker in names:
        total += NAMES_THE_SPEAKER
    elif not names.isdisjoint(others):
        total += NAMES_ANOTHER
    return total
