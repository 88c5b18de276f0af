from decimal import Decimal

import pytest

from briefings.text.amounts import Manner, counted, money, number


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
        ("0.1250", "share", "12.5%"),
    ],
)
def test_numbers_stand_before_what_they_count(value, unit, said):
    assert counted(Decimal(value), unit) == said


def test_a_share_is_said_by_its_name_where_it_has_one():
    manner = Manner(parts={"1/2": "half", "2/3": "two thirds"})

    assert counted(Decimal("0.5000"), "share", manner) == "half"
    assert counted(Decimal("0.6667"), "share", manner) == "two thirds"
    assert counted(Decimal("0.2500"), "share", manner) == "25%"


def test_millions_may_be_said_of_a_currency_by_its_name():
    manner = Manner(
        sum="{number} {sign}",
        round_sum="{number} {name}",
        currencies={"EUR": "d’euros"},
    )

    assert money(Decimal(14_000_000), "EUR", manner).endswith("million d’euros")
    assert money(Decimal(14_000_000), "SEK", manner).split() == [
        *("14", "million", "SEK"),
    ]
    assert money(Decimal(1500), "EUR", manner) == "1,500 €"
