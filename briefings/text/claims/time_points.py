"""Points of time as promises name them, and the days they mean.

Conventions, which an editor should know: spring begins in March, summer in June,
autumn in September and winter in December. "Early", "mid" and "late" are the first,
the middle and the last third of what they stand before; "by mid-2027" ends with its
first half. A financial year such as 2026-27 ends on 31 March, as in a British house; an
academic year on 31 August. A day or month without a year is the next one counted from
the day of issue."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from briefings.text.claims.calendar_spans import (
    ONE_DAY,
    Days,
    easter,
    months,
    part_of,
    shifted,
)
from briefings.text.dates import read_date

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
SEASON = "spring|summer|autumn|winter"
YEAR = r"(?:19|20)\d\d(?:[-/–](?:\d\d\d\d|\d\d)(?!\d))?"
UNIT = r"(?:working |calendar )?(?:day|week|fortnight|month|quarter|year|decade)s?"

_MONTH_NUMBERS = {name[:3].lower(): n for n, name in enumerate(MONTHS.split("|"), 1)}
_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
# In capitals, for it may march.
_MONTH = rf"(?P<month>(?-i:{MONTHS}|(?:{_SHORT_MONTHS})\b\.?))"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_OF_YEAR = r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d)(?![\d/–-]\d))?"
_OF = (
    rf"(?:(?: of| in|,)?(?: the)? (?P<of>{YEAR}|(?:this|next) (?:financial )?year|"
    r"year))?"
)
_WHICH = r"(?P<which>this|next|(?:the )?coming|the following)"
_KIND = r"(?P<kind>financial|fiscal|academic|school|tax)"
_FORMS = {
    "day": rf"(?:(?P<on>{_WEEKDAYS}),? )?{_NTH}(?: of)? {_MONTH}{_OF_YEAR}",
    "month-and-day": rf"(?:(?P<on>{_WEEKDAYS}),? )?{_MONTH} {_NTH}(?!\d){_OF_YEAR}",
    "day-in-numbers": r"(?P<numbers>20\d\d-\d\d-\d\d|\d\d?/\d\d?/20\d\d|"
    r"\d\d?\.\d\d?\.20\d\d)(?!\d)",
    "part-of-month": r"the (?P<nth>first|second|third|fourth|final|last) "
    rf"(?P<share>week|fortnight|half) of (?:(?P<which>this|next) )?{_MONTH}{_OF_YEAR}",
    "quarter": r"(?:Q(?P<q>[1-4])|the (?P<nth>first|second|third|fourth|final|last) "
    rf"quarter){_OF}",
    "half": rf"(?:H(?P<q>[12])|the (?P<nth>first|second|last) half){_OF}",
    "named-year": rf"(?:the )?{_KIND} year (?P<span>{YEAR})|FY ?(?P<fy>{YEAR}|"
    r"\d\d)(?!\d)"
    r"|(?:the )?(?P<years>(?:19|20)\d\d(?:[-/–](?:\d\d\d\d|\d\d)(?!\d)"
    r"| to 20\d\d(?= (?:financial|fiscal|tax|academic|school) year)))"
    r"(?: (?P<school>academic|school) year| (?:financial|fiscal|tax) year)?",
    "this-named-year": rf"(?:{_WHICH}|the) {_KIND} year",
    "event-of-year": r"the (?P<year>(?:19|20)\d\d)"
    r"(?: (?:(?-i:[A-Z])[\w’'-]{1,30}|(?:(?:general|local) )?elections?|games|season|"
    r"championships?|festival|census)){1,4}",
    "turn-of-year": r"the turn of the (?P<turn>year)\b",
    "century": r"(?:(?:the|this) )?(?P<century>century)\b",
    "month": rf"(?:(?P<which>this|next) )?{_MONTH}{_OF_YEAR}",
    "season": rf"(?:(?P<which>this|next|the) )?(?P<season>(?:{SEASON})(?! recess)|"
    r"fall(?= 20\d\d))"
    r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d)(?:[/–-]\d\d(?:\d\d)?)?(?!\d))?",
    "feast": rf"(?:(?P<which>this|next) )?(?P<feast>(?-i:Christmas|Easter))"
    rf"(?! recess| (?-i:(?!Day|Eve|Sunday|Monday)[A-Z])){_OF_YEAR}",
    "decade": r"the (?P<decade>(?:19|20)\d0)s|(?P<now>the|this) decade",
    "year": r"(?P<year>(?:19|20)\d\d)(?![\d/–-]\d|,\d|%| ?(?:per cent|million|"
    r"billion))",
    "weekday": rf"(?:{_WHICH} )?(?P<weekday>(?-i:{_WEEKDAYS}))\b",
    "unit": rf"(?:{_WHICH}) (?P<unit>week|month|quarter|year)\b",
    "years-end": r"(?P<unit>year|month|week)(?:['’]s |-| )end\b",
    "today": r"(?P<today>today|tonight|tomorrow)\b",
}
_PART = (
    r"(?P<part>early(?: in)?|later?(?: in)?|mid|(?:the )?(?:end|close|start|beginning|"
    r"middle) of)[ -]"
)
# "The year" is a point of time only where its end or its middle is meant.
_PART_OF_THE = rf"{_PART}(?:the )?(?P<unit>week|month|quarter|(?:calendar )?year)\b"


def _without_names(pattern: str) -> str:
    """A name may stand once in a pattern."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


