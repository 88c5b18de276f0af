import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.collections import (
    add_collection,
    add_heading,
    add_link,
    collect_releases,
    open_collection,
)
from briefings.actions.notices import withdraw_release
from tests.making import THURSDAY, make_issued_edition
from tests.views.reading import read, source

pytestmark = pytest.mark.django_db
FERRIES = "/collections/all-ferries/"


@pytest.fixture(autouse=True)
def on_monday(clock):
    return clock


@pytest.fixture
def ferries(writer):
    return add_collection(
        by=writer,
        title="All ferries",
        summary="What sails, and when.",
        body="The *whole* fleet.\n\n# Its history",
    )


@pytest.fixture
def collect(ferries, writer):
    def one(headline, **about):
        edition = make_issued_edition(headline=headline, **about)
        collect_releases(ferries, [edition.release], by=writer)
        return edition

    return one


def programs(page):
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(told)


def test_a_collection_without_public_releases_is_unknown(stranger, ferries, collect):
    collect("To come", at=THURSDAY)

    source(stranger, FERRIES, status=404)
    assert "Nothing is put together yet." in read(stranger, "/collections/")
    assert "collections-1" not in source(stranger, "/sitemap.xml")


def test_it_is_read_in_the_order_of_the_editor(stranger, ferries, collect, writer):
    collect("Last in time", summary="Of the quay.")
    add_heading(ferries, by=writer, words="Before")
    collect("A ferry for Skerrow")
    add_link(ferries, by=writer, words="The bill", url="https://bills.example/9")

    page = read(stranger, FERRIES)

    words = ["All ferries", "What sails, and when.", "The whole fleet.", "3 entries"]
    words += ["Last in time", "Of the quay.", "Before", "A ferry for Skerrow"]
    words += ["The bill", "Leads to bills.example"]
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert '<a href="https://bills.example/9" rel="external">' in source(
        stranger, FERRIES
    )
    assert "All ferries What sails, and when. 3 entries" in read(
        stranger, "/collections/"
    )


def test_what_is_to_come_leaves_no_trace_until_its_moment(
    stranger, ferries, collect, writer, clock
):
    collect("A ferry for Skerrow")
    before = source(stranger, FERRIES)
    add_heading(ferries, by=writer, words="A bridge instead")
    bridge = collect("A bridge", at=THURSDAY)
    add_heading(ferries, by=writer, words="Nothing under it")

    assert source(stranger, FERRIES) == before
    clock.move_to(THURSDAY)
    page = read(stranger, FERRIES)
    assert "A bridge instead" in page
    assert "2 entries" in page
    assert "Nothing under it" not in page
    assert bridge.live_from == THURSDAY


def test_a_withdrawn_release_says_so_there(stranger, collect):
    edition = collect("A ferry for Skerrow")
    withdraw_release(edition.release, by=None, explanation="A sum was wrong.")

    assert "Withdrawn" in read(stranger, FERRIES)


def test_one_that_was_opened_is_read_while_it_is_empty(stranger, ferries, writer):
    open_collection(ferries, by=writer)

    assert "Nothing is in it yet." in read(stranger, FERRIES)
    assert FERRIES in source(stranger, "/collections/")
    assert FERRIES in source(stranger, "/sitemap-collections-1.xml")


def test_a_release_says_what_it_is_part_of(stranger, ferries, collect):
    edition = collect("A ferry for Skerrow")
    add_collection(by=None, title="Empty")

    page = source(stranger, edition.release.get_absolute_url())

    assert f'<a href="{FERRIES}"><bdi>All ferries</bdi></a>' in page
    [part] = programs(page)["isPartOf"]
    assert (part["@type"], part["name"]) == ("CollectionPage", "All ferries")
    assert part["url"].endswith(FERRIES)
    other = make_issued_edition(headline="Alone").release.get_absolute_url()
    assert "Part of" not in read(stranger, other)
    assert "isPartOf" not in programs(source(stranger, other))


def test_programs_are_told_what_the_page_holds(stranger, collect, ferries):
    collect("A ferry for Skerrow")
    collect("To come", at=THURSDAY)

    told = programs(source(stranger, FERRIES))

    assert told["@type"] == "CollectionPage"
    assert [part["headline"] for part in told["hasPart"]] == ["A ferry for Skerrow"]


def test_it_is_followed_as_a_feed(stranger, collect):
    collect("A ferry for Skerrow")
    make_issued_edition(headline="Alone")
    page = source(stranger, FERRIES)

    for form in ("atom", "json"):
        feed = f"/releases/feed.{form}?collection=all-ferries"
        assert f'href="{feed}"' in page
        told = source(stranger, feed)
        assert "A ferry for Skerrow" in told
        assert "Alone" not in told


def test_it_is_in_each_language_of_the_interface(stranger, collect, ferries, writer):
    collect("A ferry for Skerrow")
    add_link(ferries, by=writer, words="The bill", url="https://bills.example/9")

    page = read(stranger, f"/fr{FERRIES}")
    assert "2 éléments" in page
    assert "Mène à bills.example" in page
    assert "Dossiers" in read(stranger, "/fr/collections/")


def test_many_entries_are_read_in_pages_under_their_headings(
    stranger, ferries, collect, writer
):
    add_heading(ferries, by=writer, words="The fleet")
    for number in range(21):
        add_link(ferries, by=writer, words=f"No. {number}", url="https://x.example/")
    collect("A ferry for Skerrow")
    few = queries(stranger, FERRIES)

    page = read(stranger, f"{FERRIES}?page=2")

    assert "22 entries, page 2 of 2" in page
    assert "The fleet" in page
    assert "No. 20" in page
    assert "No. 19" not in page
    assert "The whole fleet." not in page
    # The first page holds links alone.
    assert (few, queries(stranger, f"{FERRIES}?page=2")) == (3, 4)


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        source(client, address)
    return len(captured)


def test_its_text_and_titles_are_never_taken_for_marks(stranger, writer, collect):
    edition = collect("A ferry for Skerrow")
    bad = "<script>alert(1)</script>"
    row = add_collection(by=writer, title=bad, summary=bad, body=bad)
    collect_releases(row, [edition.release], by=writer)
    add_heading(row, by=writer, words=bad)
    add_link(row, by=writer, words=bad, url="https://x.example/")

    for address in (row.get_absolute_url(), edition.release.get_absolute_url()):
        assert "<script>alert" not in source(stranger, address)
