"""By when, in Welsh, French and German: "erbyn mis Medi 2026", "d'ici fin 2026", "in
den nächsten zwei Jahren". See ``deadlines``, which knows what is worded alike, as "bis
2030" is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefings.text.calendars import MONTHS, alternatives
from briefings.text.claims.calendar_spans import ONE_DAY, Days, months, part_of, shifted
from briefings.text.claims.quarters_in_french import POINT as QUARTER
from briefings.text.claims.quarters_in_french import SIGNS as SIGNS_OF_A_QUARTER
from briefings.text.claims.quarters_in_french import days_of as days_of_quarter
from briefings.text.finds import DeadlineBasis
from briefings.text.letters import has_any

NUMBERS = {
    word: number
    for words in (
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
        "une dwy tair pedair pum chwe saith wyth naw deg - deuddeg",
        "- ddwy dair bedair bum - - - - ddeng - ddeuddeg",
        "- dau tri pedwar pump chwech - - - deng - -",
        "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    )
    for number, word in enumerate(words.split(), 1)
    if word != "-"
}
UNITS = {
    "day": "jours|diwrnod|tagen",
    "week": "semaines|wythnos|wochen",
    "month": "mois|mis|monaten",
    "year": "ans|années|flynedd|blynedd|mlynedd|jahren",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split("|")}
PARTS = {
    "end": "fin|la fin|diwedd|ende|jahresende",
    "mid": "mi|la mi|mitte|canol",
    "start": "début|le début|dechrau|anfang|beginn",
}
ENDS = PARTS["end"].split("|")
PART_OF = {word: part for part, words in PARTS.items() for word in words.split("|")}

_NUMBER = rf"(?:\d{{1,3}}|{alternatives(NUMBERS)})"
_MONTH = rf"(?:(?:fis|mis) )?(?P<month>{alternatives(MONTHS)})(?![^\W_])"
_YEAR = r"(?P<year>20\d\d)(?![\d/–-])"
_THIS_YEAR = r"(?P<this>l['’]année|y flwyddyn|des jahres|(?<=jahresende))"
POINT = re.compile(
    r"\b(?:(?P<by>erbyn|d['’]ici(?: à)?|bis(?: zum| spätestens)?)|(?P<before>avant|cyn|"
    r"vor)|(?P<from>à partir|dès|ab|o(?= fis))|(?P<in>en|ym|im))"
    rf"(?:(?: |-)(?P<part>{alternatives(dict.fromkeys(PART_OF, 0))})\b)?"
    r"(?:[ -](?:de |du mois de |du |d['’]|des )?)?"
    rf"(?:{_MONTH}(?: (?:de )?{_YEAR})?|(?:l['’]année )?(?P<alone>20\d\d)(?![\d/–-])"
    rf"|{_THIS_YEAR})"
)
LENGTH = re.compile(
    r"\b(?:dans|au cours des?|pendant|durant|sur|dros|yn|o fewn|ymhen|in|innerhalb|"
    r"während)(?: (?:les|des|un délai de|yr?|den|von|der))?"
    rf"(?: (?P<number>{_NUMBER}))?(?P<next> (?:prochaine?s|nächsten|kommenden))?"
    rf"(?: (?P<then>{_NUMBER}))? (?P<unit>{alternatives(dict.fromkeys(UNIT_OF, 0))})\b"
    r"(?: (?:nesaf|à venir))?"
)
# One of these words is in every such sentence, and none is in many English ones.
SIGNS = (
    *("erbyn", "nesaf", "diwedd", "bydd", "wedi"),
    *("d'ici", "d’ici", "prochain", "dans ", "avant", "partir", "dès ", "venir"),
    *("janvier", "février", "avril", "juin", "juillet", "août", "septembre", "octobre"),
    *("novembre", "décembre", "ionawr", "chwefror", "mawrth", "ebrill", "gorffennaf"),
    *("hydref", "tachwedd", "rhagfyr"),
    *("nächsten", "kommenden", "innerhalb", "wird", "werden", "sollen"),
    *SIGNS_OF_A_QUARTER,
)


@dataclass(frozen=True)
class DeadlineAbroad:
    start: int
    end: int
    due_from: date | None = None
    due_by: date | None = None
    basis: DeadlineBasis = ""


def deadlines_abroad(lowered: str, issued_on: date | None) -> Iterator[DeadlineAbroad]:
    """
    >>> found = next(deadlines_abroad("bydd yn agor erbyn mis medi 2026", None))
    >>> found.due_by
    datetime.date(2026, 9, 30)
    """
    for point in POINT.finditer(lowered):
        days = _days(point, issued_on)
        if days:
            yield _bound(point, days)
        elif point["by"]:
            yield DeadlineAbroad(*point.span())
    if has_any(lowered, SIGNS_OF_A_QUARTER):
        for quarter in QUARTER.finditer(lowered):
            days = days_of_quarter(quarter, issued_on)
            yield _bound(quarter, days) if days else DeadlineAbroad(*quarter.span())
    for length in LENGTH.finditer(lowered):
        if length["number"] or length["then"]:
            yield _length(length, issued_on)


def _days(found: re.Match[str], issued_on: date | None) -> Days | None:
    printed = found["year"] or found["alone"]
    if printed:
        year = int(printed)
    elif issued_on:
        year = issued_on.year
    else:
        return None
    days = months(year, 1, 12)
    if found["month"]:
        days = months(year, MONTHS[found["month"]])
        if not printed and issued_on and days.last < issued_on:
            days = months(year + 1, MONTHS[found["month"]])
    return part_of(days, PART_OF[found["part"]], issued_on) if found["part"] else days


def _bound(found: re.Match[str], days: Days) -> DeadlineAbroad:
    first, last = days.first, days.by or days.last
    if found["by"]:
        return DeadlineAbroad(*found.span(), None, last, days.basis)
    if found["before"]:
        # "Before the end of" it is within it.
        last = first if found["part"] in ENDS else first - ONE_DAY
        return DeadlineAbroad(*found.span(), None, last, days.basis)
    if found["from"]:
        return DeadlineAbroad(*found.span(), first, None, days.basis)
    return DeadlineAbroad(*found.span(), first, days.last, days.basis)


def _length(found: re.Match[str], issued_on: date | None) -> DeadlineAbroad:
    printed = found["number"] or found["then"]
    count = int(printed) if printed.isdecimal() else NUMBERS[printed]
    if issued_on is None:
        return DeadlineAbroad(*found.span())
    try:
        end = shifted(issued_on, count, UNIT_OF[found["unit"]])
    except (ValueError, OverflowError):
        return DeadlineAbroad(*found.span())
    return DeadlineAbroad(*found.span(), issued_on, end, "estimated")
