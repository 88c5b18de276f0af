"""A release, or a quote in it, as the reference that others print and keep.

APA is its seventh edition, Chicago the notes of its seventeenth. Both name an
organisation as the author of what it releases. Who is quoted there, and the words,
stand before it: in Chicago within the note, in APA as they go into the text, since its
list of references has works alone."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_FOR_TEX = {
    **{mark: f"\\{mark}" for mark in "{}$&#_%"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_LINE = re.compile(r"\s+")
_STRAIGHT = re.compile(r'"([^"]*)"')
_SINGLE = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class Cited:
    key: str  # names it among others
    kind: str  # as readers are told: Press release
    title: str
    authors: tuple[str, ...]  # the organisations it is by
    publisher: str  # the office
    published_on: date
    address: str
    language: str
    edition: int = 1
    delivered_on: date | None = None  # a speech
    venue: str = ""
    withdrawn_on: date | None = None
    # Of a quote alone.
    speaker: str = ""
    role: str = ""
    words: str = ""

    @property
    def author(self) -> str:
        *others, last = map(_line, self.authors)
        return f"{', '.join(others)} and {last}" if others else last

    @property
    def withdrawn(self) -> str:
        """How what it is goes on, if the office took it back."""
        on = self.withdrawn_on
        return f", withdrawn {_day_first(on)}" if on else ""

    @property
    def said_by(self) -> str:
        return ", ".join(part for part in (self.speaker, self.role) if part)


@dataclass(frozen=True)
class Form:
    name: str
    label: str
    ending: str
    media_type: str
    write: Callable[[Cited], str]
    is_for_people: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.ending}"


def plain(cited: Cited) -> str:
    edition = f", edition {cited.edition}" if cited.edition > 1 else ""
    return (
        f"{_quoted_in(cited, ': “{}”, ')}{cited.author}, “{_title(cited)}”, "
        f"{cited.kind.lower()}, {_day_first(cited.published_on)}{edition}"
        f"{cited.withdrawn}. "
        f"{cited.address}"
    )


def apa(cited: Cited) -> str:
    day = cited.published_on
    dated = f"{day.year}, {_MONTHS[day.month - 1]} {day.day}"
    author = _with_ampersand([_line(name) for name in cited.authors])
    title = _stopped(_line(cited.title))
    work = (
        f"{author}. ({dated}). {title} [{cited.kind}{cited.withdrawn}]. {cited.address}"
    )
    if not cited.words:
        return work
    by = f"{cited.said_by}: " if cited.said_by else ""
    words = _stopped(_within_marks(cited.words))
    return f"{by}“{words}” ({author}, {day.year}).\n\n{work}"


def _with_ampersand(names: list[str]) -> str:
    """As APA joins organisations: two by the mark alone, of more the last behind a
    comma, too."""
    *others, last = names
    if len(others) < 2:
        return " & ".join(names)
    return f"{', '.join(others)}, & {last}"


def chicago(cited: Cited) -> str:
    day = cited.published_on
    dated = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    return (
        f"{_quoted_in(cited, ', “{}” ', ',')}{cited.author}, “{_title(cited, ',')}” "
        f"{cited.kind.lower()}, {dated}{cited.withdrawn}, {cited.address}."
    )


def bibtex(cited: Cited) -> str:
    day = cited.published_on
    fields = {
        # Braces within keep a name whole, and a title's capitals.
        "author": "{"
        + " and ".join(f"{{{_tex(name)}}}" for name in cited.authors)
        + "}",
        "title": f"{{{{{_tex(cited.title)}}}}}",
        "howpublished": f"{{{_tex(cited.kind)}}}",
        "publisher": f"{{{{{_tex(cited.publisher)}}}}}",
        "year": f"{{{day.year}}}",
        "month": _MONTHS[day.month - 1][:3].lower(),
        "day": f"{{{day.day}}}",
        "url": f"{{{cited.address}}}",
        "language": f"{{{cited.language}}}",
    }
    if noted := _noted(cited):
        fields["note"] = f"{{{_tex(noted)}}}"
    lines = [f"  {name} = {value}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{cited.key},", *lines, "}"]) + "\n"


def csl_json(cited: Cited) -> str:
    """The JSON of the Citation Style Language; without a type of its own for releases,
    which go as web pages of that genre."""
    day = cited.published_on
    item = {
        "id": cited.key,
        "type": "webpage",
        "genre": cited.kind,
        "title": _line(cited.title),
        "author": [{"literal": _line(name)} for name in cited.authors],
        "publisher": _line(cited.publisher),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": cited.address,
        "language": cited.language,
    }
    if cited.edition > 1:
        item["version"] = str(cited.edition)
    if cited.delivered_on:
        on = cited.delivered_on
        item["event-date"] = {"date-parts": [[on.year, on.month, on.day]]}
    if cited.venue:
        item["event-place"] = _line(cited.venue)
    if cited.words:
        item["note"] = _as_quoted(cited)
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def ris(cited: Cited) -> str:
    day = cited.published_on
    lines = [
        ("TY", "ELEC"),
        # With a comma behind it, a name is not taken apart.
        *(("AU", f"{_line(name).replace(',', '')},") for name in cited.authors),
        ("TI", _line(cited.title)),
        ("M3", cited.kind),
        ("PB", _line(cited.publisher)),
        ("PY", f"{day.year}"),
        ("DA", f"{day:%Y/%m/%d}/"),
        ("UR", cited.address),
        ("LA", cited.language),
        *([("N1", _noted(cited))] if _noted(cited) else []),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


FORMS = (
    Form("plain", "Plain text", "txt", "text/plain", plain, is_for_people=True),
    Form("apa", "APA", "txt", "text/plain", apa, is_for_people=True),
    Form("chicago", "Chicago", "txt", "text/plain", chicago, is_for_people=True),
    Form("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex),
    Form(
        "csl",
        "CSL-JSON",
        "json",
        "application/vnd.citationstyles.csl+json",
        csl_json,
    ),
    Form("ris", "RIS", "ris", "application/x-research-info-systems", ris),
)


def _quoted_in(cited: Cited, words_in_marks: str, comma: str = "") -> str:
    """Who said what, on the way to where it stands; a `comma` goes within the marks."""
    if not cited.words:
        return ""
    words = _with_comma(_within_marks(cited.words), comma)
    said = f"{cited.said_by}{words_in_marks.format(words)}"
    return f"{said.removeprefix(': ').removeprefix(', ')}quoted in "


def _noted(cited: Cited) -> str:
    """What these forms have no field for."""
    on = f"on {_day_first(cited.delivered_on)}" if cited.delivered_on else ""
    given = ", ".join(filter(None, (on, _line(cited.venue))))
    told = [f"Delivered {given}"] if given else []
    if cited.withdrawn_on:
        told.append(f"Withdrawn {_day_first(cited.withdrawn_on)}")
    return ". ".join([*told, *([_as_quoted(cited)] if cited.words else [])])


def _as_quoted(cited: Cited) -> str:
    by = f"{cited.said_by}: " if cited.said_by else ""
    return f"{by}“{_within_marks(cited.words)}”"


def _title(cited: Cited, comma: str = "") -> str:
    return _with_comma(_within_marks(cited.title), comma)


def _with_comma(words: str, comma: str) -> str:
    """What asks or exclaims keeps its own mark, and takes no comma."""
    return words if words.endswith(("?", "!")) else f"{_stopped(words)}{comma}"


def _stopped(words: str) -> str:
    """Without the full stop that the reference sets itself."""
    return words if words.endswith("..") else words.removesuffix(".")


def _within_marks(words: str) -> str:
    """Words that stand in double marks: those within them are single."""
    curly = _STRAIGHT.sub(r"‘\1’", _line(words))
    return curly.translate(_SINGLE)


def _day_first(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _line(words: str) -> str:
    return _LINE.sub(" ", words).strip()


def _tex(words: str) -> str:
    return "".join(_FOR_TEX.get(letter, letter) for letter in _line(words))
