"""Postal addresses of whom to call, on lines of their own or between commas: "Harbour
House, 1 Quay Street, Saltmouth SA1 2QS"."""

import re
from collections.abc import Sequence

from briefings.text.letters import has_digit
from briefings.text.names import key, word_set
from briefings.text.remembering import remembered

POSTAL = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\bP\.? ?O\.? ?Box \d|"
    r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|"
    r"\b[A-Z][\w.]{1,20}, [A-Z]{2,3} \d{4,5}\b|"
    r"(?<!\S)\d{1,4}[a-z]?,? (?:[\w'’.]{2,20} ){1,4}"
    r"(?:street|st|road|rd|avenue|ave|lane|square|place|drive|way|boulevard|blvd|quay|"
    r"terrace|row|parade|highway)\b|"
    r"(?<!\S)\d{1,4}(?: bis)?,? (?:rue|avenue|boulevard|place|quai)\b|"
    r"\b[A-Z][a-zß]{2,20}(?:straße|strasse|platz|allee) \d|(?<!\S)\d{5} [A-Z][a-zé]{2}",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d)\b\.?"
)
COMMA = re.compile(r",\s{0,3}")
# The last word of a house or a street.
HOUSES = word_set(
    "house building buildings court hall tower towers centre center floor room suite "
    "wharf street st road rd avenue ave lane square place drive way boulevard quay "
    "terrace row parade gardens gate hill yard mews close crescent park walk"
)
MOST_LINES = 5
LONGEST_LINE = 60
MOST_DIGITS = 6  # of a house and a floor; more are a number to call


def length_of_address(lines: Sequence[str]) -> int:
    """How many of the lines, from the first on, are an address up to its postcode.

    >>> length_of_address(["Harbour House", "1 Quay Street", "Saltmouth SA1 2QS", "x"])
    3
    """
    if not lines or not _begins_address(lines[0]):
        return 0
    for length, line in enumerate(lines[:MOST_LINES], 1):
        if len(line) > LONGEST_LINE or "@" in line:
            return 0
        found = POSTCODE.search(line)
        if found:
            return 0 if line[found.end() :].strip(" .") else length
        if sum(map(str.isdigit, line)) > MOST_DIGITS:
            return 0
    return 0


def are_address(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it is one of an address up to its postcode."""
    found: list[bool] = []
    while len(found) < len(lines):
        length = length_of_address(lines[len(found) : len(found) + MOST_LINES])
        found += [True] * length or [False]
    return found


@remembered
def _begins_address(line: str) -> bool:
    words = line.rstrip(" ,.").split()
    if not words:
        return False
    first = line.split(",")[0].split()
    named = {key(words[-1]), key(first[-1]) if first else ""} & HOUSES
    return bool(
        line[0].isdigit() or named or (has_digit(line) and POSTCODE.search(line))
    )


def address_between_commas(line: str) -> str:
    """From the house, or the number in a street, up to the postcode.

    >>> address_between_commas("Oda Lin, 1 Quay Street, Saltmouth SA1 2QS, 01632 1")
    '1 Quay Street, Saltmouth SA1 2QS'
    """
    found = POSTCODE.search(line)
    if found is None:
        return ""
    start = found.start()
    starts = [0, *(comma.end() for comma in COMMA.finditer(line, 0, start))]
    for at in starts[-MOST_LINES:]:
        part = line[at:start].partition(",")[0]
        if len(part) <= LONGEST_LINE and (_begins_address(part) or at == starts[-1]):
            return line[at : found.end()].strip(" .")
    return found.group().rstrip(".")
