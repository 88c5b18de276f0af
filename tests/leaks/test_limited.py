"""A release that is limited to others is not there for an editor: whatever they ask of
the desk is answered alike in a world with it and in the same world without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from briefings import permissions
from briefings.actions.limits import limit_release, open_release
from briefings.models import Limit, Release, User
from tests.conftest import Clock
from tests.leaks.limited_world import add_limited, make_world
from tests.leaks.test_admin import address, model_of, routes
from tests.leaks.worlds import EVE
from tests.making import MONDAY, THURSDAY, make_member

pytestmark = pytest.mark.django_db

# Who may do less, or other things, than the one who is asked of everything.
ROLES = (permissions.WRITER, permissions.RECORDS_OFFICER, permissions.PRESS_OFFICER)
# Every word that the editor must not see has this in it.
HIDDEN = "zyzzyva"
# Of every list; and of the lists and pages that know more.
QUERIES = ("", "q=zyzzyva", "q=ferry")
MORE = {
    "admin/": ("news=all",),
    "admin/briefings/release/calendar/": ("month=2091-03",),
    "admin/briefings/roleappointment/held/": ("on=2091-03-05",),
    "admin/briefings/edition/": ("o=1", "state=scheduled"),
    "admin/briefings/release/": (
        "state=draft",
        "state=scheduled",
        "mine=yes",
        "needs=comments",
        "needs=stopped",
        "kind=speech",
        *(f"desk={name}" for name in ("review", "today", "scheduled", "ready")),
    ),
}
SEARCHED = (
    ("edition", "related_releases"),
    ("edition", "people"),
    ("edition", "topics"),
    ("evidence", "release"),
    ("roleappointment", "announced_in"),
    ("commitmentstatement", "commitment"),
    ("commitment", "part_of"),
    ("commitment", "superseded_by"),
    ("quote", "appointment"),
    ("collectionentry", "release"),
    ("collectionentry", "collection"),
    ("feature", "release"),
)
# What varies from answer to answer, whatever there is to tell. What is not public yet
# is shown as published at this moment.
_VARYING = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*'
    rb'|(?<="proof": ")[^"]*'
    rb'|(?<=name="words-window" value=")[^"]*'
    rb"|(?<=<span>Published ).*"
)
_BLANK = re.compile(r"/(add|import|delete|history)/\??$")

Answer = tuple[int, str, bytes]
Told = dict[str, Answer]


@dataclass(frozen=True)
class Worlds:
    without: Told
    limited: Told
    eve_without: Told
    limited_eve: Told
    by_hidden_address: Told
    by_unknown_address: Told
    sent_there: Told
    sent_nowhere: Told
    changed: list[str]
    opened: Told
    limited_again: Told
    lifted: Told
    lifted_unlimited: Told
    of_each_role: dict[str, "Seen"]


@dataclass(frozen=True)
class Seen:
    """By a colleague who has one role alone."""

    without: Told
    limited: Told
    by_hidden_address: Told
    opened: Told


def ask(client: Client, where: str) -> Answer:
    return as_told(client.get(where))


def ask_all(client: Client, addresses: list[str]) -> Told:
    client.get("/admin/")  # which shows what was said of the questions before
    return {where: ask(client, where) for where in addresses}


def send(client: Client, where: str) -> Answer:
    """As somebody would who knows what the forms of such a page send."""
    forged = {"do": "words", "words-headline": "Mine", "_save": "1", "post": "yes"}
    return as_told(client.post(where, forged))


def as_told(answer: Any) -> Answer:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    leads = answer.headers.get("Location", "")
    return answer.status_code, leads, _VARYING.sub(b"", body)


def pages(rows: dict[str, int]) -> list[str]:
    """Every page of the admin, of the rows that there are in both worlds."""
    found = []
    for route in routes(get_resolver()):
        model = model_of(route)
        if "logout" in route or "(?P" in route or "/auditentry/" in route:
            continue
        if "<" not in route:
            is_list = model and not route.endswith(("/add/", "/import/"))
            asked = QUERIES if is_list else ("",)
            found += [f"/{route}?{query}" for query in (*asked, *MORE.get(route, ()))]
        elif model and model._meta.model_name in rows:
            found.append(address(route, rows[model._meta.model_name]))
    return [*found, *searches()]


def searches() -> list[str]:
    return [
        f"/admin/autocomplete/?app_label=briefings&model_name={model}"
        f"&field_name={field}&term={term}"
        for model, field in SEARCHED
        for term in ("zyzz", "", "ferry", "Ines")
    ]


def pages_of_rows(rows: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The pages of hidden rows, and beside each the same page of no row at all."""
    for route in routes(get_resolver()):
        model = model_of(route)
        if model and "<" in route and model._meta.model_name in rows:
            yield address(route, rows[model._meta.model_name]), address(route, 987_654)


