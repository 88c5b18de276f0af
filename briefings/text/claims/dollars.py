"""Which dollars a bare "$" means: those the release names elsewhere, or those of the
country its addresses or its issuer are of. Where nothing says so US dollars are taken,
and the score tells that they are a guess."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefings.text.claims.currencies import DOLLARS
from briefings.text.finds import ReadFigure


class Dollars(NamedTuple):
    """What a bare sign means, and how sure that is."""

    currency: str
    score: float


UNSAID = Dollars("USD", 0.6)
NAMED, OF_THE_ISSUER = 0.98, 0.9
# How they are named, how web addresses of their country end, and what it is called.
_SIGNS = {
    "USD": (
        r"US ?\$|USD|(?:US|U\.S\.|American) dollars",
        "gov|mil",
        "United States|USA",
    ),
    "CAD": (r"C(?:A|DN)?\$|CAD|Canadian dollars", "ca", "Canada|Canadian"),
    "AUD": (r"AU?\$|AUD|Australian dollars", "au", "Australian?"),
    "NZD": (r"NZ\$|NZD|New Zealand dollars", "nz", "New Zealand"),
    "HKD": (r"HK\$|HKD|Hong Kong dollars", "hk", "Hong Kong"),
    "SGD": (r"S\$|SGD|Singapore dollars", "sg", "Singapore"),
}


def _pattern(form: str, column: int) -> re.Pattern[str]:
    return re.compile(
        form.format("|".join(f"(?P<{c}>{s[column]})" for c, s in _SIGNS.items()))
    )


NAMES = _pattern(r"(?<![\w$])(?:{})(?![A-Za-z])", 0)
ADDRESSES = _pattern(r"(?<=\w)\.(?:{})(?![\w.@-])", 1)
COUNTRIES = _pattern(r"\b(?:{})\b", 2)
# "All figures are in Canadian dollars."
THROUGHOUT = re.compile(
    r"\b(?:[Aa]ll|[Ff]igures|[Aa]mounts|[Ss]ums|expressed|stated|reported)\b"
    r"[^.;\n]{0,60} in $"
)


def dollars_of(lines: Sequence[str], issuer: Iterable[str]) -> Dollars:
    """``issuer`` are the lines that say who writes, and from where.

    >>> dollars_of(["It gave $5 to all.", "See quay.govt.nz"], [])
    Dollars(currency='NZD', score=0.9)
    >>> dollars_of(["It gave $5 to all."], [])
    Dollars(currency='USD', score=0.6)
    """
    lines = [line for line in lines if line]
    if not any("$" in line or "dollar" in line for line in lines):
        return UNSAID
    for line in lines:
        for name in NAMES.finditer(line):
            if THROUGHOUT.search(line, max(0, name.start() - 80), name.start()):
                return Dollars(name.lastgroup or "", NAMED)
    of_addresses = _only(ADDRESSES, [*lines, *issuer])
    of_country = of_addresses or _only(COUNTRIES, issuer)
    named = _only(NAMES, lines)
    if of_country:
        return Dollars(of_country, NAMED if of_country == named else OF_THE_ISSUER)
    return Dollars(named, NAMED) if named else UNSAID


def _only(pattern: re.Pattern[str], lines: Iterable[str]) -> str:
    """Nothing, where two are named."""
    found = {
        match.lastgroup or "" for line in lines for match in pattern.finditer(line)
    }
    return found.pop() if len(found) == 1 else ""


def with_dollars(
    figures: Iterable[ReadFigure], dollars: Dollars
) -> Iterator[ReadFigure]:
    for figure in figures:
        if figure.currency == DOLLARS:
            yield replace(
                figure,
                unit=dollars.currency,
                currency=dollars.currency,
                score=min(figure.score, dollars.score),
            )
        else:
            yield figure
