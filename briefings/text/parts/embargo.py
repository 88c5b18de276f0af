"""Embargo lines: until when a release asks to be held back."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefings.text.calendars import DAY_NAMES, MONTHS, WEEKDAYS, alternatives
from briefings.text.dates import (
    WrittenDay,
    day_in_words,
    written_days,
    wrong_weekday,
    year_near,
)
from briefings.text.finds import ReadWarning
from briefings.text.letters import small
from briefings.text.parts.clock_times import (
    ClockTime,
    WrittenZone,
    find_time,
    find_zone,
)
from briefings.text.remembering import remembered

OFFICE_ZONE = "Europe/London"
LONGEST_EMBARGO = 240
NEAR = timedelta(days=60)
YEARS_ROUND = 12  # within which every day falls on every day of the week
WORD_OF_EMBARGO = (
    r"(?:embargo(?:ed|es)?|embargado|embargué|sperrfrist|gesperrt|hold for release)"
)
EMBARGO = re.compile(
    r"[^\w]{0,9}(?:(?:strict(?:ly)?|under|full|total|media|press|news|release|sous|dan|"
    r"bajo|this|is|note|please|important|copy|all|y)\W{1,4}){0,8}"
    rf"{WORD_OF_EMBARGO}(?![^\W_])",
    re.IGNORECASE,
)
NOT_BEFORE = re.compile(
    r"[^\w]{0,9}(?:(?:strictly|this|the|news|press|release|story|copy|material|is|are|"
    r"may|must|should|do|under|embargo|please|note|à)\W{1,4}){0,6}"
    r"(?:not (?:to be|for) (?:[a-z]{3,15},? (?:or |and )?){1,6}?"
    r"(?:[\w ]{0,40}?)(?:before|until|prior to|earlier than)\b"
    r"|nid i['’]w (?:gyhoeddi|ryddhau) (?:cyn|tan)\b"
    r"|ne pas (?:diffuser|publier) avant\b|hold until\b"
    r"|for (?:release|publication|broadcast|use)\b"
    r"|(?P<timed>(?:not?|don['’]t|never) [^.:;]{0,40}?"
    r"\b(?:used?|publi\w{2,12}|releas\w{1,4}|share[ds]?|broadcast|distribut\w{1,5}|"
    r"circulat\w{1,5}|print(?:ed)?|report(?:ed)?)\b[^.:;]{0,30}?"
    r"\b(?:before|until|prior to|earlier than)\b"
    r"|not before\b|hold (?:for|till)\b|(?:release|publication)(?: time| date)?:))",
    re.IGNORECASE,
)
# "For release: 7 November" only says when the paper is from; with an hour it holds.
AFTER_A_DAY = re.compile(r"\b(?:after|not before)\b", re.IGNORECASE)
SENTENCE = re.compile(
    r".{3,100}? (?:is|are|remains?) (?:strictly )?(?:under )?embargo(?:ed)?"
    r"(?= (?:until|till)\b)",
    re.IGNORECASE,
)
# In words in small letters; all that asks to hold back has one of these.
SIGN = re.compile(
    r"embarg|sperr|hold|not (?:to be|for)|nid i|ne pas|for (?:re|publi|broadc|use)|"
    r"before|until|prior to|earlier than|(?:release|publication)(?: time| date)?:"
)
# What may stand between the word and the moment.
CONNECTIVE = re.compile(
    r"(?:\W|\b(?:until|till|til|to|for|release|publication|broadcast|use|online|print|"
    r"not|before|after|lifts?|lifted|ends?|expires?|by|at|on|from|the|of|and|or|hours|"
    r"is|be|jusqu|au|à|le|bis|zum|am|tan|hyd|hasta|el|las|until|time|date|one|minute|"
    r"past|morning|evening|in|effect|all|media|uk|copy|story|material)\b){0,40}",
    re.IGNORECASE,
)
UNTIL = re.compile(
    r"\W{0,6}(?:until|till|til|expires|jusqu|bis|tan|hyd|hasta|before)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(rf"\b(?P<weekday>{alternatives(WEEKDAYS)})\b", re.IGNORECASE)
RELATIVE_DAY = re.compile(
    r"\b(?:(?P<today>today|tonight|this (?:morning|afternoon|evening)|heute|"
    r"aujourd['’]hui|heddiw)|(?P<tomorrow>tomorrow|morgen|demain|yfory))\b",
    re.IGNORECASE,
)
# "31 February", "25:00": no day and no time, but meant as one.
IMPOSSIBLE = re.compile(
    r"(?<![\w.:/-])(?:(?:2[4-9]|[3-9]\d)[:.][0-5]\d|[01]?\d:[6-9]\d|2[0-3]:[6-9]\d)"
    rf"(?![\w.:/-]\w)|(?<![\w.])\d{{1,2}}(?:st|nd|rd|th)? (?:{alternatives(MONTHS)})\b",
    re.IGNORECASE,
)
# Where an embargo may begin: "Check against delivery. Embargoed until…".
WITHIN = re.compile(r"(?:[|•·;:–—/!.-]|[.!][”\"’)\]])\s{1,9}|\s[(\[]")
LONGEST_BEFORE_EMBARGO = 160
# "Until close of business on Friday", "until after the speech".
LATE_THAT_DAY = re.compile(
    r"\b(?:close|end|after|following|once|when)\b", re.IGNORECASE
)
A_MINUTE_PAST = re.compile(r"\b(?:one|a|1) minute past\b", re.IGNORECASE)


@dataclass(frozen=True)
class Embargo:
    """``moment`` is None where the words leave the day open."""

    words: str
    moment: datetime | None
    doubts: tuple[ReadWarning, ...] = ()
    rule: str = "embargo-line"
    score: float = 1.0


@remembered
def may_hold_back(line: str) -> bool:
    """What does not, holds no embargo in any of its parts either."""
    return len(line) <= LONGEST_EMBARGO and SIGN.search(small(line)) is not None


def is_embargo(line: str) -> bool:
    """As in "EMBARGOED UNTIL 00:01, Friday 8 November", not "Embargo on arms ends".

    >>> is_embargo("Embargo on fish from Skerrow comes to an end")
    False
    """
    if not may_hold_back(line):
        return False
    found = EMBARGO.match(line) or NOT_BEFORE.match(line) or SENTENCE.match(line)
    if found is None:
        return False
    rest = line[found.end() :]
    if found.groupdict().get("timed"):
        # Only with its hour: "No trains before Monday" is news.
        return bool(find_time(rest[:30]) and _goes_on(rest, empty=False))
    if found.group().lower().lstrip().startswith("for "):
        return bool(
            (find_time(rest) or AFTER_A_DAY.search(rest))
            and _goes_on(rest, empty=False)
        )
    if not rest.strip(" .:*–—-!_[]()/") or UNTIL.match(rest):
        return True
    return _goes_on(rest, empty=True)


def embargo_within(line: str) -> str:
    """The part of a line that asks to hold back until some moment, "" for none.

    >>> embargo_within("Check against delivery. Embargoed until 10am on 8 November.")
    'Embargoed until 10am on 8 November.'
    """
    if not may_hold_back(line):
        return ""
    for sign in WITHIN.finditer(line, 0, LONGEST_BEFORE_EMBARGO):
        words = line[sign.end() :]
        found = EMBARGO.match(words) or NOT_BEFORE.match(words)
        if found and is_embargo(words) and _names_moment(words[found.end() :]):
            return words
    return ""


def _names_moment(words: str) -> bool:
    return bool(find_time(words) or any(written_days(words)))


def _goes_on(rest: str, *, empty: bool) -> bool:
    """With a moment, after connecting words; or with these alone, if that is
    enough."""
    connective = CONNECTIVE.match(rest)
    words = rest[connective.end() if connective else 0 :]
    if not words:
        return empty
    clock = find_time(words[:30])
    days = [found.start for found in written_days(words[:60])]
    named = WEEKDAY.match(words) or RELATIVE_DAY.match(words)
    meant = named or IMPOSSIBLE.match(words)
    return bool(meant or (clock and clock.start == 0) or 0 in days)


def is_unfinished(line: str) -> bool:
    """As in "EMBARGOED UNTIL", whose moment stands in the next line."""
    return is_embargo(line) and not any(map(str.isdigit, line))


def is_moment(line: str) -> bool:
    """A line that goes on from "EMBARGOED UNTIL": nothing but a time and a day."""
    if len(line) > 70 or not (find_time(line) or any(written_days(line))):
        return False
    return _goes_on(line, empty=False)


def read_embargo(
    words: str,
    *,
    issued_on: date | None = None,
    on: date | None = None,
    zone: str = OFFICE_ZONE,
) -> Embargo:
    """The moment an embargo line names. A year, or a day, that it leaves out is that
    of the issue; a year, without one, that nearest to ``on``. Where the words may mean
    two moments, the later is proposed, because a release that goes out early cannot
    be called back."""
    doubts: list[ReadWarning] = []
    written = next(written_days(words), None)
    rest = words if written is None else _blanked(words, written.start, written.end)
    if impossible := _impossible(rest):
        doubt = ReadWarning(f"There is no “{impossible}”: set a time.", words)
        return Embargo(words, None, (doubt,), score=0.3)
    if written and not written.year and issued_on is None and on:
        written = _in_likely_year(written, on, words, doubts)
    day = _day(words, written, issued_on, doubts)
    clock = find_time(rest)
    if day is None:
        return Embargo(words, None, tuple(doubts), score=0.3)
    if clock is None:
        doubts.append(ReadWarning("The embargo names no hour: set it.", words))
    local = _local(day, clock, words, doubts)
    moment = _in_zone(local, find_zone(rest), zone, doubts)
    return Embargo(words, moment, tuple(doubts), score=0.98 if not doubts else 0.6)


def _impossible(rest: str) -> str:
    """A time or a day as no clock and no calendar has it."""
    for found in IMPOSSIBLE.finditer(rest):
        if not find_time(found.group()):
            return found.group()
    return ""


def _in_likely_year(
    written: WrittenDay, on: date, words: str, doubts: list[ReadWarning]
) -> WrittenDay:
    """The year nearest to ``on`` in which the day falls on its day of the week."""
    near = range(max(1, on.year - YEARS_ROUND), min(9999, on.year + YEARS_ROUND) + 1)
    days = [day for year in near if (day := written.on(year)) and written.fits(day)]
    day = min(days, key=lambda day: abs(day - on), default=None)
    if day is None:
        return written
    doubts.append(
        ReadWarning(
            f"The embargo leaves the year open: {day_in_words(day)} is proposed.", words
        )
    )
    return replace(written, year=day.year)


def _blanked(words: str, start: int, end: int) -> str:
    return words[:start] + " " * (end - start) + words[end:]


def _day(
    words: str,
    written: WrittenDay | None,
    issued_on: date | None,
    doubts: list[ReadWarning],
) -> date | None:
    if written is None:
        return _unwritten_day(words, issued_on, doubts)
    day = written.on(_year(written, issued_on))
    named = WEEKDAY.search(_blanked(words, written.start, written.end))
    if written.weekday is None and named:
        weekday = WEEKDAYS[named["weekday"].lower()]
    else:
        weekday = written.weekday if written.weekday is not None else -1
    if day is None:
        doubts.append(
            ReadWarning("The embargo leaves the year open: set a time.", words)
        )
    elif weekday not in (-1, day.weekday()):
        doubts.append(wrong_weekday(words, day))
    return day


def _year(written: WrittenDay, issued_on: date | None) -> int | None:
    """Of a day far from the issue, the day of the week decides which year's it is."""
    year = year_near(written, issued_on)
    day = written.on(year)
    if year is None or day is None or issued_on is None or written.fits(day):
        return year
    if abs(day - issued_on) > NEAR:
        for other in (year + 1, year - 1):
            if (moved := written.on(other)) and written.fits(moved):
                return other
    return year


