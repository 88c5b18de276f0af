"""Feeds hold what the lists hold, for readers that are programs."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from briefings.actions.addresses import readdress_release
from briefings.actions.figures import unmark_figure
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.quotes import unmark_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_topic
from tests.making import (
    MONDAY,
    THURSDAY,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
STONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
LISTS = ("releases", "quotes", "commitments", "figures", "people")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def atom(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return check_atom(response.content)


def check_atom(body: bytes):
    """As RFC 4287 wants it, and RFC 6721."""
    root = etree.fromstring(body)
    assert root.tag == f"{ATOM}feed"
    for part in [root, *root.iter(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(part.findall(ATOM + name)) == 1, name
            assert part.findtext(ATOM + name).strip()
        assert MOMENT.fullmatch(part.findtext(f"{ATOM}updated"))
        assert len(part.findall(f"{ATOM}published")) <= 1
    assert root.findall(f"{ATOM}author/{ATOM}name")
    assert len(root.findall(f"{ATOM}link[@rel='self']")) == 1
    names = [part.text for part in root.iter(f"{ATOM}id")]
    assert len(names) == len(set(names))
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.findall(f"{ATOM}link[@rel='alternate']")
    for stone in root.iter(STONE):
        assert stone.get("ref").startswith(settings.SITE_URL)
        assert MOMENT.fullmatch(stone.get("when"))
    parsed = feedparser.parse(body)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def json_feed(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(response.content)
    check_json(feed)
    return feed


def check_json(feed) -> None:
    """As JSON Feed 1.1 wants it."""
    known = {
        *("version", "title", "home_page_url", "feed_url", "next_url", "language"),
        *("authors", "items"),
    }
    assert {key for key in feed if not key.startswith("_")} <= known
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed.get("next_url") != feed["feed_url"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert item["url"].startswith(settings.SITE_URL)
        assert MOMENT.fullmatch(item["date_published"])
        assert MOMENT.fullmatch(item["date_modified"])
        assert all(author["name"] for author in item.get("authors", []))
    names = [item["id"] for item in feed["items"]]
    assert len(names) == len(set(names))


@pytest.fixture
def ferry(clock):
    return make_issued_edition(make_tagged_edition())


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_feed_of_both_kinds(stranger, ferry, name):
    told = atom(stranger, f"/{name}/feed.atom")
    also = json_feed(stranger, f"/{name}/feed.json")

    assert len(told.entries) >= 1
    assert [e.id for e in told.entries] == [item["id"] for item in also["items"]]
    assert [e.title for e in told.entries] == [item["title"] for item in also["items"]]
    page = stranger.get(f"/{name}/").content.decode()
    for kind, form in (("atom", "atom+xml"), ("json", "feed+json")):
        assert f'<link rel="alternate" type="application/{form}"' in page
        assert f'href="/{name}/feed.{kind}"' in page


@pytest.mark.parametrize("name", LISTS)
def test_feed_of_nothing_is_a_feed(stranger, clock, name):
    assert atom(stranger, f"/{name}/feed.atom").entries == []
    assert json_feed(stranger, f"/{name}/feed.json")["items"] == []


def test_a_release_is_told_whole_with_addresses_that_hold_anywhere(stranger, ferry):
    (item,) = json_feed(stranger, "/releases/feed.json")["items"]

    html = item["content_html"]
    for words in ("The islands have waited", "We start on Monday.", "Almost 4,200"):
        assert words in html
    assert f'href="{settings.SITE_URL}/commitments/' in html
    assert f'href="{item["url"]}#figure-' in html
    assert not re.search(r'(href|src|cite)="[/#]', html)
    assert item["authors"] == [{"name": "Ministry of Transport"}]
    assert item["tags"] == ["Ferries"]


def test_filters_of_the_list_are_those_of_its_feed(stranger, ferry, clock):
    clock.move_to(THURSDAY)
    make_issued_edition(headline="A school", kind="speech", body="Pupils come.")

    for query, title in (
        ("kind=speech", "A school"),
        ("q=ferry", "A ferry for Skerrow"),
        ("topic=ferries", "A ferry for Skerrow"),
        ("place=skerrow&event=island-summit", "A ferry for Skerrow"),
    ):
        told = atom(stranger, f"/releases/feed.atom?{query}")
        assert [entry.title for entry in told.entries] == [title], query
        own = [link.href for link in told.feed.links if link.rel == "self"]
        assert own == [f"{settings.SITE_URL}/releases/feed.atom?{query}"]
    page = stranger.get("/releases/?kind=speech").content.decode()
    assert 'href="/releases/feed.atom?kind=speech"' in page


def test_an_entry_keeps_its_name_when_its_address_changes(stranger, ferry, publisher):
    before = json_feed(stranger, "/releases/feed.json")["items"][0]

    readdress_release(ferry.release, by=publisher, slug="a-boat")

    after = json_feed(stranger, "/releases/feed.json")["items"][0]
    assert after["id"] == before["id"]
    assert after["url"] == f"{settings.SITE_URL}/releases/a-boat/"


def test_what_was_corrected_is_told_anew_with_what_changed(stranger, ferry, clock):
    first = json_feed(stranger, "/releases/feed.json")["items"][0]
    clock.move_to(THURSDAY)
    draft = begin_correction(ferry.release, by=None)
    make_issued_edition(save(draft, change_note="The price was <wrong>."))

    again = json_feed(stranger, "/releases/feed.json")["items"][0]

    assert again["id"] == first["id"]
    assert again["date_published"] == first["date_published"] == "2091-03-05T09:00:00Z"
    assert again["date_modified"] == "2091-03-08T09:00:00Z"
    assert "The price was &lt;wrong&gt;." in again["content_html"]


def test_what_was_withdrawn_says_so_and_counts_as_changed(stranger, ferry, clock):
    clock.move_to(THURSDAY)
    withdraw_release(ferry.release, by=None, explanation="It was wrong.")

    (item,) = json_feed(stranger, "/releases/feed.json")["items"]

    assert "withdrawn on" in item["content_html"]
    assert "It was wrong." in item["content_html"]
    assert item["date_modified"] == "2091-03-08T09:00:00Z"


def test_what_was_removed_leaves_a_tombstone(stranger, ferry, clock):
    name = json_feed(stranger, "/releases/feed.json")["items"][0]["id"]
    ref = json_feed(stranger, "/quotes/feed.json")["items"][0]["id"]
    figure = json_feed(stranger, "/figures/feed.json")["items"][0]["id"]
    clock.move_to(THURSDAY)
    remove_release(ferry.release, by=None, explanation="A court forbade it.")

    for address, gone in (("releases", name), ("quotes", ref), ("figures", figure)):
        body = stranger.get(f"/{address}/feed.atom").content
        check_atom(body)
        (stone,) = etree.fromstring(body).iter(STONE)
        assert stone.get("ref") == gone
        assert stone.get("when") == "2091-03-08T09:00:00Z"
        told = json_feed(stranger, f"/{address}/feed.json")
        assert told["items"] == []
        (item,) = told["_removed"]["items"]
        assert (item["id"], item["date_removed"]) == (gone, "2091-03-08T09:00:00Z")
        assert stranger.get(item["url"]).status_code == 410


def test_what_a_correction_took_out_leaves_a_tombstone(stranger, ferry, clock, writer):
    names = {
        kind: json_feed(stranger, f"/{kind}/feed.json")["items"][0]["id"]
        for kind in ("quotes", "figures")
    }
    clock.move_to(THURSDAY)
    draft = begin_correction(ferry.release, by=writer)
    draft = unmark_quote(draft.quotes.get(), by=writer)
    draft = unmark_figure(draft.figures.get(), by=writer)
    make_issued_edition(save(draft, change_note="Neither was right."))

    for kind, gone in names.items():
        body = stranger.get(f"/{kind}/feed.atom").content
        check_atom(body)
        (stone,) = etree.fromstring(body).iter(STONE)
        assert stone.get("ref") == gone
        assert stone.get("when") == "2091-03-08T09:00:00Z"
        (item,) = json_feed(stranger, f"/{kind}/feed.json")["_removed"]["items"]
        assert item["id"] == gone
        assert "Neither was right." in stranger.get(item["url"]).content.decode()
        clock.move_to(THURSDAY - timedelta(seconds=1))
        told = json_feed(stranger, f"/{kind}/feed.json")
        assert ([i["id"] for i in told["items"]], told["_removed"]["items"]) == (
            [gone],
            [],
        )
        clock.move_to(THURSDAY)


def test_what_never_was_public_leaves_nothing(stranger, clock):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)

    assert (
        etree.fromstring(stranger.get("/releases/feed.atom").content).findtext(
            f"{ATOM}updated"
        )
        == "1970-01-01T00:00:00Z"
    )
    clock.move_to(THURSDAY)
    assert len(atom(stranger, "/releases/feed.atom").entries) == 1
    assert edition.live_from == THURSDAY


def test_feed_is_not_sent_again_unless_it_changed(stranger, ferry, clock):
    make_issued_edition(headline="Later", at=THURSDAY)
    for form in ("atom", "json"):
        first = stranger.get(f"/releases/feed.{form}")
        assert first["Cache-Control"] == "public, no-cache"
        assert not first["ETag"].startswith("W/")
        # A moment tells nothing of an entry that left the list.
        assert "Last-Modified" not in first
        known = {"If-None-Match": first["ETag"]}
        again = stranger.get(f"/releases/feed.{form}", headers=known)
        assert (again.status_code, again.content) == (304, b"")
        clock.move_to(THURSDAY)
        later = stranger.get(f"/releases/feed.{form}", headers=known)
        assert later.status_code == 200
        clock.move_to(MONDAY)


def test_feed_is_read_page_by_page(stranger, clock, monkeypatch):
    monkeypatch.setattr("briefings.views.listing.PAGE_SIZE", 2)
    for number in range(5):
        clock.move_to(MONDAY + timedelta(hours=number))
        make_issued_edition(headline=f"Ferry {number}")

    titles, address = [], "/releases/feed.json?q=ferry"
    while address:
        feed = json_feed(stranger, address)
        titles += [item["title"] for item in feed["items"]]
        address = feed.get("next_url", "").removeprefix(settings.SITE_URL)

    assert titles == [f"Ferry {number}" for number in (4, 3, 2, 1, 0)]
    told = atom(stranger, "/releases/feed.atom?page=2")
    rels = {link.rel: link.href for link in told.feed.links}
    assert rels["next"].endswith("?page=3")
    first = json_feed(stranger, "/releases/feed.json")
    assert "?page=2&until=2" in first["next_url"]
    assert rels["previous"].endswith("/releases/feed.atom")


def test_hostile_words_leave_a_feed_whole(stranger, clock):
    make_issued_edition(headline="]]> & <b>\x0bbold</b>", summary="\x01 &amp;")

    told = atom(stranger, "/releases/feed.atom?q=%22%3E%3Cscript%3E%0b")
    assert told.entries == []
    (entry,) = atom(stranger, "/releases/feed.atom").entries
    assert entry.title_detail.type == "text/plain"
    json_feed(stranger, "/releases/feed.json?q=%22%00%0b")


def test_feeds_take_the_same_queries_however_long_they_are(stranger, clock, writer):
    def queries():
        counts = []
        for name in LISTS:
            with CaptureQueriesContext(connection) as captured:
                stranger.get(f"/{name}/feed.atom")
            counts.append(len(captured))
        return counts

    topic = add_topic(by=writer, name="Sea")
    make_issued_edition(make_marked_edition(headline="No. 0", topics=[topic]))
    few = queries()
    for number in range(1, 5):
        make_issued_edition(make_marked_edition(headline=f"No. {number}"))

    assert queries() == few
    assert max(few) <= 3
