"""Guessing is stopped, for passwords and codes alike, in all processes at once."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from axes.models import AccessAttempt
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db.models import F
from django.test import Client

from briefings.actions.accounts import end_lockout
from briefings.models import AuditEntry
from tests.sign_in.showing import PASSWORD, SECRET, code_now, sign_in

LIMIT = 5
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def fail(client, person, times: int = LIMIT, **how):
    for _ in range(times):
        answer = sign_in(client, person, password="not the one", **how)
    return answer


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_fifth_failure_locks_out_even_who_knows_the_password_by_then(
    client, editor
):
    assert fail(client, editor, LIMIT - 1).status_code == 200

    locked = fail(client, editor, 1)
    afterwards = sign_in(client, editor)

    assert locked.status_code == afterwards.status_code == 429
    assert "does not open from here for 15 minutes" in locked.content.decode()
    assert not is_in(client)


def test_a_success_in_between_forgives_the_failures_before(client, editor):
    fail(client, editor, LIMIT - 1)
    sign_in(client, editor)
    assert is_in(client)

    client.logout()
    assert fail(client, editor, LIMIT - 1).status_code == 200


def test_all_ways_to_write_a_name_are_counted_as_one(client, editor):
    for name in ("Wren", "WREN", "wren@office.example", "Wren@Office.Example", "wren"):
        answer = client.post("/account/sign-in/", {"login": name, "password": "no"})

    assert answer.status_code == 429


def test_a_name_that_nobody_has_is_locked_just_the_same(client, db):
    for _ in range(LIMIT):
        answer = client.post("/account/sign-in/", {"login": "nobody", "password": "no"})

    assert answer.status_code == 429


def test_nobody_far_away_can_lock_an_editor_out(client, editor):
    fail(Client(**ELSEWHERE), editor)

    sign_in(client, editor)

    assert is_in(client)


def test_a_whole_network_of_one_customer_is_one_stranger(client, editor):
    for number in range(LIMIT):
        fail(Client(REMOTE_ADDR=f"2001:db8:1:2::{number + 1:x}"), editor, 1)

    neighbour = Client(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert sign_in(neighbour, editor).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="2001:db8:1:3::1"), editor).status_code == 302


def test_whoever_is_locked_out_is_told_of_once_a_minute(client, editor):
    fail(client, editor, LIMIT + 3)

    refused = AuditEntry.objects.filter(kind="refusal", verb="too often")
    assert [entry.address for entry in refused] == ["127.0.0.1"]


def test_it_ends_by_itself(client, editor):
    fail(client, editor)
    past = timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - past)

    sign_in(client, editor)

    assert is_in(client)


def test_trying_on_does_not_make_it_longer(client, editor):
    fail(client, editor)
    begun = AccessAttempt.objects.get().attempt_time
    fail(client, editor, 2)

    assert AccessAttempt.objects.get().attempt_time == begun


def test_an_administrator_ends_it(client, editor, administrator):
    fail(client, editor)
    end_lockout(editor, by=administrator)

    sign_in(client, editor)

    assert is_in(client)


def test_codes_are_not_guessed_either(client, editor):
    TOTP.activate(editor, SECRET)
    sign_in(client, editor)
    for _ in range(LIMIT):
        locked = client.post("/account/sign-in/code/", {"code": "000000"})
    afterwards = client.post("/account/sign-in/code/", {"code": code_now()})

    assert locked.status_code == afterwards.status_code == 429
    assert not is_in(client)


def test_beginning_anew_does_not_give_more_guesses_at_the_code(client, editor):
    TOTP.activate(editor, SECRET)
    for _ in range(LIMIT):
        fresh = Client()
        sign_in(fresh, editor)
        answer = fresh.post("/account/sign-in/code/", {"code": "000000"})

    assert answer.status_code == 429


def test_no_password_or_code_is_kept_of_what_failed(client, editor):
    TOTP.activate(editor, SECRET)
    fail(client, editor, 1)
    sign_in(client, editor)
    client.post("/account/sign-in/code/", {"code": "123123"})

    kept = "".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert "not the one" not in kept
    assert PASSWORD not in kept
    assert "123123" not in kept


def test_one_address_cannot_try_many_accounts(client, editor):
    names = [f"somebody-{n}" for n in range(31)]
    for name in names:
        answer = client.post("/account/sign-in/", {"login": name, "password": "no"})

    assert answer.status_code == 429
    assert "More was asked for than anybody types" in answer.content.decode()


def test_many_addresses_cannot_try_one_account(editor):
    for n in range(21):
        client = Client(REMOTE_ADDR=f"198.51.100.{n}")
        answer = fail(client, editor, 1)

    assert "There were too many attempts" in answer.content.decode()


def test_processes_count_together(db):
    """Each has caches of its own; this is one as another process would make it."""
    other = DatabaseCache("newsroom_cache", {"OPTIONS": {"MAX_ENTRIES": 100_000}})
    cache.set("attempts", [1.0], 60)

    assert other.get("attempts") == [1.0]
    assert not other.add("attempts", [2.0], 60)


@pytest.mark.parametrize(
    ("proxies", "header", "counted"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
    ],
)
def test_a_made_up_address_is_not_believed(
    client, editor, settings, proxies, header, counted
):
    settings.TRUSTED_PROXIES = proxies
    sign_in_from = {"HTTP_X_FORWARDED_FOR": header}
    client.post(
        "/account/sign-in/", {"login": "Wren", "password": "no"}, **sign_in_from
    )

    assert AccessAttempt.objects.get().ip_address == counted


def test_a_socket_without_addresses_still_counts(client, editor):
    client.post(
        "/account/sign-in/", {"login": "Wren", "password": "no"}, REMOTE_ADDR=""
    )

    assert AccessAttempt.objects.get().username == "wren"
