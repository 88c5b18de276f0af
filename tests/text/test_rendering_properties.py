"""What holds for any release and any marks."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.text.markup.markdown import parse, plain_text
from briefings.text.markup.rendering import Mark, Rendering, render, render_markdown

bounded = settings(derandomize=True, max_examples=80, deadline=None, database=None)

SPOKEN = {"p", "li", "pre", "td", "th", "h2", "h3", "h4", "h5", "h6"}
HOLDING = {"div", "ul", "ol", "table", "thead", "tbody", "tr", "blockquote", "figure"}
INLINE = {"em", "strong", "s", "code", "figcaption"}
ATTRIBUTES = {"id", "class", "data-ref", "href", "title", "rel", "aria-label", "cite"}
ATTRIBUTES |= {"start", "scope"}


def paragraphs_of(html: str) -> list[str]:
    """What a reader of the page reads: no captions, no permalinks."""
    found: list[str] = []
    buffer: list[str] = []

    def flush(*, verbatim: bool = False) -> None:
        words = "".join(buffer)
        buffer.clear()
        if words.strip():
            found.append(words.strip("\n" if verbatim else "\n "))

    def read(element: ET.Element) -> None:
        if element.tag == "figcaption" or element.get("class") == "permalink":
            return
        is_block = element.tag in SPOKEN | HOLDING
        if is_block:
            flush()
        buffer.append("\n" if element.tag == "br" else element.text or "")
        for child in element:
            read(child)
            buffer.append(child.tail or "")
        if is_block:
            flush(verbatim=element.tag == "pre")

    read(ET.fromstring(f"<div>{html}</div>"))  # noqa: S314 (made here)
    return found


def words_of(rendering: Rendering) -> str:
    read = [paragraphs_of(html) for html in (*rendering.key_points, rendering.body)]
    return "\n\n".join(paragraph for part in read for paragraph in part)


class Inspector(HTMLParser):
    """Fails on whatever could run, and on elements that do not nest."""

    ALLOWED = SPOKEN | HOLDING | {"a", "br", "hr", "mark", "span"} | INLINE

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert tag in self.ALLOWED
        assert not (tag == "a" and "a" in self.open), "a link inside a link"
        self.open.append(tag)
        for name, value in attrs:
            assert name in ATTRIBUTES
            if name in ("href", "cite"):
                scheme = re.match(r"[\s\x00-\x1f]*([\w+.-]+):", value)
                assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel")
            if name == "id":
                self.ids.append(value)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    @classmethod
    def inspect(cls, *fragments: str) -> None:
        inspector = cls()
        for html in fragments:
            ET.fromstring(f"<div>{html}</div>")  # noqa: S314 (made here)
            inspector.feed(html)
        inspector.close()
        assert inspector.open == []
        assert len(inspector.ids) == len(set(inspector.ids))


PIECES = st.sampled_from(
    [
        *("we ", "will act ", "£4 ", "🙂 ", "e\u0301 ", "“", "” ", "&nbsp;", "&amp;"),
        *("**", "*", "~~", "`", "[a](/b)", "[c ", "](https://d.example)", "\\", "  \n"),
        *("![e](/f)", "<b>", "\n", "\n\n", "\n> ", "\n\n> ", "\n- ", "\n  - ", "\n1. "),
        *("\n# ", "\n```\n", "\n\n| a | b |\n|---|--:|\n| c | d |\n\n", "\t", "\r\n"),
        *("\n***\n", "<http://g.example>", "[h]: /i\n", "javascript:", "\x00", "<!--"),
    ]
)
BODY = st.lists(PIECES, max_size=40).map("".join)
KIND = st.sampled_from(["quote", "commitment", "figure"])


@st.composite
def marked_releases(draw):
    key_points, body = draw(st.lists(BODY, max_size=2)), draw(BODY)
    length = len(plain_text(key_points, body))
    places = st.lists(st.integers(0, length + 3), min_size=2, max_size=2).map(sorted)
    found = draw(st.lists(st.tuples(KIND, places), max_size=6))
    # Whole paragraphs, which random places would hardly hit.
    leaves = parse(key_points, body).leaves
    if leaves and draw(st.booleans()):
        index = st.integers(0, len(leaves) - 1)
        first, last = sorted([draw(index), draw(index)])
        found.append(("quote", [leaves[first].start, leaves[last].end]))
    marks = [
        Mark(kind, f"r{number}", start, end, f"/{kind}/{number}/", "A, B")
        for number, (kind, (start, end)) in enumerate(found)
    ]
    return key_points, body, marks


@bounded
@given(marked_releases())
def test_the_page_says_what_the_plain_text_says(release):
    key_points, body, marks = release
    text = plain_text(key_points, body)

    assert words_of(render(key_points, body)) == text
    assert words_of(render(key_points, body, marks)) == text


@bounded
@given(marked_releases())
def test_pages_are_well_formed_and_every_mark_is_in_them_once(release):
    key_points, body, marks = release
    text = plain_text(key_points, body)

    rendering = render(key_points, body, marks)

    Inspector.inspect(*rendering.key_points, rendering.body)
    whole = "".join([*rendering.key_points, rendering.body])
    for one in marks:
        if text[one.start : one.end].strip():
            assert whole.count(f'id="{one.name}"') == 1
    assert render(key_points, body, marks) == rendering


@bounded
@given(st.text(max_size=200) | BODY)
@example("[a](<java\nscript:x>) [b](\x01javascript:x) <javascript:x> ![c](vbscript:x)")
@example('[a](/b "\\"><script>x</script>") <img src=x onerror=x> `<script>`')
def test_any_text_at_all_is_a_safe_page(source):
    rendering = render([source], source)

    notes = render_markdown(source)
    Inspector.inspect(*rendering.key_points, rendering.body, notes)
    assert words_of(rendering) == plain_text([source], source)


@bounded
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["quote", "figure"]))
@example('"><script>x</script>', "javascript:x\" onclick='x'", "quote")
def test_whatever_a_record_is_called_the_page_is_safe(caption, ref, kind):
    url = f"/quotes/{ref}/"
    mark = Mark(kind, ref, 0, 9, url, caption, url)

    rendering = render((), "> The lock\n\nThe lock is open.", [mark])

    Inspector.inspect(rendering.body)


@pytest.mark.parametrize(
    "source",
    ["[" * 20000, ">" * 5000, "*" * 50000, "> " * 3000 + "a", "*a **b " * 3000],
    ids=["brackets", "quotations", "stars", "spaced", "emphasis"],
)
def test_hostile_mark_up_is_rendered(source):
    text = plain_text([], source)
    marks = [Mark("quote", "a1", 0, len(text), "/"), Mark("figure", "b2", 1, 9, "/")]

    rendering = render([], source, marks)

    assert words_of(rendering) == text
