"""Numbers as they are printed: "9,400", "20 000", "1.250.000", "two per cent", "half a
million", "three hundred and fifty", with what is put beside them: "almost", "up to"."""

import re
from decimal import Decimal

from briefings.text.word_lists import any_of

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
TENS = (
    *("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
    "ninety",
)
WORDS = (
    {word: number for number, word in enumerate([*ONES, *TEENS], 1)}
    | {word: 10 * number for number, word in enumerate(TENS, 1)}
    | {"a": 1, "an": 1}
)
PHRASES = {
    "half a": "0.5",
    "a quarter of a": "0.25",
    "three quarters of a": "0.75",
    "one and a half": "1.5",
    "two and a half": "2.5",
    "three and a half": "3.5",
    "four and a half": "4.5",
}
SMALLEST_WORD_THAT_COUNTS = 13
SMALLEST_WORD_WITH_A_BOUND = 11
SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "mil": 10**3,
    "lakh": 10**5,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "mill": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "millionen": 10**6,
    "miliwn": 10**6,
    "millón": 10**6,
    "millones": 10**6,
    "milhão": 10**6,
    "milhões": 10**6,
    "milione": 10**6,
    "milioni": 10**6,
    "miljoen": 10**6,
    "crore": 10**7,
    "bn": 10**9,
    "bln": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "biliwn": 10**9,
    "mrd": 10**9,
    "md": 10**9,
    "mds": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "milliarden": 10**9,
    "miliardi": 10**9,
    "miljard": 10**9,
    "mil millones": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
    "lakh crore": 10**12,
}
LONG_SCALE = (
    "thousand|lakh crore|lakh|crore|millionen|millions?|miliwn|milliarden|milliards?|"
    "billion|biliwn|trillion|mil millones|millones|millón|milhão|milhões|milion[ei]|"
    "miliardi|miljoen|miljard"
)
SHORT_SCALE = r"bn|tn|mn|mln|bln|mio\b\.?|mill\b\.?|mrd\b\.?|mds?|[kmb]"
SHARES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
PARTS = "thirds?|quarters?|fifths?|tenths?"
FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}

MOST_DIGITS = 18
NO_DIGIT = re.compile(r"\D")
BETWEEN_DIGITS = re.compile(r"[\s'’]")
CONTINENTAL = re.compile(r"([\d.]+),(\d{1,2})")
# Thousands parted by commas, as in India, by dots, by spaces or as in Switzerland;
# then decimals after a dot or a comma; then digits alone.
DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?(?!\d)"
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,5}(?:,\d{1,2})?(?!\d)"
    r"|\d{1,3}\.\d{3},\d{1,2}(?!\d)"
    r"|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?:[.,]\d{1,2})?(?![\d]|[ ,]\d)"
    r"|[1-9]\d{0,2}(?:['’]\d{3}){1,4}(?:\.\d{1,2})?(?!\d)"
    r"|\d{1,6}[½¼¾⅓⅔]"
    rf"|\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,6}}|,\d{{1,2}})?(?!\d)"
)


_BELOW_100 = (
    rf"(?:{any_of(TENS[1:])}(?:[-\s]{any_of(ONES)})?|{any_of([*TEENS, *ONES])})"
)
_BELOW_1000 = rf"(?:(?:a|{any_of(ONES)})\shundred(?:\sand\s{_BELOW_100})?|{_BELOW_100})"
WORD_NUMBER = (
    rf"{any_of(PHRASES)}(?=\s)"
    rf"|(?:a|{any_of(ONES)})\sdozen"
    rf"|(?:{_BELOW_1000}|a)\sthousand(?:(?:\sand)?\s{_BELOW_1000})?"
    rf"|{_BELOW_1000}|a(?=\s(?:million|billion|trillion)\b)"
)

