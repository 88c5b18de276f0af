"""Days, moments and words as the public pages print them."""

import re
from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import Truncator
from django.utils.translation import get_language_info
from markupsafe import Markup

_TIME = Markup('<time datetime="{}">{}</time>')
# As the browsers set them, from the tables of Unicode; French ones keep their distance.
_MARKS = {
    "de": ("„", "“"),
    "es": ("«", "»"),
    "fr": ("«\N{NARROW NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}»"),
    "it": ("«", "»"),
}
_AROUND = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"))


def day(value: date) -> Markup:
    """A day, or the day of a moment, in the office's zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _TIME.format(value.isoformat(), format_date(value, "j F Y"))


def moment(value: datetime) -> Markup:
    local = timezone.localtime(value)
    said = f"{format_date(local, 'j F Y, H:i')} {local.tzname()}"
    return _TIME.format(utc(value), said)


def time_of_zone(zone: str) -> str:
    """Which time the pages tell: "London time"."""
    area, _, city = zone.rpartition("/")
    return f"{city.replace('_', ' ')} time" if area and area != "Etc" else city


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
        return Markup("{} to {}").format(day(first), day(last))
    known = first or last
    return day(known) if known else Markup("")


def language_name(code: str) -> str:
    """A language by the name its speakers give it; its code, if Django knows none."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


def excerpt(text: str, length: int = 200) -> str:
    """The beginning of a text on one line, cut between two words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = Truncator(line).chars(length, truncate="")
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def spoken(words: str) -> str:
    """Words without the marks that only say that they are a quote, which the page sets
    itself; a quotation within them keeps its own."""
    return "\n\n".join(map(_bare, words.split("\n\n")))


def _bare(paragraph: str) -> str:
    inner = paragraph.strip()
    for opening, closing in _AROUND:
        inner = inner.removeprefix(opening).removesuffix(closing)
    return paragraph if any(mark in inner for mark in '“”"«»„') else inner.strip()


def quoted(words: str, language: str) -> str:
    """Words in the marks of their language."""
    opening, closing = _MARKS.get(language.split("-")[0], ("“", "”"))
    return f"{opening}{words}{closing}"


def opened(paragraph: str, language: str, is_last: bool) -> str:
    """A paragraph of a quote: every one opens, only the last closes."""
    opening, closing = _MARKS.get(language.split("-")[0], ("“", "”"))
    return f"{opening}{paragraph}{closing if is_last else ''}"


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
