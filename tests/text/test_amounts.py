from decimal import Decimal

import pytest

from briefings.text.amounts import counted, money, number


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("75000000", "GBP", "£75 million"),
        ("1250000.00", "EUR", "€1.25 million"),
        ("1234567", "EUR", "€1,234,567"),
        ("2500000000", "USD", "US$2.5 billion"),
        ("999", "VLM", "VLM 999"),
        ("0.50", "GBP", "£0.50"),
        ("0", "GBP", "£0"),
        ("-3000000", "GBP", "£-3 million"),
    ],
)
def test_sums_are_said_as_people_write_them(amount, currency, said):
    shown = money(Decimal(amount), currency)

    assert shown.replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("4200.0000", "4,200"), ("0.2500", "0.25"), ("100", "100"), ("0E-4", "0")],
)
def test_numbers_have_no_idle_zeros(value, said):
    assert number(Decimal(value)) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("31.0000", "%", "31%"),
        ("2", "% of revenue", "2% of revenue"),
        ("4200", "people", "4,200 people"),
        ("14.0000", "", "14"),
    ],
)
def test_numbers_stand_before_what_they_count(value, unit, said):
    assert counted(Decimal(value), unit) == said