MODIFIERS = {
    "almost": "almost|nearly|just under|close to|approaching|nigh on|not quite|"
    "little under|knapp|fast|presque|près de|bron i",
    "about": "about|around|approximately|approx|approx.|roughly|some|an estimated|"
    "estimated|circa|c.|in the region of|"
    "of the order of|~|etwa|rund|ungefähr|environ",
    "more_than": "well over|just over|over|more than|in excess of|upwards of|"
    "greater than|above|exceeding|well above|beyond|north of|"
    "mehr als|plus de|dros|mwy na",
    "up_to": "up to|as much as|as many as|a maximum of|maximum of|no more than|"
    "not more than|at most|fewer than|less than|below|a ceiling of|under|"
    "bis zu|höchstens|jusqu’à|jusqu'à|hyd at",
    "at_least": "at least|a minimum of|minimum of|no fewer than|no less than|"
    "not less than|mindestens|au moins|o leiaf",
    "average": "an average of|an average|on average",
    "exact": "only|just|exactly",
}
MODIFIER_OF = {
    words: kind for kind, forms in MODIFIERS.items() for words in forms.split("|")
}
MODIFIER = re.compile(
    r"(?<!\w)(?P<modifier>" + any_of(MODIFIER_OF) + r")\s?(?<=[\s~.])(?:an?\s)?"
    r"(?:further\s|additional\s|extra\s|another\s|total of\s)?$",
    re.IGNORECASE,
)
# The last two letters of whatever stands before a number and says how it is meant.
ENDS_OF_MODIFIERS = {f" {words}"[-2:] for words in MODIFIER_OF} | {
    *(" a", " an"[-2:], "er", "al", "ra", "of")
}
# As in "500 or more", "50+".
MODIFIER_AFTER = re.compile(
    r"(?P<at_least>\+(?!\w)|-plus\b|\sor\smore\b|\sor\sabove\b|\splus\b(?=[\s,.]))"
    r"|(?P<up_to>\sor\s(?:less|fewer|below)\b)|(?P<about>\sor\sso\b|-odd\b)",
    re.IGNORECASE,
)


def value_of(number: str, scale: str | None = None) -> Decimal | None:
    """None for what is no number an office could claim.

    >>> value_of("9,400"), value_of("3,5", "Mio."), value_of("two", "million")
    (Decimal('9400'), Decimal('3500000'), Decimal('2000000'))
    >>> value_of("20 000"), value_of("1.250.000"), value_of("three hundred and fifty")
    (Decimal('20000'), Decimal('1250000'), Decimal('350'))
    """
    if len(number) > MOST_DIGITS and len(NO_DIGIT.sub("", number)) > MOST_DIGITS:
        return None
    value = None if number[:1].isdecimal() else _value_of_words(number.lower())
    if value is None:
        value = _value_of_digits(number)
    if scale:
        value *= SCALES.get(" ".join(scale.lower().rstrip(".").split()), 1)
    return value.to_integral_value() if value == value.to_integral_value() else value


def _value_of_words(number: str) -> Decimal | None:
    words = number.replace("-", " ").split()
    if " ".join(words) in PHRASES:
        return Decimal(PHRASES[" ".join(words)])
    total = current = 0
    for word in words:
        if word == "thousand":
            total, current = max(current, 1) * 1000, 0
        elif word in ("hundred", "dozen"):
            current *= 100 if word == "hundred" else 12
        elif word in WORDS:
            current += WORDS[word]
        elif word != "and":
            return None
    return Decimal(total + current)


def _value_of_digits(number: str) -> Decimal:
    if number[-1] in FRACTIONS:
        return Decimal(number[:-1] or 0) + Decimal(FRACTIONS[number[-1]])
    number = BETWEEN_DIGITS.sub("", number)
    # A comma before one or two last digits is the decimal mark of the continent.
    continental = CONTINENTAL.fullmatch(number)
    if continental:
        return Decimal(continental[1].replace(".", "") + "." + continental[2])
    if number.count(".") > 1:
        number = number.replace(".", "")
    return Decimal(number.replace(",", ""))


def share_of(times: str, part: str) -> Decimal:
    """
    >>> share_of("three", "quarters"), share_of("nine", "ten")
    (Decimal('0.75'), Decimal('0.9'))
    """
    parts = SHARES.get(part.lower().removesuffix("s")) or value_of(part) or 1
    return round((value_of(times) or 0) / Decimal(parts), 4).normalize()


def modifier_before(words: str) -> tuple[str, str]:
    """What qualifies the number after these words, and the words that say so.

    >>> modifier_before("returned almost ")
    ('almost', 'almost ')
    >>> modifier_before("returned ")
    ('exact', '')
    """
    if words.rstrip()[-2:].lower() not in ENDS_OF_MODIFIERS and words[-1:] != "~":
        return "exact", ""
    found = MODIFIER.search(words)
    if found is None:
        return "exact", ""
    return MODIFIER_OF[found["modifier"].lower()], found.group()


def modifier_after(words: str, position: int) -> tuple[str, str]:
    """
    >>> modifier_after("50+ boats", 2)
    ('at_least', '+')
    """
    found = MODIFIER_AFTER.match(words, position)
    return (found.lastgroup or "", found.group()) if found else ("", "")
