import pytest

from briefings.actions.collections import (
    add_collection,
    add_heading,
    add_link,
    collect_releases,
)
from tests.making import THURSDAY, make_issued_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries(clock, writer):
    row = add_collection(by=writer, title="All ferries", summary="Sails.", body="*All*")
    for words, about in (
        ("A ferry", {}),
        ("To come", {"at": THURSDAY}),
        ("Another ferry", {}),
    ):
        add_heading(row, by=writer, words=f"Of {words}")
        edition = make_issued_edition(headline=words, **about)
        collect_releases(row, [edition.release], by=writer)
    add_link(row, by=writer, words="The bill", url="https://bills.example/9")
    return row


def test_a_collection_tells_what_is_public_in_it_in_its_order(api, ferries, clock):
    told = api.get("collections/all-ferries/")

    assert (told["name"], told["body"]) == ("All ferries", "*All*")
    assert [
        (row["heading"], (row["release"] or row["link"])["name"])
        for row in told["entries"]
    ] == [
        ("Of A ferry", "A ferry"),
        ("Of Another ferry", "Another ferry"),
        ("Of Another ferry", "The bill"),
    ]
    clock.move_to(THURSDAY)
    assert len(api.get("collections/all-ferries/")["entries"]) == 4


def test_collections_are_listed_once_readers_have_them(api, ferries, writer):
    hidden = add_collection(by=writer, title="Hidden")
    later = make_issued_edition(headline="Later", at=THURSDAY)
    collect_releases(hidden, [later.release], by=writer)

    assert api.slugs("collections/") == ["all-ferries"]
    api.get("collections/hidden/", status=404)
    assert api.slugs("releases/", collection="hidden") == []


def test_releases_are_chosen_by_collection_and_name_theirs(api, ferries):
    make_issued_edition(headline="Alone")

    assert set(api.slugs("releases/", collection="all-ferries")) == {
        "a-ferry",
        "another-ferry",
    }
    [link] = api.get("releases/a-ferry/")["collections"]
    assert link["slug"] == "all-ferries"
    assert link["url"].endswith("/api/v1/collections/all-ferries/")
    assert api.get("releases/alone/")["collections"] == []
    told = api.get("collections/all-ferries/")["releases_url"]
    assert told.endswith("/api/v1/releases/?collection=all-ferries")
