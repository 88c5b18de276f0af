"""How sure a quote is: what its rule is worth, lowered by each doubt.

The worth of a rule is about the share of its finds that are right on labelled
releases; one that is seldom met there is given less. A doubt is a factor below 1."""

from collections.abc import Iterable, Sequence
from math import prod

from briefings.text.speech.attribution import Attribution
from briefings.text.speech.lines import Piece
from briefings.text.speech.speakers import Speaker

WORTH = {
    "block-quotation": 0.98,
    "marked-paragraphs": 0.97,
    "marked-within-paragraph": 0.95,
    "signed-quotation": 0.92,
    "bare-paragraphs": 0.95,
    "begun-in-its-line": 0.8,
    "marked-after-telling": 0.65,
    "attributed-within-marks": 0.9,
    "stripped-of-marks": 0.6,
}
LINES = {
    "attribution-line": 1.0,
    "attributable-to": 0.98,
    "name-and-role-line": 0.9,
    "line-before-quotation": 0.85,
    "line-of-anybody": 0.9,
    "reported-speech": 1.0,
    "somebody-mentioned": 0.8,
}
NOBODY = 0.4
ROLE_ONLY = 0.9
ONE_NAME = 0.85
PRONOUN = 0.93
# Somebody else in the release has the surname.
NAMESAKE = 0.7
FEW_WORDS = 0.85
FEW = 8


def score_of(rule: str, end_score: float, doubts: Iterable[float]) -> float:
    # The end counts half: words that end elsewhere are still that speaker's words.
    worth = WORTH[rule] * (0.5 + 0.5 * end_score) * prod(doubts)
    return round(min(worth, 1.0), 3)


def doubts_of(
    attribution: str,
    read: Attribution | None,
    speaker: Speaker,
    pieces: Sequence[Piece],
) -> list[float]:
    doubts = [LINES[read.rule]] if read else []
    if not speaker.is_known:
        doubts.append(NOBODY)
    elif not speaker.name:
        doubts.append(ROLE_ONLY)
    elif " " not in speaker.name:
        doubts.append(ONE_NAME)
    if speaker.name and speaker.name.split()[-1] not in attribution:
        doubts.append(PRONOUN)
    if sum(len(piece.words.split()) for piece in pieces) < FEW:
        doubts.append(FEW_WORDS)
    return doubts
