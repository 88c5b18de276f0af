import pytest

from briefings.text.speech.quotation_marks import (
    bounds_of_speech,
    is_wholly_marked,
    marked_spans,
)


def marked(words):
    return [words[span.start : span.end] for span in marked_spans(words)]


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("She said: “It is open.”", ["It is open."]),
        ("Elle a dit : « C’est ouvert. »", ["C’est ouvert."]),
        ("Sie sagte: „Es ist offen.“", ["Es ist offen."]),
        ("Sie sagte: »Es ist offen.«", ["Es ist offen."]),
        ("‘The crews’ work is done,’ she said.", ["The crews’ work is done,"]),
        ("‘It’s the residents’ road,’ she said.", ["It’s the residents’ road,"]),
        ("'It is the residents' said Ada.", ["It is the residents"]),
        ('"It is a "gift", they say."', ['It is a "gift", they say.']),
        ("The pilots' lock and the boats' tolls", []),
        ("“It is open.", ["It is open."]),
        ("‘It is open.", ["It is open."]),
        ("’Twas open; 'tis shut.", []),
    ],
)
def test_marks_of_every_style_are_paired(words, inside):
    assert marked(words) == inside


def test_a_plural_at_the_start_of_a_speech_left_open_closes_nothing():
    words = "‘The crews’ work was the best in Valmere."

    assert is_wholly_marked(words)


def test_a_paragraph_loses_its_outer_marks_only():
    words = "« Le port est « ouvert » à tous. »"

    start, end = bounds_of_speech(words)

    assert words[start:end] == "Le port est « ouvert » à tous."
