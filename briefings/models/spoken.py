"""Numbers and sums as the language that speaks prints them."""

from decimal import Decimal

from django.utils.translation import gettext, pgettext

from briefings.text import amounts


def number(value: Decimal | int) -> str:
    return amounts.number(value, _manner())


def counted(value: Decimal, unit: str) -> str:
    return amounts.counted(value, unit, _manner())


def money(amount: Decimal, currency: str) -> str:
    return amounts.money(amount, currency, _manner())


def _manner() -> amounts.Manner:
    return amounts.Manner(
        signs=pgettext("signs of thousands and of decimals", ",."),
        millions=(gettext("million"), pgettext("two or more", "million")),
        billions=(gettext("billion"), pgettext("two or more", "billion")),
        sum=pgettext("a sum of money", "{sign}{number}"),
        percentage=pgettext("a percentage", "{number}{unit}"),
    )
