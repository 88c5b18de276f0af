"""Days of the sample, counted from the one on which it is loaded, so that it never
grows old. In its texts:

    -540            540 days ago; on a weekend, the Friday before
    -540 10:30      that day at half past ten
    -50 month-end   the last day of the month in which -50 falls
    in an hour      the next full minute an hour from now

and within words, in the language of the release: {-540} is "3 May 2025",
{-540 month} "May 2025", {-540 year} "2025", {today} the day the release is issued."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone, translation
from django.utils.dateformat import format as format_date

_IN_WORDS = re.compile(r"\{([+-]\d+)(?: (month|year))?\}")
_DAYS = {
    *("started_on", "ended_on", "starts_on", "ends_on"),
    *("due_from", "due_by", "new_due_by", "period_from", "period_to"),
    *("effective_on", "published_on", "delivered_on"),
}
_NO_BREAK, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True)
class Days:
    now: datetime

    def day(self, written: str) -> date:
        count, _, edge = written.partition(" ")
        day = _weekday(timezone.localdate(self.now) + timedelta(days=int(count)))
        if edge == "month-end":
            return day.replace(day=monthrange(day.year, day.month)[1])
        if edge == "year-end":
            return day.replace(month=12, day=31)
        return day

    def moment(self, written: str) -> datetime:
        if written == "in an hour":
            return self.now.replace(second=0, microsecond=0) + timedelta(minutes=61)
        count, _, clock = written.partition(" ")
        at = datetime.combine(self.day(count), time.fromisoformat(clock))
        return timezone.make_aware(at)

    def resolve(self, written: Any, language: str, today: date) -> Any:
        """What is written in a file of the sample, with its days in place."""
        if isinstance(written, dict):
            return {
                key: self.day(value)
                if key in _DAYS
                else self.resolve(value, language, today)
                for key, value in written.items()
            }
        if isinstance(written, list):
            return [self.resolve(each, language, today) for each in written]
        if isinstance(written, str):
            return self._fill(written, language, today)
        return written

    def _fill(self, text: str, language: str, today: date) -> str:
        text = text.replace("{today}", _spell(today, None, language))
        text = _IN_WORDS.sub(
            lambda match: _spell(self.day(match[1]), match[2], language), text
        )
        return _french_spaces(text) if language == "fr" else text


def _weekday(day: date) -> date:
    """An office issues nothing on a Saturday or a Sunday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _spell(day: date, part: str | None, language: str) -> str:
    if part == "year":
        return str(day.year)
    with translation.override(language):
        words = format_date(day, "F Y" if part == "month" else "j F Y")
    # Only the first of a month is an ordinal in French.
    return re.sub(r"^1 ", "1er ", words) if language == "fr" else words


def _french_spaces(text: str) -> str:
    text = re.sub(r" (?=[:;?!%»])|(?<=«) ", _NO_BREAK, text)
    return re.sub(r"(?<=\d) (?=\d{3}\b)", _NARROW, text)
