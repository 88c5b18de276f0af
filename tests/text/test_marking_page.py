import re

from hypothesis import given
from hypothesis import strategies as st

from briefings.text.markup.markdown import plain_text
from briefings.text.markup.marking_page import render_line_to_mark, render_to_mark
from briefings.text.markup.marks import Mark

POINTS = ["A ferry for **Skerrow**"]
BODY = """\
## The plan

Minister Ines Calder said:

> The islands *have* waited.
>
> We start on Monday.

- 4,200 people
- 😀 two boats
"""
LEAF = re.compile(r'<span data-start="(\d+)">(.*?)</span>', re.DOTALL)


def words_of(html: str) -> str:
    inner = re.sub(r"<[^>]+>", "", html.replace("<br />", "\n"))
    return inner.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def leaves(points, body, marks=(), proposed=()):
    page = render_to_mark(points, body, marks, proposed)
    html = "\n".join([*page.key_points, page.body])
    return [(int(start), words_of(inner)) for start, inner in LEAF.findall(html)]


def test_every_paragraph_says_where_its_words_begin():
    text = plain_text(POINTS, BODY)

    found = leaves(POINTS, BODY)

    assert [words for _, words in found] == text.split("\n\n")
    assert all(text[at : at + len(words)] == words for at, words in found)


def test_a_quote_of_two_paragraphs_is_marked_in_both():
    text = plain_text(POINTS, BODY)
    start = text.index("The islands")
    quote = Mark("quote", "abc", start, text.index("Monday.") + 7, "")

    html = render_to_mark(POINTS, BODY, [quote]).body

    assert html.count('<mark class="quote" data-ref="quote-abc">') == 2
    assert "figure" not in html


def test_a_proposal_looks_otherwise_than_a_record():
    text = plain_text(POINTS, BODY)
    start = text.index("4,200")
    figure = Mark("figure", "7", start, start + 12, "")

    html = render_to_mark(POINTS, BODY, [], [figure]).body

    assert (
        '<mark class="figure proposed" data-ref="figure-7">4,200 people</mark>' in html
    )


def test_a_line_is_no_markdown_and_every_character_keeps_its_place():
    line = "A *ferry*\nfor 😀 <Skerrow> & you"
    start = line.index("<Sker")
    mark = Mark("comment", "7", start, start + 9, "")

    html = render_line_to_mark(line, [mark])

    assert html == (
        '<span data-start="0">A *ferry* for 😀 <mark class="comment" '
        'data-ref="comment-7">&lt;Skerrow&gt;</mark> &amp; you</span>'
    )


@given(
    st.lists(st.text("ab*_`é😀 ", min_size=1, max_size=12), max_size=4),
    st.integers(0, 30),
    st.integers(1, 20),
)
def test_marks_never_move_the_words(paragraphs, start, length):
    body = "\n\n".join(paragraphs)
    mark = Mark("commitment", "x", start, start + length, "")

    assert leaves([], body, [mark]) == leaves([], body)
