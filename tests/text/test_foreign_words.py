"""Words in another language than the text around them."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.text.markup.markdown import plain_text
from briefings.text.markup.rendering import Mark, render, render_markdown

bounded = settings(derandomize=True, max_examples=150, deadline=None, database=None)


def test_the_plain_text_holds_the_words_and_nothing_of_the_mark():
    body = "She said [Croeso i *Gymru*]{lang=cy}, and left.\n\n# [Diolch]{lang=cy}"

    assert plain_text(["[Un]{lang=fr} key"], body) == (
        "Un key\n\nShe said Croeso i Gymru, and left.\n\nDiolch"
    )


def test_the_page_says_the_language_and_the_direction():
    html = render_markdown('[مرحبا]{lang=ar} means [hello]{lang="en-GB"}.')

    assert html == (
        '<p><span lang="ar" dir="rtl">مرحبا</span> means '
        '<span lang="en-GB" dir="ltr">hello</span>.</p>'
    )


def test_records_are_anchored_across_its_edges():
    body = "We will open [Canolfan y *Môr*]{lang=cy} in June."
    text = plain_text([], body)
    start = text.index("open")
    mark = Mark("commitment", "abc", start, text.index("Môr") + 1, "/c/")

    html = render([], body, [mark]).body

    assert text == "We will open Canolfan y Môr in June."
    assert html.count('<span lang="cy" dir="ltr">') >= 1
    assert html.count("<mark") == html.count("</mark>") >= 1


def test_a_link_may_stand_inside():
    html = render_markdown("[[Croeso](/a)]{lang=cy}")

    assert html == '<p><span lang="cy" dir="ltr"><a href="/a">Croeso</a></span></p>'


@pytest.mark.parametrize(
    "prose",
    [
        *("[x]{lang=}", "[x] {lang=cy}", "[x]{lang=english!}", "{lang=cy}", "[x]{cy}"),
        *("[x]{lang=cy", 'x]{lang="cy}', '[x]{lang=cy"}', "[x]{lang=c}"),
    ],
)
def test_what_is_no_mark_is_prose(prose):
    assert plain_text([], prose) == prose


def test_brackets_of_the_hostile_end_soon():
    hostile = "[" * 20_000 + "x" + "]{lang=cy}" * 20_000

    assert "x" in plain_text([], hostile)


@bounded
@given(st.text("[]()*{}=lang cy!<`\\\n", max_size=120))
def test_words_and_pages_never_drift(body):
    body = f"{body}[hen iaith]{{lang=cy}}"
    page = unescape(re.sub(r"<[^>]*>", "", render([], body).body))

    assert "".join(page.split()) == "".join(plain_text([], body).split())