def _unwritten_day(
    words: str, issued_on: date | None, doubts: list[ReadWarning]
) -> date | None:
    """A day by its name, or the day of issue."""
    relative, named = RELATIVE_DAY.search(words), WEEKDAY.search(words)
    if issued_on is None or not (relative or named or find_time(words)):
        doubts.append(
            ReadWarning("This line asks to hold the release back: set a time.", words)
        )
        return None
    if relative:
        return issued_on + timedelta(days=1 if relative["tomorrow"] else 0)
    if named is None:
        return issued_on
    ahead = (WEEKDAYS[named["weekday"].lower()] - issued_on.weekday()) % 7
    return issued_on + timedelta(days=ahead)


def _local(
    day: date, clock: ClockTime | None, words: str, doubts: list[ReadWarning]
) -> datetime:
    if clock is None:
        over = timedelta(days=1 if LATE_THAT_DAY.search(words) else 0)
        return datetime.combine(day, time(0)) + over
    if clock.is_midnight and A_MINUTE_PAST.search(words):
        return datetime.combine(day, time(0, 1))
    if clock.is_midnight:
        doubts.append(
            ReadWarning(
                f"“Midnight” may be the beginning or the end of {day_in_words(day)}; "
                "the end is proposed.",
                words,
            )
        )
    ends = clock.is_midnight or clock.is_24
    return datetime.combine(day, clock.at) + timedelta(days=1 if ends else 0)


