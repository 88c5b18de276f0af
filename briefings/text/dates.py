"""Days as press releases write them: "7 November 2024", "Thursday 28th June",
"November 7, 2024", "24–30 September", "2024-11-07", "07/11/2024"; in Welsh, French,
German and Spanish too."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from briefings.text.blocks import Paragraph
from briefings.text.calendars import (
    DAY_NAMES,
    MONTH_NAMES,
    MONTHS,
    SMALL_MONTHS,
    WEEKDAYS,
    alternatives,
)
from briefings.text.finds import ReadDate, ReadWarning
from briefings.text.letters import has_digit

ORDINAL = r"\d{1,2}(?:st|nd|rd|th|er|ST|ND|RD|TH|ain|fed|eg)?"
NUMBER = rf"(?:{ORDINAL}|\d{{1,2}}[.ºª](?= ))"
DASH = r"\s?(?:-|–|—|to|and|au|bis|al)\s?"
YEAR = r"(?:1[89]|20)\d\d(?!\d|[.,]\d)"
# The month is looked for first, and what stands around it only where one is; months
# in small letters, as French has them, only after a number.
MONTH = re.compile(
    "|".join(
        name.capitalize() + (f"|{name.upper()}" if len(name) > 2 else "")
        for name in sorted(MONTHS, key=lambda name: (-len(name), name))
    )
)
SMALL_MONTH = re.compile(
    r"\d[^\s\d]{0,3}[\s-](?:de |o )?"
    rf"(?P<month>{alternatives(SMALL_MONTHS)})(?![^\W_])"
)
DAY_BEFORE = re.compile(r"\d\D{1,7}$")
BEFORE = re.compile(
    rf"(?<![\d.,/:£$€])(?:(?P<first>{NUMBER}){DASH})?(?P<day>{NUMBER})"
    r"(?:-|\s(?:of |o |de )?)$",
    re.IGNORECASE,
)
YEAR_AFTER = re.compile(rf"\.?(?:,?\s(?:de |of )?|-)(?P<year>{YEAR})")
WORD_BEFORE = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,10})[.,]{0,2}\s(?:(?:the|den|le|y) )?$"
)
DAY_AFTER = re.compile(
    rf"\.?\s(?:the )?(?P<first>{ORDINAL})(?:{DASH}(?P<day>{ORDINAL}))?"
    rf"(?![\d%]|[.,:/]\d|[-–]\w)(?:,?\s{{1,2}}(?P<year>{YEAR}))?"
)
IN_NUMBERS = re.compile(
    r"(?P<first>\d{1,4})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<last>\d{1,4})"
    r"(?![\d/-])"
)
# To look for this costs much less.
PARTED_DIGITS = re.compile(r"[-/.]\d{1,2}[-/.]\d")
LEADING_DIGITS = re.compile(r"\d+")
NO_START = frozenset("0123456789/.-:")
WINDOW = 48
# What may stand before the day in words that name nothing else.
LEADS = frozenset({"", "on", "the", "le", "den", "am", "ar", "dydd", "el", "date"})


@dataclass(frozen=True)
class WrittenDay:
    """A day as written: the year and the day of the week may be left out, and of
    "24–30 September" the first day is ``first``."""

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    first: int | None = None
    rule: str = "day-month-year"

    def on(self, year: int | None = None) -> date | None:
        year = self.year or year
        return _date(year, self.month, self.day) if year else None

    def begins(self, year: int | None = None) -> date | None:
        year = self.year or year
        return _date(year, self.month, self.first or self.day) if year else None

    def fits(self, day: date) -> bool:
        return self.weekday in (None, day.weekday())


def read_date(words: str) -> date | None:
    """The day these words name, when they name nothing else.

    >>> read_date("Thursday 7th November 2024")
    datetime.date(2024, 11, 7)
    >>> read_date("November 2024") is None
    True
    """
    written = read_day(words)
    return written.on() if written else None


def read_day(words: str) -> WrittenDay | None:
    """As `read_date`, but the year may be missing.

    >>> read_day("le vendredi 8 novembre").month
    11
    """
    words = words.strip()
    if len(words) > WINDOW:
        return None
    for found in written_days(words):
        lead = words[: found.start].strip(" ,(").lower()
        if lead in LEADS and not words[found.end :].strip(" ).,"):
            return found
    return None


def written_days(text: str) -> Iterator[WrittenDay]:
    """Every day the text names, in the order of its words."""
    if not has_digit(text):
        return
    end = 0
    for found in sorted(_found(text), key=lambda written: written.start):
        if found.start >= end:
            end = found.end
            yield found


def _found(text: str) -> Iterator[WrittenDay]:
    for month in MONTH.finditer(text):
        yield from _around(text, *month.span())
    for month in SMALL_MONTH.finditer(text):
        yield from _around(text, *month.span("month"))
    if PARTED_DIGITS.search(text):
        for numbers in IN_NUMBERS.finditer(text):
            yield from _in_numbers(text, numbers)


def _around(text: str, start: int, end: int) -> Iterator[WrittenDay]:
    if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
        return
    month = MONTHS[text[start:end].lower()]
    if DAY_BEFORE.search(text, max(0, start - 8), start) and (
        before := BEFORE.search(text, max(0, start - 20), start)
    ):
        year = YEAR_AFTER.match(text, end)
        span = _with_weekday(text, before.start(), year.end() if year else end)
        yield from _written(span, before, month, year)
    elif text[start].isupper() and (after := DAY_AFTER.match(text, end)):
        span = _with_weekday(text, start, after.end())
        yield from _written(span, after, month, after)


class Span(NamedTuple):
    start: int
    end: int
    weekday: int | None = None


def _with_weekday(text: str, start: int, end: int) -> Span:
    before = WORD_BEFORE.search(text, max(0, start - 18), start)
    weekday = WEEKDAYS.get(before["word"].lower()) if before else None
    if before is None or weekday is None:
        return Span(start, end)
    return Span(before.start(), end, weekday)


def _written(
    span: Span, days: re.Match[str], month: int, year: re.Match[str] | None
) -> Iterator[WrittenDay]:
    first, day = _number(days["first"]), _number(days["day"])
    found = WrittenDay(
        span.start,
        span.end,
        day or first or 0,
        month,
        int(year["year"]) if year and year["year"] else None,
        span.weekday,
        first if day and first and first < day else None,
    )
    if found.year is None:
        found = replace(found, rule="day-and-month")
    # 2000 has a 29 February, which is what is asked of a day without a year.
    if found.on(2000):
        yield found


def _number(words: str | None) -> int | None:
    digits = LEADING_DIGITS.match(words or "")
    return int(digits.group()) if digits else None


def _in_numbers(text: str, found: re.Match[str]) -> Iterator[WrittenDay]:
    """Day first, unless only the second can be one: this is a British house."""
    start, end = found.span()
    is_iso = found["sign"] == "-"
    year, day = (found["first"], found["last"])[:: 1 if is_iso else -1]
    if len(year) != 4 or len(day) > 2 or text[start - 1 : start] in NO_START:
        return
    month = found["second"]
    if int(month) > 12:
        day, month = month, day
    rule = "iso-date" if is_iso else "day-in-numbers"
    written = WrittenDay(start, end, int(day), int(month), int(year), rule=rule)
    if 1800 <= int(year) < 2100 and written.on():
        yield written


def year_near(written: WrittenDay, near: date | None) -> int | None:
    """The year that brings a day without one closest to another day."""
    if written.year or near is None:
        return written.year
    years = range(max(1, near.year - 1), min(9999, near.year + 1) + 1)
    days = [(abs(day - near), year) for year in years if (day := written.on(year))]
    return min(days)[1] if days else None


class Dates(NamedTuple):
    found: tuple[ReadDate, ...]
    doubts: tuple[ReadWarning, ...]


SCORES = {
    "day-month-year": 0.98,
    "iso-date": 0.95,
    "day-in-numbers": 0.8,
    "day-and-month": 0.8,
}
SCORE_OF_AN_OPEN_YEAR = 0.5
SCORE_OF_A_CONTRADICTION = 0.4


def find_dates(paragraphs: Iterable[Paragraph], near: date | None = None) -> Dates:
    """The days that a text names. Of those without a year, the year is that of the
    nearest such day to ``near``, the day of issue."""
    found: list[ReadDate] = []
    doubts: dict[str, ReadWarning] = {}
    for paragraph in paragraphs:
        for written in written_days(paragraph.words):
            words = paragraph.words[written.start : written.end]
            year = year_near(written, near)
            day, first = written.on(year), written.begins(year)
            score = SCORES[written.rule] if day else SCORE_OF_AN_OPEN_YEAR
            if day and not written.fits(first or day):
                score = SCORE_OF_A_CONTRADICTION
                doubts.setdefault(words, wrong_weekday(words, day))
            found.append(
                ReadDate(
                    words=words,
                    day=first,
                    until=day if first != day else None,
                    start=paragraph.start + written.start,
                    end=paragraph.start + written.end,
                    rule=written.rule,
                    score=score,
                )
            )
    return Dates(tuple(found), tuple(doubts.values()))


def wrong_weekday(words: str, day: date) -> ReadWarning:
    return ReadWarning(
        f"{day_in_words(day)} is a {DAY_NAMES[day.weekday()]}: is the day of the week "
        "wrong, or the date?",
        words,
    )


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
