import pytest

from briefings.actions.merging import merge
from briefings.actions.people import add_role, appoint
from briefings.actions.quotes import change_quote
from tests.making import (
    MONDAY,
    make_edition,
    make_issued_edition,
    mark_words,
)
from tests.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(clock, writer, records_officer):
    """Ines Calder, quoted under two names and in one role."""
    role = add_role(by=writer, title="Transport Minister")
    people = [publish(name, role, by=writer) for name in ("Ines Calder", "Inez Larsen")]
    return merge(*people, by=records_officer)


def publish(name, role, *, by):
    edition = make_edition(headline=f"News of {name}", written_by=by)
    said = mark_words(edition, "The islands have waited long enough.", speaker=name)
    held = appoint(said.speaker, role, by=by, started_on=MONDAY.date())
    change_quote(said, by=by, appointment=held)
    return make_issued_edition(edition).quotes.get().speaker


def test_readers_find_everything_on_one_page(stranger, kept):
    page = read(stranger, "/people/ines-calder/")

    assert "News of Ines Calder" in page
    assert "News of Inez Larsen" in page
    assert page.count("Transport Minister from 5 March 2091") == 1
    people = read(stranger, "/people/")
    assert "Ines Calder Transport Minister 2 quotes" in people
    assert "Inez Larsen" not in people


def test_the_other_address_leads_to_the_kept_page(stranger, kept):
    for before in ("/people/", "/api/v1/people/"):
        moved = stranger.get(f"{before}inez-larsen/")
        assert moved.status_code == 301
        assert moved["Location"].endswith(f"{before}ines-calder/")


def test_a_quote_keeps_its_printed_name_and_leads_to_the_kept_page(stranger, kept):
    page = stranger.get("/releases/news-of-inez-larsen/").content.decode()

    assert '<a href="/people/ines-calder/"><bdi>Inez Larsen</bdi></a>' in page
    assert "/people/inez-larsen/" not in page


def test_filters_find_the_quotes_of_both(stranger, kept):
    assert "2 quotes" in read(stranger, "/quotes/?person=ines-calder")
    for of in ("quotes", "releases"):
        found = stranger.get(f"/api/v1/{of}/?person=ines-calder").json()["results"]
        assert len(found) == 2


def test_the_api_tells_of_one_person(stranger, kept):
    [person] = stranger.get("/api/v1/people/").json()["results"]

    assert person["slug"] == "ines-calder"
    assert [name["name"] for name in person["other_names"]] == ["Inez Larsen"]
    assert len(person["appointments"]) == 1
    quotes = stranger.get("/api/v1/quotes/").json()["results"]
    assert {quote["speaker"]["slug"] for quote in quotes} == {"ines-calder"}
    [role] = stranger.get("/api/v1/roles/").json()["results"]
    assert {held["person"]["slug"] for held in role["holders"]} == {"ines-calder"}
