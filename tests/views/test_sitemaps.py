"""What search engines are told that there is."""

from datetime import timedelta

import pytest
from lxml import etree

from briefings.actions.people import add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.views import sitemaps
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_tagged_edition,
)
from tests.views.reading import source

pytestmark = pytest.mark.django_db

NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def tree(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    return etree.fromstring(answer.content)


def addresses(client, address: str) -> list[str]:
    found = tree(client, address).xpath("//map:loc/text()", namespaces=NAMES)
    assert all(one.startswith("http") for one in found)
    return [one.split("/", 3)[3] for one in found]


def test_the_index_leads_to_every_public_page(stranger, clock):
    draft = make_tagged_edition()
    pilot, mayor = (add_role(by=draft.written_by, title=t) for t in ("Pilot", "Mayor"))
    quote = draft.quotes.get()
    held = appoint(quote.speaker, pilot, by=draft.written_by, started_on=MONDAY.date())
    appoint(quote.speaker, mayor, by=draft.written_by, started_on=THURSDAY.date())
    change_quote(quote, by=draft.written_by, appointment=held)
    shown = make_issued_edition(fresh(draft))
    make_issued_edition(headline="To come", at=THURSDAY)
    make_edition(headline="A draft")

    told = {
        page
        for one in addresses(stranger, "/sitemap.xml")
        for page in addresses(stranger, f"/{one}")
    }

    assert {
        "",
        "releases/",
        f"releases/{shown.release.slug}/",
        f"quotes/{shown.quotes.get().ref}/",
        f"commitments/{shown.statements.get().commitment.slug}/",
        "people/odd-larsen/",
        "organisations/ministry-of-transport/",
        "topics/ferries/",
        "places/skerrow/",
        "events/island-summit/",
        "roles/pilot/",
        "organisations/",
        "roles/",
        "topics/",
        "places/",
        "events/",
        "diary/",
        "search/",
    } <= told
    assert "roles/mayor/" not in told
    assert not [page for page in told if "to-come" in page or "draft" in page]
    for page in told:
        assert stranger.get(f"/{page}").status_code == 200


def test_a_long_list_is_told_in_pages(stranger, clock, monkeypatch):
    monkeypatch.setattr(sitemaps, "PAGE", 2)
    for number in range(3):
        make_issued_edition(headline=f"No. {number}")

    first = addresses(stranger, "/sitemap-releases-1.xml")
    second = addresses(stranger, "/sitemap-releases-2.xml")

    assert (len(first), len(second)) == (2, 1)
    assert not set(first) & set(second)
    assert "sitemap-releases-2.xml" in addresses(stranger, "/sitemap.xml")
    for nowhere in ("releases-3", "releases-0", "lists-2", "secrets-1"):
        assert stranger.get(f"/sitemap-{nowhere}.xml").status_code == 404


def test_a_release_says_when_its_words_changed(stranger, clock):
    make_issued_edition()

    told = tree(stranger, "/sitemap-releases-1.xml")

    moments = told.xpath("//map:lastmod/text()", namespaces=NAMES)
    assert moments == [f"{MONDAY:%Y-%m-%dT%H:%M:%SZ}"]


def test_news_is_of_the_last_two_days(stranger, clock):
    make_issued_edition(headline="Old & <gone>")
    clock.move_to(MONDAY + timedelta(days=1))
    make_issued_edition(headline="Fish & <chips>", language="cy")

    titles = "//news:title/text()"
    told = tree(stranger, "/news-sitemap.xml")
    assert told.xpath(titles, namespaces=NAMES) == ["Fish & <chips>", "Old & <gone>"]
    assert told.xpath("//news:language/text()", namespaces=NAMES) == ["cy", "en"]
    clock.move_to(MONDAY + timedelta(days=2, hours=1))
    told = tree(stranger, "/news-sitemap.xml")
    assert told.xpath(titles, namespaces=NAMES) == ["Fish & <chips>"]


def test_what_xml_cannot_hold_is_left_out(stranger, clock):
    make_issued_edition(headline="Bells\x07 ring")

    told = tree(stranger, "/news-sitemap.xml")
    assert told.xpath("//news:title/text()", namespaces=NAMES) == ["Bells ring"]


def test_robots_are_sent_to_the_maps_and_away_from_the_desk(stranger):
    told = source(stranger, "/robots.txt").splitlines()

    assert "Disallow: /admin/" in told
    assert "Disallow: /guests/" in told
    assert not [line for line in told if "search" in line]
    assert not [line for line in told if line in ("Disallow: /", "Allow: /")]
    maps = [line for line in told if line.startswith("Sitemap: http")]
    assert [one.rpartition("/")[2] for one in maps] == [
        "sitemap.xml",
        "news-sitemap.xml",
    ]
