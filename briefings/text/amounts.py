"""Numbers and sums of money, as the office prints them."""

from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "US$", "JPY": "¥", "INR": "₹", "KRW": "₩"}
_ROUND = (("billions", Decimal(10**9)), ("millions", Decimal(10**6)))


@dataclass(frozen=True)
class Manner:
    """How a language prints them; of less than two and of more, where these differ."""

    signs: str = ",."  # of thousands, and of decimals
    millions: tuple[str, str] = ("million", "million")
    billions: tuple[str, str] = ("billion", "billion")
    sum: str = "{sign}{number}"
    percentage: str = "{number}{unit}"


ENGLISH = Manner()


def number(value: Decimal | int, manner: Manner = ENGLISH) -> str:
    return _printed(f"{Decimal(value).normalize():,f}", manner)


def counted(value: Decimal, unit: str, manner: Manner = ENGLISH) -> str:
    """A number with what it counts; in English a per cent sign follows without a
    space."""
    said = number(value, manner)
    if unit.startswith("%"):
        return manner.percentage.format(number=said, unit=unit)
    return f"{said} {unit}".rstrip()


def money(amount: Decimal, currency: str, manner: Manner = ENGLISH) -> str:
    """Round sums are said in words, exact ones in figures."""
    sign = _SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")
    return manner.sum.format(sign=sign, number=_in_short(amount, manner)).strip()


def _in_short(amount: Decimal, manner: Manner) -> str:
    for name, unit in _ROUND:
        several = amount / unit
        if abs(amount) >= unit and several == round(several, 2):
            one, many = getattr(manner, name)
            word = one if abs(several) < 2 else many
            return f"{number(several, manner)}\N{NO-BREAK SPACE}{word}"
    decimals = 0 if amount == amount.to_integral_value() else 2
    return _printed(f"{amount:,.{decimals}f}", manner)


def _printed(english: str, manner: Manner) -> str:
    return english.translate(str.maketrans(",.", manner.signs))
