"""Word documents, by the names of their styles."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape

import mammoth

from briefings.text.formats.docx_boxes import with_boxes
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
PAGE_MARGIN = re.compile(r"word/(?P<where>header|footer)\d{0,3}\.xml")
WORDS = re.compile(r"<w:t(?: [^<>]{0,99})?>([^<]*)|<w:(?:p|tab|ptab|br)\b")
PAGE_NUMBER = re.compile(
    r"\W{0,9}(?:(?:page|p|tudalen|seite)\b\W{0,3})?(?:\d{1,4}\W{0,3})?"
    r"(?:(?:of|o|von|de|sur)\b\W{0,3})?(?:\d{1,4}\W{0,9})?",
    re.IGNORECASE,
)
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
            heads = _lines_in_margins(archive, "header")
            feet = _lines_in_margins(archive, "footer")
        html = mammoth.convert_to_html(
            io.BytesIO(with_boxes(source)),
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
        page_heads=heads,
        page_feet=tuple(line for line in feet if line not in heads),
        warnings=read.warnings,
    )


def _lines_in_margins(archive: zipfile.ZipFile, where: str) -> tuple[str, ...]:
    """Every page, the first, even and odd pages have theirs: each line is read once.
    Offices put their embargoes there."""
    lines: dict[str, None] = {}
    for name in sorted(archive.namelist()):
        found = PAGE_MARGIN.fullmatch(name)
        if found and found["where"] == where:
            mark_up = archive.read(name).decode("utf-8", "replace")
            lines.update(dict.fromkeys(_lines("".join(_words(mark_up)).split("\n"))))
    return tuple(lines)


def _lines(written: Sequence[str]) -> Iterator[str]:
    for line in (" ".join(line.split()) for line in written):
        if line and not PAGE_NUMBER.fullmatch(line):
            yield line


def _words(mark_up: str) -> Iterator[str]:
    """What tabs part stands apart on the page: left, in the middle, right."""
    for found in WORDS.finditer(mark_up):
        yield "\n" if found[1] is None else unescape(found[1])
