"""Shares of a whole in words: "a third of", "one in five", "by half"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from briefings.text.claims.numbers import PARTS, share_of
from briefings.text.letters import has_any, small
from briefings.text.starts import found_from

_SOME = "one|two|three|four|five|seven|eight|nine"
_ALL = "two|three|four|five|six|seven|eight|ten|twenty"
_NO_TIME = r"(?! (?:years?|months?|weeks?|days?|hours?|minutes?)\b)"
# Of a share that nothing is said of: "fell by a third.", "is to rise by half by 2030".
_ENDS = (
    r"(?=\s*(?:[.,;:)]|$)|\s(?:by|in|since|from|over|to|compared|this|last|next|between|"
    r"on|within|and|at|before|during|after|as|when|while|if|or|than)\b)"
)
_WHO = (
    "child adult person woman man household home pupil patient family worker job "
    "school car house voter resident driver student farm business company firm teacher"
)
_FORMS = (
    # Not as in "the first half of 2023".
    r"(?P<half>half)(?! of (?:the |this |last |next )?(?:financial |school )?"
    r"(?:(?:19|20)\d\d|year|century|decade|month|season|term|week)\b)"
    r"(?= (?:of|the|our|their|its|his|her|all|a)\b"
    r"(?! (?:million|billion|dozen|centur)))",
    rf"(?<=\bby )(?P<by_half>half){_ENDS}",
    rf"(?P<times>an?|one|two|three|four|nine)[ -](?P<part>{PARTS})"
    r"(?= of\b(?! an? (?:million|billion)))",
    rf"(?<=\bby )(?P<by_times>an?|one|two|three)[ -](?P<by_part>{PARTS}){_ENDS}",
    rf"(?P<some>\d{{1,2}}|{_SOME})(?: in every | in | out of (?:every )?)"
    rf"(?P<all>\d{{1,3}}|{_ALL})(?=[ ,.;]){_NO_TIME}",
    rf"one (?:{'|'.join(_WHO.split())}) in (?:every )?(?P<each>{_ALL})(?=[ ,.;])"
    rf"{_NO_TIME}",
)
SHARE = re.compile(rf"\b(?:{'|'.join(_FORMS)})", re.IGNORECASE)
# In small letters.
STARTS = re.compile(
    r"[haotfsen\d](?<!\w.)(?:(?<=\d)|(?=alf|n? |n?-|ne|wo|hree|our|ive|even|ight|ine))"
)
# One of these, or so many, is in every share.
SIGNS = ("half", "third", "quarter", "fifth", "tenth")
IN_SO_MANY = re.compile(rf" (?:in|out of) (?:every )?(?:\d{{1,3}}|{_ALL})[ ,.;]")

_SUR = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "dix": 10, "vingt": 20}
_TIERS = {"moitié": 2, "tiers": 3, "quart": 4, "cinquième": 5, "dixième": 10}
_DRITTEL = {"drittel": 3, "viertel": 4, "fünftel": 5, "zehntel": 10}
_JEDE = {"zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5, "zehnte": 10}
SHARE_ABROAD = re.compile(
    rf"\b(?:une? (?:\w{{2,20}} )?sur (?P<sur>{'|'.join(_SUR)})\b"
    rf"|(?:un|le) (?P<tiers>{'|'.join(_TIERS)})(?= des?\b| du\b| d['’])"
    rf"|la (?P<moitié>moitié)(?= des?\b| du\b| d['’])"
    rf"|(?:ein|einem) (?P<drittel>{'|'.join(_DRITTEL)})\b"
    rf"|jede[rs]? (?P<jede>{'|'.join(_JEDE)})[rs]?\b)",
    re.IGNORECASE,
)
SIGNS_ABROAD = (
    *(" sur ", "moitié", "un tiers", "le tiers", "un quart", "le quart", "ième"),
    *("drittel", "viertel", "fünftel", "zehntel", "jede"),
)
# Some of these, or a digit, is in every share.
LETTERS = (*SIGNS, *SIGNS_ABROAD, *_SOME.split("|"))
_ABROAD = _SUR | _TIERS | _DRITTEL | _JEDE


def shares_in(words: str) -> Iterator[tuple[int, int, Decimal]]:
    """Where each stands, and its value.

    >>> [(start, end, str(value)) for start, end, value in shares_in("Half of it")]
    [(0, 4, '0.5')]
    """
    lowered = small(words)
    if has_any(lowered, SIGNS) or IN_SO_MANY.search(lowered):
        for match in found_from(STARTS, SHARE, words, lowered):
            value = _value(match)
            if value < 1:
                yield match.start(), match.end(), value
    if has_any(lowered, SIGNS_ABROAD):
        for match in SHARE_ABROAD.finditer(words):
            part = _ABROAD[(match[match.lastgroup or ""]).lower()]
            yield match.start(), match.end(), _one_of(part)


def _value(match: re.Match[str]) -> Decimal:
    if match["half"] or match["by_half"]:
        return Decimal("0.5")
    if match["part"] or match["by_part"]:
        times = match["times"] or match["by_times"]
        return share_of(times, match["part"] or match["by_part"])
    return share_of(match["some"] or "one", match["all"] or match["each"])


def _one_of(parts: int) -> Decimal:
    return share_of("one", str(parts))
