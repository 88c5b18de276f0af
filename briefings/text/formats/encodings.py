"""From bytes to words. What cannot be right is reported, never guessed away."""

import codecs
import re
from itertools import islice
from typing import NamedTuple

from briefings.text.finds import ReadWarning
from briefings.text.formats.sources import Unreadable

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
# UTF-8 read as Windows-1252: a lead byte followed by what a continuation byte
# turns into. "NÃO" and "château" are left alone.
MOJIBAKE = re.compile(
    r"[^\s]{0,20}(?:â€.|[ÃÂ][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|ï»¿|\ufffd)[^\s]{0,20}"
)
# One of these is in all of it; to look for them first costs next to nothing.
SIGNS_OF_MOJIBAKE = ("â€", "Ã", "Â", "ï»¿", "\ufffd")
# The Mac's quotation marks and apostrophes read as Windows-1252: "itÕs", "Òyes,Ó".
# No language writes such a capital behind a small letter, or behind a comma.
MAC_MOJIBAKE = re.compile(
    r"[^\s]{0,20}(?:(?<=[a-z])Õ(?=[a-z])|(?<![^\s(])Ò(?=[A-Za-z][^ÒÓ\n]{1,200}Ó)|"
    r"(?<=[a-z.,!?])[ÓÕ](?![^\s.,;:)]))[^\s]{0,20}"
)
SIGNS_OF_A_MAC = ("Õ", "Ò", "Ó")
MOST_GARBLED_SHOWN = 10
MOST_MATCHES = 1_000

# What a file or a part of an e-mail may say of itself. Others are no encodings of
# text, or decode slowly.
KNOWN_CHARSETS = re.compile(
    r"utf-?8|utf-?16(?:[lb]e)?|iso-?8859-\d{1,2}|latin-?\d|(?:windows-|cp)125\d|"
    r"us-ascii|ascii|koi8-[ru]|mac-?roman|macintosh|gb2312|gbk|gb18030|big5|"
    r"euc-(?:jp|kr)|shift_jis|iso-2022-jp"
)
# The web's standard has it so: pages that say one of these mean Windows-1252.
WESTERN = frozenset({"iso8859-1", "ascii"})
# These write other letters in the bytes of ASCII, so that UTF-8 seems to fit.
SHIFTING = frozenset({"iso2022_jp"})


class Decoded(NamedTuple):
    text: str
    warnings: tuple[ReadWarning, ...] = ()


def decoded(source: bytes, what: str, *, charset: str = "") -> str:
    for encoding in _encodings(source, known_charset(charset)):
        try:
            return source.decode(encoding)
        except UnicodeDecodeError:
            continue
    if encoding := known_charset(charset):
        return source.decode(encoding, errors="replace")
    raise Unreadable(
        f"{what} is in an encoding that cannot be read: save it as UTF-8 and try again."
    )


def warn_of_a_guess(source: bytes) -> list[ReadWarning]:
    """Windows-1252 fits nearly all bytes, whether or not they are in it."""
    if _encodings(source, "")[0] != "utf-8-sig":
        return []
    try:
        source.decode("utf-8-sig")
    except UnicodeDecodeError:
        guess = "It is not in UTF-8 and was read as Windows-1252: look at the accents."
        return [ReadWarning(guess)]
    return []


def known_charset(name: str) -> str:
    """The codec a charset is read with; "" for none and for unknown ones.

    >>> known_charset("ISO-8859-1"), known_charset("rot13")
    ('cp1252', '')
    """
    name = name.strip(" \"'").lower()
    if not KNOWN_CHARSETS.fullmatch(name):
        return ""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return "cp1252" if codec in WESTERN else codec


def cleaned(text: str, what: str) -> Decoded:
    """Without the characters that no text can hold, and with a word on garbled ones."""
    is_unwanted = UNWANTED.search(text) is not None
    controls = len(CONTROLS.findall(text)) if is_unwanted else 0
    if controls > 3 and controls * 50 > len(text):
        raise Unreadable(f"{what} is not text: save it as plain text.")
    warnings = (
        *(_warn_of_unstorable(text) if is_unwanted else ()),
        *_warn_of_mojibake(text),
    )
    if controls or warnings:
        text = without_controls(text)
    return Decoded(text.removeprefix("\ufeff"), warnings)


def without_controls(text: str) -> str:
    return CONTROLS.sub(" ", UNSTORABLE.sub("", text))


def _encodings(source: bytes, declared: str) -> tuple[str, ...]:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if source[1:200:2].count(0) > len(source[:200]) // 3:
        return ("utf-16-le",)
    if source[0:200:2].count(0) > len(source[:200]) // 3:
        return ("utf-16-be",)
    if declared in SHIFTING:
        return (declared, "utf-8-sig")
    # Prose in another encoding hardly ever makes sense as UTF-8, whereas pages saved
    # as UTF-8 often still declare what they were served in.
    return ("utf-8-sig", declared if _is_bytewise(declared) else "cp1252")


def _is_bytewise(declared: str) -> bool:
    return bool(declared) and not declared.startswith(("utf-16", "utf-8"))


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
    garbled: dict[str, None] = {}
    for signs, pattern in (
        (SIGNS_OF_MOJIBAKE, MOJIBAKE),
        (SIGNS_OF_A_MAC, MAC_MOJIBAKE),
    ):
        if any(sign in text for sign in signs):
            found = islice(pattern.finditer(text), MOST_MATCHES)
            garbled |= dict.fromkeys(match.group() for match in found)
    if not garbled:
        return []
    return [
        ReadWarning(
            "Some letters look garbled, as if the file had been read in the wrong "
            "encoding: compare with the original.",
            " … ".join(list(garbled)[:MOST_GARBLED_SHOWN]),
        )
    ]
