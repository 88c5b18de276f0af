from datetime import timedelta

import pytest

from briefings.actions.people import add_organisation, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_contact, add_event, add_place, add_topic
from briefings.models import Commitment, Person
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
)

LISTS = ["releases", "quotes", "commitments", "figures", "people", "organisations"]
LISTS += ["roles", "topics", "places", "events"]


def make_embargoed_edition(by):
    """A release due on Thursday with one of everything that nothing else names."""
    named = {"by": by, "name": "Hush"}
    office = add_organisation(**named)
    place = add_place(**named)
    edition = make_marked_edition(
        headline="Hush",
        lead_organisations=[office],
        topics=[add_topic(**named)],
        places=[place],
        events=[add_event(**named, place=place, host=office)],
        contacts=[add_contact(**named, organisation=office)],
    )
    quote = fresh(edition).quotes.get()
    role = add_role(by=by, title="Hush", organisation=office)
    held = appoint(quote.speaker, role, by=by, started_on=MONDAY.date())
    change_quote(quote, by=by, appointment=held)
    return make_issued_edition(edition, at=THURSDAY)


def addresses_of(edition):
    release = f"releases/{edition.release.slug}/"
    yield from (release, f"{release}editions/", f"{release}editions/1/")
    yield f"commitments/{Commitment.objects.get().slug}/"
    yield f"people/{Person.objects.get().slug}/"
    yield f"quotes/{edition.quotes.get().ref}/"
    yield f"figures/{edition.figures.get().ref}/"
    for name in ("organisations", "roles", "topics", "places", "events"):
        yield f"{name}/hush/"


def answers(client, paths):
    asked = {path: client.get(f"/api/v1/{path}") for path in paths}
    return {path: (a.status_code, a.headers, a.content) for path, a in asked.items()}


@pytest.fixture
def record(clock, writer):
    """One release that is public, so that there is something to tell."""
    return make_issued_edition(make_edition(headline="Known"))


def test_an_embargoed_release_changes_not_a_byte(stranger, clock, writer, record):
    clock.move_to(THURSDAY - timedelta(seconds=1))
    past = f"?at={MONDAY:%Y-%m-%dT%H:%M:%SZ}"
    paths = [f"{name}/" for name in LISTS] + [f"releases/{past}", "releases/known/"]
    paths += [f"releases/?q={word}" for word in ("hush", "petition")]
    without = answers(stranger, paths)

    embargoed = make_embargoed_edition(writer)

    assert answers(stranger, paths) == without
    told = answers(stranger, addresses_of(embargoed))
    unknown = stranger.get("/api/v1/topics/no-such-topic/")
    nothing = (404, unknown.headers, unknown.content)
    assert list(told.values()) == [nothing] * 12


def test_everything_appears_at_the_moment_of_the_lift(stranger, clock, writer, record):
    embargoed = make_embargoed_edition(writer)

    clock.move_to(THURSDAY)

    told = answers(stranger, addresses_of(embargoed))
    assert [status for status, *_ in told.values()] == [200] * 12
    lists = answers(stranger, [f"{name}/" for name in LISTS])
    assert not [path for path, (_, _, body) in lists.items() if b'"results":[]' in body]