def record() -> list[type]:
    """Without the registers; and what the audit tells grows by being asked."""
    registers = {"User", "Export", "SavedFilter", "UnwantedMail", "Membership", "Limit"}
    registers.add("AuditEntry")
    models = apps.get_app_config("briefings").get_models()
    return [model for model in models if model.__name__ not in registers]


def newest() -> dict[str, int]:
    rows = {m._meta.model_name: m._base_manager.order_by("pk").last() for m in record()}
    return {name: row.pk for name, row in rows.items() if row}


@pytest.fixture(scope="module")
def worlds(limited_clock) -> Worlds:
    return compare(limited_clock)


def compare(clock: Clock) -> Worlds:
    outsider = make_world(clock)["Orla"]
    make_member(permissions.APPROVER, "Nan")
    client = Client()
    client.force_login(outsider)
    colleagues = {role: colleague(role) for role in ROLES}
    rows = newest()
    asked = pages(rows)
    plain = [where for where in asked if where.endswith("?")]
    without = {where: ask(client, where) for where in asked}
    told_without = ask_each(colleagues, plain)
    with transaction.atomic():
        add_limited()
        limited = {where: ask(client, where) for where in asked}
        hidden = {n: pk for n, pk in newest().items() if rows.get(n) != pk}
        known, unknown, sent, sent_nowhere = {}, {}, {}, {}
        before = as_it_is()
        for where, nowhere in pages_of_rows(hidden):
            known[where] = ask(client, where)
            unknown[where] = like(where, nowhere, ask(client, nowhere))
            sent[where] = send(client, where)
            sent_nowhere[where] = like(where, nowhere, send(client, nowhere))
        changed = [name for name, rows in as_it_is().items() if rows != before[name]]
        everywhere = [*plain, *known]
        told_limited = ask_each(colleagues, plain)
        told_known = ask_each(colleagues, list(known))
        hiding = list(Release.objects.filter(limits__isnull=False).distinct())
        for release in hiding:
            open_release(release, by=None)
        opened = ask_all(client, everywhere)
        told_opened = ask_each(colleagues, ["/admin/briefings/edition/?"])
        for release in hiding:
            limit_release(release, by=None, people=[User.objects.get(username="Nan")])
        limited_again = ask_all(client, everywhere)
        # Last, because what is news to somebody has been read by then.
        clock.move_to(EVE)
        limited_eve = ask_all(client, plain)
        clock.move_to(THURSDAY)
        lifted = ask_all(client, everywhere)
        Limit.objects.filter(release__first_published_at__isnull=False).delete()
        lifted_unlimited = ask_all(client, everywhere)
        transaction.set_rollback(True)
    clock.move_to(EVE)
    eve_without = ask_all(client, plain)
    clock.move_to(MONDAY)
    eves = (eve_without, limited_eve)
    asked_for = (without, limited, *eves, known, unknown, sent, sent_nowhere, changed)
    seen = {
        role: Seen(told_without[role], told_limited[role], told_known[role], opened_to)
        for role, opened_to in told_opened.items()
    }
    return Worlds(*asked_for, opened, limited_again, lifted, lifted_unlimited, seen)


