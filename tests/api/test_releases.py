from datetime import timedelta

import pytest

from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    replace_release,
    withdraw_release,
)
from briefings.actions.record import correct_change_note
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_topic
from briefings.models import FormerAddress
from tests.making import (
    BODY,
    MONDAY,
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    save,
)

FERRY = "releases/a-ferry-for-skerrow/"


@pytest.fixture(autouse=True)
def on_monday(clock, db):
    return clock


@pytest.fixture
def ferry(clock):
    """The release of a ferry, out for an hour."""
    release = make_issued_edition(make_marked_edition()).release
    clock.move_to(MONDAY + timedelta(hours=1))
    return release


def correct(edition, **content):
    return make_issued_edition(
        save(begin_correction(edition.release, by=edition.written_by), **content)
    )


def test_a_release_tells_its_words_and_what_they_contain(api):
    make_issued_edition(make_marked_edition(key_points=["A ferry, at last"]))

    told = api.get(FERRY)

    assert told["headline"] == "A ferry for Skerrow"
    assert told["key_points"] == ["A ferry, at last"]
    assert told["body"] == BODY
    assert told["published_at"] == told["updated_at"] == "2091-03-05T09:00:00Z"
    contained = [len(told[name]) for name in ("quotes", "commitments", "figures")]
    assert contained == [1, 1, 1]


def test_anchors_lead_to_the_words_in_the_plain_text(api):
    make_issued_edition(make_marked_edition())

    told = api.get(FERRY)

    for record in (*told["quotes"], *told["commitments"], *told["figures"]):
        anchor = record["anchor"]
        words = told["plain_text"][anchor["start"] : anchor["end"]]
        assert words == anchor["exact"] == record["words"]


def test_a_release_goes_public_at_its_time(api, clock):
    make_issued_edition(make_edition(), at=THURSDAY)

    clock.move_to(THURSDAY - timedelta(seconds=1))
    api.get(FERRY, status=404)
    assert api.slugs("releases/") == []

    clock.move_to(THURSDAY)
    assert api.get(FERRY)["slug"] == "a-ferry-for-skerrow"
    assert api.slugs("releases/") == ["a-ferry-for-skerrow"]


def test_an_embargoed_release_answers_as_an_unknown_one(stranger):
    make_issued_edition(make_marked_edition(), at=THURSDAY)

    embargoed = stranger.get(f"/api/v1/{FERRY}")

    unknown = stranger.get("/api/v1/releases/nothing-of-the-kind/")
    assert embargoed.status_code == 404
    assert embargoed.content == unknown.content
    assert embargoed.headers == unknown.headers


def test_a_scheduled_correction_leaves_no_trace(stranger, api):
    edition = make_issued_edition(make_marked_edition())
    before = [stranger.get(f"/api/v1/{path}").content for path in _about_the_ferry()]
    draft = begin_correction(edition.release, by=edition.written_by)
    draft = save(draft, headline="Two ferries for Skerrow", change_note="Two now.")
    make_issued_edition(draft, at=THURSDAY)

    after = [stranger.get(f"/api/v1/{path}").content for path in _about_the_ferry()]

    assert after == before
    api.get(f"{FERRY}editions/2/", status=404)


def _about_the_ferry():
    lists = ["releases/", "quotes/", "commitments/", "figures/"]
    return [*lists, FERRY, f"{FERRY}editions/", f"{FERRY}editions/1/"]


def test_lists_are_newest_first(api, clock):
    make_issued_edition(make_edition(headline="First"))
    clock.move_to(THURSDAY)
    make_issued_edition(make_edition(headline="Second"))

    assert api.slugs("releases/") == ["second", "first"]


