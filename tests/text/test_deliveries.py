"""What a pasted speech says of when and where it was given."""

import json
from datetime import date
from pathlib import Path

import pytest

from briefings.text.reading import read_release

DAY = date(2024, 3, 4)
BODY = "Good morning. It is a great pleasure to be here.\n\nThank you all."
GOVUK = Path(__file__).parent.parent / "data/formats/quay_speech_govuk.json"


def read(*top: str):
    return read_release("\n\n".join([*top, BODY]))


@pytest.mark.parametrize(
    ("line", "venue", "given_as"),
    [
        ("Delivered on: 4 March 2024", "", ""),
        ("Delivered on 4 March 2024, Lancaster House", "Lancaster House", ""),
        (
            "Delivered on: 4 March 2024 (Transcript of the speech, exactly as it was "
            "delivered)",
            "",
            "transcript",
        ),
        (
            "Delivered on: 4 March 2024 (Original script, may differ from delivered "
            "version)",
            "",
            "as_prepared",
        ),
        (
            "Delivered on: 4 March 2024 (Speaker's notes, may differ from delivered "
            "version)",
            "",
            "notes",
        ),
        ("Written on: 4 March 2024", "", "article"),
    ],
)
def test_a_line_over_a_speech_tells_its_day(line, venue, given_as):
    reading = read("# Speech to the Harbour Trust", line)

    assert (reading.delivered_on, reading.location) == (DAY, venue)
    assert reading.given_as == given_as
    assert reading.body.startswith("Good morning.")


def test_lines_of_their_own_are_taken_together():
    reading = read(
        "Speech",
        "The future of our harbours",
        "Location: Lancaster House, London",
        "Delivered on: 4 March 2024",
        "(Transcript of the speech, exactly as it was delivered)",
    )

    assert reading.release_kind == "speech"
    assert reading.delivered_on == DAY
    assert reading.location == "Lancaster House, London"
    assert reading.given_as == "transcript"
    # A venue issues nothing.
    assert reading.organisation == ""
    assert reading.body.startswith("Good morning.")


def test_a_press_release_was_delivered_nowhere():
    reading = read("Press release", "A new lock", "Published on 4 March 2024")

    assert (reading.delivered_on, reading.location) == (None, "")
    assert reading.given_as == ""


def test_what_the_format_says_goes_before_what_its_text_says():
    item = json.loads(GOVUK.read_text("utf-8"))
    item["document_type"] = "authored_article"
    item["details"] |= {"political": True}

    reading = read_release(json.dumps(item))

    assert (reading.release_kind, reading.given_as) == ("speech", "article")
    assert reading.political
    assert reading.delivered_on == date(2024, 11, 7)


def test_how_a_speech_is_given_is_taken_from_its_explanation():
    item = json.loads(GOVUK.read_text("utf-8"))
    told = " (Transcript of the speech, exactly as it was delivered)"
    item["details"]["speech_type_explanation"] = told

    assert read_release(json.dumps(item)).given_as == "transcript"
