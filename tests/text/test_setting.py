from hypothesis import given

from briefings.text.markup.rendering import Mark, render
from briefings.text.markup.setting import typeset
from tests.text.test_rendering_properties import (
    Inspector,
    bounded,
    marked_releases,
    words_of,
)

SPEECH = "I built. {}A bridge\\ teaches you.\n\n{}It\\ stands.{} So much for that."


def quote(ref: str, body: str, first: str, last: str) -> Mark:
    text = body.replace("\\", "")
    start, end = text.index(first), text.index(last) + len(last)
    return Mark("quote", ref, start, end, f"/quotes/{ref}/", "Ines Calder, Mayor")


def shown(body: str, *marks: Mark, language: str = "en") -> str:
    return typeset(render((), body.replace("\\", ""), marks).body, language)


def speech(*marks: str, language: str = "en") -> str:
    body = SPEECH.format(*marks)
    return shown(body, quote("a", body, "A bridge", "stands."), language=language)


def test_a_quote_from_within_one_paragraph_into_another_is_a_figure_of_its_own():
    for marks in (("", "", ""), ("“", "“", "”"), ('"', '"', '"')):
        html = speech(*marks)

        assert html.startswith("<p>I built.</p>\n<figure ")
        assert html.endswith("</figure>\n<p>So much for that.</p>\n")
        assert (
            '<figure class="quote" id="quote-a"><blockquote cite="/quotes/a/">'
            "<p>“<span>A bridge teaches you.</span></p>"
            "<p>“<span>It stands.</span>”</p></blockquote>"
            "<figcaption>Ines Calder, Mayor <a " in html
        )


def test_quotes_stand_in_the_marks_of_their_language_whichever_were_printed():
    body = "> {}We start.\n\n> {}We go on.{}"
    text = "{}We start.\n\n{}We go on.{}"
    for marks in (("", "", ""), ("“", "“", "”"), ('"', '"', '"')):
        place = text.format(*marks)
        mark = Mark("quote", "a", 0, len(place), "/quotes/a/", "Ines Calder")
        for language, pair in (("en", "“{}”"), ("de", "„{}“")):
            html = shown(body.format(*marks), mark, language=language)
            opening, closing = pair.split("{}")
            assert f"<p>{opening}We start.</p>\n<p>{opening}We go on.{closing}" in html


def test_a_mark_behind_the_last_words_is_outside_of_what_they_are_linked_to():
    body = "> “We open *it*”"
    mark = Mark("quote", "a", 1, 11, "/quotes/a/", "Ines Calder")

    assert "<p>“We open <em>it</em>”</p>" in shown(body, mark)


def test_words_between_two_quotations_keep_the_marks_they_have():
    body = "> “So”, she said, “be it.”"
    mark = Mark("quote", "a", 0, 24, "/quotes/a/", "Ines Calder")

    assert "<p>“So”, she said, “be it.”</p>" in shown(body, mark)


def test_a_quote_within_one_paragraph_stays_where_it_is():
    body = "She said “we start” and left.\n\nNothing more."

    html = shown(body, quote("a", body, "we start", "we start"))

    assert '“<span class="quote" id="quote-a">we start</span>”' in html
    assert "<figure" not in html


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


@bounded
@given(marked_releases())
def test_setting_loses_no_word_and_leaves_the_page_well_formed(release):
    key_points, body, marks = release
    rendering = render(key_points, body, marks)

    page = type(rendering)(rendering.key_points, typeset(rendering.body, "en"))

    Inspector.inspect(*page.key_points, page.body)
    assert letters(words_of(page)) == letters(words_of(rendering))