def _in_zone(
    local: datetime,
    written: WrittenZone | None,
    office: str,
    doubts: list[ReadWarning],
) -> datetime:
    zone = _zone(written.key if written else office)
    moment = _later(local, zone)
    doubts += _doubts_of_the_clock(local, zone)
    if written is None or written.hours is None:
        return moment
    offset = timedelta(hours=written.hours)
    if written.key == "UTC":
        return local.replace(tzinfo=timezone(offset) if offset else UTC)
    as_written = local.replace(tzinfo=timezone(offset)).astimezone(zone)
    if moment.utcoffset() != offset and as_written.utcoffset() != offset:
        doubts.append(
            ReadWarning(
                f"{written.words} is written, but on {day_in_words(local)} the clock "
                f"shows {moment.tzname()}: the later of the two is proposed.",
                written.words,
            )
        )
        return max(moment, as_written)
    return as_written


def _zone(key: str) -> tzinfo:
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _later(local: datetime, zone: tzinfo) -> datetime:
    """Of a clock put back, the second time it shows this; of one put forward, as if
    it had not been."""
    moments = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    return max(moment.astimezone(UTC) for moment in moments).astimezone(zone)


def _doubts_of_the_clock(local: datetime, zone: tzinfo) -> list[ReadWarning]:
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after:
        return []
    at = f"{local:%H:%M} on {day_in_words(local)}"
    if after > before:
        return [ReadWarning(f"There is no {at}: the clocks go forward.", at)]
    return [
        ReadWarning(f"{at} comes twice, as the clocks go back: the second time.", at)
    ]


def in_words(moment: datetime, *, zone: str = OFFICE_ZONE) -> str:
    """
    >>> in_words(datetime(2024, 11, 8, 0, 1, tzinfo=ZoneInfo("Europe/London")))
    'Friday 8 November 2024, 00:01 UK time (GMT)'
    """
    words = _moment_in_words(moment)
    office = moment.astimezone(_zone(zone))
    if office.utcoffset() == moment.utcoffset():
        return _moment_in_words(office)
    if office.date() == moment.date():
        return f"{words}, which is {office:%H:%M} {_zone_in_words(office)}"
    return f"{words}, which is {_moment_in_words(office)}"


def _moment_in_words(moment: datetime) -> str:
    day = f"{DAY_NAMES[moment.weekday()]} {day_in_words(moment)}"
    return f"{day}, {moment:%H:%M} {_zone_in_words(moment)}"


def _zone_in_words(moment: datetime) -> str:
    key = getattr(moment.tzinfo, "key", "")
    name = moment.tzname() or ""
    if "/" not in key:
        return name
    place = "UK" if key == "Europe/London" else key.rpartition("/")[2].replace("_", " ")
    return f"{place} time ({name})"
