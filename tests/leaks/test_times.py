"""How long an answer takes tells what the database was asked. What is under embargo, or
only written, is asked for as what never was, whoever asks; `make bench` measures the
times, and how well a stopwatch tells them apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.accreditation import revoke_accreditation
from briefings.actions.guests import give_preview, revoke_link
from briefings.models import GuestLink
from tests.leaks.conftest import ask
from tests.leaks.personas import OTHERS, STRANGER, Persona, make_personas
from tests.leaks.surfaces import (
    FILTERED,
    PAGES_OF,
    narrowed_by,
    pages_at,
    patterns,
    shown_elsewhere,
)
from tests.leaks.worlds import Addresses, add_embargoed, make_public_world
from tests.making import make_edition

UNKNOWN = "nothing-here"
Shape = tuple[int, list[str]]


@dataclass(frozen=True)
class Office:
    addresses: Addresses
    people: list[Persona]


@pytest.fixture
def office(db, clock):
    addresses = make_public_world(clock)
    others = make_personas(add_embargoed(addresses), clock)
    return Office(addresses, [STRANGER, *others])


def shape(address: str, by: Persona = STRANGER) -> Shape:
    """The status, and the statements without their values."""
    with CaptureQueriesContext(connection) as asked:
        status = ask("GET", address, by).status
    return status, [
        re.sub(r"'[^']*'|\bs\d+_x\d+|\b\d+\b", "?", q["sql"]) for q in asked
    ]


def pages_about(slug: str, kind: str) -> Iterator[str]:
    """Its own pages, and what asks for it by its address elsewhere."""
    for name, route in patterns():
        if PAGES_OF.get(name) == kind:
            yield from pages_at(route, slug)
    yield from shown_elsewhere(kind, slug)


def shapes_of(slug: str, kind: str, by: Persona = STRANGER) -> list[Shape]:
    return [shape(address, by) for address in pages_about(slug, kind)]


def hidden(addresses: Addresses) -> list[tuple[str, str]]:
    """Everything that has no page in public."""
    return [
        (kind, slug)
        for kind, slugs in addresses.slugs.items()
        for slug in slugs
        if {ask("GET", page).status for page in pages_about(slug, kind)} == {404}
    ]


def test_what_is_not_public_is_asked_for_as_what_never_was(office):
    asked = hidden(office.addresses)

    assert {one.name for one in office.people} == {STRANGER.name, *OTHERS}
    assert {kind for kind, _ in asked} == set(PAGES_OF.values())
    for person in office.people:
        unknown = {kind: shapes_of(UNKNOWN, kind, person) for kind, _ in asked}
        for kind, slug in asked:
            # Only who was sent a link can ask for one that ended, and knows of it.
            if kind == "guest":
                continue
            assert shapes_of(slug, kind, person) == unknown[kind], (kind, slug, person)


def test_a_list_is_narrowed_by_what_is_not_public_as_by_what_never_was(office):
    """All that are hidden are asked of one list, and one of all lists."""
    for kind, slug in hidden(office.addresses):
        for person in office.people if kind in FILTERED else ():
            known, unknown = (narrowed_by(kind, name) for name in (slug, UNKNOWN))
            told = [shape(address, person) for address in known]
            assert told == [shape(address, person) for address in unknown], slug


def test_a_link_that_ended_does_not_tell_why(office, clock):
    draft = make_edition(headline="Quillfeather shown")
    revoked, expired = (
        give_preview(draft, by=None, name=n, email=f"{n}@guest.example", days=days)
        for n, days in (("odo", 30), ("ana", 1))
    )
    revoke_link(revoked, by=None)
    ousted = GuestLink.objects.exclude(journalist=None).latest("pk")
    if ousted.journalist.revoked_at is None:
        revoke_accreditation(ousted.journalist, by=None)
    clock.move_to(clock.at + timedelta(days=2))

    asked = {
        link.name: shape(link.get_absolute_url()) for link in (revoked, expired, ousted)
    }

    assert {status for status, _ in asked.values()} == {404}
    assert len({tuple(statements) for _, statements in asked.values()}) == 1
    # One that was made up is turned away before anything is asked.
    made_up = shape(revoked.get_absolute_url().replace(".", ".x"))
    assert made_up == (404, [])
