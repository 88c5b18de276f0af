"""Words as they are printed, marked where PostgreSQL found them in their folded form:
without accents, and with some letters spelt as two."""

import re
from dataclasses import dataclass

from briefings.text.folding import folded_letter

# Parts of an excerpt, and the words found in it, as PostgreSQL is told to mark them.
START, STOP, PAUSE = "\ue000", "\ue001", "\ue002"


@dataclass(frozen=True)
class Piece:
    words: str
    is_found: bool = False


def marked(text: str, found: str) -> list[Piece]:
    """Pieces of a text as it is printed, by an excerpt that PostgreSQL made of it.

    >>> marked("Une école à Skerrow", f"une {START}ecole{STOP} a Skerrow")[1]
    Piece(words='école', is_found=True)
    """
    plain, places = _folded(text)
    pieces: list[Piece] = []
    searched = 0
    for part in found.split(PAUSE):
        bare = re.sub(f"[{START}{STOP}]", "", part)
        at = _find(plain, bare, searched)
        if at < 0:
            # A sign that the two fold differently: better plain than not at all.
            pieces += _cut(part, bare, list(range(len(bare) + 1)), 0)
        else:
            searched = at + len(bare)
            pieces += [Piece("… ")] if at and not pieces else []
            pieces += _cut(part, text, places, at)
        pieces.append(Piece(" … "))
    ends = bool(searched and searched < len(plain))
    return pieces[:-1] + ([Piece(" …")] if ends else [])


def _find(plain: str, bare: str, start: int) -> int:
    low = bare.lower()
    return plain.lower().find(low, start) if len(plain.lower()) == len(plain) else -1


def _cut(part: str, text: str, places: list[int], at: int) -> list[Piece]:
    pieces = []
    is_found = False
    for run in re.split(f"([{START}{STOP}])", part):
        if run in (START, STOP):
            is_found = run == START
        elif run:
            begin, at = places[at], at + len(run)
            pieces.append(Piece(text[begin : places[at]], is_found))
    return pieces


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as `folded()` in the database spells it, and for every place in that,
    and its end, where it is in the text."""
    plain: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for spelt in folded_letter(letter):
            plain.append(spelt)
            places.append(place)
    return "".join(plain), [*places, len(text)]
