"""The words of a source and the words of what is read from it are the same, counted,
in every format."""

import email
import io
import json
import re
import zipfile
from collections import Counter
from contextlib import suppress
from email import policy
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.text.formats.html_tags import is_block
from briefings.text.markup.markdown import plain_text
from briefings.text.reading import Unreadable, read_release

FILES = Path(__file__).parent.parent / "data" / "formats"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(text):
    return Counter(re.findall(r"\w+", text))


def read_words(reading):
    left_out = [w.words for w in reading.warnings if "left out" in w.message]
    return words_of(
        "\n".join(
            (
                *(reading.headline, reading.standfirst, reading.dateline),
                reading.plain_text(),
                plain_text((), reading.notes_to_editors),
                *(contact.words for contact in reading.contacts),
                *reading.labels,
                *left_out,
            )
        )
    )


class ShownWords(HTMLParser):
    """What stands on a page, by a reader of HTML that is none of ours."""

    def __init__(self, html):
        super().__init__()
        self.shown = []
        self.unseen = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in ("script", "style")
        self.shown.append(" " if is_block(tag) or tag == "br" else "")

    def handle_endtag(self, tag):
        self.unseen -= tag in ("script", "style")
        self.shown.append(" " if is_block(tag) else "")

    def handle_data(self, data):
        self.shown.append("" if self.unseen else data)


def shown(html):
    return words_of("".join(ShownWords(html).shown))


def test_no_word_of_a_web_page_is_lost():
    source = (FILES / "night_ferry.html").read_text(encoding="utf-8")

    # Links of a menu that touch are words apart.
    apart = source.replace("</a><a", "</a> <a")
    assert read_words(read_release(source)) == shown(apart)


@pytest.mark.parametrize("name", ["night_ferry_govuk.json", "quay_speech_govuk.json"])
def test_no_word_of_a_content_item_is_lost(name):
    source = (FILES / name).read_text(encoding="utf-8")
    item = json.loads(source)

    expected = words_of(f"{item['title']}\n{item['description']}")
    assert read_words(read_release(source)) == expected + shown(item["details"]["body"])


def test_no_word_of_a_word_document_is_lost():
    source = (FILES / "night_ferry.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = [
            ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own file
            for name in archive.namelist()
            if re.fullmatch(r"word/(?:document|header\d+|footer\d+)\.xml", name)
        ]

    paragraphs = [
        "".join(text.text for text in paragraph.iter(f"{W}t"))
        for part in parts
        for paragraph in part.iter(f"{W}p")
    ]
    assert read_words(read_release(source)) == words_of("\n".join(paragraphs))


@pytest.mark.parametrize("name", ["night_ferry.eml", "night_ferry_plain.eml"])
def test_no_word_of_an_email_is_lost(name):
    source = (FILES / name).read_bytes()
    message = email.message_from_bytes(source, policy=policy.default)

    body = message.get_body(("html", "plain"))
    is_html = body.get_content_type() == "text/html"
    words = shown(body.get_content()) if is_html else words_of(body.get_content())
    headers = words_of(f"{message['subject']}\n{message['from']}")
    assert read_words(read_release(source)) == words + headers


@pytest.mark.parametrize(
    "line",
    [
        "Published 7 November 2024",
        "Date: 7 November 2024",
        "Last updated: 7 November",
        "Posted on 7 November 2024",
    ],
)
def test_no_word_before_a_day_is_lost(line):
    source = f"{line}\n\nThe lock opens at Saltmouth\n\nBoats passed it this morning."

    assert read_words(read_release(source)) == words_of(source)