_ALL_FORMS = "|".join(map(_without_names, _FORMS.values()))
POINT = (
    rf"(?:{_without_names(_PART_OF_THE)}|(?:{_without_names(_PART)})?(?:{_ALL_FORMS}))"
)
_DAY_FORMS = ("day", "month-and-day", "day-in-numbers")
DAY = rf"(?:{'|'.join(_without_names(_FORMS[name]) for name in _DAY_FORMS)})"


def days_of(words: str, issued_on: date | None = None) -> Days | None:
    """
    >>> days_of("the end of March 2027").last
    datetime.date(2027, 3, 31)
    >>> days_of("mid-2027").by
    datetime.date(2027, 6, 30)
    >>> days_of("June") is None, days_of("June", date(2026, 7, 1)).first
    (True, datetime.date(2027, 6, 1))
    """
    whole = _PART_OF_THE_RE.fullmatch(words)
    if whole:
        days = _unit(whole, issued_on)
        return part_of(days, whole["part"], issued_on) if days else None
    part = _PART_RE.match(words)
    rest = words[part.end() :] if part else words
    for form, read in _READERS:
        found = form.fullmatch(rest)
        if found:
            days = _or_none(read, found, issued_on)
            return part_of(days, part["part"], issued_on) if days and part else days
    return None


def _or_none(
    read: "Callable[[re.Match[str], date | None], Days | None]",
    found: re.Match[str],
    issued_on: date | None,
) -> Days | None:
    """None for the 31st of June, and for days no calendar has."""
    try:
        return read(found, issued_on)
    except (ValueError, OverflowError):
        return None


# A reader for each form, given the words it matched and the day of issue.


def _day(found: re.Match[str], issued_on: date | None) -> Days | None:
    month, day = _month_number(found["month"]), int(found["day"])
    if found["year"]:
        on = date(int(found["year"]), month, day)
    elif issued_on:
        on = date(issued_on.year, month, day)
        if on < issued_on and not _falls_on(on, found["on"]):
            on = date(issued_on.year + 1, month, day)
    else:
        return None
    return Days(on, on)


def _falls_on(day: date, weekday: str | None) -> bool:
    """ "On Tuesday 4 August", told two days later, is over."""
    return weekday is not None and _number_of(weekday) == day.weekday()


def _number_of(weekday: str) -> int:
    return _WEEKDAYS.split("|").index(weekday.capitalize())


def _day_in_numbers(found: re.Match[str], _: date | None) -> Days | None:
    on = read_date(found["numbers"])
    return Days(on, on) if on else None


