import pytest

from briefings.text.quoting import quoted, spoken


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("“We start.”", "We start."),
        ("“We start.\n\n“We go on.”", "We start.\n\nWe go on."),
        ('"We start."', "We start."),
        ("“No” is not an answer.", "“No” is not an answer."),
        ("He said “no”", "He said “no”"),
        ("«\N{NO-BREAK SPACE}Nous partons.\N{NO-BREAK SPACE}»", "Nous partons."),
        ("Il dit «\u00a0non\u00a0»", "Il dit «\u00a0non\u00a0»"),
        ("We start.", "We start."),
        ("“She said “no” to it.”", "She said “no” to it."),
        ('"She said "no" to it."', 'She said "no" to it.'),
        ("“We start”.", "We start."),
        ("“Yes,” she said, “now.”", "“Yes,” she said, “now.”"),
        ("„Wir fahren.“", "Wir fahren."),
        ("”", ""),
    ],
)
def test_marks_around_a_quote_are_left_to_the_page(words, bare):
    assert spoken(words) == bare


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "“Oui”"), ("cy", "“Oui”"), ("fr-CA", "« Oui »"), ("de", "„Oui“")],
)
def test_a_quote_stands_in_the_marks_of_its_language(language, shown):
    marked = quoted("Oui", language)

    assert marked.replace("\N{NARROW NO-BREAK SPACE}", " ") == shown
