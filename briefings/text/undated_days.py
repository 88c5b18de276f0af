"""Words for a day that mean another one tomorrow."""

import re
from collections.abc import Iterable

from briefings.text.blocks import Kind, Paragraph
from briefings.text.dates import find_dates

_WORDS = {
    "en": "today|tonight|yesterday|tomorrow|(?:this|next|last) (?:week|month)",
    "fr": "aujourd['’]hui|demain|hier|(?:cette semaine|ce mois-ci)",
    "cy": "heddiw|heno|ddoe|yfory|yr wythnos (?:hon|nesaf)",
    "de": "heute|gestern|diese Woche|nächste Woche",
}
_DAYS = {
    language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for language, words in _WORDS.items()
}


def undated_days(paragraphs: Iterable[str], language: str = "en") -> list[str]:
    """The words for a day in paragraphs that name no date, each word once.

    >>> undated_days(["It opens today.", "Today, 7 November, it opened."])
    ['today']
    """
    days = _DAYS.get(language.partition("-")[0].lower())
    if days is None:
        return []
    found: dict[str, str] = {}
    for words in paragraphs:
        said = days.findall(words)
        if said and not find_dates([Paragraph(Kind.PARAGRAPH, words, 0)]).found:
            for day in said:
                found.setdefault(day.casefold(), day)
    return list(found.values())
