"""Several people at once, each with a connection of their own.

Nothing is left to luck: every racer is known to wait at the same lock before any of
them goes on."""

from collections.abc import Callable
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from briefings.actions.editions import lock_release
from briefings.errors import Refused
from briefings.models import Edition

PATIENCE = 20_000
WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


class Racer(Thread):
    """One person's call, in a connection of its own; what came of it is kept."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.call, self.result = call, None
        self.start()

    def run(self) -> None:
        try:
            self.result = self.call()
        except Exception as error:  # the test looks at what it was
            self.result = error
        finally:
            connection.close()

    def outcome(self) -> Any:
        self.join(60)
        assert not self.is_alive(), "Two of them wait for each other."
        return self.result


def wait_until_waiting(racers: list[Racer]) -> None:
    """Until PostgreSQL says that all of them wait for a lock."""
    for _ in range(PATIENCE):
        with connection.cursor() as cursor:
            # Else a transaction is shown the same activity again and again.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= len(racers):
                return
        assert all(r.is_alive() for r in racers), [r.result for r in racers]
    pytest.fail("Somebody went on without the lock.")


def at_once(*calls: Callable[[], Any], door: Callable[[], Any]) -> list[Any]:
    """The outcomes of calls that all stand before the same lock when it opens."""
    with transaction.atomic():
        door()
        racers = [Racer(call) for call in calls]
        wait_until_waiting(racers)
    return [racer.outcome() for racer in racers]


def door_of(edition: Edition) -> Callable[[], Any]:
    return lambda: lock_release(edition.release)


def door_of_addresses() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x51C6])


@contextmanager
def half_way(call: Callable[[], Any]):
    """A call that is done but not committed until the block ends."""
    done, go = Event(), Event()

    def hold() -> Any:
        with transaction.atomic():
            result = call()
            done.set()
            assert go.wait(60)
            return result

    racer = Racer(hold)
    assert done.wait(60), racer.result
    try:
        yield racer
    finally:
        go.set()
        racer.outcome()


def kinds(outcomes: list[Any]) -> list[str]:
    """The outcomes by kind: what came back, or the refusal. Order is luck."""
    return sorted(type(outcome).__name__ for outcome in outcomes)


def the_refusal(outcomes: list[Any]) -> str:
    return str(next(o for o in outcomes if isinstance(o, Refused)))