def colleague(role: str) -> Client:
    client = Client()
    client.force_login(make_member(role, role.split()[0]))
    return client


def ask_each(clients: dict[str, Client], addresses: list[str]) -> dict[str, Told]:
    """Of pages that show something; forms are blank, whoever asks."""
    asked = [where for where in addresses if not _BLANK.search(where)]
    return {role: ask_all(client, asked) for role, client in clients.items()}


def as_it_is() -> dict[str, list[Any]]:
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in record()
    }


def like(where: str, nowhere: str, told: Answer) -> Answer:
    """What is told of no row, as if it had been asked of this one."""
    key = re.findall(r"\d+", where)[0]
    status, leads, body = told
    return status, leads.replace("987654", key), body.replace(b"987654", key.encode())


def differing(one: Told, other: Told) -> list[tuple[str, str]]:
    """Where, and the first line that is another."""
    return [
        (where, first_difference(told, other[where]))
        for where, told in one.items()
        if told != other[where]
    ]


def first_difference(one: Answer, other: Answer) -> str:
    lines = zip_longest(one[2].splitlines(), other[2].splitlines())
    there = next(((a, b) for a, b in lines if a != b), (one[:2], other[:2]))
    return str(there)[:400]


def test_no_page_of_the_desk_differs_by_a_byte(worlds):
    assert differing(worlds.limited, worlds.without) == []
    assert len(worlds.without) > 200
    assert {status for status, _, _ in worlds.without.values()} <= {
        200,
        302,
        403,
        404,
        405,
    }


def test_no_page_differs_a_second_before_the_lift_when_its_day_has_come(worlds):
    assert differing(worlds.limited_eve, worlds.eve_without) == []
    assert differing(worlds.eve_without, worlds.without) != []


def test_no_page_names_what_is_hidden(worlds):
    told = worlds.limited | worlds.by_hidden_address
    naming = [where for where, one in told.items() if HIDDEN in str(one[2]).casefold()]

    assert [
        where for where in naming if HIDDEN not in where and "zyzz" not in where
    ] == []


def test_the_address_of_a_hidden_row_answers_like_that_of_none(worlds):
    assert differing(worlds.by_hidden_address, worlds.by_unknown_address) == []
    assert len(worlds.by_hidden_address) > 40


def test_what_is_sent_to_a_hidden_row_is_answered_like_what_is_sent_to_none(worlds):
    assert differing(worlds.sent_there, worlds.sent_nowhere) == []
    assert worlds.changed == []
    assert len(worlds.sent_there) > 40


def test_an_opened_release_is_everywhere(worlds):
    """So that the others did not agree because nobody looked."""
    told = differing(worlds.opened, worlds.limited | worlds.by_hidden_address)

    assert len(told) > 60
    # A document has no thumbnail, whoever asks.
    assert [
        (where, worlds.opened[where][0])
        for where in worlds.by_hidden_address
        if worlds.opened[where][0] not in (200, 302, 403, 405)
        and not where.endswith("/thumbnail/")
    ] == []


def test_a_release_that_is_limited_again_is_gone_again(worlds):
    """Also for somebody who had all of it in view, with every cache warm."""
    before = worlds.without | worlds.by_hidden_address

    assert differing(worlds.limited_again, before) == []


def test_at_the_lift_a_limit_makes_no_difference_any_more(worlds):
    assert differing(worlds.lifted, worlds.lifted_unlimited) == []
    told = differing(worlds.lifted, worlds.limited_again)

    assert len(told) > 50


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_one_role_alone_is_told_of_it(worlds, role):
    """Who may do less is answered by other pages than who may do all."""
    seen = worlds.of_each_role[role]

    assert differing(seen.limited, seen.without) == []
    assert [
        (where, status, leads)
        for where, (status, leads, body) in seen.by_hidden_address.items()
        if status == 200 or HIDDEN in str(body).casefold() or HIDDEN in leads
    ] == []
    assert HIDDEN in str(seen.opened).casefold()
