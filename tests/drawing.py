"""Files for the tests, made on the spot: pictures, documents, and what pretends to be
one of them."""

import io
import zipfile
from functools import cache

from PIL import Image

CSV = b"year,passengers\n2090,4200\n2091,4900\n"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
# Where a camera says a picture was taken.
GPS, ORIENTATION = 0x8825, 0x0112


def picture(
    width: int = 60,
    height: int = 40,
    *,
    colour: str = "teal",
    kind: str = "PNG",
    mode: str = "RGB",
    **how: object,
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, kind, **how)
    return out.getvalue()


def camera_picture(width: int = 60, height: int = 40) -> bytes:
    """Taken on its side, with the place it was taken at and who took it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x013B] = "Odd Larsen"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (59.0, 54.0, 0.0)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Harbour street 7</x:xmpmeta>"
    return picture(width, height, kind="JPEG", exif=exif, xmp=xmp)


@cache
def document(kind: str = "word", **more: str) -> bytes:
    """The least that an office program takes for a document."""
    main = {"word": "wordprocessingml.document", "xl": "spreadsheetml.sheet"}[kind]
    types = f'<Types><Override ContentType="application/x.{main}.main+xml"/></Types>'
    parts = {"[Content_Types].xml": types, f"{kind}/document.xml": "<w/>", **more}
    return archive({name: part.encode() for name, part in parts.items()})


def archive(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()
