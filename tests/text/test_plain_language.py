from hypothesis import given
from hypothesis import strategies as st

from briefings.text.plain_language import measure

LONG = "Word " + " ".join(["word"] * 25) + "."


def measured(field: str, **words):
    blank = {"headline": "", "summary": "", "key_points": (), "body": ""}
    return next(m for m in measure(**(blank | words)) if m.field == field)


def said(field: str, **words) -> list[str]:
    return [advice.sentence for advice in measured(field, **words).advice]


def test_words_and_characters_are_those_a_reader_sees():
    found = measured("body", body="See **our** [plan](https://a.example/plan).")

    assert (found.words, found.characters) == (3, 13)


def test_a_headline_that_lists_would_cut_is_told():
    assert said("headline", headline="x" * 65) == []
    assert "Over 65" in said("headline", headline="x" * 66)[0]
    assert "Over 120" in said("headline", headline="x" * 121)[0]


def test_a_long_sentence_is_named_with_its_words():
    advice = measured("body", body=f"Short one. {LONG}").advice

    assert [a.words for a in advice] == [LONG]
    assert "26 words" in advice[0].sentence


def test_a_sentence_of_twenty_five_words_is_not_long():
    assert said("body", body=" ".join(["word"] * 25) + ".") == []


def test_a_paragraph_too_long_to_take_in_is_told():
    assert "A paragraph of 100 words" in said("body", body="One two. " * 50)[0]


def test_heavy_words_come_with_plainer_ones_once():
    assert said("body", body="Utilise it. Then utilise more.") == [
        "“utilise” could be plainer: use."
    ]


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text):
    assert len(measure(headline=text, summary=text, key_points=[text], body=text)) == 4
