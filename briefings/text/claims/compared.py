"""Numbers that leave their unit to the one they are compared with: the "3.9m" of
"£4.2m, up from 3.9m" is no length."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefings.text.blocks import Paragraph
from briefings.text.finds import ReadFigure

BETWEEN = re.compile(
    r",?\s(?:\(?(?:up|down)\s)?(?:from|against|versus|compared\s(?:with|to))\s"
)
MILLION = 10**6


def of_what_they_are_compared_with(
    figures: Iterable[ReadFigure], paragraph: Paragraph
) -> Iterator[ReadFigure]:
    """Those figures in the order of their starts."""
    before = None
    for figure in figures:
        if before and figure.unit == "m" and _in_millions(before):
            between = paragraph.words[
                before.end - paragraph.start : figure.start - paragraph.start
            ]
            figure = _like(before, figure) if BETWEEN.fullmatch(between) else figure
        yield figure
        before = figure


def _in_millions(figure: ReadFigure) -> bool:
    return figure.value >= MILLION and figure.rule in ("sum", "count")


def _like(before: ReadFigure, figure: ReadFigure) -> ReadFigure:
    return replace(
        figure,
        value=figure.value * MILLION,
        unit=before.unit,
        currency=before.currency,
        is_money=before.is_money,
        rule=before.rule,
    )
