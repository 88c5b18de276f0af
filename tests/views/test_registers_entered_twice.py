"""What was entered twice, as readers and integrations find it: once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.commitments import describe_commitment
from briefings.actions.merging import merge
from briefings.actions.people import add_organisation
from briefings.actions.subjects import add_event, add_place, add_topic
from tests.making import make_edition, make_issued_edition, make_marked_edition
from tests.views.reading import read

pytestmark = pytest.mark.django_db

ADDED = {
    "organisations": ("lead_organisations", add_organisation),
    "topics": ("topics", add_topic),
    "places": ("places", add_place),
    "events": ("events", add_event),
}
every_kind = pytest.mark.parametrize("kind", ADDED)


def publish(kind, name):
    tag, add = ADDED[kind]
    row = add(by=None, name=name)
    make_issued_edition(make_edition(headline=f"News of {name}", **{tag: [row]}))
    return row


def publish_twins(kind):
    twins = publish(kind, "Skerrow"), publish(kind, "Skerow")
    return merge(*twins, by=None)


@every_kind
def test_readers_find_the_releases_of_both_on_one_page(stranger, kind):
    publish_twins(kind)

    page = read(stranger, f"/{kind}/skerrow/")

    assert "News of Skerrow" in page
    assert "News of Skerow" in page


@every_kind
def test_the_other_address_leads_to_the_kept_page(stranger, kind):
    publish_twins(kind)

    for before in (f"/{kind}/", f"/api/v1/{kind}/"):
        moved = stranger.get(f"{before}skerow/")
        assert moved.status_code == 301
        assert moved["Location"].endswith(f"{before}skerrow/")


@every_kind
def test_an_issued_edition_prints_its_name_and_leads_to_the_kept_page(stranger, kind):
    publish_twins(kind)

    page = stranger.get("/releases/news-of-skerow/").content.decode()

    assert f'<a href="/{kind}/skerrow/"><bdi>Skerow</bdi></a>' in page
    assert f"/{kind}/skerow/" not in page


@every_kind
def test_the_api_lists_one(stranger, kind):
    publish_twins(kind)

    found = stranger.get(f"/api/v1/{kind}/").json()["results"]

    assert [row["slug"] for row in found] == ["skerrow"]
    release = stranger.get("/api/v1/releases/news-of-skerow/").json()
    field = "lead_organisations" if kind == "organisations" else kind
    [named] = release[field]
    assert (named["slug"], named["name"]) == ("skerrow", "Skerow")


@every_kind
def test_a_release_that_names_both_shows_one(stranger, kind):
    tag, add = ADDED[kind]
    rows = [add(by=None, name=name) for name in ("Skerrow", "Skerow")]
    make_issued_edition(make_edition(headline="Both", **{tag: rows}))
    merge(*rows, by=None)

    page = stranger.get("/releases/both/").content.decode()

    assert page.count(f'href="/{kind}/skerrow/"') == 1
    field = "lead_organisations" if kind == "organisations" else kind
    assert len(stranger.get("/api/v1/releases/both/").json()[field]) == 1
    assert read(stranger, f"/{kind}/skerrow/").count("Both") == 1


@pytest.mark.parametrize("kind", ["organisations", "topics"])
def test_filters_offer_one_and_find_the_releases_of_both(stranger, kind):
    publish_twins(kind)
    name = kind.removesuffix("s")

    page = stranger.get("/releases/").content.decode()

    assert page.count('<option value="skerrow"') == 1
    assert '<option value="skerow"' not in page
    for address in ("/releases/", "/api/v1/releases/"):
        found = stranger.get(f"{address}?{name}=skerrow").content.decode()
        assert "News of Skerow" in found
        assert "News of Skerrow" in found


def test_a_promise_is_counted_with_the_body_that_is_kept(stranger):
    bodies = [add_organisation(by=None, name=name) for name in ("Skerrow", "Skerow")]
    edition = make_marked_edition(lead_organisations=bodies[:1])
    promised = edition.statements.get().commitment
    describe_commitment(promised, by=None, responsible_organisation=bodies[1])
    make_issued_edition(edition)
    merge(*bodies, by=None)

    assert "Promised Open a ferry" in read(stranger, "/organisations/skerrow/")
    assert "Skerow" not in read(stranger, "/commitments/")
    for address in ("/commitments/", "/api/v1/commitments/"):
        found = stranger.get(f"{address}?organisation=skerrow").content.decode()
        assert promised.title in found


def test_rows_entered_twice_cost_no_query_each(stranger):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert stranger.get("/api/v1/releases/").status_code == 200
        return len(captured)

    kept = publish("organisations", "Skerrow")
    before = queries()
    for number in range(3):
        merge(kept, publish("organisations", f"Skerow {number}"), by=None)

    assert queries() == before