def _part_of_month(found: re.Match[str], issued_on: date | None) -> Days | None:
    days = _next_with(found, _month_number(found["month"]), 1, issued_on)
    if days is None:
        return None
    length = timedelta(days={"week": 7, "fortnight": 14, "half": 15}[found["share"]])
    nth = found["nth"].lower()
    is_last = nth in ("final", "last")
    first = days.last - length + ONE_DAY
    if not is_last:
        first = days.first + (_ORDINALS[nth] - 1) * length
    last = first + length - ONE_DAY
    is_rest = is_last or (found["share"] == "half" and nth == "second")
    return Days(first, days.last if is_rest else last, "estimated")


def _quarter(found: re.Match[str], issued_on: date | None) -> Days | None:
    number = int(found["q"] or _ORDINALS[found["nth"].lower()])
    return share_of_year(found["of"], number, 3, issued_on)


def _half(found: re.Match[str], issued_on: date | None) -> Days | None:
    number = min(2, int(found["q"] or _ORDINALS[found["nth"].lower()]))
    return share_of_year(found["of"], number, 6, issued_on)


def share_of_year(
    of: str | None, number: int, length: int, issued_on: date | None
) -> Days | None:
    """Of a financial year, the first quarter begins in April."""
    first = 1 + (number - 1) * length
    year = days_of(of, issued_on) if of and of != "year" else None
    if year:
        return months(year.first.year, year.first.month + first - 1, length)
    if issued_on is None:
        return None
    days = months(issued_on.year, first, length)
    return days if days.last >= issued_on else months(issued_on.year + 1, first, length)


def _named_year(found: re.Match[str], _: date | None) -> Days | None:
    printed = found["span"] or found["fy"] or found["years"]
    kind = (found["kind"] or found["school"] or "").lower()
    first, *others = re.split(r"[-/–]| to ", printed)
    second = "".join(others)
    if not second:
        # A year by one number is called after its end.
        end = int(first) + (2000 if len(first) == 2 else 0)
        return replace(_year_of(kind, end - 1), basis="estimated")
    start = int(first)
    end = int(first[:2] + second) if len(second) == 2 else int(second)
    if end == start + 1:
        return _year_of(kind, start)
    return Days(date(start, 1, 1), date(end, 12, 31)) if end > start else None


def _year_of(kind: str, start: int) -> Days:
    return months(start, 9 if kind in ("academic", "school") else 4, 12)


def _this_named_year(found: re.Match[str], issued_on: date | None) -> Days | None:
    if issued_on is None:
        return None
    kind = found["kind"].lower()
    days = _year_of(kind, issued_on.year)
    if days.first > issued_on:
        days = _year_of(kind, issued_on.year - 1)
    is_next = bool(found["which"]) and found["which"].lower() != "this"
    return _year_of(kind, days.first.year + 1) if is_next else days


def _month(found: re.Match[str], issued_on: date | None) -> Days | None:
    number = _month_number(found["month"])
    return _next_with(found, number, 1, issued_on)


def _season(found: re.Match[str], issued_on: date | None) -> Days | None:
    number = _FIRST_MONTHS[found["season"].lower()]
    days = _next_with(found, number, 3, issued_on)
    return replace(days, basis="estimated") if days else None


def _next_with(
    found: re.Match[str], month: int, count: int, issued_on: date | None
) -> Days | None:
    if found["year"]:
        return months(int(found["year"]), month, count)
    if issued_on is None:
        return None
    # Last year's winter may not be over.
    possible = (months(issued_on.year + n, month, count) for n in (-1, 0, 1))
    days = next(days for days in possible if days.last >= issued_on)
    # "Next spring" said in winter or spring is not the one that is near or here.
    is_near = days.first < shifted(issued_on, 3, "months")
    is_next = (found["which"] or "").lower() == "next"
    return months(days.first.year + 1, month, count) if is_next and is_near else days


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS[name[:3].lower()]


