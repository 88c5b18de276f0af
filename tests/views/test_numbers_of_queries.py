from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.commitments import record_update
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_event, add_place, add_topic
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_issued_edition,
    make_marked_edition,
    mark_words,
    save,
)
from tests.views.reading import read

pytestmark = pytest.mark.django_db

LISTS = ["", "releases/", "quotes/", "commitments/", "figures/", "people/"]
ABOUT = ["topics/sea/", "places/holm/", "events/summit/", "organisations/ministry/"]


@pytest.fixture
def publish(clock, writer, records_officer):
    """Publishes releases, each with one of everything; all are about the same."""
    by = writer
    ministry = add_organisation(by=by, name="Ministry")
    role = add_role(by=by, title="Minister", organisation=ministry)
    holm = add_place(by=by, name="Holm")
    tags = {
        "topics": [add_topic(by=by, name="Sea")],
        "places": [holm],
        "events": [add_event(by=by, name="Summit", place=holm)],
        "lead_organisations": [ministry],
    }

    def publish_one(number):
        person = add_person(by=by, name=f"Person {number}")
        edition = make_marked_edition(headline=f"No. {number}", people=[person], **tags)
        quote = edition.quotes.get()
        held = appoint(quote.speaker, role, by=by, started_on=MONDAY.date())
        change_quote(quote, by=by, appointment=held, said_at=tags["events"][0])
        record_update(
            fresh(edition).statements.get().commitment,
            by=records_officer,
            stage="in_progress",
            words="It goes on.",
            effective_on=MONDAY.date() + timedelta(days=number),
            evidence=[
                {"kind": "news_report", "title": "X", "url": "https://x.example"}
            ],
        )
        return make_issued_edition(edition)

    return publish_one


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/{address}").status_code == 200
    return len(captured)


def test_lists_take_as_many_queries_for_many_rows_as_for_few(stranger, publish):
    for number in range(3):
        publish(number)
    few = {name: queries(stranger, name) for name in LISTS + ABOUT}
    # More than a page holds.
    for number in range(3, 24):
        publish(number)

    assert {name: queries(stranger, name) for name in LISTS + ABOUT} == few
    assert max(few.values()) <= 8
    assert "page 2 of 2" in read(stranger, "/releases/?page=2")


def test_release_takes_four_queries_however_much_is_in_it(
    stranger, publish, clock, writer
):
    release = publish(1).release
    clock.move_to(THURSDAY)
    draft = begin_correction(release, by=writer)
    body = f"{draft.body}\nNurses said:\n\n> Yes.\n\nSchools said:\n\n> No.\n"
    draft = save(draft, body=body, change_note="More was said.")
    for words in ("Yes.", "No."):
        mark_words(draft, words, speaker=words)
    make_issued_edition(draft)
    publish(2)

    assert queries(stranger, f"releases/{release.slug}/") <= 4
    assert queries(stranger, f"releases/{release.slug}/editions/1/") <= 4
    assert queries(stranger, f"releases/{release.slug}/editions/2/") <= 4
    assert queries(stranger, f"releases/{release.slug}/history/") <= 4


def test_pages_of_one_record_take_few_queries(stranger, publish):
    edition = publish(1)
    ref = edition.quotes.get().ref
    slug = edition.statements.get().commitment.slug

    assert queries(stranger, f"quotes/{ref}/") == 3
    assert queries(stranger, f"quotes/{ref}/cite/ris.ris") == 1
    assert queries(stranger, f"oembed?url={settings.SITE_URL}/quotes/{ref}/") == 1
    assert queries(stranger, f"commitments/{slug}/") <= 9
    assert queries(stranger, "people/ines-calder/") <= 6
