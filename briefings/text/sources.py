"""From bytes to words: encodings, and which form a release is written in."""

import re
from typing import NamedTuple

from briefings.text.finds import ReadWarning

LARGEST = 5_000_000
LARGEST_IN_WORDS = "5 MB"

# What a file begins with when it is not text, and what to do about it.
FOREIGN_BEGINNINGS = (
    (b"%PDF", "a PDF", "copy the words out of it"),
    (b"PK\x03\x04", "a Word document or another packed file", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "save it as plain text"),
    (b"{\\rtf", "a rich text file", "save it as plain text"),
    (b"\x89PNG", "a picture", "type the words"),
    (b"\xff\xd8\xff", "a picture", "type the words"),
)
FOREIGN_TEXT = (
    (re.compile(r"\s{0,99}<(?:!doctype html|html|\?xml)\b", re.IGNORECASE), "HTML"),
    (re.compile(r'\s{0,99}\{\s{0,99}"'), "JSON"),
)

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
# UTF-8 read as Windows-1252: a lead byte followed by what a continuation byte
# turns into. "NÃO" and "château" are left alone.
MOJIBAKE = re.compile(
    r"[^\s]{0,20}(?:â€.|[ÃÂ][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|ï»¿|\ufffd)[^\s]{0,20}"
)
MARKDOWN_SIGNS = re.compile(
    r"^(?:#{1,6} [^\s#]|> ?\S|```)|\]\((?:https?:|/|mailto:)|\*\*\S[^*\n]{0,200}\*\*",
    re.MULTILINE,
)


class Unreadable(ValueError):
    """The source cannot be read as a release; the sentence is meant for an editor."""


class Decoded(NamedTuple):
    text: str
    warnings: tuple[ReadWarning, ...]


def decode(source: bytes | str, *, name: str = "") -> Decoded:
    what = name or "The text"
    if len(source) > LARGEST:
        raise Unreadable(
            f"{what} is too large: a release may have {LARGEST_IN_WORDS}. "
            "Cut it down to the release itself."
        )
    text = source if isinstance(source, str) else _text_of_bytes(source, what)
    _refuse_what_is_not_text(text, what)
    warnings = [*_warn_of_unstorable(text), *_warn_of_mojibake(text)]
    text = CONTROLS.sub(" ", UNSTORABLE.sub("", text)).removeprefix("\ufeff")
    if not re.search(r"\w", text):
        raise Unreadable(f"{what} is empty: there is no word in it. Paste the release.")
    return Decoded(text, tuple(warnings))


def is_markdown(text: str, *, name: str = "") -> bool:
    """By content first: people paste Markdown into files of every name."""
    return name.lower().endswith((".md", ".markdown")) or bool(
        MARKDOWN_SIGNS.search(text)
    )


def _text_of_bytes(source: bytes, what: str) -> str:
    for beginning, kind, remedy in FOREIGN_BEGINNINGS:
        if source.startswith(beginning):
            raise Unreadable(f"{what} is {kind}, not text: {remedy} and try again.")
    for encoding in _encodings(source):
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        f"{what} is in an encoding that cannot be read: save it as UTF-8 and try again."
    )


def _encodings(source: bytes) -> tuple[str, ...]:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if source[1:200:2].count(0) > len(source[:200]) // 3:
        return ("utf-16-le",)
    if source[0:200:2].count(0) > len(source[:200]) // 3:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _refuse_what_is_not_text(text: str, what: str) -> None:
    controls = len(CONTROLS.findall(text))
    if controls > 3 and controls * 50 > len(text):
        raise Unreadable(f"{what} is not text: save the release as plain text.")
    for beginning, kind in FOREIGN_TEXT:
        if beginning.match(text):
            raise Unreadable(
                f"{what} is {kind}, which is not read yet: "
                "copy the words from the page and try again."
            )


def _warn_of_unstorable(text: str) -> list[ReadWarning]:
    unstorable = UNSTORABLE.search(text)
    if unstorable is None:
        return []
    around = text[max(0, unstorable.start() - 20) : unstorable.end() + 20]
    return [
        ReadWarning(
            "Characters that no text can hold were left out.",
            UNSTORABLE.sub("", around),
        )
    ]


def _warn_of_mojibake(text: str) -> list[ReadWarning]:
    garbled = MOJIBAKE.search(text)
    if garbled is None:
        return []
    return [
        ReadWarning(
            "Some letters look garbled, as if the file had been read in the wrong "
            "encoding: compare with the original.",
            garbled.group(),
        )
    ]
