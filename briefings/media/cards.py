"""Pictures of a quote for those who link to it, drawn by Pillow. A card that cannot be
drawn as it is written, for want of letters or of the rules of its script, is none."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import bidirectional, combining

from PIL import Image, ImageDraw, ImageFont, features

WIDTH, HEIGHT = 1200, 630
_DESIGN = "3"  # another one has other names
_FONTS = Path(__file__).parent / "fonts"
OWN_FONTS = tuple(sorted(map(str, _FONTS.glob("*.ttf")), reverse=True))
_PAPER, _INK, _QUIET, _RULE = "#fdfcfa", "#1b1d20", "#575d66", "#d9d3c7"
_EDGE, _BAR = 80, 10
_ACROSS, _BETWEEN = WIDTH - 2 * _EDGE, 40
_SIZES = (84, 72, 64, 58, 52, 47, 43, 39, 36)
_NAMES = (34, 30, 27, 25)
_LEADING = 1.32
_FOOT = 150  # for who spoke, and where
_NOWHERE = "\uffff"  # no font has a letter for it

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Card:
    words: str  # in their marks
    speaker: str
    role: str
    office: str
    day: str
    accent: str
    is_from_right: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.words, self.speaker, self.role, self.office, self.day)

    @property
    def digest(self) -> str:
        """Names the picture: another one is called otherwise."""
        told = repr((_DESIGN, *astuple(self)))
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def font_for(card: Card, own: str = "") -> str | None:
    """The first font that has every letter of it: the office's, those that come along,
    and Pillow's (which has no name). None if there is none."""
    if card.is_from_right and not features.check("raqm"):
        return None
    letters = frozenset("".join(card.texts)) - frozenset(" \n\u00a0\u202f")
    fonts = (*([own] if own else []), *OWN_FONTS, "")
    return next((font for font in fonts if _has(font, letters)), None)