def test_every_published_edition_is_told(api, clock):
    edition = make_issued_edition(make_edition())
    clock.move_to(THURSDAY)
    correct(edition, headline="Two ferries", change_note="There are two.")

    second, first = api.get(f"{FERRY}editions/")["results"]
    assert (second["change_note"], second["is_current"]) == ("There are two.", True)
    assert first["live_to"] == second["live_from"] == "2091-03-08T09:00:00Z"
    past = api.get(f"{FERRY}editions/1/")
    assert (past["headline"], past["edition"]) == ("A ferry for Skerrow", first)
    api.get(f"{FERRY}editions/3/", status=404)


def test_a_corrected_change_note_is_told_with_its_correction(api, clock, publisher):
    edition = make_issued_edition(make_edition())
    clock.move_to(THURSDAY)
    second = correct(edition, headline="Two ferries", change_note="There are two.")
    assert api.get(FERRY)["edition"]["change_note_corrections"] == []

    correct_change_note(second, by=publisher, words="There are three.")

    told = api.get(FERRY)["edition"]
    listed = api.get(f"{FERRY}editions/")["results"][0]
    assert told["change_note"] == "There are two."
    assert [c["words"] for c in told["change_note_corrections"]] == ["There are three."]
    assert listed == told


def test_what_was_public_at_a_past_moment(api, clock):
    edition = make_issued_edition(make_edition())
    clock.move_to(THURSDAY)
    correct(edition, headline="Two ferries", change_note="There are two.")
    tuesday = "2091-03-06T12:00:00+01:00"

    told = api.get(FERRY, at=tuesday)
    listed = api.get("releases/", at=tuesday)

    assert told["headline"] == "A ferry for Skerrow"
    assert (told["edition"]["is_current"], told["edition"]["live_to"]) == (True, None)
    assert told["at"] == listed["at"] == "2091-03-06T11:00:00Z"
    assert [row["headline"] for row in listed["results"]] == ["A ferry for Skerrow"]
    assert api.get(FERRY)["headline"] == "Two ferries"


def test_a_moment_before_the_release_knows_nothing_of_it(api, clock):
    make_issued_edition(make_edition())
    clock.move_to(THURSDAY)
    sunday = "2091-03-04T00:00:00Z"

    assert api.get("releases/", at=sunday)["results"] == []
    api.get(FERRY, at=sunday, status=404)


@pytest.mark.parametrize("path", ["releases/", FERRY])
def test_a_moment_that_lies_ahead_is_refused(api, path):
    make_issued_edition(make_edition(), at=THURSDAY)

    problem = api.get(path, at="2091-03-08T09:00:00Z", status=400)

    [error] = problem["errors"]
    assert error["parameter"] == "at"
    assert "lies ahead" in error["detail"]


@pytest.mark.parametrize(
    "at",
    [
        "",
        "yesterday",
        "2091-03-05",
        "2091-03-05T09:00:00",
        "2091-02-30T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "²091-03-05T09:00:00Z",
        "\0",
    ],
)
def test_a_moment_is_given_with_its_time_zone(api, at):
    problem = api.get("releases/", at=at, status=400)

    assert "2026-05-03T12:00:00Z" in problem["errors"][0]["detail"]


def test_a_plus_that_was_not_escaped_is_understood(api, stranger):
    make_issued_edition(make_edition())

    response = stranger.get(f"/api/v1/{FERRY}?at=2091-03-05T11:00:00+02:00")

    assert response.json()["at"] == "2091-03-05T09:00:00Z"


def test_a_withdrawn_release_is_told_with_its_notice(api, clock, publisher, ferry):
    withdraw_release(ferry, by=publisher, explanation="The ferry sank.")

    notice = {"explanation": "The ferry sank.", "since": "2091-03-05T10:00:00Z"}
    assert api.get(FERRY)["withdrawn"] == notice
    assert api.get("releases/")["results"][0]["withdrawn"] == notice

    clock.move_to(THURSDAY)
    reinstate_release(ferry, by=publisher)
    assert api.get(FERRY)["withdrawn"] is None


