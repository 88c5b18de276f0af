"""Lines that hand over to a speaker: "Energy Minister Ada Penrose said:"."""

import re
from dataclasses import dataclass

from briefings.text.names import is_name, is_role_noun, word_set
from briefings.text.remembering import remembered
from briefings.text.speech.anybody import read_anybody
from briefings.text.speech.speakers import Speaker, read_speaker
from briefings.text.speech.speakers_together import read_speakers
from briefings.text.speech.speech_verbs import (
    ENGLISH,
    LEANING,
    TO_COME,
    VERB,
    WELSH_VERB,
)
from briefings.text.word_lists import any_of

AFTER_VERB = (
    r"(?: (?:today|yesterday|earlier|later|afterwards|that|this|in|at|on|of|to|after|"
    r"during|following|about|how|the|by|when|while|as|à|lors|devant)\b[^.!?]{0,160}|"
    r"(?:(?<=told)|(?<=tells)|(?<=tell)|(?<=urged)) [^.!?]{1,100})?"
)
LINE = re.compile(
    rf"(?P<subject>[^.!?\n](?:[^!?\n]{{0,400}}?[^!?\n])?)(?<=[\w).'’]),? "
    rf"(?:(?:also|then|has|had|have|further|went on to|later|who|today|yesterday|"
    rf"both|all|again|jointly) ){{0,2}}"
    rf"(?P<verb>{VERB})(?P<after>{AFTER_VERB})$"
)
# "Sir Huw Parry welcomed the appointment by saying".
SAYING = re.compile(
    r"(?P<subject>[^.!?\n]{3,200}?)\b,? (?:also |then |who )?"
    r"(?:\w{2,20}(?:ed|s)|paid|told|spoke|gave|made|took|led|met) [^!?\n]{1,120} "
    r"(?:by )?"
    r"(?P<verb>saying)(?P<after>)$"
)
# Welsh puts the verb first: "Dywedodd Mererid Llwynog:".
VERB_FIRST = re.compile(
    rf"(?:Wrth [^,]{{1,120}}, )?(?P<verb>{WELSH_VERB}){LEANING} (?P<subject>.{{2,200}})"
    r"(?P<after>)$"
)
WELSH_VERB_ALONE = re.compile(rf"{WELSH_VERB}$")
# "The Minister released the following statement:".
STATEMENT = re.compile(
    r"(?P<subject>[^!?\n]{3,200}?)(?:,)? (?:today |has |have |also ){0,2}"
    r"(?:released|issued|made|gave|offered|delivered|shared) "
    r"(?:the following|this|a|an) (?:\w{1,20} ){0,2}"
    r"(?:statement|comments?|remarks|message|response)\b[^!?\n]{0,250}$"
)
# "Quotes attributable to the Minister for Roads:".
ATTRIBUTABLE = re.compile(
    r"(?:the following )?(?:(?:quotes?|quotations?|statement|comments?|remarks) "
    r"(?:(?:is|are|can be|may be|should be) )?(?:attributable|attributed) to|"
    r"(?:quotes?|quotations?) (?:from|by|de)) (?P<subject>.{2,200})$",
    re.IGNORECASE,
)
# "A joint statement from the Quay Trust and the council read:".
READ_OUT = re.compile(
    r"(?:(?:an?|the|his|her|their|its) )?(?:[a-z]{4,10} ){0,2}"
    r"(?:statement|letter|message) (?:(?:issued|released|sent|signed|given) )?"
    r"(?:from|by|on behalf of) (?P<subject>[^!?:\n]{2,200}?) "
    r"(?:also |then )?(?:reads?|said|says|continued|continues)$",
    re.IGNORECASE,
)
# "As Ada Penrose put it:", "In the words of Ada Penrose:".
PUT = re.compile(
    r"(?:and |but )?as (?P<subject>[^!?:\n]{2,200}?) (?:put|puts|once put|has put) it$",
    re.IGNORECASE,
)
IN_THE_WORDS = re.compile(
    r"(?:in the words of|selon|d['’]après) (?P<subject>[^!?:\n]{2,200})$",
    re.IGNORECASE,
)
# What no name and no post tells from others may still be a person who speaks.
NOBODY = re.compile(
    r"(?:it|this|that|these|those|which|there|what|how|to|and|but|or|if|as|because)\b",
    re.IGNORECASE,
)
# Of a speaker who is known these are speech; "Editor's notes:" is none.
NOT_ONLY_SPEECH = word_set(
    "notes note comments states continued continues shared sharing reflected praised"
)
# "Pour Ada Penrose, présidente de la Fondation :", "Selon le maire".
POINTING = re.compile(r"^(?:Pour|Selon|D['’]après|Dazu) (?=[^\W\d_a-z]|l[ae] |l['’])")
# "Ada Penrose, Commissioner for Roads - 04/03/2025" stands below its words.
DAY_BEHIND = re.compile(r"\s[–—-]\s\d{1,2}[/.]\d{1,2}[/.]\d{4}$")
# "ADA PENROSE, MAYOR OF HARROW, SAID:".
VERB_IN_CAPITALS = re.compile(
    rf"(?<= )(?:{any_of(frozenset(map(str.upper, ENGLISH)))})$"
)
MARKS = re.compile(r"[“”„«»\"]")
ENDING = ":;,–—-"
LONGEST_LINE = 60
LONGEST_SUBJECT = 30
SAID_OR_TO_COME = re.compile(rf"said|added|{TO_COME}")
OCCASION = re.compile(
    r" (?:at|during|on|in|ahead of|today at) (?:the|an?|his|her|this) "
    r"(?:(?!(?:that|how|which|who|is|are|was|will|has|had)\b)[\w'’-]{1,30} ){0,10}"
    r"[\w'’-]{1,30}"
)


