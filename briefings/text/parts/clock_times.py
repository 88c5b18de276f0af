"""Times of day and their zones as embargo lines write them: "00:01", "10.30am BST",
"6 a.m. ET", "0001 hrs", "midnight", "10 Uhr", "18h30 (heure de Paris)"."""

import re
from datetime import time
from functools import cache
from typing import NamedTuple
from zoneinfo import available_timezones

HALF_DAY = r"(?P<half>[ap]\.?\s?m\b\.?)"
TIME = re.compile(
    r"(?<![\d.:/-])(?:"
    r"(?:12 |twelve )?(?P<word>midnight|midday|noon|minuit|midi|mitternacht|"
    r"hanner nos|hanner dydd|medianoche|mediodía)\b"
    rf"|(?P<hour>\d{{1,2}})\s?(?:[:.h]\s?(?P<minute>\d\d)(?!\d)(?::00)?)?\s?{HALF_DAY}"
    r"|(?P<hour24>\d{1,2})(?:[:h]|\.(?!\d\d\.))(?P<minute24>\d\d)(?![\d/])(?::00)?"
    r"|(?P<digits>[0-2]\d[0-5]\d)(?:\s?(?:hrs?\b|hours|h\b)|(?=\s?(?:GMT|BST|UTC)\b))"
    r"|(?P<early>0\d[0-5]\d)(?![\d/.-])"
    r"|(?P<full>\d{1,2})\s?(?:uhr|heures?|h|o['’]clock)\b"
    r")(?:\s?(?:hrs?|hours|uhr|h|noon|midday)\b\.?)?",
    re.IGNORECASE,
)
END_OF_DAY = time(0)
WORDS = {
    "midnight": END_OF_DAY,
    "minuit": END_OF_DAY,
    "mitternacht": END_OF_DAY,
    "hanner nos": END_OF_DAY,
    "medianoche": END_OF_DAY,
}
NOON = time(12)


class ClockTime(NamedTuple):
    """``is_midnight``: the word, which may mean either end of a day; ``is_24``: the
    end of the day, written as its 24th hour."""

    at: time
    start: int
    end: int
    is_midnight: bool = False
    is_24: bool = False


def find_time(words: str) -> ClockTime | None:
    for found in TIME.finditer(words):
        if clock := _clock_time(found):
            return clock
    return None


def _clock_time(found: re.Match[str]) -> ClockTime | None:
    if found["word"]:
        at = WORDS.get(found["word"].lower(), NOON)
        return ClockTime(at, *found.span(), is_midnight=at == END_OF_DAY)
    digits = found["digits"] or found["early"]
    hour = int(digits[:2] if digits else _first(found, "hour", "hour24", "full"))
    minute = int(digits[2:] if digits else _first(found, "minute", "minute24"))
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    return ClockTime(time(hour % 24, minute), *found.span(), is_24=hour == 24)


def _first(found: re.Match[str], *groups: str) -> str:
    return next((found[group] for group in groups if found[group]), "0")


class WrittenZone(NamedTuple):
    """A zone by its key; ``hours`` is what a name such as "BST" says of the clock,
    whether or not the zone keeps it on that day."""

    words: str
    key: str
    hours: float | None = None


def _names(key: str, **hours: float | None) -> dict[str, tuple[str, float | None]]:
    return {name: (key, hour) for name, hour in hours.items()}


