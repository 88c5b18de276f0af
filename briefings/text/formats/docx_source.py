"""Word documents, by the names of their styles."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import mammoth

from briefings.text.finds import ReadWarning
from briefings.text.formats.docx_safety import DOCUMENT, refuse_hostile
from briefings.text.formats.sources import ReadImage, Source, Unreadable
from briefings.text.formats.web_page import blocks_of_fragment

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
"""
PAGE_MARGIN = re.compile(r"word/(?:header|footer)\d{0,3}\.xml")
WORDS = re.compile(r"<w:t(?: [^<>]{0,99})?>([^<]*)|<w:(?:p|tab|br)\b")
# The arrow that leads back from a note to its mark.
WAY_BACK = re.compile(r' <a href="#(?:foot|end)note-ref-[\w-]{1,40}">↑</a>')


def is_docx(source: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            return DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def read_docx(source: bytes, what: str) -> Source:
    images: list[ReadImage] = []

    # Named and not unpacked: what a picture shows is not read.
    def note(image: mammoth.documents.Image) -> list[object]:
        images.append(ReadImage("", " ".join((image.alt_text or "").split())))
        return []

    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            refuse_hostile(archive, what)
            margins = _words_in_margins(archive)
        html = mammoth.convert_to_html(
            io.BytesIO(source),
            style_map=STYLES,
            convert_image=note,
            include_embedded_style_map=False,
        ).value
    except Unreadable:
        raise
    except Exception as error:
        # Whatever a damaged document makes another's library stumble over.
        raise Unreadable(
            f"{what} is a Word document that cannot be opened: "
            "save it as plain text and try again."
        ) from error
    read = blocks_of_fragment(WAY_BACK.sub("", html), what)
    return Source(
        "docx",
        read.blocks,
        images=tuple(images),
        warnings=(*read.warnings, *_warn_of_margins(margins)),
    )


def _words_in_margins(archive: zipfile.ZipFile) -> list[str]:
    lines = []
    for name in sorted(filter(PAGE_MARGIN.fullmatch, archive.namelist())):
        mark_up = archive.read(name).decode("utf-8", "replace")
        lines.append(" ".join("".join(_words(mark_up)).split()))
    return [line for line in lines if line]


def _words(mark_up: str) -> Iterator[str]:
    for found in WORDS.finditer(mark_up):
        yield " " if found[1] is None else unescape(found[1])


def _warn_of_margins(lines: list[str]) -> tuple[ReadWarning, ...]:
    if not lines:
        return ()
    return (
        ReadWarning(
            "The words at the head and the foot of its pages were left out.",
            " | ".join(lines),
        ),
    )