@lru_cache(maxsize=64)
def drawn(card: Card, font: str) -> bytes:
    """The picture as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = _Pen(image, font, is_from_right=card.is_from_right)
    pen.bar(card.accent)
    pen.words(card.words)
    pen.foot(card)
    written = io.BytesIO()
    # Few colours, so that it stays small.
    image.quantize(48).save(written, "PNG", optimize=True)
    return written.getvalue()


class _Pen:
    def __init__(self, image: Image.Image, font: str, *, is_from_right: bool) -> None:
        self._on = ImageDraw.Draw(image)
        self._font = font
        self._is_from_right = is_from_right

    def bar(self, colour: str) -> None:
        left = WIDTH - _BAR if self._is_from_right else 0
        self._on.rectangle((left, 0, left + _BAR, HEIGHT), fill=colour)

    def words(self, words: str) -> None:
        parts = words.split()
        for size in _SIZES:
            lines = list(self._lines(parts, size))
            room = int((HEIGHT - _EDGE - _FOOT) / (size * _LEADING))
            if len(lines) <= room and self._is_wide_enough(parts, size):
                break
        else:
            lines = list(self._lines(self._broken(parts, size), size))
            if len(lines) > room:
                lines = [*lines[: room - 1], self._cut(lines[room - 1], size)]
        for number, line in enumerate(lines):
            self._write(line, _EDGE - 14 + number * size * _LEADING, size, _INK)

    def foot(self, card: Card) -> None:
        top = HEIGHT - _FOOT
        self._on.line((_EDGE, top, WIDTH - _EDGE, top), fill=_RULE, width=2)
        size = self._size_of_name(card)
        # The day stays whole, and the name, which may go on where else the role is.
        beside_day = _ACROSS - _BETWEEN - self._length(card.day, 25)
        name, under, under_colour = card.speaker, card.role, _QUIET
        if self._length(name, size) > _ACROSS:
            name, under = self._in_two(name, size)
            under_colour = _INK
        self._write(name, top + 56 - size, size, _INK)
        room = _ACROSS - _BETWEEN - self._length(name, size)
        office = self._fitted(card.office, 25, room)
        self._write(office, top + 31, 25, _QUIET, at_the_end=True)
        self._write(self._fitted(under, 25, beside_day), top + 72, 25, under_colour)
        self._write(card.day, top + 72, 25, _QUIET, at_the_end=True)

    def _size_of_name(self, card: Card) -> int:
        """Beside the whole office, if that can be; else with the better part of the
        line, or all of it."""
        office = self._length(card.office, 25)
        for room in (_ACROSS - _BETWEEN - office, _ACROSS * 0.6, _ACROSS):
            for size in _NAMES:
                if self._length(card.speaker, size) <= room:
                    return size
        return _NAMES[-1]

    def _in_two(self, line: str, size: int) -> tuple[str, str]:
        first, *others = self._lines(self._broken(line.split(), size), size)
        return first, " ".join(others)

    def _write(
        self, line: str, top: float, size: int, colour: str, *, at_the_end: bool = False
    ) -> None:
        is_right = self._is_from_right != at_the_end
        left = WIDTH - _EDGE - self._length(line, size) if is_right else _EDGE
        where = (round(left), round(top))
        font = _font(self._font, size)
        self._on.text(where, line, fill=colour, font=font, **self._shaping(line))

    def _lines(self, words: Iterable[str], size: int) -> Iterator[str]:
        line = ""
        for word in words:
            longer = f"{line} {word}".strip()
            if line and self._length(longer, size) > _ACROSS:
                yield line
                line = word
            else:
                line = longer
        yield line

    def _is_wide_enough(self, words: Sequence[str], size: int) -> bool:
        return all(self._length(word, size) <= _ACROSS for word in words)

    def _broken(self, words: Sequence[str], size: int) -> Iterator[str]:
        """Words that are wider than the card even so, in pieces of its width."""
        for word in words:
            rest = word
            while rest and self._length(rest, size) > _ACROSS:
                piece = self._beginning(rest, size, _ACROSS)
                yield piece
                rest = rest[len(piece) :]
            if rest:
                yield rest

    def _beginning(self, line: str, size: int, room: float, end: str = "") -> str:
        """As many letters as there is room for with the `end` behind them, and one at
        least; marks stay with the letter that bears them."""
        low, high = 1, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._length(line[:middle] + end, size) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        while 1 < low < len(line) and combining(line[low]):
            low -= 1
        return line[:low]

    def _fitted(self, line: str, size: int, room: float) -> str:
        """Without the words at its end that there is no room for; nothing at all, where
        not even a few letters find any."""
        if self._length(line, size) <= room:
            return line
        if room < 4 * size:
            return ""
        return self._cut(line, size, room)

    def _cut(self, line: str, size: int, room: float = _ACROSS) -> str:
        cut = line
        while self._length(f"{cut}…", size) > room and " " in cut:
            cut = cut.rpartition(" ")[0]
        if self._length(f"{cut}…", size) > room:
            cut = self._beginning(cut, size, room, "…")
        return cut.rstrip(" ,;:.…–-") + "…"

    def _length(self, line: str, size: int) -> float:
        font = _font(self._font, size)
        return self._on.textlength(line, font=font, **self._shaping(line))

    def _shaping(self, line: str) -> dict[str, Any]:
        """A day in Latin letters is read from the left on every card. Layout without
        raqm knows no direction, and is not asked for one."""
        if not self._is_from_right:
            return {}
        turns = any(bidirectional(letter) in ("R", "AL") for letter in line)
        return {"direction": "rtl" if turns else "ltr"}


@cache
def _font(path: str, size: int) -> Font:
    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)


@lru_cache(maxsize=256)
def _has(font: str, letters: frozenset[str]) -> bool:
    missing = _drawing(font, _NOWHERE)
    return all(_drawing(font, letter) != missing for letter in letters)


@lru_cache(maxsize=4096)
def _drawing(font: str, letter: str) -> bytes:
    return bytes(_font(font, 24).getmask(letter))
