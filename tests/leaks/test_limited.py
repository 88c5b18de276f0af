"""A release that is limited to others is not there for an editor: whatever they ask of
the desk is answered alike in a world with it and in the same world without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models.functions import Now
from django.test import Client
from django.urls import get_resolver

from briefings import permissions
from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.commitments import (
    mark_commitment,
    record_update,
)
from briefings.actions.figures import mark_figure
from briefings.actions.imports import import_release
from briefings.actions.issue import issue_edition
from briefings.actions.limits import limit_release
from briefings.actions.people import add_role, appoint
from briefings.actions.quotes import mark_quote
from briefings.actions.record import add_note
from briefings.actions.releases import begin_correction
from briefings.actions.review import approve_edition, submit_edition
from briefings.actions.writing import be_present, keep_unsaved_text
from briefings.models import (
    Edition,
    Limit,
    Organisation,
    Person,
    Place,
    Role,
    Topic,
    User,
)
from tests.conftest import Clock
from tests.leaks.test_admin import address, model_of, routes
from tests.leaks.worlds import LOG, make_ferry, make_plans, make_taken_down
from tests.making import MONDAY, THURSDAY, make_edition, make_member, save, span

pytestmark = pytest.mark.django_db

# Every word that the editor must not see has this in it.
HIDDEN = "zyzzyva"
BODY = """\
The Zyzzyva bridge will open by 1 May 2092.

Transport Minister Ines Calder said:

> The Zyzzyva bridge is for everybody.

Some 3 million Zyzzyvas live there.
"""
FILE = b"""Zyzzyva fares to fall