def _feast(found: re.Match[str], issued_on: date | None) -> Days | None:
    feast = _christmas if found["feast"] == "Christmas" else easter
    if found["year"]:
        on = feast(int(found["year"]))
    elif issued_on:
        on = feast(issued_on.year)
        on = on if on >= issued_on else feast(issued_on.year + 1)
    else:
        return None
    return Days(on, on, "estimated")


def _christmas(year: int) -> date:
    return date(year, 12, 25)


def _decade(found: re.Match[str], issued_on: date | None) -> Days | None:
    if found["decade"]:
        first = int(found["decade"])
    elif issued_on:
        first = issued_on.year // 10 * 10
    else:
        return None
    return Days(date(first, 1, 1), date(first + 9, 12, 31), "estimated")


def _year(found: re.Match[str], _: date | None) -> Days | None:
    return months(int(found["year"]), 1, 12)


def _event_of_year(found: re.Match[str], _: date | None) -> Days | None:
    """On which of its days is not said."""
    return replace(months(int(found["year"]), 1, 12), basis="estimated")


def _turn_of_year(_: re.Match[str], issued_on: date | None) -> Days | None:
    on = date(issued_on.year, 12, 31) if issued_on else None
    return Days(on, on, "estimated") if on else None


def _century(_: re.Match[str], issued_on: date | None) -> Days | None:
    if issued_on is None:
        return None
    first = (issued_on.year - 1) // 100 * 100 + 1
    return Days(date(first, 1, 1), date(first + 99, 12, 31), "estimated")


def _weekday(found: re.Match[str], issued_on: date | None) -> Days | None:
    if issued_on is None:
        return None
    number = _number_of(found["weekday"])
    on = issued_on + timedelta(days=(number - issued_on.weekday()) % 7)
    if (found["which"] or "").lower() == "next":
        # Of the week after: some mean this week's, so an editor should look.
        in_this_week = on - issued_on <= timedelta(days=6 - issued_on.weekday())
        on += timedelta(days=7) if in_this_week else timedelta()
        return Days(on, on, "estimated")
    return Days(on, on)


def _unit(found: re.Match[str], issued_on: date | None) -> Days | None:
    if issued_on is None:
        return None
    which = (found.groupdict().get("which") or "this").lower()
    later = 0 if which == "this" else 1
    match found["unit"].lower().split()[-1]:
        case "week":
            first = issued_on - timedelta(days=issued_on.weekday() - 7 * later)
            return Days(first, first + timedelta(days=6))
        case "month":
            return months(issued_on.year, issued_on.month + later)
        case "quarter":
            first_month = (issued_on.month - 1) // 3 * 3 + 1
            return months(issued_on.year, first_month + 3 * later, 3)
    return months(issued_on.year + later, 1, 12)


def _years_end(found: re.Match[str], issued_on: date | None) -> Days | None:
    days = _unit(found, issued_on)
    return replace(days, first=days.last) if days else None


def _today(found: re.Match[str], issued_on: date | None) -> Days | None:
    if issued_on is None:
        return None
    on = issued_on + (ONE_DAY if found["today"].lower() == "tomorrow" else timedelta())
    return Days(on, on)


_PART_RE = re.compile(_PART, re.IGNORECASE)
_PART_OF_THE_RE = re.compile(_PART_OF_THE, re.IGNORECASE)
_READERS = tuple(
    (re.compile(_FORMS[name], re.IGNORECASE), reader)
    for name, reader in {
        "day": _day,
        "month-and-day": _day,
        "day-in-numbers": _day_in_numbers,
        "part-of-month": _part_of_month,
        "quarter": _quarter,
        "half": _half,
        "named-year": _named_year,
        "this-named-year": _this_named_year,
        "event-of-year": _event_of_year,
        "turn-of-year": _turn_of_year,
        "century": _century,
        "month": _month,
        "season": _season,
        "feast": _feast,
        "decade": _decade,
        "year": _year,
        "weekday": _weekday,
        "unit": _unit,
        "years-end": _years_end,
        "today": _today,
    }.items()
)
