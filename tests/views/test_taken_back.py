"""Wherever words of the office go, it goes with them that they were taken back."""

import json
import re
from datetime import date

import pytest
from django.conf import settings

from briefings.actions.commitments import confirm_update, record_update
from briefings.actions.notices import reinstate_release, withdraw_release
from briefings.actions.people import add_organisation
from briefings.actions.quotes import mark_quote
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
    span,
)
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db

WHY = "A sum was wrong."
SAID = "The release these words are in was withdrawn."
EVIDENCE = {"kind": "news_report", "title": "It sails", "url": "https://ferry.example/"}
DUE = {"due_by": date(2091, 6, 1), "deadline_basis": "stated"}
THEN, LATER = "2091-03-08T09:00:00+00:00", THURSDAY.replace(day=9)


@pytest.fixture
def withdrawn(clock):
    edition = make_issued_edition(make_marked_edition(summary="It sails in June."))
    clock.move_to(THURSDAY)
    withdraw_release(edition.release, by=None, explanation=WHY)
    return fresh(edition)


def address_of(edition) -> str:
    return f"/releases/{edition.release.slug}/"


def embedded(client, address: str) -> str:
    told = client.get("/oembed", {"url": settings.SITE_URL + address})
    return json.loads(told.content)["html"]


def article(client, edition) -> dict:
    page = source(client, address_of(edition))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(found[1])


def deliver(promise, *, on: date) -> None:
    rowan, ruth = (make_member("Records officer", name) for name in ("Rowan", "Ruth"))
    update = record_update(
        promise,
        by=rowan,
        stage="delivered",
        effective_on=on,
        words="It sails.",
        evidence=[EVIDENCE],
    )
    confirm_update(update, by=ruth)


def test_who_embeds_it_shows_that_it_was_withdrawn(stranger, withdrawn):
    release = embedded(stranger, address_of(withdrawn))
    quote = embedded(stranger, f"/quotes/{withdrawn.quotes.get().ref}/")

    assert re.search(rf"withdrawn on .*8 March 2091.*:</strong> {WHY}", release)
    assert SAID in quote


def test_programs_that_read_the_page_are_told(stranger, withdrawn):
    told = article(stranger, withdrawn)

    assert told["creativeWorkStatus"] == "Withdrawn"
    assert told["correction"] == [
        {"@type": "CorrectionComment", "text": WHY, "datePublished": THEN}
    ]
    assert told["dateModified"] == THEN


def test_whoever_finds_it_elsewhere_is_told(stranger, withdrawn):
    page = source(stranger, address_of(withdrawn))

    assert f"<title>[Withdrawn] {withdrawn.headline}" in page
    assert '<meta name="description" content="Withdrawn: It sails in June."' in page
    assert '"article:modified_time" content="2091-03-08T09:00:00Z"' in page


@pytest.mark.parametrize("form", ["plain.txt", "apa.txt", "chicago.txt", "ris.ris"])
def test_whoever_cites_it_says_so(stranger, withdrawn, form):
    of_release = source(stranger, f"{address_of(withdrawn)}cite/{form}")
    of_quote = source(stranger, f"/quotes/{withdrawn.quotes.get().ref}/cite/{form}")

    assert "ithdrawn 8 March 2091" in of_release
    assert "ithdrawn 8 March 2091" in of_quote


@pytest.mark.parametrize("feed", ["releases", "quotes", "figures"])
def test_feeds_say_when(stranger, withdrawn, feed):
    (item,) = json.loads(source(stranger, f"/{feed}/feed.json"))["items"]

    assert "withdrawn" in item["content_html"]
    assert item["date_modified"] == "2091-03-08T09:00:00Z"


def test_what_the_office_stands_by_again_is_as_before_but_for_the_moment(
    stranger, withdrawn, clock
):
    clock.move_to(LATER)
    reinstate_release(withdrawn.release, by=None)

    told = article(stranger, withdrawn)

    assert "creativeWorkStatus" not in told
    assert "correction" not in told
    assert told["dateModified"] == "2091-03-09T09:00:00+00:00"
    assert "<lastmod>2091-03-09T09:00:00" in source(stranger, "/sitemap-releases-1.xml")
    assert "ithdrawn" not in embedded(stranger, address_of(withdrawn))


def test_a_promise_kept_late_is_told_as_that(stranger, clock):
    edition = make_issued_edition(make_marked_edition(promise=DUE))
    promise = edition.statements.get().commitment
    clock.move_to(LATER.replace(year=2092))
    deliver(promise, on=date(2092, 3, 8))

    told = "Delivered 8 March 2092 , later than promised (“by 1 June 2091”)"
    assert told in read(stranger, address_of(edition))
    assert told in read(stranger, "/commitments/")


def test_the_page_of_a_past_day_tells_no_later_state(stranger, clock):
    edition = make_issued_edition(make_marked_edition())
    memento = f"{address_of(edition)}editions/1/"
    before = source(stranger, memento)
    clock.move_to(THURSDAY)
    deliver(edition.statements.get().commitment, on=date(2091, 3, 7))

    assert "Delivered" in read(stranger, address_of(edition))
    assert source(stranger, memento) == before
    assert "“by 1 June 2091”" in read(stranger, memento)


def test_a_spokesperson_is_found_with_whom_they_speak_for(stranger, clock, writer):
    edition = make_edition(written_by=writer)
    words = "The islands have waited long enough."
    council = add_organisation(by=writer, name="Skerrow Council")
    mark_quote(edition, by=writer, organisation=council, **span(edition, words))
    make_issued_edition(fresh(edition))

    found = read(stranger, "/search/?q=waited&in=quote")

    assert "Spokesperson, Skerrow Council" in found


def test_a_page_that_never_was_is_asked_for_again(stranger, clock):
    for address in ("/nope", "/nope/nope/", "/.well-known/nope"):
        assert stranger.get(address)["Cache-Control"] == "public, no-cache", address
    assert "public" not in stranger.get("/admin/nope/").get("Cache-Control", "")
