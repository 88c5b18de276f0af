"""Who is named in the text without being tagged."""

import re
from collections.abc import Iterator

from django.db.models import Q

from briefings.models import Edition, Person, Quote
from briefings.readiness.obstacle import Obstacle, listed

LONGEST_NAME = 6  # in words
_WORD = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]+)*\.?")
_OWNED = re.compile(r"['’]s$")


def in_the_people(edition: Edition, quotes: list[Quote]) -> Iterator[Obstacle]:
    names = _possible_names(f"{edition.headline}\n\n{edition.plain_text}")
    named = Person.objects.filter(
        Q(pk__in=Person.objects.filter(name__in=names))
        | Q(other_names__name__in=names),
    )
    speakers = [quote.speaker_id for quote in quotes if quote.speaker_id]
    tagged = edition.people.values("pk")
    strange = named.exclude(pk__in=speakers).exclude(pk__in=tagged).distinct()
    found = [person.name for person in strange]
    if found:
        are = "are" if len(found) > 1 else "is"
        yield Obstacle(
            f"{listed(found)} {are} named in the text and not tagged.", "people"
        )


def _possible_names(text: str) -> list[str]:
    """Every run of words that begins and ends with a capital: one pass over the text
    and one look-up, however many people the register holds."""
    names: set[str] = set()
    for line in text.splitlines():
        words = [(*found.span(), found[0]) for found in _WORD.finditer(line)]
        for first, (start, _, word) in enumerate(words):
            if not word[0].isupper():
                continue
            for _, end, last in words[first : first + LONGEST_NAME]:
                if last[0].isupper():
                    names |= _spellings(line[start:end])
    return sorted(names)


def _spellings(words: str) -> set[str]:
    """As it stands, without an owner's s, and without the stop of a sentence."""
    bare = words.removesuffix(".")
    return {words, bare, _OWNED.sub("", bare)}
