"""Which format a source is in, by what is in it, and the reader for it."""

import re
from dataclasses import replace
from itertools import chain

from briefings.text.formats.docx_source import is_docx, read_docx
from briefings.text.formats.email_source import is_email, read_email
from briefings.text.formats.encodings import cleaned, decoded
from briefings.text.formats.govuk_source import is_json, read_content_item
from briefings.text.formats.markdown_source import blocks_of_markdown, is_markdown
from briefings.text.formats.plain_source import blocks_of_plain_text
from briefings.text.formats.sources import LARGEST, LARGEST_IN_WORDS, Source, Unreadable
from briefings.text.formats.web_page import declared_charset, is_html, read_web_page

# What a file begins with when it is not text, and what to do about it.
FOREIGN_BEGINNINGS = (
    (b"%PDF", "a PDF", "copy the words out of it"),
    (b"PK\x03\x04", "a Word document or another packed file", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "save it as plain text"),
    (b"{\\rtf", "a rich text file", "save it as plain text"),
    (b"\x89PNG", "a picture", "type the words"),
    (b"\xff\xd8\xff", "a picture", "type the words"),
    (b"GIF8", "a picture", "type the words"),
)
WORD = re.compile(r"\w")
FOREIGN_TEXT = re.compile(r"\s{0,99}<\?xml\b", re.IGNORECASE)


def read_source(source: bytes | str, *, name: str = "") -> Source:
    what = name or "The text"
    if len(source) > LARGEST:
        raise Unreadable(
            f"{what} is too large: a release may have {LARGEST_IN_WORDS}. "
            "Cut it down to the release itself."
        )
    read = _read_text(source, what, name)
    titles = (read.headline, read.likely_headline)
    words = chain(titles, (block.words for block in read.blocks))
    if not any(map(WORD.search, words)):
        raise Unreadable(f"{what} is empty: there is no word in it. Paste the release.")
    return read


def _read_text(source: bytes | str, what: str, name: str) -> Source:
    octets = source if isinstance(source, bytes) else source.encode("utf-8", "replace")
    if isinstance(source, bytes) and is_docx(source):
        return read_docx(source, what)
    _refuse_foreign(octets, what)
    if is_email(octets, name=name):
        return read_email(octets, what)
    if isinstance(source, bytes):
        source = decoded(source, what, charset=declared_charset(source))
    text, warnings = cleaned(source, what)
    read = _read_words(text, what, name)
    return replace(read, warnings=(*warnings, *read.warnings)) if warnings else read


def _refuse_foreign(source: bytes, what: str) -> None:
    for beginning, kind, remedy in FOREIGN_BEGINNINGS:
        if source.startswith(beginning):
            raise Unreadable(f"{what} is {kind}, not text: {remedy} and try again.")


def _read_words(text: str, what: str, name: str) -> Source:
    if is_json(text):
        return read_content_item(text, what)
    if is_html(text, name=name):
        return read_web_page(text, what)
    if FOREIGN_TEXT.match(text):
        raise Unreadable(
            f"{what} is XML, which is not read: copy the words from it and try again."
        )
    if is_markdown(text, name=name):
        return Source("markdown", tuple(blocks_of_markdown(text)))
    return Source("text", tuple(blocks_of_plain_text(text)))
