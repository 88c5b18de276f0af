"""Marked words with their speaker in the same paragraph: "“…,” said Ada Penrose"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.text.names import (
    bare_name,
    is_name,
    is_role_noun,
    surname,
    with_stops,
    without_stops,
)
from briefings.text.speech.anybody import read_anybody
from briefings.text.speech.attribution import (
    NOBODY,
    POINTING,
    read_attribution_line,
    read_line_of_anybody,
)
from briefings.text.speech.printed_names import names_in
from briefings.text.speech.quotation_marks import (
    ENDS_CLAUSE,
    ENDS_SENTENCE,
    Marked,
    marked_spans,
)
from briefings.text.speech.signatures import read_signature
from briefings.text.speech.speakers import Speaker, read_speaker
from briefings.text.speech.speakers_together import read_speakers
from briefings.text.speech.speech_verbs import (
    BEFORE_VERB,
    INVERTED,
    LEANING,
    VERB,
    VERB_BEHIND,
)

FEWEST_WORDS = 5
SUBJECT = r"(?:[^\"“”„«»‘.!?;:(]|\([^()\"“”]{1,60}\)){2,120}?"
# Before the second of two in one sentence: "…, while Huw Parry said: “…”".
JOINING = re.compile(r"(?:^|,) ?(?:while|whereas) |^, (?:and|but) ")
SAID_X = re.compile(
    rf"\s?,?\s?{VERB_BEHIND}{LEANING} (?P<subject>{SUBJECT})"
    r"(?=(?!, (?:Jr|Sr)\b)[.,;:]|\s{0,2}$|\s{1,2}[–—-]\s| "
    r"(?:in(?! [Cc]harge)|at|on|during|after|who|"
    r"while|when|today|as|because|before|about|following|this|yesterday|earlier|lors|dans|beim?|"
    r"heute|gestern|gegenüber|am(?= (?:\w{3,9}tag|Mittwoch|\w{0,5}abend)\b)|hier|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|wrth|pan)\b)"
)
# Behind a comma inside the marks any verb does: "“It is,” quipped Ada Penrose".
DID_X = re.compile(SAID_X.pattern.replace(VERB_BEHIND, r"[a-z]{3,15}(?:s|ed)", 1))
X_SAID = re.compile(rf"\s?,?\s?(?P<subject>{SUBJECT}),? {BEFORE_VERB}{VERB}\b")
# "“Row for Life!” continues in May" tells of no speaker.
CLEARLY_SAID = re.compile(
    r"\b(?:said|says|added|adds|told|tells|explained|explains|recalled|replied|wrote|"
    r"commented|déclare|déclaré|explique|ajoute|confie|témoigne|sagt|sagte|meddai)\b"
)
SAID_PRONOUN = re.compile(rf"\s?,?\s?{INVERTED}")
# What follows the name: ", Chair of the Valmere Fund".
DESCRIPTION = re.compile(
    r",? (?P<role>[^.;:“”\"«»()]{3,140}?)"
    r"(?=[.;:]|,? (?:adding|who|while|after|before|during|when|at the|in a|as)\b|"
    r",?\s{0,2}$|, ?$)"
)
NAMED_BEHIND = re.compile(
    r", (?P<name>(?:[^\W\d_a-z][\w'’.-]{0,30} ){1,5}[^\W\d_a-z][\w'’-]{1,30})"
    r"(?=[.,;:]|\s{0,2}$)"
)
# "The mayor, Huw Parry, appealed to drivers: “…”".
DID = re.compile(r"(?P<subject>[^:]{4,120}?),? \w{3,20}ed(?: [^:]{1,80})?:$")
# Of a few words only: a subject goes before a verb, and auxiliaries are verbs.
HAS_A_VERB = re.compile(
    r"^(?:I|We|You|They|He|She|It|This|That|There|Who) \w|"
    r"^(?:Thanks?|Let|Do|Don['’]t) |"
    r"\b(?:is|are|was|were|am|will|would|can|cannot|could|must|shall|should|has|had|"
    r"have|does|did|matters?)\b|\w['’](?:s|re|m|ve|ll|d|t) \w"
)
SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[^\W\d_a-z])")
HANDS_OVER = (":", ";", ",", "said", "says", "added", "that", "–", "—")
LOOK_BACK = 300
MANY_WORDS = 8
LONGEST_NAME_AND_POST = 9


@dataclass(frozen=True)
class InlineSpeech:
    """``is_signed`` says that the name stands below the words like a signature."""

    attribution: str
    speaker: Speaker
    spans: tuple[tuple[int, int], ...]
    is_closed: bool
    is_named_before: bool = False
    is_signed: bool = False


def find_inline(words: str, *, fewest: int = FEWEST_WORDS) -> Iterator[InlineSpeech]:
    """One for each attribution; "“…,” she said, “…”" is one speech in two spans.
    Of fewer words than ``fewest`` only what is handed over as a sentence."""
    spans = marked_spans(words)
    index = 0
    while index < len(spans):
        found = _attributed(words, spans, index, fewest)
        if found is None:
            index += 1
            continue
        speech, index = found
        yield speech


def _attributed(
    words: str, spans: tuple[Marked, ...], index: int, fewest: int
) -> tuple[InlineSpeech, int] | None:
    span = spans[index]
    before = _named_before(words, span, spans[index - 1].after if index else 0)
    if before:
        if _count(words, span) < fewest and not _is_handed_over(words, span):
            return None
        return _speech(*before, [span], is_named_before=True), index + 1
    after = _named_after(words, span, spans[index + 1 : index + 2])
    if not after:
        return _signed(words, spans, index)
    together = [span]
    while (
        index + len(together) < len(spans)
        and _goes_on(words, together[-1], spans[index + len(together)])
        and not _names_another(words, spans, index + len(together), after[1])
    ):
        together.append(spans[index + len(together)])
    said = sum(_count(words, part) for part in together)
    if said < fewest and not _is_told_after(words, span, *after):
        return None
    return _speech(*after, together), index + len(together)


def names_its_speaker(words: str) -> bool:
    """Of whatever words, were it one: "“Splendid”, said Ada Penrose"."""
    return next(find_inline(words, fewest=1), None) is not None


def _is_handed_over(words: str, span: Marked) -> bool:
    """As a sentence, and no scare quote: "Ada Penrose said: “We did it.”". Left open,
    it goes on in the next paragraph."""
    if words[: span.before].rstrip().endswith("that"):
        return False
    is_over = words[span.end - 1] in ENDS_SENTENCE or not span.is_closed
    return is_over and not words[span.start].islower()


def _is_told_after(
    words: str, span: Marked, attribution: str = "", speaker: Speaker | None = None
) -> bool:
    """As a sentence of its own: "“We did it!” said Ada Penrose", "“We did it,” …", or
    plainly given to somebody: "“A great day,” said Ada Penrose"."""
    before = words[max(0, span.before - 3) : span.before].rstrip()
    if (before and before[-1] not in ENDS_SENTENCE) or words[span.start].islower():
        return False
    said = words[span.start : span.end]
    if said[-1] == "," and speaker and speaker.name:
        return bool(CLEARLY_SAID.match(attribution) or HAS_A_VERB.search(said))
    return said[-1] in ENDS_SENTENCE or (
        said[-1] == "," and HAS_A_VERB.search(said) is not None
    )


def _names_another(
    words: str, spans: tuple[Marked, ...], index: int, speaker: Speaker
) -> bool:
    """“…,” said Ada. “…,” said Huw. But not “…,” said Ada, “…,” she went on, “…”."""
    named = _named_after(words, spans[index], spans[index + 1 : index + 2])
    if named is None or named[1] == speaker:
        return False
    between = words[spans[index - 1].after : spans[index].before]
    return not (between.rstrip().endswith(",") and _is_meant(named[1], speaker))


def _is_meant(again: Speaker, speaker: Speaker) -> bool:
    """By a pronoun, or by the surname."""
    if again.pronoun or not again.name:
        return again.pronoun is not None
    return surname(again.name) == surname(speaker.name or "")


def _count(words: str, span: Marked) -> int:
    return words.count(" ", span.start, span.end) + 1


def _speech(
    attribution: str,
    speaker: Speaker,
    spans: Sequence[Marked],
    *,
    is_named_before: bool = False,
    is_signed: bool = False,
) -> InlineSpeech:
    return InlineSpeech(
        with_stops(attribution),
        speaker,
        tuple((span.start, span.end) for span in spans),
        spans[-1].is_closed,
        is_named_before,
        is_signed,
    )


def _named_before(words: str, span: Marked, floor: int) -> tuple[str, Speaker] | None:
    """As in "Ada Penrose said: “…”"."""
    first = max(floor, span.before - LOOK_BACK)
    lead = without_stops(words[first : span.before]).rstrip()
    if not lead.endswith(HANDS_OVER):
        return None
    sentence = SENTENCE.split(lead)[-1].strip(' "”’')
    if sentence.endswith((":", "–", "—")):
        sentence = POINTING.sub("", sentence)
        sentence = JOINING.split(sentence)[-1] if floor else sentence
    if lead[-1] == "," and (pointed := _pointed_at(with_stops(sentence))):
        return pointed
    found = read_attribution_line(with_stops(sentence))
    if found is None:
        return _named_alone(with_stops(sentence)) or _anybody(
            words, span, with_stops(sentence)
        )
    if found.rule == "name-and-role-line" and lead[-1] in ",;":
        return None
    if lead.endswith(" that") and not _is_a_sentence(words, span):
        return None
    return found.words, found.speaker


def _pointed_at(sentence: str) -> tuple[str, Speaker] | None:
    """As in "Selon Ada Penrose, maire, « … »"."""
    pointing = POINTING.match(sentence)
    named = sentence[pointing.end() :].strip(" ,") if pointing else ""
    speaker = read_speaker(named)
    return (named, speaker) if speaker.name or speaker.role else None


def _anybody(words: str, span: Marked, sentence: str) -> tuple[str, Speaker] | None:
    """As in "One parent told us: “…”": a sentence, given to somebody."""
    if not _is_handed_over(words, span):
        return None
    found = read_line_of_anybody(sentence)
    if found:
        return found.words, found.speaker
    name = sentence.removesuffix(":")
    is_whole = name != sentence and words.startswith(name)
    if is_whole and _count(words, span) >= FEWEST_WORDS and is_name(name):
        return name, Speaker(bare_name(name))
    return None


def _is_a_sentence(words: str, span: Marked) -> bool:
    """After "that" a fragment belongs to the indirect speech."""
    return words[span.start].isupper() and _count(words, span) >= MANY_WORDS


def _named_alone(sentence: str) -> tuple[str, Speaker] | None:
    """As in "Mayor Huw Parry: “…”"."""
    did = DID.match(sentence)
    if did:
        speaker = read_speaker(did["subject"])
        if speaker.name and speaker.role:
            return sentence.removesuffix(":"), speaker
    words = sentence.removesuffix(":").rstrip()
    if words == sentence or len(words.split()) > LONGEST_NAME_AND_POST:
        return None
    speaker = read_speaker(words)
    return (words, speaker) if speaker.name and speaker.role else None


def _named_after(
    words: str, span: Marked, following: tuple[Marked, ...]
) -> tuple[str, Speaker] | None:
    if not span.is_closed:
        return None
    # British style may put the comma behind the mark.
    following_mark = words[span.after : span.after + 2].strip()[:1]
    ends_clause = words[span.end - 1] in ENDS_CLAUSE or following_mark == ","
    stop = following[0].before if following else span.end + LOOK_BACK
    tail = without_stops(words[span.after : min(stop, span.end + LOOK_BACK)])
    pronoun = SAID_PRONOUN.match(tail)
    if pronoun:
        named = Speaker(pronoun=pronoun["pronoun"] or pronoun["pronoun2"])
        return pronoun.group().strip(" ,"), named
    described = describe_after(tail)
    if described and (ends_clause or not following_mark.isupper()):
        return described
    did = describe_after(tail, DID_X) if words[span.end - 1] == "," else None
    if did and did[1].name:
        return did
    found = X_SAID.match(tail) if ends_clause else None
    if found is None:
        return _anybody_after(words, span, SAID_X.match(tail))
    speaker = read_speakers(with_stops(found["subject"]))
    if not speaker.is_known:
        return _anybody_after(words, span, found)
    return found.group().strip(" ,"), speaker


def _anybody_after(
    words: str, span: Marked, found: re.Match[str] | None
) -> tuple[str, Speaker] | None:
    """As in "“I cannot sleep,” said one parent." """
    if found is None or NOBODY.match(found["subject"].strip()):
        return None
    if not CLEARLY_SAID.search(found.group()):
        return None
    is_short = found["subject"].count(" ") < LONGEST_NAME_AND_POST
    if not is_short or not _is_told_after(words, span):
        return None
    speaker = read_anybody(with_stops(found["subject"]))
    return found.group().strip(" ,"), speaker


def describe_after(
    tail: str, verb: re.Pattern[str] = SAID_X
) -> tuple[str, Speaker] | None:
    """With the post that follows the name: "said Ada Penrose, Chair of the Fund"."""
    said = verb.match(tail)
    if said is None:
        return None
    subject = with_stops(said["subject"])
    speaker = read_speakers(subject)
    if not speaker.is_known:
        return None
    attribution = said.group()
    named = NAMED_BEHIND.match(tail, said.end()) if speaker.role else None
    if named and not speaker.name:
        # "said the Guild's leader, Mayor Ada Penrose."
        fuller = read_speaker(f"{subject}, {with_stops(named['name'])}")
        if fuller.name:
            return tail[: named.end()].strip(" ,"), fuller
    described = DESCRIPTION.match(tail, said.end()) if speaker.name else None
    if described and not speaker.role and _is_post(described["role"]):
        fuller = read_speakers(f"{subject}, {with_stops(described['role'])}")
        if fuller.role and names_in(fuller.name or "")[0] == speaker.name:
            speaker = fuller
            attribution = tail[: described.end()]
    return attribution.strip(" ,"), speaker


def _is_post(described: str) -> bool:
    return any(is_role_noun(word) for word in described.split()[:8])


def _signed(
    words: str, spans: tuple[Marked, ...], index: int
) -> tuple[InlineSpeech, int] | None:
    """“…” – Ada Penrose, Chair of the Valmere Fund."""
    span = spans[index]
    if not span.is_closed or span.before > LOOK_BACK // 100:
        return None
    stop = spans[index + 1].before if index + 1 < len(spans) else len(words)
    tail = words[span.after : stop]
    if len(tail) > LOOK_BACK or _count(words, span) < FEWEST_WORDS:
        return None
    # Without a dash it takes a sentence that is over, and a name with its post.
    is_over = words[span.end - 1] in ".!?…"
    signature = read_signature(tail, needs_dash=not is_over)
    if signature is None:
        return None
    return _speech(tail.strip(), signature, [span], is_signed=True), index + 1


def _goes_on(words: str, first: Marked, second: Marked) -> bool:
    """Nothing but the attribution stands between the two."""
    if second.before - first.after >= LOOK_BACK:
        return False
    between = without_stops(words[first.after : second.before]).rstrip()
    joined = JOINING.split(between)
    if len(joined) > 1 and between.endswith(":") and read_attribution_line(joined[-1]):
        return False
    return not re.search(r"[.!?;:]\s+\S", between) and (
        between.endswith((",", ".", ":"))
    )
