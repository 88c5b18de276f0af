"""What a file is, by its bytes. Neither its name nor what a browser says of it is
believed; of two harmless kinds of text alone the name tells which."""

import io
import re
import zipfile
from collections.abc import Callable

from briefings.media.archives import office_kind
from briefings.media.kinds import (
    AVIF,
    CSV,
    GIF,
    IN_WORDS,
    JPEG,
    PDF,
    PNG,
    SVG,
    TXT,
    WEBP,
    FileKind,
)
from briefings.media.refusals import Unacceptable

_ACTIVE = re.compile(rb"<(?:script|html|!doctype|iframe|body)[\s>/]", re.IGNORECASE)
_ACTIVE_IN_SVG = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate)\b"
    r"|\son\w+\s*=|javascript:|data:text/html|<!entity|<!doctype[^>]*\[|<\?xml-stylesheet",
    re.IGNORECASE,
)
_SVG = re.compile(
    r"\A(?:\s|<\?xml[^>]*\?>|<!--.*?-->|<!doctype\s+svg[^>\[]*>)*<(?:[\w-]+:)?svg[\s>]",
    re.IGNORECASE | re.DOTALL,
)
# References, by which what is forbidden could be spelt otherwise.
_SPELT = re.compile(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_STRANGE = "This kind of file is not taken. What is: " + IN_WORDS + "."

_MAGIC: tuple[tuple[Callable[[bytes], bool], FileKind], ...] = (
    (lambda head: head.startswith(b"\xff\xd8\xff"), JPEG),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), PNG),
    (lambda head: head[:6] in (b"GIF87a", b"GIF89a"), GIF),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", WEBP),
    (lambda head: head[4:8] == b"ftyp" and b"avif" in head[8:32], AVIF),
    (lambda head: head.startswith(b"%PDF-"), PDF),
)


def recognise(content: bytes, *, name: str) -> FileKind:
    """The kind of a file that is taken; any other is refused with the reason."""
    if not content:
        raise Unacceptable("It is empty.")
    for is_it, kind in _MAGIC:
        if is_it(content[:32]):
            _refuse_second_nature(content, kind)
            return kind
    if content.startswith(b"PK\x03\x04"):
        return office_kind(content)
    return _text_kind(content, name)


def _refuse_second_nature(content: bytes, kind: FileKind) -> None:
    """A file that other programs take for something else: a picture that is a web page
    or an archive too."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Unacceptable(f"It is a {kind.named} with an archive hidden in it.")
    if kind is PDF:
        if b"%%EOF" not in content[-2048:]:
            raise Unacceptable("It is damaged: the end of the PDF is missing.")
    elif _ACTIVE.search(content):
        raise Unacceptable(f"It is a {kind.named} with a web page hidden in it.")
    elif b"%PDF-" in content[:1024]:
        raise Unacceptable(f"It is a {kind.named} with a PDF hidden in it.")


def _text_kind(content: bytes, name: str) -> FileKind:
    if b"%PDF-" in content[:1024]:
        raise Unacceptable("It is damaged: something stands before the PDF.")
    text = _text_of(content)
    if _SVG.match(text):
        if _ACTIVE_IN_SVG.search(_spelt_out(text)):
            raise Unacceptable(
                "It is a drawing with a program or moving parts in it: save it as a "
                "plain SVG."
            )
        return SVG
    if text.lstrip().startswith("<") or _ACTIVE.search(content):
        raise Unacceptable("It is a web page, which could do things to its readers.")
    return CSV if name.lower().endswith(".csv") else TXT


def _text_of(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unacceptable(f"{_STRANGE} If it is text, save it in UTF-8.") from error
    if _NOT_TEXT.search(text):
        raise Unacceptable(_STRANGE)
    return text


def _spelt_out(text: str) -> str:
    """As a browser reads it, which skips line breaks and tabs in an address."""

    def letter(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        return chr(code) if code < 0x110000 else ""

    spelt = _SPELT.sub(letter, text)
    return spelt + "\n" + re.sub(r"[\t\r\n]", "", spelt)