PROSE = st.one_of(
    st.sampled_from(
        [
            *("The lock opens.", "Ada Penhallow said:", "“We will build it by 2027.”"),
            *("Notes to editors", "Press office: 020 7946 0018", "Background", "ENDS"),
            *("*", "**", "a_b", "1. one", "- two", "# three", "> four", "| five |"),
            *("[six]: seven", "`eight`", "~~~ nine ~~~", "&amp; ten", "<p>", "---"),
            *("7 November 2024", "!", "\\", "[x](y)", "![x](y)", "+ 1", "===", "12)"),
            *(" ", "\n", "\n\n", "\u00a0", "£5\u00a0million", "Press release"),
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co")), max_size=20),
)
LINES = ("b", "strong", "em", "i", "span", "sup", "u", "x")
BLOCKS = (
    *("p", "div", "blockquote", "h1", "h2", "h3", "section", "article", "header"),
    *("pre", "figure", "figcaption", "nav", "footer", "aside", "main"),
)


def tagged(tag, inside, attributes=""):
    return f"<{tag}{attributes}>{''.join(inside)}</{tag}>"


LINE = st.recursive(
    st.one_of(PROSE.map(escape), st.just("<br>"), st.just('<img src="/x.png">')),
    lambda inner: st.one_of(
        st.builds(tagged, st.sampled_from(LINES), st.lists(inner, max_size=3)),
        st.lists(inner, max_size=3).map(
            lambda inside: tagged("a", inside, ' href="https://lock.example/a_(b)"')
        ),
    ),
    max_leaves=6,
)
PARAGRAPH = st.lists(LINE, max_size=4).map(lambda inside: tagged("p", inside))
TABLE = st.lists(
    st.lists(st.lists(LINE, max_size=2).map(lambda i: tagged("td", i)), max_size=3).map(
        lambda cells: tagged("tr", cells)
    ),
    max_size=3,
).map(lambda rows: tagged("table", rows))
PAGE = st.recursive(
    st.one_of(PARAGRAPH, TABLE, LINE),
    lambda inner: st.one_of(
        st.builds(
            tagged,
            st.sampled_from(BLOCKS),
            st.lists(inner, max_size=3),
            st.sampled_from(["", ' class="quote"', ' class="menu"', " hidden"]),
        ),
        st.builds(
            tagged,
            st.sampled_from(["ul", "ol"]),
            st.lists(inner.map(lambda i: tagged("li", [i])), max_size=3),
        ),
    ),
    max_leaves=12,
)


CODINGS = st.sampled_from(["base64", "quoted-printable"])


def letters_of(words):
    letters = Counter()
    for word, count in words.items():
        for letter in word:
            letters[letter] += count
    return letters


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(PAGE, max_size=4).map("".join))
@example("<ul><li><ul><li>a</li></ul></li><li>b</li></ul>")
@example("<p>a<br>- b<br><br># c</p><p>!<a href='https://x.example/'>d</a></p>")
def test_no_letter_of_a_web_page_is_lost_or_made_up(page):
    source = f"<html><body>{page}</body></html>"
    try:
        reading = read_release(source)
    except Unreadable:
        # Nothing was left but what was hidden.
        return

    # Letters, because where tags touch, words may be one or two.
    assert letters_of(read_words(reading)) == letters_of(shown(source))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(PAGE, max_size=4).map("".join))
def test_no_letter_of_a_content_item_is_lost_or_made_up(body):
    item = {"title": "Lock", "description": "It opens.", "details": {"body": body}}

    found = letters_of(read_words(read_release(json.dumps(item))))
    assert found == letters_of(shown(body) + words_of("Lock It opens."))


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.lists(PAGE, max_size=4).map("".join), CODINGS)
def test_no_letter_of_an_email_is_lost_or_made_up(body, coding):
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = "Løck opens", "Ada <ada@rivers.example>"
    message.set_content(body, subtype="html", cte=coding)

    found = letters_of(read_words(read_release(message.as_bytes())))
    expected = shown(body) + words_of("Løck opens Ada <ada@rivers.example>")
    assert found == letters_of(expected)


SOUP = st.one_of(
    PROSE,
    st.sampled_from(
        [
            *("<p>", "</p>", "<b>", "</b>", "<table>", "<td>", "</table>", "<li>"),
            *("<ul>", "</ul>", "<blockquote>", "</blockquote>", "<h1>", "</h2>"),
            *("<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<?php"),
            *("<a href=", '"', "'", ">", "&#0;", "&#xd800;", "&#x110000;", "&bogus;"),
            *("<title>", "</title>", "<svg>", "<main>", "</main>", "<nav>", "</body>"),
            *("<select><option>", "<pre>", "<textarea>", "<plaintext>", "<frameset>"),
        ]
    ),
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(SOUP, max_size=30).map("".join))
def test_no_soup_of_tags_makes_the_reader_stumble(soup):
    source = f"<!DOCTYPE html>{soup}"
    try:
        reading = read_release(source)
    except Unreadable:
        return

    plain = reading.plain_text()
    for find in (*reading.figures, *reading.commitments):
        assert plain[find.start : find.end] == find.words


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.eml", "a.docx", "a.html", "a"]))
@example(b"PK\x03\x04", "a.docx")
@example(b"MIME-Version: 1.0\nSubject: =?utf-8?b?=?=\n\nx", "a.eml")
def test_no_bytes_make_the_reader_stumble(octets, name):
    for source in (octets, b"MIME-Version: 1.0\nSubject: x\n" + octets):
        with suppress(Unreadable):
            assert read_release(source, name=name).warnings is not None
