"""A form changes what it shows and nothing else, whatever else is sent along. The forms
are found by asking every page that the addresses lead to, so that none is forgotten."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from briefings.actions.guests import ask_fact_check, give_preview
from briefings.actions.invitations import invite
from briefings.models import User
from briefings.permissions import roles_to_give
from tests.admin.test_pages import office
from tests.front_door.forging import NUMBER, Form, forms_in, hidden, standing, traces
from tests.guests.conftest import Guest
from tests.making import (
    MONDAY,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_tagged_edition,
)
from tests.routes import Route, routes

__all__ = ["office"]

ROUTES = [route for route in routes() if route.name != "logout"]
# Pages of one model have a draft, one in review and so on of it.
PARTS = {
    "editions": lambda r: r.route.startswith("admin/briefings/edition/"),
    "the rest of the desk": lambda r: (
        r.route.startswith("admin/") and not PARTS["editions"](r)
    ),
    "accounts": lambda r: r.route.startswith("account/"),
}


@pytest.fixture
def world(office, writer):
    User.objects.create_user("Someone", pk=NUMBER)
    draft = make_tagged_edition(headline="A draft", written_by=writer)
    give_preview(draft, by=writer, name="Odo", email="odo@guest.example")
    make_edition_in_review(headline="In review")
    make_approved_edition(headline="Approved")
    make_issued_edition(headline="Live")
    return office


@pytest.fixture
def invited(db, administrator) -> str:
    """The secret of an invitation."""
    made = invite(
        by=None,
        first_name="Ines",
        last_name="Calder",
        email="ines@office.example",
        roles=[roles_to_give(None).first()],
    )
    return made.link.rstrip("/").rpartition("/")[2]


def addresses_of(route: Route, invited: str) -> list[str]:
    if route.name == "invitation":
        return [route.path(invited)]
    named = re.match(r"admin/(briefings|auth)/(\w+)/", route.route)
    if not route.arguments or not named:
        return [route.path()]
    rows = apps.get_model(named[1], named[2])._base_manager.order_by("pk")
    most = 3 if named[2] == "edition" else 1
    return [route.path(str(row.pk)) for row in rows[:most]]


def outcome(client: Client, form: Form, sent: Any) -> tuple[Any, Any]:
    """What the database holds afterwards; it is all undone."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        client.post(form.address, sent)
        told = traces(), standing()
        transaction.set_rollback(True)
    client.cookies = cookies
    return told


def as_shown(form: Form) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    for name, value in form.fields:
        sent.setdefault(name, []).append(value)
    return sent


class Tried:
    def __init__(self) -> None:
        self.kinds: set[Any] = set()
        self.changing = 0
        self.taken: dict[tuple[str, str], Any] = {}
        self.before = traces(), standing()

    def form(self, client: Client, name: str, form: Form) -> None:
        if (name, form.kind) in self.kinds:
            return
        self.kinds.add((name, form.kind))
        forged = outcome(client, form, form.forged())
        if forged == self.before:
            return
        self.changing += 1
        plain = outcome(client, form, as_shown(form))
        if forged != plain:
            self.taken[form.address, form.prefix] = differing(plain, forged)


def differing(plain: Any, forged: Any) -> list[Any]:
    found = [(t, n) for t, n in (forged[0] - plain[0]).items()]
    names = [name for name in plain[1] if plain[1][name] != forged[1][name]]
    return found + [(n, forged[1][n] - plain[1][n]) for n in names]


def try_all(client: Client, of: list[Route], invited: str) -> Tried:
    tried = Tried()
    for route in of:
        for address in addresses_of(route, invited):
            page = client.get(address)
            forms = [] if page.streaming else list(forms_in(page.content, address))
            for form in forms:
                tried.form(client, form_of(form), form)
            # Where nothing is shown, or less than is taken.
            shown = frozenset(name for form in forms for name in form.shown)
            tried.form(client, route.route, Form(address, (("sent", "1"),), shown))
    return tried


def form_of(form: Form) -> str:
    return re.sub(r"\d+", "N", form.address)


@pytest.mark.parametrize("part", PARTS)
def test_no_form_changes_what_it_does_not_show(
    client, administrator, world, invited, part
):
    client.force_login(administrator)
    of = [route for route in ROUTES if PARTS[part](route)]

    tried = try_all(client, of, invited)

    assert tried.taken == {}
    # Else nothing was tried.
    least = {
        "editions": (40, 10),
        "the rest of the desk": (100, 10),
        "accounts": (20, 0),
    }
    kinds, changing = least[part]
    assert len(tried.kinds) >= kinds
    assert tried.changing >= changing


def forms_seen(client: Client, of: list[Route], invited: str) -> Iterator[Any]:
    """With their places, as they are shown to who is signed in."""
    for route in of:
        for address in addresses_of(route, invited):
            page = client.get(address)
            for form in [] if page.streaming else forms_in(page.content, address):
                yield form_of(form), form


def test_no_form_that_a_superuser_alone_sees_changes_what_it_does_not_show(
    client, administrator, world, invited
):
    """What roles may do, among others; such an account is made on the server."""
    desk = [route for route in ROUTES if route.route.startswith("admin/")]
    client.force_login(administrator)
    seen = forms_seen(client, desk, invited)
    seen_by_others = {(name, form.kind) for name, form in seen}
    client.force_login(User.objects.create_superuser("chief"))
    tried = Tried()
    tried.kinds |= seen_by_others

    for name, form in forms_seen(client, desk, invited):
        tried.form(client, name, form)

    assert tried.taken == {}
    places = {name for name, _ in tried.kinds - seen_by_others}
    assert {"/admin/auth/group/add/", "/admin/auth/group/N/change/"} <= places
    assert "/admin/briefings/user/N/change/" in places
    # What is sent there is taken, so that there was something to try.
    client.post("/admin/auth/group/add/", {"name": "A role"})
    assert Group.objects.filter(name="A role").exists()


def test_no_guest_changes_what_their_page_does_not_show(clock, writer):
    """Nor does it change whose link it is, until when, and to what."""
    edition = make_edition(written_by=writer)
    due = (MONDAY + timedelta(days=1)).date()
    about = {"name": "Odo", "email": "odo@guest.example"}
    guest = Guest(ask_fact_check(edition, by=writer, due_on=due, **about))
    tried = Tried()
    tried.before = traces(), standing()

    for step in ("door", "inside"):
        for form in forms_in(guest.open().content, guest.address):
            tried.form(guest.client, step, form)
        guest.enter()
        tried.before = traces(), standing()

    assert tried.taken == {}
    assert tried.changing >= 3


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_by_the_pages_that_are_for_everybody(client, office, method):
    before = traces(), standing()
    public = [r for r in ROUTES if not r.is_private and r.name != "guest-page"]

    statuses = {
        getattr(client, method)(address, hidden()).status_code
        for route in public
        for address in (route.path(), route.path(office.release.slug))
    }

    assert statuses <= {404, 405}
    assert (traces(), standing()) == before
