"""Tables: what a column's heading says about the numbers under it."""

import re

from briefings.text.currencies import BEFORE, currency_of
from briefings.text.numbers import LONG_SCALE, SHORT_SCALE

ROW = re.compile(r"\s{0,3}\|")
CELL_ENDS = re.compile(r"(?<!\\)\|")
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


def headings_of_cells(markdown: str, cells: int) -> list[str]:
    """Of each of so many cells with words, in reading order, the heading of its
    column: nothing for the headings themselves, and for what is no table."""
    rows = [_cells(line) for line in markdown.split("\n") if ROW.match(line)]
    columns, found = rows[0] if rows else [], []
    for row in rows[2:]:
        filled = [index for index, cell in enumerate(row) if cell]
        found += [columns[i] if i < len(columns) else "" for i in filled]
    headings = ["" for column in columns if column]
    return [*headings, *found] if len(headings) + len(found) == cells else [""] * cells


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in CELL_ENDS.split(line.strip().strip("|"))]


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
    """
    found = COUNTED.search(heading)
    words = (found["words"] if found else heading).strip().lower()
    return words if found or re.fullmatch(r"[a-z' -]{2,40}[^s]s", words) else ""
