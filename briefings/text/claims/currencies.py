"""Currencies by symbol, code and word. To add one, add it to a list here."""

import re

from briefings.text.word_lists import any_of

# Which dollars a bare sign means, ``dollars`` knows.
DOLLARS = "$"
SYMBOLS = {
    "£": "GBP",
    "€": "EUR",
    "$": DOLLARS,
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CDN$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "¥": "JPY",
    "₹": "INR",
    "Rs.": "INR",
    "Rs": "INR",
    "₩": "KRW",
    "₦": "NGN",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
}
CODES = (
    *(
        "AUD",
        "BRL",
        "CAD",
        "CHF",
        "CZK",
        "DKK",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "INR",
        "ISK",
    ),
    *("JPY", "KES", "NGN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "UAH"),
    *("USD", "ZAR"),
)
WORDS = {
    "GBP": "pounds sterling|pounds|pound|sterling|o bunnoedd|punnoedd|punt",
    "EUR": "euros|euro",
    DOLLARS: "dollars|dollar",
    "USD": "us dollars|american dollars",
    "AUD": "australian dollars",
    "CAD": "canadian dollars",
    "NZD": "new zealand dollars",
    "HKD": "hong kong dollars",
    "SGD": "singapore dollars",
    "CHF": "swiss francs|francs suisses|schweizer franken|franken|francs",
    "SEK": "swedish kronor|kronor",
    "NOK": "norwegian kroner",
    "DKK": "danish kroner|kroner",
    "PLN": "zlotys|zloty|złoty",
    "INR": "indian rupees|rupees|rupee",
    "JPY": "yen",
    "ZAR": "rand",
}
CURRENCY_OF = (
    {symbol.lower(): code for symbol, code in SYMBOLS.items()}
    | {code.lower(): code for code in CODES}
    | {word: code for code, words in WORDS.items() for word in words.split("|")}
)
# A code stays in capitals: "Inr" and "Cad" are other words.
_LETTERS = {symbol for symbol in (*SYMBOLS, *CODES) if symbol[0].isalpha()}
BEFORE = rf"{any_of(SYMBOLS.keys() - _LETTERS)}|(?<!\w){any_of(_LETTERS)}"
OF = re.compile(r"^d['’]")
_WORDS = "|".join(WORDS.values()).split("|")
# As in "20 000 CHF", "5 million euros", "3,5 milliards d'euros".
AFTER = (
    rf"(?:[€£$¥](?!\s?\d)|(?<!\w)(?-i:{any_of(CODES)})\b"
    rf"|(?<!\w)(?:d['’])?{any_of(_WORDS)}\b)"
)


def currency_of(printed: str) -> str:
    """
    >>> currency_of("A$"), currency_of("Swiss francs"), currency_of("d’euros")
    ('AUD', 'CHF', 'EUR')
    """
    return CURRENCY_OF[OF.sub("", printed.strip().lower())]
