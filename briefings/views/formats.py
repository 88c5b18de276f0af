"""Days, moments and words as the public pages print them."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import Truncator
from django.utils.translation import (
    get_language_info,
    gettext,
    ngettext_lazy,
    pgettext,
)
from markupsafe import Markup

from briefings.models.spoken import number

_COUNTED = {
    "release": ngettext_lazy("%(number)s release", "%(number)s releases", "n"),
    "quote": ngettext_lazy("%(number)s quote", "%(number)s quotes", "n"),
    "commitment": ngettext_lazy("%(number)s commitment", "%(number)s commitments", "n"),
    "figure": ngettext_lazy("%(number)s figure", "%(number)s figures", "n"),
    "person": ngettext_lazy("%(number)s person", "%(number)s people", "n"),
    "organisation": ngettext_lazy(
        "%(number)s organisation", "%(number)s organisations", "n"
    ),
    "role": ngettext_lazy("%(number)s role", "%(number)s roles", "n"),
    "topic": ngettext_lazy("%(number)s topic", "%(number)s topics", "n"),
    "place": ngettext_lazy("%(number)s place", "%(number)s places", "n"),
    "event": ngettext_lazy("%(number)s event", "%(number)s events", "n"),
    "collection": ngettext_lazy("%(number)s collection", "%(number)s collections", "n"),
    "entry": ngettext_lazy("%(number)s entry", "%(number)s entries", "n"),
}
# French says of what was found whether it is one or more.
_FOUND = ngettext_lazy("%(rows)s found", "%(rows)s found", "n")
_TIME = Markup('<time datetime="{}">{}</time>')


def day(value: date) -> Markup:
    """A day, or the day of a moment, in the office's zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _TIME.format(value.isoformat(), day_in_words(value))


def day_in_words(value: date) -> str:
    """As `django.utils.dateformat` spells it by the pattern of the language."""
    first = pgettext("pattern of the first day of a month", "j F Y")
    pattern = first if value.day == 1 else pgettext("pattern of a day", "j F Y")
    return format_date(value, pattern)


def moment(value: datetime) -> Markup:
    local = timezone.localtime(value)
    time = f"{local:%H:%M} {local.tzname()}"
    said = gettext("%(day)s, %(time)s") % {"day": day_in_words(local), "time": time}
    return _TIME.format(utc(value), said)


def time_of_zone(zone: str) -> str:
    """Which time the pages tell: "London time"."""
    area, _, city = zone.rpartition("/")
    if not area or area == "Etc":
        return city
    return gettext("%(city)s time") % {"city": city.replace("_", " ")}


def utc(value: datetime) -> str:
    whole = value.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return whole.isoformat() + "Z"


# XML has no such characters, and an editor may paste one.
_NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def in_xml(words: str) -> str:
    return _NEVER_IN_XML.sub("", words)


def citation_day(value: datetime) -> str:
    return f"{timezone.localtime(value):%Y/%m/%d}"


def days(first: date | None, last: date | None) -> Markup:
    """A period by its first and last day, either of which may be unknown."""
    if first and last and first != last:
        return _whole_months(first, last) or _between(
            gettext("%(first)s to %(last)s"), day(first), day(last)
        )
    known = first or last
    return day(known) if known else Markup("")


def _whole_months(first: date, last: date) -> Markup | None:
    """A period that is made of whole months by the first and the last; one made of
    whole years by these."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return None
    pattern = pgettext("from a month or year to another", "%(first)s to %(last)s")
    if first.month == 1 and last.month == 12:
        years = (_TIME.format(on.year, on.year) for on in (first, last))
        return _between(pattern, *years)
    is_one_year = first.year == last.year and first.month != last.month
    begins = _month(first, "F" if is_one_year else "F Y")
    return _between(pattern, begins, _month(last, "F Y"))


def _between(pattern: str, first: Markup, last: Markup) -> Markup:
    if first == last:
        return first
    return Markup(pattern) % {"first": first, "last": last}  # noqa: S704


def _month(value: date, pattern: str) -> Markup:
    return _TIME.format(f"{value:%Y-%m}", format_date(value, pattern))


def counted_rows(kind: str, count: int, is_narrowed: bool = False) -> str:
    """ "21 releases", "21 releases found"."""
    rows = _COUNTED[kind] % {"n": count, "number": number(count)}
    return str(_FOUND % {"n": count, "rows": rows} if is_narrowed else rows)


def language_name(code: str) -> str:
    """A language by the name its speakers give it; its code, if Django knows none."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


def excerpt(text: str, length: int = 200) -> str:
    """The beginning of a text on one line, cut between two words."""
    line = _on_one_line(text)
    if len(line) <= length:
        return line
    cut = Truncator(line).chars(length, truncate="")
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def teaser(edition: Any) -> str:
    """What follows a headline in lists: the summary; without one the text begins, but
    not by saying the headline again."""
    if edition.summary:
        return str(edition.summary)
    headline = _on_one_line(edition.headline).rstrip(".…")
    first, _, others = edition.opening.partition("\n\n")
    if not _on_one_line(first).startswith(headline):
        return str(edition.opening)
    rest = _on_one_line(first).removeprefix(headline)
    if rest[:1].isalnum() or (rest[:1].isspace() and headline[-1:] not in "?!"):
        rest = f"…{rest.lstrip()}"
    return _on_one_line(f"{rest.lstrip('. ')} {others}")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def from_word(before: str, length: int) -> str:
    """What leads up to some words in their paragraph, of `length` characters before
    them: from a whole word on."""
    *others, last = before.split("\n\n")
    if others or len(before) < length:
        return last
    return "…" + last.partition(" ")[2]


def to_word(after: str, length: int) -> str:
    """What follows some words in their paragraph, up to a whole word."""
    first, *others = after.split("\n\n")
    if others or len(after) < length:
        return first
    return first.rpartition(" ")[0].rstrip(".,;:") + "…"
