import pytest

from briefings.actions.people import add_organisation, add_role, appoint
from briefings.actions.quotes import change_quote, unmark_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_event, add_topic
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    mark_words,
    save,
)


@pytest.fixture(autouse=True)
def on_monday(clock, db):
    return clock


def quote_in(edition):
    return fresh(edition).quotes.get()


def test_a_quote_is_told_with_its_speaker_and_its_release(api):
    quote = quote_in(make_issued_edition(make_marked_edition()))

    told = api.get(f"quotes/{quote.ref}/")

    assert told["paragraphs"] == [
        "The islands have waited long enough.",
        "We start on Monday.",
    ]
    assert told["printed"]["role"] == "Transport Minister"
    assert told["speaker"]["url"] == "http://testserver/api/v1/people/ines-calder/"
    assert told["release"]["name"] == "A ferry for Skerrow"
    assert api.get("quotes/")["results"] == [told]


def test_a_quote_keeps_the_role_that_its_speaker_held(api, writer):
    edition = make_marked_edition()
    quote = quote_in(edition)
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    role = add_role(by=writer, title="Minister", organisation=ministry)
    held = appoint(quote.speaker, role, by=writer, started_on=MONDAY.date())
    change_quote(quote, by=writer, appointment=held)
    make_issued_edition(edition)

    told = api.get(f"quotes/{quote.ref}/")

    assert (told["role"]["name"], told["role"]["slug"]) == ("Minister", "minister")
    found = api.get("quotes/", organisation="ministry-of-transport")["results"]
    assert found == [told]
    assert api.get("quotes/", organisation="ministry-of-war")["results"] == []


def test_a_quote_goes_public_with_its_release(api, clock):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    path = f"quotes/{quote_in(edition).ref}/"

    api.get(path, status=404)
    assert api.get("quotes/")["results"] == []

    clock.move_to(THURSDAY)
    assert api.get("quotes/")["results"] == [api.get(path)]


def test_a_quote_that_was_corrected_away_stays_at_its_address(api, clock, writer):
    edition = make_issued_edition(make_marked_edition())
    ref = quote_in(edition).ref
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    unmark_quote(draft.quotes.get(), by=writer)
    make_issued_edition(save(draft, change_note="She did not say it."))

    told = api.get(f"quotes/{ref}/")

    assert api.get("quotes/")["results"] == []
    assert (told["release"]["edition"], told["release"]["is_current"]) == (1, False)


def test_a_quote_is_told_as_the_newest_edition_has_it(api, clock, writer):
    edition = make_issued_edition(make_marked_edition())
    clock.move_to(THURSDAY)
    draft = begin_correction(edition.release, by=writer)
    quote = change_quote(draft.quotes.get(), by=writer, context="On the quay.")
    make_issued_edition(save(draft, change_note="Where she said it."))

    told = api.get(f"quotes/{quote.ref}/")

    assert told["context"] == "On the quay."
    assert (told["release"]["edition"], told["release"]["is_current"]) == (2, True)
    assert api.get("quotes/")["results"] == [told]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "waiting"},
        {"q": "calder"},
        {"person": "ines-calder"},
        {"topic": "ferries"},
        {"said_after": "2091-03-04", "said_before": "2091-03-05"},
    ],
)
def test_filters_find_one_of_two(api, clock, writer, asked):
    ferries = add_topic(by=writer, name="Ferries")
    edition = make_marked_edition(topics=[ferries])
    quote = change_quote(quote_in(edition), by=writer, said_on="2091-03-04")
    make_issued_edition(edition)
    other = make_edition(headline="A bridge", body="He said: “The bridge will stand.”")
    mark_words(other, "The bridge will stand.", speaker="Ove Brand")
    make_issued_edition(other)

    found = api.get("quotes/", **asked)["results"]

    assert [row["ref"] for row in found] == [quote.ref]


def test_a_quote_without_a_day_was_said_when_its_release_went_out(api):
    make_issued_edition(make_marked_edition())

    assert len(api.get("quotes/", said_after="2091-03-05")["results"]) == 1
    assert api.get("quotes/", said_before="2091-03-05")["results"] == []


def test_the_occasion_is_told(api, writer):
    edition = make_marked_edition()
    summit = add_event(by=writer, name="Islands summit")
    quote = change_quote(quote_in(edition), by=writer, said_at=summit)
    make_issued_edition(edition)

    told = api.get(f"quotes/{quote.ref}/")

    assert told["said_at"]["name"] == "Islands summit"
    assert api.get("events/islands-summit/")["name"] == "Islands summit"
