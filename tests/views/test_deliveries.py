"""What readers and programs are told of when and where a speech was delivered."""

import json
import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from briefings.actions.releases import begin_correction
from tests.making import MONDAY, make_edition, make_issued_edition, save
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db

RELEASE = "/releases/a-ferry-for-skerrow/"
FACTS = {
    "delivered_on": date(2091, 3, 4),
    "venue": "The Old Quay",
    "given_as": "transcript",
}


@pytest.fixture
def speech(clock):
    return make_issued_edition(make_edition(kind="speech", **FACTS))


def issue(**content) -> None:
    make_issued_edition(make_edition(kind="speech", **content))


def test_readers_are_told_when_where_and_what(stranger, speech):
    page = read(stranger, RELEASE)

    assert "Delivered on 4 March 2091 , The Old Quay" in page
    assert "(Transcript, exactly as delivered)" in page


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"delivered_on": date(2091, 3, 4)}, "Delivered on 4 March 2091"),
        ({"venue": "The Old Quay"}, "Delivered at The Old Quay"),
        (
            {"delivered_on": date(2091, 3, 4), "given_as": "article"},
            "Written on 4 March 2091 (Authored article)",
        ),
        ({"given_as": "notes"}, "(Speaking notes)"),
    ],
)
def test_readers_are_told_what_is_known(stranger, clock, facts, said):
    issue(**facts)

    assert said in read(stranger, RELEASE)


def test_of_others_nothing_is_said(stranger, clock):
    make_issued_edition()

    assert "Delivered" not in read(stranger, RELEASE)


def test_a_french_speech_is_told_of_in_french(stranger, clock):
    issue(**FACTS, language="fr")

    assert "Prononcé le 4 mars 2091" in read(stranger, RELEASE)


def test_two_editions_are_compared_in_their_facts(stranger, clock, speech):
    clock.move_to(MONDAY + timedelta(hours=1))
    correction = begin_correction(speech.release, by=None)
    save(correction, venue="The New Quay", change_note="Where it was.")
    make_issued_edition(correction)

    compared = read(stranger, f"{RELEASE}compare/1/2/")

    assert "Venue" in compared
    assert "New" in compared
    assert "What the text is" not in compared


def test_programs_are_told_as_well(stranger, speech):
    page = source(stranger, RELEASE)
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    node = json.loads(told)
    api = stranger.get("/api/v1/releases/a-ferry-for-skerrow/").json()
    [item] = stranger.get("/releases/feed.json").json()["items"]

    assert node["dateCreated"] == "2091-03-04"
    assert node["locationCreated"] == {"@type": "Place", "name": "The Old Quay"}
    assert node["genre"] == ["Speech", "Transcript, exactly as delivered"]
    assert {name: api[name] for name in FACTS} == FACTS | {"delivered_on": "2091-03-04"}
    assert "The Old Quay" in item["content_html"]


def test_whoever_cites_a_speech_names_its_occasion(stranger, speech):
    csl = stranger.get(f"{RELEASE}cite/csl.json")
    ris = stranger.get(f"{RELEASE}cite/ris.ris")

    [item] = csl.json()
    assert item["event-date"] == {"date-parts": [[2091, 3, 4]]}
    assert item["event-place"] == "The Old Quay"
    assert "N1  - Delivered on 4 March 2091, The Old Quay" in ris.content.decode()


def test_the_media_kit_says_it(stranger, speech):
    answer = stranger.get(f"{RELEASE}media-kit.zip")

    kit = ZipFile(BytesIO(b"".join(answer)))
    text = kit.read("a-ferry-for-skerrow.txt").decode()
    assert "Delivered on 4 March 2091, The Old Quay. Transcript" in text
    assert "The Old Quay" in kit.read("a-ferry-for-skerrow.html").decode()
