"""What readers are told of a release whose government has ended."""

import json
import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_government, change_entry
from tests.making import (
    MONDAY,
    THURSDAY,
    make_issued_edition,
    make_marked_edition,
    save,
)

pytestmark = pytest.mark.django_db

NAME = "2090 to 2091 Example government"
TOLD = f"Published under the <bdi>{NAME}</bdi>"
PLAIN = f"Published under the {NAME}"
RELEASE = "/releases/a-ferry-for-skerrow/"


@pytest.fixture
def government(clock):
    return add_government(by=None, name=NAME, started_on=date(2090, 1, 1))


@pytest.fixture
def old(clock, government):
    """A political release of two editions, whose government ends on Thursday."""
    first = make_issued_edition(make_marked_edition(political=True))
    clock.move_to(MONDAY + timedelta(hours=1))
    correction = begin_correction(first.release, by=None)
    edition = make_issued_edition(save(correction, change_note="The fares."))
    change_entry(government, by=None, ended_on=THURSDAY.date())
    return edition


def read(client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def places(old) -> list[str]:
    quote = old.quotes.get()
    promise = old.statements.get().commitment
    return [
        RELEASE,
        f"{RELEASE}editions/1/",
        f"{RELEASE}editions/2/",
        quote.get_absolute_url(),
        promise.get_absolute_url(),
    ]


def test_every_page_of_such_a_release_says_whose_it_was(client, clock, old):
    before = {place: TOLD in read(client, place) for place in places(old)}
    clock.move_to(THURSDAY)
    after = {place: TOLD in read(client, place) for place in places(old)}

    assert set(before.values()) == {False}
    assert set(after.values()) == {True}


def test_it_is_told_from_midnight_in_the_office(client, clock, old):
    midnight = THURSDAY.replace(hour=0, minute=0)
    clock.move_to(midnight - timedelta(seconds=1))
    assert TOLD not in read(client, RELEASE)

    clock.move_to(midnight)
    assert TOLD in read(client, RELEASE)


def test_the_rest_of_the_record_says_nothing_of_it(client, clock, government):
    make_issued_edition()
    change_entry(government, by=None, ended_on=THURSDAY.date())
    clock.move_to(THURSDAY)

    assert "Published under" not in read(client, RELEASE)


def test_whoever_kept_the_page_is_told_when_a_government_ends(client, clock, old):
    kit = f"{RELEASE}media-kit.zip"
    kept = {place: client.get(place)["ETag"] for place in (RELEASE, kit)}

    def answers():
        return {
            client.get(place, headers={"If-None-Match": tag}).status_code
            for place, tag in kept.items()
        }

    assert answers() == {304}
    clock.move_to(THURSDAY)
    assert answers() == {200}


def test_a_correction_that_is_not_political_ends_the_notice(client, clock, old):
    clock.move_to(THURSDAY)
    correction = begin_correction(old.release, by=None)
    make_issued_edition(save(correction, political=False, change_note="Facts alone."))

    assert TOLD not in read(client, RELEASE)
    assert TOLD in read(client, f"{RELEASE}editions/2/")
    compared = read(client, f"{RELEASE}compare/2/3/")
    assert "Written for the government of its day" in compared


def test_programs_are_told_as_well(client, clock, settings, old):
    clock.move_to(THURSDAY)
    page = read(client, RELEASE)
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(told)["creativeWorkStatus"] == PLAIN
    feed = client.get("/releases/feed.json").json()
    assert TOLD in feed["items"][0]["content_html"]
    assert feed["items"][0]["date_modified"].startswith("2091-03-08T00:00")
    shown = client.get("/oembed", {"url": f"{settings.SITE_URL}{RELEASE}"}).json()
    assert TOLD in shown["html"]


def test_the_media_kit_says_whose_release_it_was(client, clock, old):
    clock.move_to(THURSDAY)

    answer = client.get(f"{RELEASE}media-kit.zip", follow=True)

    kit = ZipFile(BytesIO(b"".join(answer)))
    assert PLAIN in kit.read("a-ferry-for-skerrow.txt").decode()
    assert TOLD in kit.read("a-ferry-for-skerrow.html").decode()


def test_the_api_tells_for_whom_it_was_written_as_of_any_moment(client, clock, old):
    api = "/api/v1/releases/a-ferry-for-skerrow/"
    clock.move_to(THURSDAY)
    now = client.get(api).json()
    then = client.get(api, {"at": "2091-03-06T12:00:00Z"}).json()

    assert now["political"] is True
    assert now["government"] == {
        "name": NAME,
        "slug": "2090-to-2091-example-government",
        "started_on": "2090-01-01",
        "ended_on": "2091-03-08",
    }
    assert then["government"] == {**now["government"], "ended_on": None}
    quote = client.get(f"/api/v1/quotes/{old.quotes.get().ref}/").json()
    assert quote["release"]["government"] == now["government"]


def test_an_end_ahead_and_a_government_to_come_are_in_no_answer(client, clock, old):
    add_government(by=None, name="Quillfeather", started_on=date(2091, 3, 8))

    for place in (*places(old), "/api/v1/releases/", "/releases/feed.json"):
        page = read(client, place)
        assert "2091-03-08" not in page
        assert "Quillfeather" not in page


def test_a_french_release_is_told_of_in_french(client, clock, old):
    clock.move_to(MONDAY + timedelta(hours=2))
    make_issued_edition(headline="Un bac", language="fr", political=True)
    clock.move_to(THURSDAY)

    assert "Publié sous" in read(client, "/releases/un-bac/")
