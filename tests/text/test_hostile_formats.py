"""Files made to keep a worker busy or to fill its memory."""

import io
import zipfile
from pathlib import Path

import pytest

from briefings.text.formats.docx_source import read_docx
from briefings.text.formats.email_source import read_email
from briefings.text.formats.html_events import pieces_of
from briefings.text.formats.web_page import read_web_page
from briefings.text.reading import Unreadable, read_release

FERRY = Path(__file__).parent.parent / "data" / "formats" / "night_ferry.docx"
DOCUMENT = "word/document.xml"
MANY = 10_000


def ferry_with(**parts):
    """The Word document of the tests with other words inside."""
    packed = io.BytesIO()
    changed = {name.replace("__", "/"): content for name, content in parts.items()}
    with (
        zipfile.ZipFile(FERRY) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changed.pop(name, None) or old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return packed.getvalue()


def document(body):
    return (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
        f'main"><w:body>{body}</w:body></w:document>'
    )


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"word__media__a.bin": b"\0" * 60_000_000}, "far more than a release"),
        ({"word__a.xml": b" " * 16_000_000}, "far more than a release"),
        ({DOCUMENT: document("<w:p/>" * 300_000)}, "more parts than a release"),
        ({DOCUMENT: "<!DOCTYPE a [<!ENTITY b 'c'>]>" + document("&b;")}, "not written"),
        ({DOCUMENT: document("<w:p>" * 5_000 + "</w:p>" * 5_000)}, "cannot be opened"),
        ({DOCUMENT: "<w:document"}, "cannot be opened"),
        (
            {DOCUMENT: document('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 99)},
            "more parts than a release",
        ),
        ({f"a{number}": b"" for number in range(2_001)}, "far more than a release"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_document_that_is_a_bomb_is_refused(parts, reason):
    source = ferry_with(**parts)
    with pytest.raises(Unreadable, match=reason) as refusal:
        read_docx(source, "bomb.docx")

    assert str(refusal.value).startswith("bomb.docx ")


def test_a_document_may_be_damaged_anywhere():
    source = FERRY.read_bytes()

    for cut in range(0, len(source), 3_000):
        damaged = source[:cut] + b"\xff" * 50 + source[cut + 50 :]
        with pytest.raises(Unreadable) if cut == 0 else _either():
            read_release(damaged, name="ferry.docx")


class _either:
    """Read or refused, but nothing else."""

    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        return kind is not None and issubclass(kind, Unreadable)


@pytest.mark.parametrize(
    "source",
    [
        "<b>" * MANY + "The lock opens.",
        "<table>" * 400 + "The lock opens.",
        "<table><tr>" + "<td>The lock opens." * MANY,
        "<table>" + "<tr><td>The lock<td>opens.</tr>" * MANY,
        "<ul><li>" * 240 + "The lock opens.",
        "<ul>" + "<li>The lock opens." * MANY,
        "<blockquote>" * 400 + "The lock opens.",
        "<blockquote><p>The lock opens." * 200,
        "<p>" + "The lock opens.<br>" * MANY,
        "<p>" + "<b>The lock</b>opens." * MANY,
        "<p>" + "<a href='https://l.example/'>The lock opens.</a>" * MANY,
        "<div>" * 400 + "</p>" * MANY + "The lock opens.",
        f"<p title='{'y' * 3_000_000}'>The lock opens.</p>",
        f"<p class='{'quote ' * 500_000}'>The lock opens.</p>",
        f"<p {' '.join(f'a{n}=1' for n in range(MANY))}>The lock opens.</p>",
        "<p>The lock opens.</p>" + "<!--" * MANY,
        "<p>The lock opens.</p>" + "<script>" * MANY,
        "<p>The lock opens.</p>" + "<" * MANY,
        "<p>The lock opens.</p><p>" + "[" * MANY,
        "<p>The lock opens.</p>" + "<nav>x</nav>" * MANY,
        "<p>The lock opens.</p>" + "&#0;" * MANY,
        "".join(f"<p><b id={n}>The lock opens." for n in range(MANY // 4)),
    ],
    ids=lambda source: source[:24],
)
def test_a_hostile_page_is_read_or_refused(source):
    with _either():
        assert "The lock" in read_web_page(source, "The page").blocks[0].words


def test_a_page_nested_too_deeply_is_refused():
    with pytest.raises(Unreadable, match="nested more than 500 tags deep"):
        pieces_of("<div>" * 100_000, "The page")


@pytest.mark.parametrize(
    "source",
    [
        b"Content-Type: message/rfc822\n\n" * 10_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\n\n" % n for n in range(99)
        ),
        b"Subject: " + b"=?utf-8?q?" * MANY + b"\n\nThe lock opens.",
        b"Subject: " + b"a\n " * MANY + b"\n\nThe lock opens.",
        b"A: b\n" * MANY + b"\nThe lock opens.",
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nw\n" * 1_000,
        b"Content-Type: text/html\n\n" + b"<div>" * MANY,
    ],
    ids=lambda source: source[:24].decode(),
)
def test_a_hostile_email_is_read_or_refused(source):
    with _either():
        read_email(b"MIME-Version: 1.0\n" + source, "The mail")
