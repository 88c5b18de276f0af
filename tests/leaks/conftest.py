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
from tests.leaks.personas import GUESTS, STRANGER, Persona, make_personas
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


FORMS_OF_GUESTS = ("code", "enter", "accept", "leave", "answer", "remark")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def etag(self) -> str:
        return dict(self.headers).get("ETag", "")


Asked = dict[tuple[str, str], Answer]


# Of somebody whom the office knows, and of their own link: at each moment.
Moments = dict[str, Asked]


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
    to_others: dict[str, Moments]
    at_own_links: dict[str, Moments]


BROWSER = Client()


def ask(
    method: str, address: str, by: Persona = STRANGER, data: str = "", **headers: str
) -> Answer:
    BROWSER.cookies.clear()
    BROWSER.cookies.load(by.cookies)
    form = "application/x-www-form-urlencoded"
    response = BROWSER.generic(
        method, address, data, form, secure=True, headers=headers
    )
    told = {k: v for k, v in response.headers.items() if k not in VARYING}
    if "no-store" in told.get("Cache-Control", ""):
        told.pop("Expires", None)  # the moment of the answer
    return Answer(
        response.status_code, tuple(sorted(told.items())), response.getvalue()
    )


def ask_all(addresses: Addresses) -> Asked:
    plain = plain_pages(addresses)
    named = [a for a in plain if a in lists() or SECRET in a or "ferry" in a]
    told_of = [*named, *one_of_each(addresses)]
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


def asked_by_others(by_strangers: Asked, addresses: Addresses) -> list[tuple[str, str]]:
    """Of what strangers asked: everything that is hidden; and of what everybody has, a
    page of each pattern, in each method, and every list and search."""
    pages = {*one_of_each(addresses), *lists(), *searches()}
    return [
        (method, where)
        for (method, where), answer in by_strangers.items()
        if method not in WAYS
        and (where in pages or (method, answer.status) == ("GET", 404))
    ]


def ask_at_own_link(guest: Persona) -> Asked:
    """And of one that was made up, with the same in hand: the forms as well that stood
    on the page before."""
    made_up = f"{guest.link[:-2]}_/"
    forms = [f"do={do}&seal={guest.seal}" for do in FORMS_OF_GUESTS]
    asked = [("GET", ""), ("HEAD", ""), *(("POST", form) for form in forms)]
    return {
        (f"{method} {data}", whose): ask(method, address, by=guest, data=data)
        for method, data in asked
        for whose, address in (("own", guest.link), ("made up", made_up))
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
        bridge = add_embargoed(addresses)
        personas = make_personas(bridge, clock)
        embargoed = ask_all(addresses) | ask_in_every_way(addresses)
        others = Others(personas, asked_by_others(embargoed, addresses))
        few = {*one_of_each(addresses), *lists()}
        others.ask("embargoed", embargoed)
        clock.move_to(EVE)
        eve = ask_all(addresses)
        others.ask_a_second_away("eve", eve, few)
        clock.move_to(THURSDAY)
        lifted = ask_after_the_lift(addresses)
        others.ask("lifted", lifted)
        clock.move_to(THURSDAY + timedelta(seconds=1))
        after = ask_after_the_lift(addresses)
        others.ask_a_second_away("after", after, few)
        clock.move_to(THURSDAY)
        asked_again = ask_again(embargoed)
        others.ask_again()
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
        to_others=others.told,
        at_own_links=others.at_own_links,
    )


class Others:
    """Those who are no strangers, and what they were told at each moment."""

    def __init__(self, personas: list[Persona], asked: list[tuple[str, str]]) -> None:
        self.personas, self.asked = personas, asked
        self.told: dict[str, Moments] = {one.name: {} for one in personas}
        self.at_own_links: dict[str, Moments] = {name: {} for name in GUESTS}

    def ask(self, moment: str, by_strangers: Asked) -> None:
        asked = [one for one in self.asked if one in by_strangers]
        for person in self.personas:
            told = {one: ask(*one, by=person) for one in asked}
            self.told[person.name][moment] = told
            if person.link:
                self.at_own_links[person.name][moment] = ask_at_own_link(person)

    def ask_a_second_away(self, moment: str, by_strangers: Asked, pages: set) -> None:
        """From the moments at which everything is asked: a page of each pattern."""
        few = {w: a for w, a in by_strangers.items() if w[0] == "GET" and w[1] in pages}
        self.ask(moment, few)

    def ask_again(self) -> None:
        for person in self.personas:
            told = self.told[person.name]
            told["asked again"] = ask_again(told["embargoed"], by=person)


def ask_again(before: Asked, by: Persona = STRANGER) -> Asked:
    """The lists once more, with what a cache kept of them from before the lift."""
    return {
        ("GET", address): ask(
            "GET", address, by, **{"If-None-Match": before["GET", address].etag}
        )
        for address in lists()
    }


def count_lifts() -> int:
    return Transition.objects.filter(move="lift").count()
