"""How long an answer takes tells what the database was asked. What is under embargo, or
only written, is asked for as what never was; `make bench` measures the times."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.accreditation import revoke_accreditation
from briefings.actions.guests import give_preview, revoke_link
from briefings.models import GuestLink
from tests.leaks.conftest import ask
from tests.leaks.surfaces import PAGES_OF, pages_at, patterns
from tests.leaks.worlds import Addresses, add_embargoed, make_public_world
from tests.making import make_edition

UNKNOWN = "nothing-here"
Shape = tuple[int, list[str]]


@pytest.fixture
def addresses(db, clock):
    addresses = make_public_world(clock)
    add_embargoed(addresses)
    return addresses


def shape(address: str) -> Shape:
    """The status, and the statements without their values."""
    with CaptureQueriesContext(connection) as asked:
        status = ask("GET", address).status
    return status, [
        re.sub(r"'[^']*'|\bs\d+_x\d+|\b\d+\b", "?", q["sql"]) for q in asked
    ]


def shapes_of(slug: str, kind: str) -> list[Shape]:
    return [
        shape(address)
        for name, route in patterns()
        if PAGES_OF.get(name) == kind
        for address in pages_at(route, slug)
    ]


def hidden(addresses: Addresses) -> dict[tuple[str, str], list[Shape]]:
    """Of everything that has no page in public, how its pages were asked for."""
    asked = {
        (kind, slug): shapes_of(slug, kind)
        for kind, slugs in addresses.slugs.items()
        for slug in slugs
    }
    return {of: told for of, told in asked.items() if {s for s, _ in told} == {404}}


def test_what_is_not_public_is_asked_for_as_what_never_was(addresses):
    asked = hidden(addresses)

    assert {kind for kind, _ in asked} == set(PAGES_OF.values())
    for kind, slug in asked:
        # Only who was sent a link can ask for one that was revoked, and knows of it.
        if kind == "guest":
            continue
        assert asked[kind, slug] == shapes_of(UNKNOWN, kind), (kind, slug)


def test_a_link_that_ended_does_not_tell_why(addresses, clock):
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
