"""Numbers and sums of money, as the office prints them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "US$", "JPY": "¥", "INR": "₹", "KRW": "₩"}
# Of a whole, as they are kept: in four places.
_PARTS = {
    round(Decimal(count) / whole, 4): f"{count}/{whole}"
    for whole in (10, 5, 4, 3, 2)
    for count in range(1, whole)
}
_ROUND = (("billions", Decimal(10**9)), ("millions", Decimal(10**6)))


@dataclass(frozen=True)
class Manner:
    """How a language prints them; of less than two and of more, where these differ."""

    signs: str = ",."  # of thousands, and of decimals
    millions: tuple[str, str] = ("million", "million")
    billions: tuple[str, str] = ("billion", "billion")
    sum: str = "{sign}{number}"
    # Of so many millions, by the sign or by the name of the currency.
    round_sum: str = "{sign}{number}"
    currencies: Mapping[str, str] = field(default_factory=dict)
    percentage: str = "{number}{unit}"
    # Of a whole, by how many of how many; others are said in per cent.
    parts: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Manner()
# The unit of what is kept as a part of one whole.
SHARE = "share"


def number(value: Decimal | int, manner: Manner = ENGLISH) -> str:
    return _printed(f"{Decimal(value).normalize():,f}", manner)


def counted(value: Decimal, unit: str, manner: Manner = ENGLISH) -> str:
    """A number with what it counts; in English a per cent sign follows without a
    space."""
    if unit == SHARE:
        return _share(value, manner)
    said = number(value, manner)
    if unit.startswith("%"):
        return manner.percentage.format(number=said, unit=unit)
    return f"{said} {unit}".rstrip()


def _share(value: Decimal, manner: Manner) -> str:
    """Half, three quarters, or so many per cent."""
    part = _PARTS.get(round(value, 4), "")
    return manner.parts.get(part) or counted(value * 100, "%", manner)


def money(amount: Decimal, currency: str, manner: Manner = ENGLISH) -> str:
    """Round sums are said in words, exact ones in figures."""
    sign = _SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")
    in_short = _in_short(amount, manner)
    pattern = manner.round_sum if in_short else manner.sum
    name = manner.currencies.get(currency, sign)
    said = in_short or _exactly(amount, manner)
    return pattern.format(sign=sign, number=said, name=name).strip()


def _in_short(amount: Decimal, manner: Manner) -> str:
    for name, unit in _ROUND:
        several = amount / unit
        if abs(amount) >= unit and several == round(several, 2):
            one, many = getattr(manner, name)
            word = one if abs(several) < 2 else many
            return f"{number(several, manner)}\N{NO-BREAK SPACE}{word}"
    return ""


def _exactly(amount: Decimal, manner: Manner) -> str:
    decimals = 0 if amount == amount.to_integral_value() else 2
    return _printed(f"{amount:,.{decimals}f}", manner)


def _printed(english: str, manner: Manner) -> str:
    return english.translate(str.maketrans(",.", manner.signs))
