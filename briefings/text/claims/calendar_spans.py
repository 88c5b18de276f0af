"""Stretches of days: months, their parts, and what comes so long after a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefings.text.finds import DeadlineBasis

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The first and the last day of a point of time. ``by`` is the last day in time
    for what is to be done by then, where that is another one."""

    first: date
    last: date
    basis: DeadlineBasis = "stated"
    by: date | None = None


def part_of(days: Days, part: str, issued_on: date | None) -> Days:
    part = part.lower().removeprefix("the ").split()[0]
    match part:
        case "end" | "close":
            return replace(days, first=days.last)
        case "start" | "beginning":
            return Days(days.first, days.first, "estimated")
        case "later":
            return Days(
                max(days.first, issued_on or days.first), days.last, "estimated"
            )
    early, middle = _thirds(days)
    if part == "early":
        return Days(days.first, early, "estimated")
    if part == "late":
        return Days(middle + ONE_DAY, days.last, "estimated")
    half = _half_of(days)
    return Days(early + ONE_DAY, middle, "estimated", by=half)


def _thirds(days: Days) -> tuple[date, date]:
    """The last days of the first and of the second third: whole months of a year, a
    half and a season, ten days of a month."""
    length = _length_in_months(days)
    if length >= 3:
        first = months(days.first.year, days.first.month, length // 3)
        second = months(first.last.year, first.last.month + 1, length // 3)
        return first.last, second.last
    third = (days.last - days.first + ONE_DAY) / 3
    return days.first + third - ONE_DAY, days.first + 2 * third - ONE_DAY


def _half_of(days: Days) -> date:
    length = _length_in_months(days)
    if length >= 2:
        return months(days.first.year, days.first.month, length // 2).last
    return days.first + (days.last - days.first) / 2


def _length_in_months(days: Days) -> int:
    next_day = days.last + ONE_DAY
    if next_day.day != days.first.day:
        return 0
    return (next_day.year - days.first.year) * 12 + next_day.month - days.first.month


def months(year: int, month: int, count: int = 1) -> Days:
    """So many months; a month beyond December is one of the next year."""
    return Days(_first_of(year, month), _first_of(year, month + count) - ONE_DAY)


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def shifted(day: date, count: int, unit: str) -> date:
    """``count`` units of time after a day.

    >>> shifted(date(2026, 8, 31), 6, "months")
    datetime.date(2027, 2, 28)
    """
    unit = unit.lower().rstrip("s")
    if unit == "working day":
        return _after_working_days(day, count)
    unit = unit.split()[-1]
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(
            days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        )
    count *= {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    month = months(day.year, day.month + count)
    return month.first.replace(day=min(day.day, month.last.day))


def _after_working_days(day: date, count: int) -> date:
    """Bank holidays are not known, and not left out."""
    # From a Saturday or a Sunday they are counted as from the Friday.
    day -= timedelta(days=max(0, day.weekday() - 4))
    weeks, days = divmod(count, 5)
    over_weekend = 2 if day.weekday() + days > 4 else 0
    return day + timedelta(days=7 * weeks + days + over_weekend)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule printed in Nature of 20
    April 1876.

    >>> easter(2025), easter(2027)
    (datetime.date(2025, 4, 20), datetime.date(2027, 3, 28))
    """
    century, of_century = divmod(year, 100)
    golden = year % 19
    corrected = century - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + corrected - century // 4 + 15) % 30
    to_sunday = 32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4
    weekday = to_sunday % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
