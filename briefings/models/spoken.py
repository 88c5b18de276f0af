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
        round_sum=pgettext("a sum of millions", "{sign}{number}"),
        currencies={
            "EUR": pgettext("so many millions of", "euros"),
            "GBP": pgettext("so many millions of", "pounds"),
            "USD": pgettext("so many millions of", "US dollars"),
        },
        percentage=pgettext("a percentage", "{number}{unit}"),
        parts=_parts(),
    )


def _parts() -> dict[str, str]:
    return {
        "1/2": pgettext("a share", "half"),
        "1/3": pgettext("a share", "a third"),
        "2/3": pgettext("a share", "two thirds"),
        "1/4": pgettext("a share", "a quarter"),
        "3/4": pgettext("a share", "three quarters"),
        "1/5": pgettext("a share", "a fifth"),
        "2/5": pgettext("a share", "two fifths"),
        "3/5": pgettext("a share", "three fifths"),
        "4/5": pgettext("a share", "four fifths"),
        "1/10": pgettext("a share", "a tenth"),
        "3/10": pgettext("a share", "three tenths"),
        "7/10": pgettext("a share", "seven tenths"),
        "9/10": pgettext("a share", "nine tenths"),
    }
