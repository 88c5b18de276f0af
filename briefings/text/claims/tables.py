"""Tables: what headings, labels and the corner say about the numbers in them."""

import re
from collections.abc import Iterable

from briefings.text.claims.currencies import BEFORE, currency_of
from briefings.text.claims.numbers import LONG_SCALE, SHORT_SCALE

# As in "£m", "(€ million)", "US$bn", "£000s", "£".
MONEY = re.compile(
    rf"(?P<symbol>{BEFORE})\s?(?:(?P<scale>{LONG_SCALE}|{SHORT_SCALE}|['’]?000s?)"
    r"(?![\w]))?",
    re.IGNORECASE,
)
PER_CENT = re.compile(r"%|\bper ?cent\b|\bpercentage\b", re.IGNORECASE)
COUNTED = re.compile(
    r"(?:(?:total )?numbers?|no\.|count) of (?P<words>[\w' -]{2,60})", re.IGNORECASE
)
# What more is said of those counted: "Boats without a licence".
WITH_MORE = re.compile(
    r"(?P<words>[a-z'-]{0,39}(?: [a-z'-]{1,39}){0,4}[^s]s)"
    r"(?:$| (?:with|without|in|at|on|by|to|who|that|under|over|per|awaiting)\b)"
)


def money_of(heading: str) -> tuple[str, str] | None:
    """The currency and the scale of a column.

    >>> money_of("Grant (£m)"), money_of("€ million"), money_of("Homes")
    (('GBP', 'm'), ('EUR', 'million'), None)
    """
    found = MONEY.search(heading)
    if found is None:
        return None
    scale = (found["scale"] or "").lower()
    return currency_of(found["symbol"]), "k" if "000" in scale else scale


def is_per_cent(heading: str) -> bool:
    return bool(PER_CENT.search(heading))


def counted_in(heading: str) -> str:
    """
    >>> counted_in("Number of homes"), counted_in("Boats"), counted_in("Year")
    ('homes', 'boats', '')
    >>> counted_in("Boats without a licence")
    'boats'
    """
    found = COUNTED.search(heading)
    words = (found["words"] if found else heading).strip().lower()
    if found:
        return words
    own = WITH_MORE.match(words)
    return own["words"] if own else ""


def told_by(headings: Iterable[str]) -> tuple[tuple[str, str] | None, str]:
    """The money or the unit of a cell, by the first of its headings that tells of a
    sum or a percentage; else by the first that tells what is counted.

    >>> told_by(("2024", "Grants (£m)", "")), told_by(("2024", "Boats", ""))
    ((('GBP', 'm'), ''), (None, 'boats'))
    >>> told_by(("2024", "Boats", "%"))
    (None, '%')
    """
    headings = [heading for heading in headings if heading]
    for heading in headings:
        if money := money_of(heading):
            return money, ""
        if is_per_cent(heading):
            return None, "%"
    return None, next(filter(None, map(counted_in, headings)), "")
