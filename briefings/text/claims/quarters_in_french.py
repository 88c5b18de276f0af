"""Quarters, halves and seasons in French: "au premier trimestre 2027", "d'ici à la fin
du deuxième trimestre", "à l'automne prochain"."""

import re
from dataclasses import replace
from datetime import date

from briefings.text.calendars import alternatives
from briefings.text.claims.calendar_spans import Days, months, part_of
from briefings.text.claims.time_points import share_of_year

NTH = {
    word: number
    for words in (
        "premier deuxième troisième quatrième",
        "1er 2e 3e 4e",
        "- 2ème 3ème 4ème",
        "- second - dernier",
    )
    for number, word in enumerate(words.split(), 1)
    if word != "-"
}
LENGTHS = {"trimestre": 3, "semestre": 6}
FIRST_MONTHS = {"printemps": 3, "été": 6, "automne": 9, "hiver": 12}
PARTS = {"fin": "end", "mi": "mid", "milieu": "mid", "début": "start"}
_BOUND = (
    r"(?P<by>d['’]ici)|(?P<before>avant)|(?P<from>à (?:partir|compter)|dès)"
    r"|pendant|durant|au cours|courant|en|au|à"
)
POINT = re.compile(
    rf"\b(?:{_BOUND})"
    r"(?: à)?(?: (?:la |le |l['’])?(?P<part>fin|mi|milieu|début)\b)?"
    r"(?: du| de| des)?[ -](?:le |l['’])?"
    rf"(?:(?P<nth>{alternatives(NTH)}) (?P<length>{alternatives(LENGTHS)})"
    rf"|(?P<season>{alternatives(FIRST_MONTHS)}))\b"
    r"(?: (?:de )?(?:l['’]an(?:née)? )?(?P<year>20\d\d)(?![\d/–-])"
    r"| de (?P<this>l['’]année)\b(?! prochaine)"
    r"|(?P<next> de l['’]an(?:née)? prochaine?\b)| prochain\b)?"
)
# One of these is in every such point of time.
SIGNS = ("trimestre", "semestre", *FIRST_MONTHS)


def days_of(found: re.Match[str], issued_on: date | None) -> Days | None:
    """
    >>> found = POINT.search("la gare ouvrira au premier trimestre 2027")
    >>> days_of(found, None).last
    datetime.date(2027, 3, 31)
    """
    year = found["year"]
    if found["next"] and issued_on:
        year = str(issued_on.year + 1)
    days = _season(found, year, issued_on) if found["season"] else None
    if found["nth"]:
        length = LENGTHS[found["length"]]
        # The last of four quarters is the second of two halves.
        number = min(NTH[found["nth"]], 12 // length)
        days = share_of_year(year, number, length, issued_on)
    part = PARTS.get(found["part"])
    return part_of(days, part, issued_on) if days and part else days


def _season(
    found: re.Match[str], year: str | None, issued_on: date | None
) -> Days | None:
    first = FIRST_MONTHS[found["season"]]
    if year:
        days = months(int(year), first, 3)
    elif issued_on:
        days = months(issued_on.year, first, 3)
        if days.last < issued_on:
            days = months(issued_on.year + 1, first, 3)
    else:
        return None
    return replace(days, basis="estimated")
