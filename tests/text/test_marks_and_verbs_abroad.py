"""Marks and verbs of languages whose press offices set them otherwise."""

import pytest

from briefings.text.reading import read_release

OPENING = "Saltmouth has a lock.\n\nThe lock was opened this morning.\n\n"
SAID = "We have waited forty years for this lock."


def only_quote_of(words):
    (quote,) = read_release(OPENING + words).quotes
    return quote


@pytest.mark.parametrize("marks", ["「」", "『』", "””", "“”", "„“", "«»"])
def test_marks_of_other_languages_stand_around_a_quote(marks):
    quote = only_quote_of(f"Ada Penhallow said: {marks[0]}{SAID}{marks[1]}")

    assert quote.paragraphs == (SAID,)
    assert quote.speaker == "Ada Penhallow"


@pytest.mark.parametrize("marks", ["「」", "『』", "””"])
def test_they_stand_around_paragraphs_and_before_the_speaker(marks):
    opened, closed = marks
    alone = only_quote_of(f"Ada Penhallow said:\n\n{opened}{SAID}{closed}")
    behind = only_quote_of(f"{opened}{SAID[:-1]},{closed} said Ada Penhallow.")

    assert alone.paragraphs == (SAID,)
    assert behind.paragraphs == (SAID[:-1] + ",",)


@pytest.mark.parametrize(
    "words",
    [
        f"“{SAID[:-1]},” meddai’r Gweinidog, Ada Penhallow.",
        f"“{SAID[:-1]},” meddai'r Gweinidog, Ada Penhallow.",
        f"Meddai’r Gweinidog, Ada Penhallow: “{SAID}”",
        f"Dywedodd y Gweinidog, Ada Penhallow: “{SAID}”",
    ],
)
def test_the_welsh_article_leans_on_the_verb(words):
    quote = only_quote_of(words)

    assert (quote.speaker, quote.role) == ("Ada Penhallow", "Gweinidog")
