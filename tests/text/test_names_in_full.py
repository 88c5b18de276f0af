"""Speakers who are called by less than their full name."""

import pytest

from briefings.text.reading import read_release

SAID = "We have waited for this bridge for many years"


def speaker_of(*lines):
    (quote,) = read_release("\n\n".join(["A bridge for Valmere", *lines])).quotes
    return quote.speaker, quote.role


@pytest.mark.parametrize("short", ["Penrose", "Dr Penrose", "A. Penrose", "Ms Penrose"])
@pytest.mark.parametrize(
    "full",
    [
        "The bridge was drawn by Ada Maria Penrose in one night.",
        "Among the guests was Ada Maria Penrose.",
    ],
)
def test_a_short_name_takes_the_longest_form_in_the_text(short, full):
    said = f"“{SAID},” said {short}."

    assert speaker_of("The bridge opens today.", full, said)[0] == "Ada Maria Penrose"


def test_the_notes_tell_a_name_in_full():
    lines = (f"“{SAID},” said Parry.", "Notes to editors", "Built by Huw Lewis Parry.")

    assert speaker_of("It opens today.", *lines)[0] == "Huw Lewis Parry"


def test_the_verb_of_a_headline_is_no_given_name():
    lines = ("Valmere Hails Ada Penrose", "People came to hear Ada Penrose speak.")

    assert speaker_of(*lines, f"“{SAID},” said Penrose.")[0] == "Ada Penrose"


def test_a_namesake_with_another_given_name_is_somebody_else():
    lines = ("Harbour Minister Huw Penrose opened it.", f"“{SAID},” said Ada Penrose.")

    assert speaker_of(*lines)[0] == "Ada Penrose"


def test_a_surname_may_begin_with_a_particle():
    lines = (f"At the opening President van der Lin said: “{SAID}.”",)

    assert speaker_of("President Ada van der Lin came.", *lines) == (
        "Ada van der Lin",
        "President",
    )


def test_a_post_under_a_name_in_the_masthead_is_the_speakers():
    lines = ("The Hon Ada Penrose MP", "Minister for Bridges", "MEDIA RELEASE")
    news = ("A bridge for Valmere", "The bridge opens today.")
    said = f"Minister Penrose said: “{SAID}.”"
    (quote,) = read_release("\n".join([*lines, *news, said])).quotes

    assert (quote.speaker, quote.role) == ("Ada Penrose", "Minister for Bridges")


def test_an_abbreviated_post_takes_the_form_it_was_introduced_in():
    first = f"Detective Inspector Ada Penrose said: “{SAID}.”"
    reading = read_release(
        f"A thief is caught\n\n{first}\n\nDI Penrose said: “{SAID}.”"
    )

    assert {quote.role for quote in reading.quotes} == {"Detective Inspector"}


def test_a_surname_may_be_of_two_words():
    reading = read_release(
        "New lock opens\n\n"
        "The Minister for Lakes, Oda Ní Pharla, opened the lock.\n\n"
        "Minister Ní Pharla said: “It is a good day for all of us.”"
    )

    assert [(q.speaker, q.role) for q in reading.quotes] == [
        ("Oda Ní Pharla", "Minister for Lakes")
    ]
