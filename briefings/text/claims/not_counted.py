"""Numbers that count nothing: dates, times, ages, telephone numbers, file sizes,
sections, roads and other names."""

import re

from briefings.text.claims.numbers import (
    SMALLEST_WORD_THAT_COUNTS,
    SMALLEST_WORD_WITH_A_BOUND,
    modifier_before,
    value_of,
)
from briefings.text.claims.numbers_abroad import has_capital_nouns, parts_by_spaces
from briefings.text.claims.units import is_plural, unit_after

LOOK_BEHIND = 30
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|"
    "december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    "décembre|januar|februar|märz|juni|juli|oktober|dezember"
)
# What stands right after a number that counts nothing.
NOTHING_BEFORE = re.compile(
    rf"(?:st|nd|rd|th)\b|,? ?(?:of )?(?:{MONTHS})\b|\s?[ap]\.?m\b"
    r"|\s?(?:noon|o['’]clock|hrs\b|gmt|bst)|[\s-]?(?:kb|mb|gb|pages?)\b"
    r"|[\s-](?:to|-)?years?[\s-]olds?\b|-\s?to\s\d|[\s-]and[\s-]over|['’]?s\b"
    r"|,? (?:or|and) over\b|-point\b|\s(?:days|weeks|months|years) (?:and older|old|of "
    r"age)"
    r"|\s(?:and older|and under)\b|[:/@\w]|[.,]\d|\.\w|-\d|\s?[)\]:]|\s\d{3}",
    re.IGNORECASE,
)
_NAMING = (
    rf"{MONTHS}|aged?|ages|number|no\.|clause|section|part|phase|page|"
    r"paragraph|article|chapter|step|stage|level|table|annex|grade|class|type|version|"
    r"volume|issue|tier|zone|room|tel|telephone|fax|call|year|line|regulation|"
    r"schedule|rule|under|week|day|q|carriageway|junction|terminal|route|platform|gate|"
    r"unit|linie|ligne|nr\.|artikel|kapitel|vol\.|box|question|appendix|figure|item|"
    r"category|band|bus|flight|top|"
    r"resolution|round|episode|season|mobile|phone|text|lot|per"
)
# And right before one.
NOTHING_AFTER = re.compile(
    rf"(?:\b(?:{_NAMING})|[#§+(&:]|\w/|\d[ )(-]|\d)\s?$", re.IGNORECASE
)
_NAMES = re.sub(r"\\|\?", "", _NAMING).split("|")
LONGEST_NAMING = 1 + max(map(len, _NAMES))
_ENDS_OF_NAMES = {name[-2:] for name in [*_NAMES, "age", "sep"]}
# Thousands parted by a common space, or a number before a name: "105 737 airplanes".
SPACED = re.compile(r"\d{1,3}\s(?:\d\d[1-9]|\d[1-9]\d)")
YEARS = range(1800, 2100)
YEAR_FOLLOWS = re.compile(
    r"\b(?:in|by|since|until|till|from|to|of|for|during|before|after|early|late|mid|"
    r"summer|spring|autumn|winter|and|end|the|than|year|budget|act|census|between|"
    r"throughout|this|last|next|on|at|with|compared|or|over|as|seit|bis|im|jahr|"
    r"depuis|en)\s$"
    r"|[(/–-]$|^$|[,;]\s$",
    re.IGNORECASE,
)
NAME_BEFORE = re.compile(r"(?<![.!?] )(?<!^)\b[^\W\d_a-z][\w'’]*\s$")


def counts_something(words: str, match: re.Match[str]) -> bool:
    """Whether a bare number counts something, rather than dating or naming it."""
    number, scale = match["number"], match["scale"]
    before = words[max(0, match.start() - LOOK_BEHIND) : match.start()]
    if not number[0].isdecimal():
        value = value_of(number) or 0
        return bool(scale) or value >= _least(number, before)
    if SPACED.fullmatch(number):
        return parts_by_spaces(words)
    is_bare_year = is_year(number) and not scale
    if is_bare_year and not is_plural(unit_after(words, match.end())):
        return False
    if NOTHING_BEFORE.match(words, match.end()):
        return False
    if is_numbered(before) or number.startswith("0"):
        return False
    if match["low"] and is_year(match["low"]) and match["parted"].strip() in "-–":
        return False
    if is_bare_year and YEAR_FOLLOWS.search(before):
        return False
    return modifier_before(before)[1] != "" or not _names(words, before)


def _least(number: str, before: str) -> int:
    """ "A dozen" is said of any few, "more than a dozen" counts them; so does "at
    least twelve"."""
    modifier, words = modifier_before(before)
    if not words or modifier == "exact":
        return SMALLEST_WORD_THAT_COUNTS
    return 12 if number.lower() == "a dozen" else SMALLEST_WORD_WITH_A_BOUND


def is_numbered(before: str) -> bool:
    """Most words before a number end as none does that numbers things."""
    end = before.rstrip()[-2:].lower()
    is_known = end in _ENDS_OF_NAMES or not end[-1:].isalpha() or end[-1:] == "q"
    start = max(0, len(before) - LONGEST_NAMING)
    return is_known and NOTHING_AFTER.search(before, start) is not None


def _names(words: str, before: str) -> bool:
    word = before.rsplit(None, 1)[-1:]
    if word and word[0] == word[0].lower():
        return False
    return bool(NAME_BEFORE.search(before)) and not has_capital_nouns(words)


def is_year(number: str) -> bool:
    return len(number) == 4 and number.isdecimal() and int(number) in YEARS
