"""Text boxes of Word documents. Word writes each twice, the second time for older
programs, and only that is read; other programs leave the second out."""

import io
import re
import zipfile
from collections.abc import Iterator

from briefings.text.formats.docx_safety import DOCUMENT

TAG = re.compile(
    r"<(?P<closes>/?)(?P<tag>mc:AlternateContent|mc:Fallback|w:txbxContent)"
    r"(?:\s[^<>]{0,2000})?(?P<empty>/?)>"
)


def with_boxes(source: bytes) -> bytes:
    """The document, with what is written once given a second time."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        mark_up = archive.read(DOCUMENT).decode("utf-8", "surrogateescape")
        doubled = "".join(_doubled(mark_up))
        if doubled == mark_up:
            return source
        return _packed(archive, doubled.encode("utf-8", "surrogateescape"))


def _doubled(mark_up: str) -> Iterator[str]:
    written = alternatives = boxes = begin = 0
    has_fallback, found = False, ""
    for tag in TAG.finditer(mark_up):
        step = 0 if tag["empty"] else -1 if tag["closes"] else 1
        if tag["tag"] == "mc:Fallback":
            has_fallback = has_fallback or alternatives == 1
        elif tag["tag"] == "w:txbxContent":
            boxes += step
            if boxes == 1 and step == 1:
                begin = tag.start()
            elif boxes == 0 and step == -1 and alternatives:
                found += mark_up[begin : tag.end()]
        else:
            alternatives += step
            if alternatives == 0 and step == -1:
                if found and not has_fallback:
                    yield mark_up[written : tag.start()]
                    yield f"<mc:Fallback>{found}</mc:Fallback>"
                    written = tag.start()
                has_fallback, found = False, ""
    yield mark_up[written:]


def _packed(archive: zipfile.ZipFile, document: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as copy:
        for name in dict.fromkeys(archive.namelist()):
            copy.writestr(name, document if name == DOCUMENT else archive.read(name))
    return packed.getvalue()
