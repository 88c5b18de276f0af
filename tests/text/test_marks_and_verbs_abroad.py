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


WELSH = "“Arhosodd pawb yn hir am y loc hon.”"
FRENCH = "elle tiendra bien plus longtemps que nous"


@pytest.mark.parametrize(
    ("line", "speaker", "role", "organisation"),
    [
        ("Dywedodd y Cynghorydd Mererid Llwynog:", "Mererid Llwynog", None, None),
        (
            "Dywedodd yr Athro Mererid Llwynog, Cadeirydd y Bwrdd:",
            "Mererid Llwynog",
            "Cadeirydd y Bwrdd",
            None,
        ),
        ("Dywedodd llefarydd ar ran y bwrdd:", None, "llefarydd", "bwrdd"),
    ],
)
def test_welsh_titles_and_spokespeople_are_read(line, speaker, role, organisation):
    (quote,) = read_release(f"{OPENING}{line} {WELSH}").quotes

    assert (quote.speaker, quote.role, quote.organisation) == (
        speaker,
        role,
        organisation,
    )


@pytest.mark.parametrize("pointing", ["Pour", "Selon", "D’après"])
def test_french_points_to_a_speaker_before_a_comma(pointing):
    words = f"{pointing} Oda Lin, directrice du port, « {FRENCH} »."

    (quote,) = read_release(f"{OPENING}{words}").quotes

    assert (quote.speaker, quote.role) == ("Oda Lin", "directrice du port")


def test_french_names_the_speaker_between_the_marks():
    words = "« L’écluse est solide, souligne Oda Lin, maire. Elle durera. »"

    (quote,) = read_release(f"{OPENING}{words}").quotes

    assert quote.paragraphs == ("L’écluse est solide", "Elle durera.")
    assert (quote.speaker, quote.role) == ("Oda Lin", "maire")


def test_whom_a_line_points_to_has_no_other_words_either():
    first, second = read_release(
        f"{OPENING}Selon Oda Lin, maire : « {FRENCH}. »\n\n"
        "« Nous sommes fiers de cette écluse », se réjouit Huw Parry."
    ).quotes

    assert (first.speaker, first.role) == ("Oda Lin", "maire")
    assert second.speaker == "Huw Parry"


def test_after_selon_the_post_may_stand_before_the_name():
    source = (
        "Le lac est ouvert.\n\nIl a ouvert ce matin.\n\n"
        "Selon la ministre des Ports, Ada Lin :\n\n« Ce lac est une joie pour tous. »"
    )

    (quote,) = read_release(source).quotes

    assert (quote.speaker, quote.role) == ("Ada Lin", "ministre des Ports")
