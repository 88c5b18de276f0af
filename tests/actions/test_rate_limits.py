from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from briefings.actions.rate_limits import spend
from briefings.errors import TooMany
from briefings.jobs.rate_limits import forget_unused_allowances
from briefings.models import Allowance
from tests.making import MONDAY

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def five_an_hour(settings):
    settings.RATE_LIMITS = {"code": (5, HOUR), "form": (5, HOUR), "search": None}


def allowed(limited: str, times: int, *, by: str) -> int:
    """How often of these times it was allowed."""
    done = 0
    for _ in range(times):
        try:
            spend(limited, by=by)
        except TooMany:
            continue
        done += 1
    return done


def test_nobody_has_more_than_is_allowed_at_any_moment(db, clock):
    assert allowed("code", 9, by="192.0.2.7") == 5

    clock.move_to(MONDAY + timedelta(minutes=11, seconds=59))
    assert allowed("code", 9, by="192.0.2.7") == 0
    # One comes back every twelve minutes, and not all at a full hour.
    clock.move_to(MONDAY + timedelta(minutes=12))
    assert allowed("code", 9, by="192.0.2.7") == 1
    clock.move_to(MONDAY + timedelta(minutes=12) + HOUR)
    assert allowed("code", 9, by="192.0.2.7") == 5


def test_refusal_says_how_long_to_wait_and_waiting_helps(db, clock):
    allowed("code", 5, by="192.0.2.7")
    with pytest.raises(TooMany, match="wait 12 minutes") as refusal:
        spend("code", by="192.0.2.7")
    # To ask again meanwhile does not make the wait longer.
    assert allowed("code", 20, by="192.0.2.7") == 0

    clock.move_to(MONDAY + timedelta(seconds=refusal.value.retry_after))

    assert allowed("code", 1, by="192.0.2.7") == 1


def test_limits_of_others_are_their_own(db, clock):
    allowed("code", 5, by="192.0.2.7")

    assert allowed("code", 1, by="192.0.2.8") == 1
    assert allowed("form", 1, by="192.0.2.7") == 1
    assert allowed("search", 100, by="192.0.2.7") == 100


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
        ("::ffff:192.0.2.7", "192.0.2.7", "192.0.2.8"),
        ("wren@example.org", "wren@example.org", "asa@example.org"),
    ],
)
def test_all_addresses_of_one_household_are_one(db, clock, one, same, other):
    allowed("code", 5, by=one)

    assert allowed("code", 1, by=same) == 0
    assert allowed("code", 1, by=other) == 1


def test_no_address_is_kept_and_no_crash_waits_for_the_table(db, clock):
    spend("code", by="192.0.2.7")

    kept = str(Allowance.objects.values_list().get())
    assert "192.0.2" not in kept
    with connection.cursor() as cursor:
        table = "SELECT relpersistence FROM pg_class WHERE relname = %s"
        cursor.execute(table, ["briefings_allowance"])
        assert cursor.fetchone() == ("u",)


def test_what_is_there_again_is_forgotten(db, clock):
    spend("code", by="192.0.2.7")
    clock.move_to(MONDAY + timedelta(minutes=6))
    spend("code", by="192.0.2.8")

    clock.move_to(MONDAY + timedelta(minutes=13))

    assert forget_unused_allowances() == 1
    assert Allowance.objects.count() == 1


def test_attempts_are_counted_once_for_all_processes(committed):
    def ask(_: int) -> int:
        try:
            return allowed("code", 4, by="192.0.2.7")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(ask, range(6))) == 5


def test_an_attempt_cannot_be_taken_back_with_what_it_was_for(committed):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        spend("code", by="192.0.2.7")
