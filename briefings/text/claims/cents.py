"""Cents, which do not say of which currency: of that in which the rest is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefings.text.finds import ReadFigure

# A bare "c" also numbers sections and flats, and is cents where it is per something.
CENTS = r"\s?¢|[\s-]cent(?:s|imes?)?\b|c\b(?=\s(?:an?|per|each|more|less|off|extra)\b)"
UNIT_OF_CENTS = "cents"
HAVE_CENTS = frozenset(("EUR", "USD", "AUD", "CAD", "NZD", "HKD", "SGD", "ZAR"))


def of_their_currency(figures: Sequence[ReadFigure]) -> Sequence[ReadFigure]:
    """Sums, where the figures around have a currency of cents; else so many cents."""
    if not any(figure.unit == UNIT_OF_CENTS for figure in figures):
        return figures
    told = Counter(f.unit for f in figures if f.currency in HAVE_CENTS)
    if not told:
        return figures
    ((currency, _),) = told.most_common(1)
    return [
        _as_sum(figure, currency) if figure.unit == UNIT_OF_CENTS else figure
        for figure in figures
    ]


def _as_sum(figure: ReadFigure, currency: str) -> ReadFigure:
    low = None if figure.low is None else figure.low / 100
    return replace(
        figure,
        value=figure.value / 100,
        low=low,
        unit=currency,
        currency=currency,
        is_money=True,
    )
