"""Days as press releases write them: "7 November 2024", "Thursday 28th June 2012",
"November 7, 2024", "2024-11-07", "07/11/2024"."""

import re
from datetime import date

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH = r"(?P<month>[a-z]{3,9})\.?"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:[a-z]{{3,9}},? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH},? "
        r"(?P<year>\d{4})",
        rf"(?:[a-z]{{3,9}},? )?{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? "
        r"(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
        # Day first: this is a British house.
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})",
    )
)


def read_date(words: str) -> date | None:
    """The day these words name, when they name nothing else.

    >>> read_date("Thursday 7th November 2024")
    datetime.date(2024, 11, 7)
    >>> read_date("November 2024") is None
    True
    """
    for form in FORMS:
        found = form.fullmatch(words.strip())
        month = _month(found["month"]) if found else 0
        if found and month:
            return _date(int(found["year"]), month, int(found["day"]))
    return None


def _month(name: str) -> int:
    if name.isdecimal():
        return int(name)
    starts = [
        number
        for number, month in enumerate(MONTHS, 1)
        if month.startswith(name.lower())
    ]
    return starts[0] if len(starts) == 1 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
