"""Whether a stranger with a stopwatch learns that something waits to be published: the
same address asked for what never was, for a draft and for what is under embargo, in
turn, over the whole stack and with everything warm."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from django.conf import settings
from django.test import Client
from django.test.runner import DiscoverRunner

from tests.making import MONDAY, make_edition, make_issued_edition

ROUNDS = 100
WARMING = 20
PAGES = ("/releases/{}/", "/api/v1/releases/{}/", "/releases/{}/editions/1/")


def seconds(client: Client, address: str) -> float:
    start = time.perf_counter()
    client.get(address)
    return time.perf_counter() - start


def times_in_turn(client: Client, addresses: list[str]) -> list[list[float]]:
    """In turn, so that whatever else the machine does disturbs all alike."""
    for address in addresses * WARMING:
        seconds(client, address)
    taken: list[list[float]] = [[] for _ in addresses]
    for _ in range(ROUNDS):
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
    logging.disable(logging.WARNING)  # each page that is not there would be told of
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


def run() -> list[tuple[str, float]]:
    told = []
    with newsroom():
        # Until this day, decades ahead, the one is under embargo.
        embargoed = make_issued_edition(headline="A treaty signed", at=MONDAY).release
        draft = make_edition(headline="A treaty begun").release
        slugs = ["a-treaty-never", draft.slug, embargoed.slug]
        for page in PAGES:
            nothing, *others = times_in_turn(
                Client(), [page.format(slug) for slug in slugs]
            )
            for name, times in zip(("draft", "embargoed"), others, strict=True):
                told += [
                    (f"{page}: {name}, as against nothing", ratio(times, nothing)),
                    (f"{page}: {name} slower (no tell: 0.5)", overlap(times, nothing)),
                ]
    return told


def ratio(these: list[float], those: list[float]) -> float:
    return median(these) / median(those)
