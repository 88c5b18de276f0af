"""Numbers as they are printed: "9,400", "£1.2 billion", "two per cent", "half a
million", with what is put before them: "almost", "up to"."""

import re
from decimal import Decimal

WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "a hundred": 100,
    "one hundred": 100,
    "a thousand": 1000,
    "one thousand": 1000,
    "half a million": 500_000,
    "a million": 1_000_000,
    "a billion": 1_000_000_000,
    "half a billion": 500_000_000,
}
SMALLEST_WORD_THAT_COUNTS = 13
SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "miliwn": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "biliwn": 10**9,
    "mrd": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
}
SHARES = {"half": "0.5", "third": "0.3333", "quarter": "0.25", "fifth": "0.2"}
PARTS = "thirds?|quarters?|fifths?"
TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
SYMBOLS = {
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "¥": "JPY",
    "₹": "INR",
    "CHF": "CHF",
    "EUR": "EUR",
    "GBP": "GBP",
    "USD": "USD",
}
CURRENCY_WORDS = {
    "pound": "GBP",
    "pounds": "GBP",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
}
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+[.,]\d{1,2}(?!\d)|\d+(?:\.\d+)?"
WORD_NUMBER = "|".join(sorted(WORDS, key=len, reverse=True))
LONG_SCALE = "thousand|million|miliwn|billion|biliwn|trillion"
MOST_DIGITS = 18

MODIFIERS = {
    "almost": "almost|nearly|just under|close to|approaching",
    "about": "about|around|approximately|roughly|some|an estimated|an average of|"
    "an average|on average",
    "more_than": "well over|just over|over|more than|in excess of|upwards of|"
    "greater than|above",
    "up_to": "up to|as much as|as many as|a maximum of|no more than|not more than|"
    "at most|fewer than|less than|below",
    "at_least": "at least|a minimum of|no fewer than|no less than",
    "exact": "only|just",
}
MODIFIER_OF = {
    words: kind for kind, forms in MODIFIERS.items() for words in forms.split("|")
}
MODIFIER = re.compile(
    r"\b(?P<modifier>"
    + "|".join(sorted(MODIFIER_OF, key=len, reverse=True))
    + r")\s(?:an?\s)?(?:further\s|additional\s|extra\s|another\s)?$",
    re.IGNORECASE,
)


def value_of(number: str, scale: str | None = None) -> Decimal | None:
    """None for what is no number an office could claim.

    >>> value_of("9,400"), value_of("3,5", "Mio."), value_of("two", "million")
    (Decimal('9400'), Decimal('3500000'), Decimal('2000000'))
    """
    if len(number) > MOST_DIGITS:
        return None
    word = WORDS.get(number.lower())
    value = Decimal(word) if word else _value_of_digits(number)
    value *= SCALES.get((scale or "").lower().rstrip("."), 1)
    return value.to_integral_value() if value == value.to_integral_value() else value


def _value_of_digits(number: str) -> Decimal:
    # A comma before one or two last digits is the decimal mark of the continent.
    if re.fullmatch(r"\d+,\d{1,2}", number):
        return Decimal(number.replace(",", "."))
    return Decimal(number.replace(",", ""))


def share_of(times: str, part: str) -> Decimal:
    """
    >>> share_of("three", "quarters")
    Decimal('0.75')
    """
    return TIMES[times.lower()] * Decimal(SHARES[part.lower().removesuffix("s")])


def modifier_before(words: str) -> tuple[str, str]:
    """What qualifies the number after these words, and the words that say so.

    >>> modifier_before("returned almost ")
    ('almost', 'almost ')
    >>> modifier_before("returned ")
    ('exact', '')
    """
    found = MODIFIER.search(words)
    if found is None:
        return "exact", ""
    return MODIFIER_OF[found["modifier"].lower()], found.group()
