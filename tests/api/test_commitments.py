from datetime import date

import pytest

from briefings.actions.commitments import (
    confirm_update,
    describe_commitment,
    mark_commitment,
    record_update,
    restate_commitment,
)
from briefings.actions.people import add_organisation
from briefings.actions.releases import begin_correction
from briefings.models import Commitment
from tests.making import (
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
    save,
    span,
)

FERRY_LINE = "commitments/open-a-ferry-line-to-skerrow/"


@pytest.fixture(autouse=True)
def on_monday(clock, db):
    return clock


def ferry_line():
    return Commitment.objects.get(slug="open-a-ferry-line-to-skerrow")


def say_again(writer, **content):
    edition = make_edition(headline="Said again", body="The line will open.", **content)
    restate_commitment(
        ferry_line(), by=writer, edition=edition, **span(edition, "will open")
    )
    return edition


def test_a_commitment_is_told_from_its_first_words_on(api, clock, writer):
    make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY)
    make_issued_edition(say_again(writer))

    told = api.get(FERRY_LINE)

    assert told["deadline"]["words"] == "by 1 June 2091"
    assert told["first_said_at"] == "2091-03-05T09:00:00Z"
    said = [(s["said_at"][:10], s["novelty"]) for s in told["statements"]]
    assert said == [("2091-03-05", "new"), ("2091-03-08", "restated")]
    assert api.get("commitments/")["results"] == [told]


def test_a_commitment_is_unknown_until_something_public_states_it(api, clock):
    make_issued_edition(make_marked_edition(), at=THURSDAY)

    api.get(FERRY_LINE, status=404)
    assert api.slugs("commitments/") == []

    clock.move_to(THURSDAY)
    assert api.slugs("commitments/") == [api.get(FERRY_LINE)["slug"]]


def test_an_embargoed_restatement_leaves_no_trace(api, clock, writer):
    make_issued_edition(make_marked_edition())
    before = api.get(FERRY_LINE)

    make_issued_edition(say_again(writer), at=THURSDAY)
    assert api.get(FERRY_LINE) == before

    clock.move_to(THURSDAY)
    assert len(api.get(FERRY_LINE)["statements"]) == 2


def test_a_statement_kept_through_editions_is_said_once(api, clock):
    edition = make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=edition.written_by)
    make_issued_edition(save(draft, headline="A new ferry", change_note="New."))

    [statement] = api.get(FERRY_LINE)["statements"]

    assert statement["said_at"] == "2091-03-05T09:00:00Z"
    assert statement["release"]["name"] == "A new ferry"


def test_what_the_commitment_points_to_is_told_once_it_is_public(api, clock, writer):
    edition = make_marked_edition()
    later = make_edition(headline="Two lines", body="We will open two lines.")
    successor = mark_commitment(
        later, by=writer, title="Two lines", **span(later, "will open two lines")
    ).commitment
    describe_commitment(ferry_line(), by=edition.written_by, superseded_by=successor)
    make_issued_edition(edition)
    make_issued_edition(later, at=THURSDAY)

    assert api.get(FERRY_LINE)["superseded_by"] is None

    clock.move_to(THURSDAY)
    assert api.get(FERRY_LINE)["superseded_by"]["slug"] == "two-lines"


@pytest.fixture
def keepers(db):
    return [make_member("Records officer", name) for name in ("Rowan", "Rhea")]


def test_delivery_is_told_once_a_second_person_confirmed_it(api, keepers):
    make_issued_edition(make_marked_edition())
    update = record_update(
        ferry_line(),
        by=keepers[0],
        stage="delivered",
        words="The first boat left.",
        effective_on=date(2091, 3, 4),
        evidence=[
            {"kind": "news_report", "title": "Boat", "url": "https://news.example/1"}
        ],
    )
    assert api.get(FERRY_LINE)["stage"] == "announced"
    assert api.get(FERRY_LINE)["updates"] == []

    confirm_update(update, by=keepers[1])

    told = api.get(FERRY_LINE)
    assert told["stage"] == "delivered"
    assert told["updates"][0]["evidence"][0]["url"] == "https://news.example/1"
    assert api.slugs("commitments/", stage="delivered") == [told["slug"]]


def test_evidence_in_an_embargoed_release_is_not_told(api, clock, keepers):
    make_issued_edition(make_marked_edition())
    later = make_issued_edition(make_edition(headline="It sails"), at=THURSDAY)
    record_update(
        ferry_line(),
        by=keepers[0],
        stage="in_progress",
        words="The quay is being built.",
        effective_on=date(2091, 3, 4),
        evidence=[
            {"kind": "own_release", "title": "It sails", "release": later.release}
        ],
    )
    told = api.client.get(f"/api/v1/{FERRY_LINE}").content.decode()
    assert "sails" not in told

    clock.move_to(THURSDAY)
    [evidence] = api.get(FERRY_LINE)["updates"][0]["evidence"]
    assert evidence["release"]["name"] == "It sails"


def test_sums_are_strings_in_full(api, writer):
    edition = make_marked_edition()
    describe_commitment(
        ferry_line(), by=writer, amount="75000000", currency="EUR", target_value=2
    )
    make_issued_edition(edition)

    told = api.get(FERRY_LINE)

    amount = {"value": "75000000.00", "currency": "EUR", "qualifier": ""}
    assert told["amount"] == amount
    assert told["target"] == {"value": "2", "unit": ""}


def test_filters_find_one_of_two(api, writer):
    edition = make_marked_edition()
    office = add_organisation(by=writer, name="Ferry office")
    describe_commitment(
        ferry_line(), by=writer, kind="funding", responsible_organisation=office
    )
    mark_commitment(edition, by=writer, title="Other", **span(edition, "on Monday"))
    make_issued_edition(edition)

    found = [
        api.slugs("commitments/", kind="funding"),
        api.slugs("commitments/", organisation="ferry-office"),
    ]

    assert found == [["open-a-ferry-line-to-skerrow"]] * 2
    assert len(api.slugs("commitments/")) == 2