def test_a_removed_release_says_why(api, publisher, ferry):
    remove_release(ferry, by=publisher, explanation="It was a hoax.")

    for path in (FERRY, f"{FERRY}editions/", f"{FERRY}editions/1/"):
        assert api.get(path, status=410)["detail"] == "It was a hoax."
    assert api.slugs("releases/") == []
    assert api.get("quotes/")["results"] == []


@pytest.mark.parametrize(
    ("redirect_to", "location"),
    [
        ("/releases/a-bridge/", "http://testserver/api/v1/releases/a-bridge/"),
        ("/quotes/", "http://testserver/quotes/"),
        ("https://ferries.example/", "https://ferries.example/"),
        ("https://ferries.example/releases/a/", "https://ferries.example/releases/a/"),
    ],
)
def test_a_replaced_release_leads_on(stranger, publisher, ferry, redirect_to, location):
    make_issued_edition(make_edition(headline="A bridge"))
    replace_release(ferry, by=publisher, explanation="Moved.", redirect_to=redirect_to)

    response = stranger.get(f"/api/v1/{FERRY}")

    assert (response.status_code, response["Location"]) == (301, location)


def test_a_replaced_release_does_not_lead_to_an_embargoed_one(
    api, publisher, clock, ferry
):
    make_issued_edition(make_edition(headline="A bridge"), at=THURSDAY)
    replace_release(
        ferry,
        by=publisher,
        explanation="There is news.",
        redirect_to="/releases/a-bridge/",
    )

    assert api.get(FERRY, status=410)["detail"] == "There is news."

    clock.move_to(THURSDAY)
    response = api.client.get(f"/api/v1/{FERRY}")
    assert response["Location"].endswith("/api/v1/releases/a-bridge/")


def test_a_former_address_leads_to_the_new_one(stranger, clock):
    release = make_issued_edition(make_edition(), at=THURSDAY).release
    FormerAddress.objects.create(slug="a-boat", release=release)
    old = "/api/v1/releases/a-boat/editions/1/"

    assert stranger.get(old).status_code == 404

    clock.move_to(THURSDAY)
    response = stranger.get(old + "?x=1")
    assert response.status_code == 301
    assert response["Location"] == f"http://testserver/api/v1/{FERRY}editions/1/?x=1"


def test_related_releases_are_told_once_they_are_public(api, clock):
    later = make_issued_edition(make_edition(headline="A bridge"), at=THURSDAY).release
    make_issued_edition(make_edition(related_releases=[later]))

    assert api.get(FERRY)["related_releases"] == []

    clock.move_to(THURSDAY)
    [link] = api.get(FERRY)["related_releases"]
    assert link == {
        "slug": "a-bridge",
        "name": "A bridge",
        "url": "http://testserver/api/v1/releases/a-bridge/",
    }


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "speech"},
        {"topic": "bridges"},
        {"language": "de"},
        {"q": "brücke"},
        {"q": '"hohe brucke" -fähre'},
        {"published_after": "2091-03-08T09:00:00Z"},
    ],
)
def test_filters_find_one_of_two(api, clock, writer, asked):
    make_issued_edition(make_edition())
    clock.move_to(THURSDAY)
    bridges = add_topic(by=writer, name="Bridges")
    make_issued_edition(
        make_edition(
            kind="speech",
            headline="Hohe Brücke",
            language="de",
            body="Eröffnet.",
            topics=[bridges],
        )
    )

    assert api.slugs("releases/", **asked) == ["hohe-brucke"]


def test_a_person_is_found_as_speaker_and_as_named(api, writer):
    make_issued_edition(make_marked_edition())
    speaker = api.get("people/")["results"][0]["slug"]
    make_issued_edition(make_edition(headline="Somebody else"))

    found = api.slugs("releases/", person=speaker)

    assert found == ["a-ferry-for-skerrow"]


def test_published_before_leaves_the_moment_out(api):
    make_issued_edition(make_edition())
    at = MONDAY.isoformat()

    assert api.slugs("releases/", published_before=at) == []
    assert api.slugs("releases/", published_after=at) == ["a-ferry-for-skerrow"]