ABBREVIATIONS = {
    **_names("Europe/London", GMT=0, BST=1),
    **_names("UTC", UTC=0, Z=0),
    **_names("Europe/Brussels", CET=1, CEST=2, MEZ=1, MESZ=2, HNEC=1, HAEC=2),
    **_names("Europe/Lisbon", WET=0, WEST=1),
    **_names("Europe/Athens", EET=2, EEST=3),
    **_names("America/New_York", ET=None, EST=-5, EDT=-4, HE=None, HNE=-5, HAE=-4),
    **_names("America/Chicago", CT=None, CST=-6, CDT=-5, HNC=-6, HAC=-5),
    **_names("America/Denver", MT=None, MST=-7, MDT=-6),
    **_names("America/Los_Angeles", PT=None, PST=-8, PDT=-7, HNP=-8, HAP=-7),
    **_names("America/Halifax", AT=None, AST=-4, ADT=-3, HNA=-4, HAA=-3),
    **_names("America/St_Johns", NT=None, NST=-3.5, NDT=-2.5),
    **_names("Australia/Sydney", AET=None, AEST=10, AEDT=11),
    **_names("Australia/Adelaide", ACST=9.5, ACDT=10.5),
    **_names("Australia/Perth", AWST=8),
    **_names("Pacific/Auckland", NZT=None, NZST=12, NZDT=13),
    **_names("Africa/Johannesburg", SAST=2),
    **_names("Asia/Tokyo", JST=9),
    **_names("Asia/Hong_Kong", HKT=8),
    **_names("Asia/Singapore", SGT=8),
}
ZONES_IN_WORDS = {
    "uk": "Europe/London",
    "british": "Europe/London",
    "british summer": "Europe/London",
    "greenwich mean": "UTC",
    "universal": "UTC",
    "central european": "Europe/Brussels",
    "central european summer": "Europe/Brussels",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "atlantic": "America/Halifax",
    "newfoundland": "America/St_Johns",
}
# In capitals, because "et", "at" and "west" are words.
ABBREVIATION = re.compile(
    rf"(?<![^\W_])(?P<name>{'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})"
    r"(?P<sign>\s?[+-]\d{1,2}(?::?\d\d)?)?(?![^\W_])"
)
IN_WORDS = re.compile(
    r"(?<!\w)(?P<place>[^\W\d_]{2,14}(?: [^\W\d_]{2,14}){0,2}?)(?:['’]s)?"
    r"(?: (?:standard|daylight|summer))? time\b"
    r"|\b(?:heure d[e'’] ?|amser )(?P<after>[^\W\d_]{2,20}(?:[ -][^\W\d_]{2,20})?)",
    re.IGNORECASE,
)


def find_zone(words: str) -> WrittenZone | None:
    """
    >>> find_zone("10:30am BST on 4 July").hours
    1
    >>> find_zone("noon (Brussels time)").key
    'Europe/Brussels'
    """
    for found in ABBREVIATION.finditer(words):
        if zone := _abbreviated(words, found):
            return zone
    for found in IN_WORDS.finditer(words):
        place = (found["place"] or found["after"]).lower()
        while place:
            key = ZONES_IN_WORDS.get(place) or _cities().get(place)
            if key:
                return WrittenZone(found.group(), key)
            place = place.partition(" ")[2]
    return None


def _abbreviated(words: str, found: re.Match[str]) -> WrittenZone | None:
    key, hours = ABBREVIATIONS[found["name"]]
    if len(found["name"]) == 2 and not _is_alone(words, found):
        return None
    if found["sign"]:
        if found["name"] not in ("GMT", "UTC"):
            return None
        sign = found["sign"].replace(" ", "")
        return WrittenZone(found.group(), "UTC", _signed_hours(sign))
    return WrittenZone(found.group(), key, hours)


def _is_alone(words: str, found: re.Match[str]) -> bool:
    """In a line of capitals "EMBARGOED UNTIL 6 AM ET" names a zone, "AT 6 AM" does
    not."""
    if re.match(r" [A-Z]{3}", words[found.end() :]) and found["name"] == "AT":
        return False
    before = words[: found.start()].rstrip(" (")
    return before.lower().endswith(("m", "m.", "noon", "midnight")) or (
        before[-1:].isdigit()
    )


def _signed_hours(sign: str) -> float:
    digits = sign[1:].replace(":", "")
    minutes = int(digits[-2:]) if len(digits) > 2 else 0
    hours = int(digits[:-2] if len(digits) > 2 else digits)
    return (hours + minutes / 60) * (-1 if sign[0] == "-" else 1)


@cache
def _cities() -> dict[str, str]:
    """ "Brussels time" is that of the zone with such a city in its key."""
    return {
        key.rpartition("/")[2].replace("_", " ").lower(): key
        for key in sorted(available_timezones())
        if "/" in key and not key.startswith(("Etc/", "SystemV/"))
    }
