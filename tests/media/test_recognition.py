"""What a file is, its bytes say: not its name, and not whoever sends it."""

import pytest

from briefings.media import kinds
from briefings.media.recognition import recognise
from briefings.media.refusals import Unacceptable
from tests.drawing import CSV, PDF, SVG, archive, document, picture

ODT = archive({"mimetype": kinds.ODT.media_type.encode(), "content.xml": b"<o/>"})
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
ACTIVE_DRAWINGS = {
    "a script": "<script>alert(1)</script>",
    "a script of another name space": "<s:script>alert(1)</s:script>",
    "what happens on a click": '<a onclick="alert(1)"/>',
    "what happens on loading, in an odd place": '<g\nonload = "x"/>',
    "an address that acts": '<a href="java&#115;cript:alert(1)"/>',
    "an address that acts, broken by a line": '<a href="java\nscript:alert(1)"/>',
    "a web page in it": "<foreignObject><body/></foreignObject>",
    "a moving link": '<animate attributeName="href" values="x"/>',
}


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (picture(kind="JPEG"), "x.jpg", kinds.JPEG),
        (picture(kind="PNG"), "x.png", kinds.PNG),
        (picture(kind="WEBP"), "x.webp", kinds.WEBP),
        (picture(kind="AVIF"), "x.avif", kinds.AVIF),
        (picture(kind="GIF"), "x.gif", kinds.GIF),
        (SVG, "x.svg", kinds.SVG),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- by hand -->' + SVG, "x", kinds.SVG),
        (PDF, "x.pdf", kinds.PDF),
        (document(), "x.docx", kinds.DOCX),
        (document("xl"), "x.xlsx", kinds.XLSX),
        (ODT, "x.odt", kinds.ODT),
        (CSV, "x.csv", kinds.CSV),
        ("Prices in €, and 3 < 4.\n".encode(), "x.txt", kinds.TXT),
    ],
)
def test_what_an_office_gives_out_is_known(content, name, kind):
    assert recognise(content, name=name) is kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (picture(kind="PNG"), "holiday.jpg", kinds.PNG),
        (picture(kind="GIF"), "page.html", kinds.GIF),
        (PDF, "photo.png", kinds.PDF),
        (document(), "archive.zip", kinds.DOCX),
    ],
)
def test_a_wrong_name_changes_nothing(content, name, kind):
    assert recognise(content, name=name) is kind


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "x.png", "It is empty"),
        (PAGE, "x.png", "It is a web page"),
        (PAGE, "x.txt", "It is a web page"),
        (b"\n\n <svg:html xmlns:svg='x'>", "x.svg", "It is a web page"),
        (b"MZ\x90\x00\x03\x00", "x.jpg", "This kind of file is not taken"),
        (b"\x7fELF\x02\x01\x01\x00", "x.pdf", "This kind of file is not taken"),
        (b"caf\xe9", "x.txt", "save it in UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "is not taken"),
        (archive({"a.txt": b"a"}), "x.docx", "It is an archive"),
        (b"\n" * 20 + PDF, "x.pdf", "something stands before the PDF"),
        (PDF.replace(b"%%EOF", b""), "x.pdf", "the end of the PDF is missing"),
    ],
)
def test_anything_else_is_refused_with_the_reason(content, name, why):
    with pytest.raises(Unacceptable, match=why):
        recognise(content, name=name)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize(
    ("behind", "why"),
    [
        (archive({"evil.class": b"x" * 40}), "an archive hidden in it"),
        (b"<html><body>hello</body></html>", "a web page hidden in it"),
        (b"<ScRiPt >alert(1)</script>", "a web page hidden in it"),
    ],
)
def test_a_picture_that_is_something_else_as_well_is_refused(kind, behind, why):
    with pytest.raises(Unacceptable, match=why):
        recognise(picture(kind=kind) + behind, name="x.jpg")


def test_a_picture_that_readers_of_pdf_would_open_is_refused():
    said = picture(kind="JPEG", comment=b"%PDF-1.4")

    with pytest.raises(Unacceptable, match="a PDF hidden in it"):
        recognise(said, name="x.jpg")


def test_a_pdf_with_an_archive_behind_it_is_refused():
    with pytest.raises(Unacceptable, match="an archive hidden in it"):
        recognise(PDF + archive({"a": b"a"}), name="x.pdf")


@pytest.mark.parametrize("inside", ACTIVE_DRAWINGS.values(), ids=ACTIVE_DRAWINGS.keys())
def test_a_drawing_that_does_something_is_refused(inside):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'

    with pytest.raises(Unacceptable, match="a program or moving parts"):
        recognise(drawing.encode(), name="x.svg")


def test_a_drawing_that_defines_words_of_its_own_is_refused():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'

    with pytest.raises(Unacceptable):
        recognise(bomb.encode(), name="x.svg")
