from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils.http import http_date as http_date_of

from briefings.models import Transition
from tests.conftest import Clock
from tests.leaks.surfaces import (
    lists,
    narrowed_lists,
    one_of_each,
    plain_pages,
    searches,
)
from tests.leaks.worlds import (
    ELEVEN,
    EVE,
    SECRET,
    Addresses,
    add_embargoed,
    make_public_world,
)
from tests.making import MONDAY, THURSDAY

OFFICE = {
    "SECOND_FACTOR": "optional",
    "SECURE_SSL_REDIRECT": False,
    "MAIL_IS_ON": True,
}


def http_date(moment) -> str:
    return http_date_of(moment.timestamp())


VARYING = {"Date", "X-Request-Id"}
# Whatever else a request can ask for that changes the answer.
WAYS = {
    "GET as JSON": {"Accept": "application/json"},
    "GET as a page": {"Accept": "text/html"},
    "GET as a feed": {"Accept": "application/atom+xml"},
    "GET as nothing known": {"Accept": "image/x-unknown"},
    "GET compressed": {"Accept-Encoding": "gzip, br"},
    "GET in French": {"Accept-Language": "fr"},
    "GET in part": {"Range": "bytes=0-99"},
    "GET the end of": {"Range": "bytes=-1"},
    "GET if there is none": {"If-None-Match": "*"},
    "GET if there is one": {"If-Match": "*"},
    "GET if newer than the lift": {"If-Modified-Since": http_date(THURSDAY)},
    "GET if older than the lift": {"If-Unmodified-Since": http_date(THURSDAY)},
    "GET as after the lift": {"Accept-Datetime": http_date(THURSDAY)},
    "GET as before the lift": {"Accept-Datetime": http_date(EVE)},
    "GET as another method": {"X-HTTP-Method-Override": "DELETE"},
    "GET from elsewhere": {"Origin": "https://elsewhere.example"},
    "HEAD if there is none": {"If-None-Match": "*"},
    "HEAD in part": {"Range": "bytes=0-99"},
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def etag(self) -> str:
        return dict(self.headers).get("ETag", "")


Asked = dict[tuple[str, str], Answer]


@dataclass(frozen=True)
class Worlds:
    addresses: Addresses
    without: Asked
    embargoed: Asked
    eve: Asked
    eve_without: Asked
    lifted: Asked
    after: Asked
    asked_again: Asked
    lifts_noted: int


BROWSER = Client()


def ask(method: str, address: str, **headers: str) -> Answer:
    BROWSER.cookies.clear()
    response = BROWSER.generic(method, address, secure=True, headers=headers)
    told = {k: v for k, v in response.headers.items() if k not in VARYING}
    if "no-store" in told.get("Cache-Control", ""):
        told.pop("Expires", None)  # the moment of the answer
    return Answer(
        response.status_code, tuple(sorted(told.items())), response.getvalue()
    )


def ask_all(addresses: Addresses) -> Asked:
    plain = plain_pages(addresses)
    told_of = [a for a in plain if a in lists() or SECRET in a or "ferry" in a]
    asked = [
        *(("GET", address) for address in plain),
        *(("GET", address) for address in narrowed_lists()),
        *(("GET", address) for address in searches()),
        *(("HEAD", address) for address in told_of),
        *(("OPTIONS", address) for address in told_of),
    ]
    return {one: ask(*one) for one in asked}


def ask_in_every_way(addresses: Addresses) -> Asked:
    """One address of every pattern: what a way changes, it changes on all of them."""
    return {
        (way, address): ask(way.partition(" ")[0], address, **headers)
        for way, headers in WAYS.items()
        for address in one_of_each(addresses)
    }


def ask_after_the_lift(addresses: Addresses) -> Asked:
    past = [a for a in narrowed_lists() if "?at=" in a]
    pages = (*plain_pages(addresses), *past, *searches())
    asked = [("GET", address) for address in pages]
    return {one: ask(*one) for one in asked}


@pytest.fixture(scope="module")
def limited_clock(django_db_setup, django_db_blocker) -> Iterator[Clock]:
    """For a world of limited drafts that is made once, and undone."""
    clock = Clock(MONDAY)
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(**OFFICE),
    ):
        clock.rule(patch)
        yield clock
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[Worlds]:
    """What strangers are told of everything: with the embargo, at its lift, and in the
    same world without it. Made once, and undone."""
    clock = Clock(MONDAY)
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        clock.rule(patch)
        patch.setattr(settings, "MAIL_IS_ON", True)
        yield compare(clock)
        transaction.set_rollback(True)


def compare(clock: Clock) -> Worlds:
    addresses = make_public_world(clock)
    with transaction.atomic():
        add_embargoed(addresses)
        embargoed = ask_all(addresses) | ask_in_every_way(addresses)
        clock.move_to(EVE)
        eve = ask_all(addresses)
        clock.move_to(THURSDAY)
        lifted = ask_after_the_lift(addresses)
        clock.move_to(THURSDAY + timedelta(seconds=1))
        after = ask_after_the_lift(addresses)
        clock.move_to(THURSDAY)
        asked_again = ask_again(embargoed)
        lifts = count_lifts()
        transaction.set_rollback(True)
    clock.move_to(EVE)
    eve_without = ask_all(addresses)
    clock.move_to(ELEVEN)
    without = ask_all(addresses) | ask_in_every_way(addresses)
    return Worlds(
        addresses=addresses,
        without=without,
        embargoed=embargoed,
        eve=eve,
        eve_without=eve_without,
        lifted=lifted,
        after=after,
        asked_again=asked_again,
        lifts_noted=lifts,
    )


def ask_again(before: Asked) -> Asked:
    """The lists once more, with what a cache kept of them from before the lift."""
    return {
        ("GET", address): ask(
            "GET", address, **{"If-None-Match": before["GET", address].etag}
        )
        for address in lists()
    }


def count_lifts() -> int:
    return Transition.objects.filter(move="lift").count()
