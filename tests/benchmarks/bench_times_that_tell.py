"""Whether a stranger with a stopwatch learns that something waits to be published: the
same address asked for what never was, for a draft and for what is under embargo, in
turn, over the whole stack and with everything warm. So it is for the bytes of files,
for guests' links that ended for one reason or another, and for every page there is of
something under embargo, asked by those whom the office knows as well."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median

from django.conf import settings
from django.test import Client, override_settings
from django.test.runner import DiscoverRunner

from briefings.actions.guests import give_preview, revoke_link
from briefings.models import Edition, GuestLink
from tests.attaching import attach
from tests.conftest import Clock
from tests.leaks.personas import STRANGER, make_personas
from tests.leaks.surfaces import PAGES_OF, pages_at, patterns
from tests.leaks.worlds import Addresses, add_embargoed, make_public_world
from tests.making import (
    MONDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_tagged_edition,
)

ROUNDS = 100
WARMING = 20
# Of each of a hundred pages or more.
FEWER = 40
IN_MEMORY = {"media": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
PAGES = ("/releases/{}/", "/api/v1/releases/{}/", "/releases/{}/editions/1/")


def seconds(client: Client, address: str) -> float:
    start = time.perf_counter()
    client.get(address)
    return time.perf_counter() - start


def times_in_turn(
    client: Client, addresses: list[str], rounds: int = ROUNDS
) -> list[list[float]]:
    """In turn, so that whatever else the machine does disturbs all alike."""
    for address in addresses * min(WARMING, rounds // 5):
        seconds(client, address)
    taken: list[list[float]] = [[] for _ in addresses]
    for _ in range(rounds):
        for address, mine in zip(addresses, taken, strict=True):
            mine.append(seconds(client, address))
    return taken


def overlap(these: list[float], those: list[float]) -> float:
    """How often one of the first is slower than one of the second. A half: no stopwatch
    tells them apart."""
    slower = sum(a > b for a in these for b in those)
    return slower / (len(these) * len(those))


@contextmanager
def newsroom() -> Iterator[None]:
    """A database of its own, thrown away afterwards."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    settings.SECURE_SSL_REDIRECT = False
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS)
    settings.MAIL_IS_ON = True  # or nobody outside would get a link
    logging.disable(logging.WARNING)  # each page that is not there would be told of
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


def run() -> list[tuple[str, float]]:
    with newsroom(), override_settings(STORAGES=settings.STORAGES | IN_MEMORY):
        return [*of_every_pattern(), *of_pages(), *of_files(), *of_links()]


def told_apart(where: str, asked: dict[str, str]) -> list[tuple[str, float]]:
    """Each as against the first, which is nothing."""
    nothing, *others = times_in_turn(Client(), list(asked.values()))
    told = []
    for name, times in zip(list(asked)[1:], others, strict=True):
        told += [
            (f"{where}: {name}, as against {next(iter(asked))}", ratio(times, nothing)),
            (f"{where}: {name} slower (no tell: 0.5)", overlap(times, nothing)),
        ]
    return told


def file_of(edition: Edition) -> str:
    address: str = attach(edition).asset.get_absolute_url()
    return address


def of_files() -> list[tuple[str, float]]:
    secret = make_tagged_edition(headline="A treaty with a plan")
    asked = {
        "no such file": f"/media/{'0' * 64}/figures.csv",
        "embargoed": file_of(secret),
    }
    make_issued_edition(fresh(secret), at=MONDAY)
    return told_apart("a file", asked)


def of_links() -> list[tuple[str, float]]:
    """Whoever has a link that ended knows that there was one; not why it ended. Whoever
    makes one up is turned away before the database is asked."""
    draft = make_edition(headline="A treaty shown")
    revoked, expired = (
        give_preview(draft, by=None, name=name, email=f"{name}@guest.example")
        for name in ("odo", "ana")
    )
    revoke_link(revoked, by=None)
    at_once = expired.made_at + timedelta(microseconds=1)
    GuestLink.objects.filter(pk=expired.pk).update(expires_at=at_once)
    asked = {
        "revoked": revoked.get_absolute_url(),
        "expired": expired.get_absolute_url(),
    }
    return told_apart("a guest’s link", asked)


def of_pages() -> list[tuple[str, float]]:
    # Until this day, decades ahead, the one is under embargo.
    embargoed = make_issued_edition(headline="A treaty signed", at=MONDAY).release
    draft = make_edition(headline="A treaty begun").release
    slugs = {"nothing": "a-treaty-never", "draft": draft.slug}
    slugs |= {"embargoed": embargoed.slug}
    return [
        told
        for page in PAGES
        for told in told_apart(page, {n: page.format(s) for n, s in slugs.items()})
    ]


def ratio(these: list[float], those: list[float]) -> float:
    return median(these) / median(those)


def of_every_pattern() -> list[tuple[str, float]]:
    """By who asks: of a page for each pattern, the one that is told apart best. Of so
    many pages, chance alone tells one apart a little."""
    clock = Clock(MONDAY)
    addresses = make_public_world(clock)
    people = [STRANGER, *make_personas(add_embargoed(addresses), clock)]
    pages = dict(hidden_pages(addresses))
    told = []
    for person in people:
        client = Client()
        client.cookies.load(person.cookies)
        least = [
            (overlap(times, nothing), ratio(times, nothing), name)
            for name, asked in pages.items()
            for nothing, times in [times_in_turn(client, asked, FEWER)]
        ]
        share, slower, name = max(least, key=lambda one: abs(one[0] - 0.5))
        where = f"{person}, {name}, the worst of {len(pages)} pages"
        told += [(f"{where}: embargoed, as against nothing", slower)]
        told += [(f"{where}: embargoed slower (no tell: 0.5)", share)]
    return told


def hidden_pages(addresses: Addresses) -> Iterator[tuple[str, list[str]]]:
    """A page of each pattern: of what never was, and of what is not public."""
    client = Client()
    for name, route in patterns():
        kind = PAGES_OF.get(name)
        # Whoever makes up a guest's link is turned away before anything is asked.
        for slug in addresses.slugs[kind] if kind and kind != "guest" else ():
            page = next(pages_at(route, slug))
            if client.get(page).status_code == 404:
                yield name, [next(pages_at(route, "nothing-here")), page]
                break
