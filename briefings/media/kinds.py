"""The kinds of files that a press office gives out. What is not here is not taken."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    media_type: str
    extension: str
    named: str
    # What Pillow calls it: a picture that readers see on a page.
    picture: str = ""


JPEG = FileKind("image/jpeg", "jpg", "JPEG image", "JPEG")
PNG = FileKind("image/png", "png", "PNG image", "PNG")
WEBP = FileKind("image/webp", "webp", "WebP image", "WEBP")
AVIF = FileKind("image/avif", "avif", "AVIF image", "AVIF")
GIF = FileKind("image/gif", "gif", "GIF image", "GIF")
SVG = FileKind("image/svg+xml", "svg", "SVG drawing")
PDF = FileKind("application/pdf", "pdf", "PDF")
CSV = FileKind("text/csv", "csv", "CSV table")
TXT = FileKind("text/plain", "txt", "plain text")

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = FileKind(f"{_OPEN_XML}wordprocessingml.document", "docx", "Word document")
XLSX = FileKind(f"{_OPEN_XML}spreadsheetml.sheet", "xlsx", "Excel workbook")
PPTX = FileKind(f"{_OPEN_XML}presentationml.presentation", "pptx", "PowerPoint slides")

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ODT = FileKind(f"{_OPEN_DOCUMENT}text", "odt", "OpenDocument text")
ODS = FileKind(f"{_OPEN_DOCUMENT}spreadsheet", "ods", "OpenDocument spreadsheet")
ODP = FileKind(f"{_OPEN_DOCUMENT}presentation", "odp", "OpenDocument presentation")

PICTURES = (JPEG, PNG, WEBP, AVIF, GIF)
OFFICE = (DOCX, XLSX, PPTX, ODT, ODS, ODP)
KINDS = {kind.media_type: kind for kind in (*PICTURES, SVG, PDF, CSV, TXT, *OFFICE)}
# The formats that pages show, the smallest first.
SHOWN = (AVIF, WEBP, JPEG)

IN_WORDS = (
    "images (JPEG, PNG, WebP, AVIF, GIF), SVG drawings, PDF, Word, Excel, PowerPoint, "
    "OpenDocument, CSV and plain text"
)
