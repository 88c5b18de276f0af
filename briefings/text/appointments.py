"""Who held which role from when to when, as a table of values has it."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from briefings.text.formats.encodings import (
    Decoded,
    cleaned,
    decoded,
    warn_of_a_guess,
    without_controls,
)

LARGEST = 1_000_000
# A character may be four bytes long, and none is cut in two.
LARGEST_IN_BYTES = 4 * LARGEST + 4
LONGEST = 200
# What a spreadsheet writes on top to say what parts its cells.
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?[^\S\n]*(?:\n|$)', re.IGNORECASE)
_NAMES = {
    "person": ("name", "person", "minister", "holder", "person name", "full name"),
    "role": ("post", "role", "title", "position", "office", "job title"),
    "organisation": (
        *("organisation", "department", "organization", "ministry", "body"),
        *("organisation name", "department name"),
    ),
    "started_on": ("start date", "started on", "start", "started", "from", "begin"),
    "ended_on": ("end date", "ended on", "end", "ended", "to", "until"),
    "acting": ("acting", "is acting"),
    "capacity": ("capacity",),
}
_NEEDED = {"person": "a name", "role": "a role", "started_on": "a start"}
_CAPACITIES = {
    "": "substantive",
    "substantive": "substantive",
    "acting": "acting",
    "interim": "acting",
    "on leave": "on_leave",
}
_YES = {"true", "yes", "y", "1", "x", "acting", "interim"}
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")


class NotATable(ValueError):
    """The text cannot be read as a table of appointments; the message says why."""


@dataclass(frozen=True)
class WrittenAppointment:
    """A line of the table. `ended_on` is the first day the role is not held any more;
    `faults` are sentences about what cannot be read."""

    line: int
    person: str
    role: str
    organisation: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    capacity: str = "substantive"
    faults: tuple[str, ...] = ()


def words_of_table(source: bytes) -> Decoded:
    """A file in whatever encoding, with warnings where that may be the wrong one."""
    words = cleaned(decoded(source, "This file"), "This file")
    return Decoded(words.text, (*warn_of_a_guess(source), *words.warnings))


def read_appointments(text: str, *, last_day: bool = False) -> list[WrittenAppointment]:
    """The lines of a table, whatever its columns are called and in which order. With
    `last_day` an end in it is the last day the role was held."""
    if len(text) > LARGEST:
        raise NotATable("This table is too long: enter it in parts.")
    lines = _lines(without_controls(text).lstrip("\ufeff"))
    head = next((cells for _, cells in lines if any(map(str.strip, cells))), [])
    columns = _columns(head)
    rows = []
    for line, cells in lines:
        named = zip(columns, cells, strict=False)
        told = {name: " ".join(cell.split()) for name, cell in named if name}
        if any(told.values()):
            rows.append(_row(line, told, last_day))
    return rows


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    told = _SEPARATOR.match(text)
    start = told.end() if told else 0
    above, first = text.count("\n", 0, start), text[start:].strip().partition("\n")[0]
    delimiter = told[1] if told else max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if reader.line_num > above:
                yield reader.line_num, cells
    except csv.Error as error:
        raise NotATable(f"Line {reader.line_num} cannot be read: {error}.") from error


def _columns(head: list[str]) -> list[str]:
    called = {name: column for column, names in _NAMES.items() for name in names}
    columns = [called.get(_folded(name), "") for name in head]
    lacking = [what for column, what in _NEEDED.items() if column not in columns]
    if lacking:
        raise NotATable(
            f"The first line names no column for {' and '.join(lacking)}. Call the "
            "columns name, role, organisation, start date and end date."
        )
    # Of two columns of one meaning the first is read.
    return [c if columns.index(c) == place else "" for place, c in enumerate(columns)]


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def _row(line: int, told: Mapping[str, str], last_day: bool) -> WrittenAppointment:
    faults: list[str] = []
    for column in ("person", "role"):
        if not told.get(column):
            faults.append(f"The {column} is missing.")
    for column in ("person", "role", "organisation"):
        if len(told.get(column, "")) > LONGEST:
            faults.append(f"The {column} is longer than {LONGEST} characters.")
    start = _day(told.get("started_on", ""), "start", faults)
    end = _day(told.get("ended_on", ""), "end", faults)
    if not told.get("started_on"):
        faults.append("The start is missing.")
    if end and last_day:
        end = _day_after(end, faults)
    if start and end and end <= start:
        faults.append("The end must be after the start.")
    return WrittenAppointment(
        line,
        told.get("person", ""),
        told.get("role", ""),
        told.get("organisation", ""),
        start,
        end,
        _capacity(told, faults),
        tuple(faults),
    )


def _day(words: str, what: str, faults: list[str]) -> date | None:
    if not words:
        return None
    # A moment, as some systems write days.
    plain = re.sub(r"[T ]\d\d:\d\d.*$", "", words)
    for form in _DAYS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    faults.append(f"The {what} is no date: “{words[:40]}”. Write it as 2024-07-05.")
    return None


def _day_after(day: date, faults: list[str]) -> date | None:
    if day == date.max:
        faults.append("The end lies too far ahead.")
        return None
    return day + timedelta(days=1)


def _capacity(told: Mapping[str, str], faults: list[str]) -> str:
    written = _folded(told.get("capacity", ""))
    if written not in _CAPACITIES:
        faults.append(f"The capacity is none that is known: “{written[:40]}”.")
    is_acting = told.get("acting", "").casefold() in _YES
    return "acting" if is_acting else _CAPACITIES.get(written, "substantive")
