"""Telephone numbers as contact lines print them, in the forms of many countries:
"020 7946 0018", "+44 (0)20 7946 0018", "(613) 555-0142 ext. 12", "01 23 45 67 89"."""

import re
from typing import NamedTuple

from briefings.text.letters import has_digit
from briefings.text.remembering import remembered
from briefings.text.starts import found_from

CANDIDATE = re.compile(
    r"\+?\(?\+?\d(?:(?! [/–-] )[\d ()/.\u00a0–-]){0,22}\d"
    r"(?P<extension>,? {0,2}\(?(?:ext(?:ension)?|x|poste|durchwahl|est)\.?:? ?"
    r"\d{1,6}\)?)?",
    re.IGNORECASE,
)
# What a number may begin with: a table passes over all that cannot be one.
STARTS = re.compile(r"[^\x00-'\)*,-/:-\x7f](?<=[+(\d])")
LABELLED = re.compile(
    r"(?<![^\W\d_])(?:tel(?:ephone|éphone|efon)?|phone|call|mob(?:ile)?|cell|fax|ph|ffôn|handy|m|t|p)"
    r"\.?(?: (?:no\.?|number))?\s?[:.]?\s{0,2}$",
    re.IGNORECASE,
)
# A year, a span of years, a day: of digits too, but nobody to call.
NO_NUMBER = re.compile(
    r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?|\d{4}-\d\d-\d\d|"
    r"\d{1,3}(?:[ ,.]\d{3})+(?:\.\d\d?)?"
)
DAY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d")
BEGINS_LIKE_A_NUMBER = re.compile(r"\+|\(?0|\(\d{3}\)|1[ -]?\(?8\d\d|\d{3}[-. ]\d{3}")
FEWEST_DIGITS, MOST_DIGITS = 9, 15
FEWEST_DIGITS_LABELLED = 6


class Telephone(NamedTuple):
    words: str
    start: int
    end: int


def find_telephones(line: str) -> list[Telephone]:
    """
    >>> [t.words for t in find_telephones("Call 020 7946 0018 or +44 (0)7700 900 142")]
    ['020 7946 0018', '+44 (0)7700 900 142']
    """
    return list(_telephones(line)) if has_digit(line) else []


@remembered
def _telephones(line: str) -> tuple[Telephone, ...]:
    found = []
    for candidate in found_from(STARTS, CANDIDATE, line):
        start, end = _balanced(line, *candidate.span())
        if _is_telephone(line, start, end, candidate["extension"] or ""):
            found.append(Telephone(line[start:end], start, end))
    return tuple(found)


def _balanced(line: str, start: int, end: int) -> tuple[int, int]:
    """Without brackets that are not closed: "(800-555-0142)", "020 7946 0018 (24"."""
    words = line[start:end]
    if words.count("(") > words.count(")"):
        at = words.rindex("(")
        start, end = (start + 1, end) if at == 0 else (start, start + at)
    while end > start and line[end - 1] in " -–./":
        end -= 1
    return start, end


def _is_telephone(line: str, start: int, end: int, extension: str) -> bool:
    number = line[start:end].removesuffix(extension)
    before, after = line[max(0, start - 1) : start], line[end : end + 1]
    if before.isalnum() or before in ("£", "$", "€", "@", "/", ".", "_"):
        return False
    if after.isalpha() or after in ("%", "@") or DAY.match(number):
        return False
    if not number or (number[0] not in "0+(" and NO_NUMBER.fullmatch(number)):
        return False
    digits = sum(character.isdigit() for character in number)
    if LABELLED.search(line, max(0, start - 24), start):
        return FEWEST_DIGITS_LABELLED <= digits <= MOST_DIGITS
    return FEWEST_DIGITS <= digits <= MOST_DIGITS and _looks_dialled(number)


def _looks_dialled(number: str) -> bool:
    if number[0] in "0+":
        return True
    parted = any(not character.isdigit() for character in number[:6])
    return parted and bool(BEGINS_LIKE_A_NUMBER.match(number))
