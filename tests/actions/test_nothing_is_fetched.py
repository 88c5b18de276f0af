"""Whatever an address in a text or a file leads to, the program never asks there: it
could be the office's own printer, or a watcher who waits for the release."""

import socket

import pytest

from briefings.actions.files import upload_file
from briefings.actions.imports import import_release
from briefings.jobs.renditions import make_renditions
from tests.drawing import document, picture
from tests.making import make_edition, make_issued_edition

pytestmark = pytest.mark.django_db

INSIDE = "http://169.254.169.254/latest/meta-data/"
BODY = f"""\
![a picture]({INSIDE}a.png) and [a link]({INSIDE}) and <img src="{INSIDE}b.png">

![another][there] ![data](data:text/html;base64,PHNjcmlwdD4=) ![x](//169.254.169.254/)

[there]: {INSIDE}c.png
"""
PAGE = f"""\
<html><head><link rel="stylesheet" href="{INSIDE}d.css"></head><body><h1>A ferry</h1>
<p>The ferry sails on Monday, the ministry said.</p><img src="{INSIDE}e.png">
<iframe src="{INSIDE}"></iframe></body></html>
"""
DRAWING = f"""\
<svg xmlns="http://www.w3.org/2000/svg"><image href="{INSIDE}f.png"/></svg>
"""
LINKED = {
    "word/_rels/document.xml.rels": "<Relationships>"
    f'<Relationship TargetMode="External" Target="{INSIDE}g.png"/></Relationships>'
}


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch):
    asked = []

    def refuse(*args, **kwargs):
        asked.append(args)
        raise OSError("The network is out of bounds.")

    # The database is asked past these.
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    yield
    assert asked == []


def test_no_address_in_a_text_is_asked_and_no_picture_of_it_is_shown(client, clock):
    make_issued_edition(body=BODY)

    page = client.get("/releases/a-ferry-for-skerrow/").text

    prose = page[page.index('<div class="prose">') : page.index("</article>")]
    assert "a picture" in prose
    for shown in ("<img", "<picture", "<iframe", "<script", 'href="data'):
        assert shown not in prose


def test_no_address_in_a_file_is_asked(writer):
    edition = make_edition()
    import_release(PAGE.encode(), name="page.html", by=writer)

    for name, content in {
        "drawing.svg": DRAWING.encode(),
        "words.docx": document(**LINKED),
        "picture.png": picture(),
    }.items():
        upload_file(edition, by=writer, name=name, content=content)
    make_renditions()

    assert edition.files.count() == 3