The ministry will cut fares to Zyzzyva by 20% by 1 April 2092.
"""
# Of every list; and of the lists and pages that know more.
QUERIES = ("", "q=zyzzyva", "q=ferry")
MORE = {
    "admin/": ("news=all",),
    "admin/briefings/release/calendar/": ("month=2091-03",),
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
)
# What varies from answer to answer, whatever there is to tell. What is not public yet
# is shown as published at this moment.
_VARYING = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*'
    rb'|(?<=name="words-window" value=")[^"]*'
    rb"|(?<=<span>Published ).*"
)

Answer = tuple[int, str, bytes]
Told = dict[str, Answer]


@dataclass(frozen=True)
class Worlds:
    without: Told
    limited: Told
    by_hidden_address: Told
    by_unknown_address: Told
    opened: Told


def ask(client: Client, where: str) -> Answer:
    answer = client.get(where)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    leads = answer.headers.get("Location", "")
    return answer.status_code, leads, _VARYING.sub(b"", body)


def pages(rows: dict[str, int]) -> list[str]:
    """Every page of the admin, of the rows that there are in both worlds."""
    found = []
    for route in routes(get_resolver()):
        model = model_of(route)
        if "logout" in route or "(?P" in route:
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
    registers = {"User", "Export", "SavedFilter", "UnwantedMail", "Membership", "Limit"}
    models = apps.get_app_config("briefings").get_models()
    return [model for model in models if model.__name__ not in registers]


def newest() -> dict[str, int]:
    rows = {m._meta.model_name: m._base_manager.order_by("pk").last() for m in record()}
    return {name: row.pk for name, row in rows.items() if row}


def make_world(clock: Clock) -> User:
    """An office with drafts, and an editor who has them all in view."""
    ferry = make_ferry(make_plans())
    make_taken_down(clock)
    begin_correction(ferry.release, by=ferry.written_by)
    by = make_member(permissions.WRITER, "Wilma")
    draft = make_edition(headline="Ferry fares", written_by=by)
    add_comment(draft, by=by, said="Sure?", **span(draft, "Skerrow"))
    submit_edition(draft, by=by)
    import_release(FILE.replace(b"Zyzzyva", b"Skerrow"), name="s.txt", by=by)
    add_role(by=None, title="Harbour Master")
    outsider = make_member(permissions.APPROVER, "Orla")
    for role in (permissions.PUBLISHER, permissions.RECORDS_OFFICER):
        make_member(role, "Orla")
    make_member(permissions.ADMINISTRATOR, "Orla")
    return outsider


def add_limited() -> None:
    """A release of which everything hangs that can, begun by people of the same names:
    in the registers, nothing is new."""
    wilma, nan = (
        make_member(permissions.WRITER, "Wilma"),
        User.objects.get(username="Nan"),
    )
    ferry = Edition.objects.public().get(release__slug="a-ferry-for-skerrow")
    edition = make_edition(
        headline="Zyzzyva bridge", body=BODY, kind="speech", written_by=wilma
    )
    limit_release(edition.release, by=wilma, people=[nan])
    mark_hidden(edition)
    edition = save(
        edition,
        people=[Person.objects.get(name="Ines Calder")],
        topics=[Topic.objects.get(name="Ferries")],
        places=[Place.objects.get(name="Skerrow")],
        supporting_organisations=[Organisation.objects.get(name="Skerrow Council")],
        related_releases=[ferry.release],
    )
    hang_on(edition)
    comment = add_comment(edition, by=wilma, said="Zyzzyva?", **span(edition, "bridge"))
    reply_to_comment(comment, by=nan, said="Zyzzyva.")
    add_note(edition, by=wilma, words="Zyzzyva is sure.")
    be_present(edition, by=nan)
    keep_unsaved_text(
        edition, by=wilma, window="w", based_on=1, content={"body": "Zyzzyva"}
    )
    file = import_release(FILE, name="zyzzyva.txt", by=wilma)
    limit_release(file.release, by=wilma, people=[nan])
    submit_edition(edition, by=wilma, note="Zyzzyva, please.", asked=nan)
    edition.refresh_from_db()
    approve_edition(edition, by=nan)
    issue_edition(edition, by=None, at=THURSDAY)


def mark_hidden(edition: Edition) -> None:
    mark_quote(
        edition,
        by=None,
        speaker=Person.objects.get(name="Ines Calder"),
        speaker_name="Ines Calder",
        **span(edition, "The Zyzzyva bridge is for everybody."),
    )
    mark_commitment(
        edition,
        by=None,
        title="Open the Zyzzyva bridge",
        responsible_organisation=Organisation.objects.get(name="Skerrow Council"),
        **span(edition, "will open by 1 May 2092"),
    )
    words = span(edition, "3 million Zyzzyvas")
    mark_figure(edition, by=None, value=3_000_000, unit="zyzzyvas", **words)


def hang_on(edition: Edition) -> None:
    """What became of its promise, and an appointment that it announces."""
    hidden = edition.statements.get().commitment
    own = {"kind": "own_release", "title": "Zyzzyva", "release": edition.release}
    record_update(
        hidden,
        by=None,
        stage="in_progress",
        words="Zyzzyva begins.",
        effective_on=MONDAY.date(),
        evidence=[LOG, own],
    )
    ines = Person.objects.get(name="Ines Calder")
    role = Role.objects.get(title="Harbour Master")
    about = {"started_on": THURSDAY.date(), "capacity": "acting"}
    appoint(ines, role, by=None, announced_in=edition.release, **about)


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[Worlds]:
    clock = Clock(MONDAY)
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(
            Now,
            "as_postgresql",
            lambda self, *a, **k: clock.as_postgresql(self, *a, **k),
        )
        yield compare(clock)
        transaction.set_rollback(True)


def compare(clock: Clock) -> Worlds:
    outsider = make_world(clock)
    make_member(permissions.APPROVER, "Nan")
    client = Client()
    client.force_login(outsider)
    rows = newest()
    asked = pages(rows)
    without = {where: ask(client, where) for where in asked}
    with transaction.atomic():
        add_limited()
        limited = {where: ask(client, where) for where in asked}
        hidden = {n: pk for n, pk in newest().items() if rows.get(n) != pk}
        known, unknown = {}, {}
        for where, nowhere in pages_of_rows(hidden):
            known[where] = ask(client, where)
            unknown[where] = like(where, nowhere, ask(client, nowhere))
        Limit.objects.all().delete()
        plain = [where for where in asked if where.endswith("?")]
        opened = {where: ask(client, where) for where in [*plain, *known]}
        transaction.set_rollback(True)
    return Worlds(without, limited, known, unknown, opened)


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


def test_no_page_names_what_is_hidden(worlds):
    told = worlds.limited | worlds.by_hidden_address
    naming = [where for where, one in told.items() if HIDDEN in str(one[2]).casefold()]

    assert [
        where for where in naming if HIDDEN not in where and "zyzz" not in where
    ] == []


def test_the_address_of_a_hidden_row_answers_like_that_of_none(worlds):
    assert differing(worlds.by_hidden_address, worlds.by_unknown_address) == []
    assert len(worlds.by_hidden_address) > 40


def test_an_opened_release_is_everywhere(worlds):
    """So that the others did not agree because nobody looked."""
    told = differing(worlds.opened, worlds.limited | worlds.by_hidden_address)

    assert len(told) > 60
    assert all(
        worlds.opened[where][0] in (200, 302, 403, 405)
        for where in worlds.by_hidden_address
    )
