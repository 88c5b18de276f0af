import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.commitments import record_update
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_event, add_place, add_topic
from tests.making import (
    MONDAY,
    fresh,
    make_issued_edition,
    make_marked_edition,
    mark_words,
)

pytestmark = pytest.mark.django_db


def publish(number, by, keeper):
    """A release with one of everything, all of its own."""
    named = {"by": by, "name": f"Number {number}"}
    office = add_organisation(**named)
    role = add_role(by=by, title=f"Role {number}", organisation=office)
    place = add_place(**named, within=add_place(by=by, name=f"Sea {number}"))
    edition = make_marked_edition(
        headline=f"Release {number}",
        lead_organisations=[office],
        people=[add_person(**named)],
        topics=[add_topic(**named)],
        places=[place],
        events=[add_event(**named, place=place, host=office)],
    )
    quote = fresh(edition).quotes.get()
    held = appoint(quote.speaker, role, by=by, started_on=MONDAY.date())
    change_quote(quote, by=by, appointment=held)
    evidence = {"kind": "news_report", "title": "X", "url": "https://news.example/"}
    record_update(
        fresh(edition).statements.get().commitment,
        by=keeper,
        stage="in_progress",
        words="It goes on.",
        effective_on=MONDAY.date(),
        evidence=[evidence],
    )
    make_issued_edition(edition)


LISTS = ["releases", "quotes", "commitments", "figures", "people", "organisations"]
LISTS += ["roles", "topics", "places", "events"]


def count(client, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(f"/api/v1/{path}/")
    return len(queries), len(response.json()["results"])


def test_lists_take_as_many_queries_for_many_rows_as_for_few(
    stranger, clock, writer, records_officer
):
    for number in range(3):
        publish(number, writer, records_officer)
    few = {name: count(stranger, name) for name in LISTS}
    for number in range(3, 30):
        publish(number, writer, records_officer)
    many = {name: count(stranger, name) for name in LISTS}

    for name in LISTS:
        assert many[name][1] > few[name][1] > 0
        assert many[name][0] == few[name][0] <= 12, name


def test_a_release_takes_as_many_queries_however_much_it_contains(stranger, clock):
    few = make_marked_edition(headline="Few")
    many = make_marked_edition(headline="Many", key_points=["One", "Two", "Three"])
    for words in ("One", "Two", "Three"):
        mark_words(many, words, speaker=f"Speaker {words}")
    for edition in (few, many):
        make_issued_edition(edition)

    def queries(slug):
        with CaptureQueriesContext(connection) as made:
            assert stranger.get(f"/api/v1/releases/{slug}/").status_code == 200
        return len(made)

    assert queries("many") == queries("few") <= 16
