"""Numbers and sums of money, as the office prints them."""

from decimal import Decimal

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "US$", "JPY": "¥", "INR": "₹", "KRW": "₩"}
_ROUND = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))


def number(value: Decimal | int) -> str:
    return f"{Decimal(value).normalize():,f}"


def counted(value: Decimal, unit: str) -> str:
    """A number with what it counts; a per cent sign follows without a space."""
    between = "" if unit.startswith("%") else " "
    return f"{number(value)}{between}{unit}".rstrip()


def money(amount: Decimal, currency: str) -> str:
    """Round sums are said in words, exact ones in figures."""
    sign = _SIGNS.get(currency, f"{currency}\N{NO-BREAK SPACE}")
    for unit, name in _ROUND:
        if abs(amount) >= unit and amount / unit == round(amount / unit, 2):
            return f"{sign}{number(amount / unit)}\N{NO-BREAK SPACE}{name}"
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"{sign}{amount:,.{decimals}f}"
