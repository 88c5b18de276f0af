"""What a number counts: the noun after it, or a measure."""

import re

from briefings.text.names import word_set

# To add a measure, add it here: right after the number, or after a space.
MEASURE = (
    r"(?:\s?(?:mph|kph|km/h|km²|m²|m2|km|kg|mm|cm|[kmgt]?wh|[kmg]bps|[kmgt]w|ft|ha|"
    r"mtco2e?|"
    r"tonnes?|tons|°c|m)(?![\w/-])"
    r"|[\s-](?:square|sq|cubic) (?:feet|ft|metres|miles|kilometres|km|m)\b"
    r"|[\s-]basis[\s-]points?\b)"
)
FOLLOWING = re.compile(r"[\s-]+(?P<words>[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,3})")
# "18 of the most difficult sites".
OUT_OF = re.compile(
    r"\sof (?:the|our|these|those)\s(?P<words>[\w'’-]+(?:\s[\w'’-]+){0,3})"
)
# "300 o gartrefi".
IN_WELSH = re.compile(r"\s(?:miliwn\s)?o\s(?P<noun>[^\W\d_][\w'’-]{1,30})")
NOT_COUNTED = word_set(
    "a an and are as at be been but by can could for from had has have he i if in into "
    "is it its no not of on or our over per she so than that the their then they this "
    "to under until was we last were when which while who will with would you"
)
# Measures in words, of which there may be one: "1 mile".
MEASURED = word_set("mile metre kilometre foot acre hectare hour minute tonne litre")
# What is counted in millions: "2m people", but "the 26m carriages" are metres long.
IN_MILLIONS = word_set(
    "people children households homes families jobs customers users visitors voters "
    "pupils students patients passengers journeys trees tonnes doses hectares workers"
)
PLURALS = word_set("people children men women staff police feet")


def unit_after(words: str, position: int) -> str:
    """
    >>> unit_after("2,590 enforced returns, an increase", 5)
    'returns'
    >>> unit_after("In 2012 the", 7)
    ''
    """
    out_of = OUT_OF.match(words, position)
    if out_of:
        return plural_in(out_of["words"].split())
    in_welsh = IN_WELSH.match(words, position)
    if in_welsh:
        return in_welsh["noun"].lower()
    found = FOLLOWING.match(words, position)
    following: list[str] = []
    for word in found["words"].split() if found else []:
        # "On Demand movies" begins with a name, "on the river" does not.
        if word in NOT_COUNTED:
            break
        following.append(word)
    # "9 de marzo" is a day.
    one = following[0].lower() if following and following[0] != "de" else ""
    return plural_in(following) or one


def plural_in(words: list[str]) -> str:
    """
    >>> plural_in(["new", "affordable", "homes"]), plural_in(["process"])
    ('homes', '')
    >>> plural_in(["serious", "crashes"]), plural_in(["bus", "lanes"])
    ('crashes', 'lanes')
    """
    return next((word.lower() for word in words if is_plural(word)), "")


def is_plural(word: str) -> bool:
    """Not as in "12 serious crashes" and "30 bus lanes"."""
    return word.lower() in PLURALS or (
        word.endswith("s") and len(word) > 1 and not word.endswith(("ss", "us"))
    )