@dataclass(frozen=True)
class Attribution:
    words: str
    speaker: Speaker
    rule: str


def introduces_speech(line: str) -> bool:
    return read_attribution_line(line) is not None


@remembered
def read_attribution_line(line: str) -> Attribution | None:
    """A whole paragraph that names a speaker and hands over."""
    words = _without_ending(line)
    if not words or words[-1] in '.!?"”' or len(words.split()) > LONGEST_LINE:
        return None
    hands_over = len(words) < len(line.rstrip()) and line.rstrip()[-1] in ":;,"
    if WELSH_VERB_ALONE.match(words):
        return Attribution(words, Speaker(pronoun="they"), "attribution-line")
    attributable = ATTRIBUTABLE.match(words)
    if attributable:
        speaker = read_speakers(attributable["subject"])
        return Attribution(words, speaker, "attributable-to")
    speaker = _handed_over_to(words) if hands_over else Speaker()
    if speaker.is_known:
        return Attribution(words, speaker, "attribution-line")
    found = VERB_FIRST.match(words) or _saying(words) or LINE.match(words)
    if found is None:
        return _line_without_verb(words)
    speaker = read_speakers(found["subject"])
    if not speaker.is_known:
        return None
    after = found["after"]
    if after and not (hands_over or _ends_soon(after) or _tells_occasion(found)):
        return None
    return Attribution(words, speaker, "attribution-line")


def has_day_behind(line: str) -> bool:
    """Of long lines only the end is looked at."""
    return line[-4:].isdigit() and DAY_BEHIND.search(line[-20:]) is not None


def read_line_of_anybody(line: str) -> Attribution | None:
    """Before marked words it is enough that somebody speaks: "One parent told us:"."""
    words = _without_ending(line)
    hands_over = len(words) < len(line.rstrip()) and line.rstrip()[-1] in ":;,"
    found = LINE.match(words) if hands_over else None
    if found is None or NOBODY.match(found["subject"]):
        return None
    if found["verb"] in NOT_ONLY_SPEECH:
        return None
    if len(found["subject"].split()) > LONGEST_SUBJECT:
        return None
    return Attribution(words, read_anybody(found["subject"]), "line-of-anybody")


def _without_said(words: str) -> Speaker:
    for pattern in (STATEMENT, PUT, IN_THE_WORDS):
        found = pattern.match(words)
        if found and (speaker := read_speakers(found["subject"])).is_known:
            return speaker
    return Speaker()


def _handed_over_to(words: str) -> Speaker:
    read_out = READ_OUT.match(words)
    speaker = _whose_statement(read_out["subject"]) if read_out else Speaker()
    return speaker if speaker.is_known else _without_said(words)


def _whose_statement(subject: str) -> Speaker:
    """A body speaks by its statement: "the Quay Trust"."""
    speaker = read_speaker(subject)
    return speaker if speaker.is_known else read_speaker(subject.removeprefix("the "))


def _saying(words: str) -> re.Match[str] | None:
    return SAYING.match(words) if words.endswith("saying") else None


def _without_ending(line: str) -> str:
    """Nor the one space before it, as French and typescripts have."""
    words = line.rstrip(ENDING)
    words = words[:-1] if words[-1:].isspace() else words
    return VERB_IN_CAPITALS.sub(_in_small_letters, words) if words.isupper() else words


def _in_small_letters(found: re.Match[str]) -> str:
    return found.group().lower()


def _ends_soon(after: str) -> bool:
    return len(after.split()) <= 3


def _tells_occasion(found: re.Match[str]) -> bool:
    """As in "will say at the opening of the bridge this evening", its colon lost. In
    the present it may be a headline: "Mayor says at last the road is open"."""
    return SAID_OR_TO_COME.fullmatch(found["verb"]) is not None and (
        OCCASION.fullmatch(found["after"]) is not None
    )


def _line_without_verb(words: str) -> Attribution | None:
    """As in "Ada Penrose, Chair of the Valmere Fund" and no word more."""
    named = POINTING.sub("", words)
    first, comma, rest = named.partition(", ")
    if not comma or not any(is_role_noun(word) for word in rest.split()):
        return None
    name = first.split(" of ")[0]
    if not is_name(name) or len(words.split()) > 30 or not rest[:1].strip():
        return None
    if (
        MARKS.search(rest)
        or has_day_behind(rest)
        or re.search(r"\b(?:is|are|was|were|has|have|had|will|would|can)\b", rest)
    ):
        return None
    speaker = read_speaker(named)
    return Attribution(words, speaker, "name-and-role-line") if speaker.name else None


BEGUN = re.compile(r"(?P<head>[^:“”\"«»„!?]{3,300}): (?P<words>(?=[^\W\d_a-z]).)")


def read_begun_line(line: str) -> tuple[Attribution, int] | None:
    """A line that names a speaker and goes straight on with unmarked words, and where
    these start: "Ada Penrose said: We kept our word."."""
    found = BEGUN.match(line)
    attribution = read_attribution_line(found["head"] + ":") if found else None
    if found is None or attribution is None:
        return None
    return attribution, found.start("words")
