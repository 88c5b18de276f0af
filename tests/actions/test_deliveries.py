"""When and where a speech was delivered, as a fact about an edition."""

from datetime import date
from pathlib import Path

import pytest

from briefings.actions.imports import import_release
from briefings.actions.releases import begin_correction
from briefings.actions.restoring import restore_revision
from briefings.actions.subjects import add_government
from briefings.errors import Refused
from briefings.models import digest_of
from briefings.readiness import obstacles
from tests.making import MONDAY, fresh, make_edition, make_issued_edition, save

pytestmark = pytest.mark.django_db

DAY = date(2091, 3, 4)
TODAY = MONDAY.date()
FACTS = {"delivered_on": DAY, "venue": "The Old Quay", "given_as": "transcript"}
TEXT = b"""\
Speech

The future of our harbours

Location: The Old Quay, Skerrow

Delivered on: 4 March 2091 (Transcript of the speech, exactly as it was delivered)

Good morning. It is a great pleasure to be here.

Thank you all.
"""
GOVUK = Path(__file__).parent.parent / "data/formats/quay_speech_govuk.json"


def make_speech(**content):
    return make_edition(kind="speech", **FACTS | content)


def told(edition):
    edition = fresh(edition)
    return edition.delivered_on, edition.venue, edition.given_as


def test_a_speech_says_when_where_and_what(writer):
    edition = make_speech(venue="  The Old Quay ")

    assert told(edition) == (DAY, "The Old Quay", "transcript")
    assert fresh(edition).content()["delivered_on"] == "2091-03-04"


def test_it_is_signed_only_where_it_is_said():
    plain = fresh(make_edition(kind="speech"))
    said = save(plain, **FACTS)

    without = {n: v for n, v in said.content().items() if n not in FACTS}
    assert FACTS.keys() & plain.content().keys() == set()
    assert digest_of(without) == plain.digest != said.digest


def test_the_next_edition_says_the_same():
    edition = make_issued_edition(make_speech())

    assert told(begin_correction(edition.release, by=None)) == (*FACTS.values(),)


def test_an_earlier_state_brings_its_day_back(writer):
    edition = make_speech()
    first = edition.revisions.get()
    edition = save(edition, delivered_on=None, venue="", given_as="")

    restore_revision(edition, first, by=writer)

    assert told(edition) == (*FACTS.values(),)


def test_what_becomes_a_press_release_was_delivered_nowhere():
    edition = make_speech()

    save(edition, kind="press_release")

    assert told(edition) == (None, "", "")
    assert told(make_edition(**FACTS)) == (None, "", "")


def test_nothing_else_can_be_said_of_what_a_text_is():
    with pytest.raises(Refused, match="not a valid choice"):
        make_speech(given_as="song")


def test_a_pasted_speech_fills_them_in(writer):
    edition = import_release(TEXT, name="speech.txt", by=writer)

    assert edition.release.kind == "speech"
    assert told(edition) == (DAY, "The Old Quay, Skerrow", "transcript")


def test_a_speech_of_a_content_api_keeps_its_day(writer):
    add_government(by=None, name="Any government", started_on=date(2020, 1, 1))
    source = GOVUK.read_bytes().replace(
        b'"delivered_on"', b'"political": true, "delivered_on"'
    )

    edition = import_release(source, name="speech.json", by=writer)

    assert edition.release.kind == "speech"
    assert told(edition) == (date(2024, 11, 7), "The Old Quay, Skerrow", "")
    assert edition.tag_proposals.filter(kind="political").count() == 1


def found(edition, words: str, day=TODAY) -> bool:
    return any(words in o.sentence for o in obstacles(fresh(edition), day=day))


def test_a_speech_without_its_day_is_pointed_out():
    edition = make_edition(kind="speech")

    assert found(edition, "does not say when the speech was delivered")
    assert found(edition, "does not say what the text is")
    assert not found(make_edition(kind="statement"), "does not say when")
    assert not found(make_speech(), "does not say")


def test_a_transcript_of_what_is_not_said_yet_is_pointed_out():
    later = {"delivered_on": date(2091, 3, 6)}

    assert found(make_speech(**later), "called a transcript")
    assert not found(make_speech(**later, given_as="as_prepared"), "transcript")
    assert not found(make_speech(), "called a transcript")


def test_words_prepared_for_what_was_said_since_are_pointed_out():
    prepared = make_speech(given_as="as_prepared")

    assert found(prepared, "check it against what was said")
    assert not found(prepared, "check it against", day=DAY)
