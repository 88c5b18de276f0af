"""Where the server is told no address of who comes, as behind a socket: nobody pays for
what another guest does, and nobody is let do everything."""

from datetime import timedelta

import pytest
from django.test import Client

from briefings.actions.guests import give_preview
from briefings.models import Allowance, GuestAccess
from tests.guests.conftest import Guest
from tests.making import make_edition

pytestmark = pytest.mark.django_db
NOWHERE = pytest.mark.parametrize("address", ["", "unknown", "@"])


@pytest.fixture(autouse=True)
def three_a_minute(settings, empty_counters, clock):
    settings.RATE_LIMITS = {"guests": (3, timedelta(minutes=1))}


def a_guest(name: str, address: str, *, headline="A ferry", email="") -> Guest:
    email = email or f"{name.lower()}@lab.example"
    link = give_preview(
        make_edition(headline=headline), by=None, name=name, email=email
    )
    guest = Guest(link)
    guest.client = Client(REMOTE_ADDR=address)
    return guest


def sent(guest: Guest, times: int) -> list[int]:
    return [guest.post("enter", digits="1").status_code for _ in range(times)]


@NOWHERE
def test_who_sends_too_often_refuses_nobody_else(address):
    busy, innocent = a_guest("Ada", address), a_guest("Ben", address)

    assert sent(busy, 4) == [200, 200, 200, 429]
    assert sent(innocent, 3) == [200, 200, 200]


@NOWHERE
def test_nobody_has_more_for_having_several_links(address):
    first = a_guest("Ada", address)
    second = a_guest("Ada", address, headline="A bridge", email="ADA@lab.example")

    assert sent(first, 2) == [200, 200]
    assert sent(second, 2) == [200, 429]
    assert sent(first, 1) == [429]


def test_an_address_that_is_known_counts_for_all_who_come_from_it():
    ada, ben = a_guest("Ada", "203.0.113.9"), a_guest("Ben", "203.0.113.9")

    assert sent(ada, 3) == [200, 200, 200]
    assert sent(ben, 1) == [429]


def test_neighbours_of_a_network_share_nothing_where_the_audit_keeps_it_alone(settings):
    settings.AUDIT_SHORT_ADDRESSES = True
    ada, ben = a_guest("Ada", "203.0.113.9"), a_guest("Ben", "203.0.113.10")

    assert sent(ada, 4) == [200, 200, 200, 429]
    assert sent(ben, 3) == [200, 200, 200]
    assert {a.address for a in GuestAccess.objects.all()} == {"203.0.113.0"}
    kept = list(Allowance.objects.values_list("key", flat=True))
    assert not any("203.0.113" in key for key in kept)


def test_nobodys_address_is_kept_by_counting():
    sent(a_guest("Ada", ""), 1)

    keys = list(Allowance.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not any("ada" in key for key in keys)
