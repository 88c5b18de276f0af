"""The numbers a release claims: sums, percentages, shares, counts and measures.

Not figures: dates, times, ages, telephone numbers, file sizes, numbers in names, and
small numbers in words."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from briefings.text.blocks import Paragraph
from briefings.text.finds import ReadFigure
from briefings.text.numbers import (
    CURRENCY_WORDS,
    DIGITS,
    LONG_SCALE,
    PARTS,
    SMALLEST_WORD_THAT_COUNTS,
    SYMBOLS,
    WORD_NUMBER,
    WORDS,
    modifier_before,
    share_of,
    value_of,
)
from briefings.text.units import unit_after

SYMBOL = "|".join(re.escape(s) for s in sorted(SYMBOLS, key=len, reverse=True))
CURRENCY_WORD = "|".join(sorted(CURRENCY_WORDS, key=len, reverse=True))
MEASURE = (
    r"\s?(?:mph|kph|km/h|km|kg|mm|cm|k?wh|mwh|gwh|kw|mw|gw|ft|ha|tonnes?|m)(?![\w/-])|"
    r"\s(?:square|cubic) (?:feet|metres|miles|kilometres)\b"
)
NUMBER = re.compile(
    rf"(?<![\w.,/@£€$-])(?:(?P<symbol>{SYMBOL})\s?)?"
    rf"(?:(?P<low>{DIGITS})(?:\s?[-–]\s?|\sto\s)(?:(?P=symbol))?)?"
    rf"(?P<number>{DIGITS}|(?:{WORD_NUMBER})\b)"
    rf"(?:[\s-]?(?P<scale>{LONG_SCALE})\b"
    r"|\s?(?P<short>bn|tn|mn|mio\b\.?|mrd\b\.?|[kmb])(?![\w-]))?"
    r"(?:(?P<percent>\s?%|[\s-](?:per ?cent|percentage points?)\b)"
    rf"|\s(?P<currency>{CURRENCY_WORD})\b|(?P<measure>{MEASURE}))?",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"\b(?:(?P<half>half)(?= (?:of|the|our|their|its|his|her|all|a)\b"
    r"(?! (?:million|billion)))"
    rf"|(?P<times>a|one|two|three|four)[ -](?P<part>{PARTS})(?= of\b))",
    re.IGNORECASE,
)
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|"
    "december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
# What stands right after or before a number that counts nothing.
COUNTS_NOTHING_BEFORE = re.compile(
    rf"(?:st|nd|rd|th)\b|,? ?(?:of )?(?:{MONTHS})\b|\s?[ap]\.?m\b"
    r"|\s?(?:noon|o['’]clock)|[\s-]?(?:kb|mb|gb|pages?)\b|[\s-]years?[\s-]old|[\s-]and[\s-]over|['’]?s\b"
    r"|,? (?:or|and) over\b|[:/@\w]|[.,]\d|\.\w|-\d|\s?[)\]:]|\s\d{3}",
    re.IGNORECASE,
)
COUNTS_NOTHING_AFTER = re.compile(
    rf"(?:\b(?:{MONTHS})\b|\b(?:aged?|ages|number|no\.|clause|section|part|phase|page|"
    r"paragraph|article|chapter|step|stage|level|table|annex|grade|class|type|version|"
    r"volume|issue|tier|zone|room|tel|telephone|fax|call|year|line|regulation|"
    r"schedule|rule|under|week|day|q|carriageway|junction|terminal)"
    r"|[#§+(&:]|\w/|\d[ )(-]|\d)\s?$",
    re.IGNORECASE,
)
YEARS = range(1800, 2100)
YEAR_FOLLOWS = re.compile(
    r"\b(?:in|by|since|until|till|from|to|of|for|during|before|after|early|late|mid|"
    r"summer|spring|autumn|winter|and|end|the|than|year|budget|act|census|between|"
    r"throughout)\s$"
    r"|[(/–-]$|^$",
    re.IGNORECASE,
)
NAME_BEFORE = re.compile(r"(?<![.!?] )(?<!^)\b[^\W\d_a-z][\w'’]*\s$")
LOOK_BEHIND = 30


def find_figures(paragraphs: Iterable[Paragraph]) -> tuple[ReadFigure, ...]:
    found: list[ReadFigure] = []
    for paragraph in paragraphs:
        figures = [*_shares(paragraph), *_numbers(paragraph)]
        found += sorted(figures, key=lambda figure: figure.start)
    return tuple(found)


def _shares(paragraph: Paragraph) -> Iterator[ReadFigure]:
    for match in SHARE.finditer(paragraph.words):
        value = (
            Decimal("0.5") if match["half"] else share_of(match["times"], match["part"])
        )
        yield _figure(paragraph, match, value, "share", rule="share")


def _numbers(paragraph: Paragraph) -> Iterator[ReadFigure]:
    for match in NUMBER.finditer(paragraph.words):
        is_money = bool(match["symbol"] or match["currency"])
        if is_money:
            yield from _money(paragraph, match)
        elif match["percent"]:
            yield from _range(paragraph, match, "%", rule="per-cent")
        elif match["measure"] or match["short"] in ("m", "M"):
            measure = (match["measure"] or match["short"]).strip()
            yield from _range(paragraph, match, measure, rule="measure")
        elif _counts(paragraph.words, match):
            unit = unit_after(paragraph.words, match.end()) or _unnamed_unit(
                paragraph.words, match
            )
            if unit:
                yield from _range(paragraph, match, unit, rule="count")


def _money(paragraph: Paragraph, match: re.Match[str]) -> Iterator[ReadFigure]:
    symbol, word = match["symbol"], match["currency"]
    currency = SYMBOLS[symbol.upper()] if symbol else CURRENCY_WORDS[word.lower()]
    yield from _range(paragraph, match, currency, currency=currency, rule="sum")


def _range(
    paragraph: Paragraph,
    match: re.Match[str],
    unit: str,
    *,
    rule: str,
    currency: str | None = None,
) -> Iterator[ReadFigure]:
    """As in "10-20 per cent" claims two figures in the same words."""
    is_metres = rule == "measure" and not match["measure"]
    scale = None if is_metres else match["scale"] or match["short"]
    for number in filter(None, (match["low"], match["number"])):
        value = value_of(number, scale)
        if value is not None:
            yield _figure(paragraph, match, value, unit, rule=rule, currency=currency)


def _figure(
    paragraph: Paragraph,
    match: re.Match[str],
    value: Decimal,
    unit: str,
    *,
    rule: str,
    currency: str | None = None,
) -> ReadFigure:
    before = paragraph.words[max(0, match.start() - LOOK_BEHIND) : match.start()]
    modifier, words = modifier_before(before)
    start, end = match.start() - len(words), match.end()
    return ReadFigure(
        words=paragraph.words[start:end],
        value=value,
        unit=unit,
        is_money=currency is not None,
        modifier=modifier,
        currency=currency,
        start=paragraph.start + start,
        end=paragraph.start + end,
        rule=rule,
    )


def _unnamed_unit(words: str, match: re.Match[str]) -> str:
    """As in "The community numbers at least 6,000." counts, and does not say what."""
    before = words[max(0, match.start() - LOOK_BEHIND) : match.start()]
    modifier, _ = modifier_before(before)
    return "number" if modifier != "exact" and "," in match["number"] else ""


def _counts(words: str, match: re.Match[str]) -> bool:
    """Whether a bare number counts something, rather than dating or naming it."""
    number = match["number"]
    if number.lower() in WORDS:
        return bool(match["scale"]) or WORDS[number.lower()] >= (
            SMALLEST_WORD_THAT_COUNTS
        )
    before = words[max(0, match.start() - LOOK_BEHIND) : match.start()]
    if COUNTS_NOTHING_BEFORE.match(words, match.end()):
        return False
    if COUNTS_NOTHING_AFTER.search(before) or number.startswith("0"):
        return False
    if match["low"] and _is_year(match["low"]):
        return False
    if _is_year(number) and not match["scale"] and YEAR_FOLLOWS.search(before):
        return False
    return modifier_before(before)[1] != "" or not NAME_BEFORE.search(before)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdecimal() and int(number) in YEARS
