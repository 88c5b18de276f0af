"""The editors' desk tells a stranger nothing, not even what there is."""

import re
from datetime import timedelta

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.apps import apps
from django.urls import get_resolver

from briefings.models import GuestLink
from briefings.sign_in.urls import urlpatterns as sign_in
from tests.leaks.personas import GUESTS, let_in, shut
from tests.making import THURSDAY, make_issued_edition, make_tagged_edition

pytestmark = pytest.mark.django_db

FOR_STRANGERS = {"/admin/login/", "/admin/logout/", "/admin/jsi18n/"}


def routes(resolver, before: str = "") -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += routes(pattern, route)
        elif route.startswith("admin/"):
            found.append(route)
    return found


def address(route: str, pk: object) -> str:
    plain = re.sub(r"<[^>]*>", str(pk), route)
    plain = plain.replace("^(?P" + str(pk) + "briefings|auth)/$", "briefings/")
    return "/" + plain.replace("(?P" + str(pk) + ".*)$", f"anything/{pk}/")


def model_of(route: str):
    named = re.match(r"admin/briefings/(\w+)/", route)
    return apps.get_model("briefings", named[1]) if named else None


def answer(client, method: str, route: str, pk: object) -> str:
    told = client.generic(method, address(route, pk), secure=True)
    where = told.headers.get("Location", "")
    said = f"{told.status_code} {where} {told.content.decode()}"
    return re.sub(rf"(?<=/){pk}(?=/)", "PK", said)


@pytest.fixture
def embargoed(clock):
    edition = make_tagged_edition(headline="Quillfeather bridge")
    return make_issued_edition(edition, at=THURSDAY)


@pytest.fixture
def half_signed_in(client, publisher):
    """An editor who knows the password, and has shown nothing else yet."""
    client.force_login(publisher)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": 0}]
    session.save()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_learns_nothing_from_the_admin(client, embargoed, method):
    assert told_apart(client, method) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_password_alone_opens_nothing_of_the_admin(
    client, embargoed, half_signed_in, method
):
    assert told_apart(client, method) == []


@pytest.mark.parametrize("name", GUESTS)
def test_a_guest_whose_link_ended_is_a_stranger_to_the_admin(
    client, embargoed, clock, name
):
    guest = let_in(embargoed, name)
    clock.move_to(clock.at + timedelta(minutes=1))
    shut(GuestLink.objects.get(name=name))

    client.cookies.load(guest.cookies)

    assert told_apart(client, "GET") == []


def told_apart(client, method: str) -> list:
    differing = []
    for route in routes(get_resolver()):
        model = model_of(route)
        row = model.objects.first() if model else None
        known = answer(client, method, route, row.pk if row else 123_456)
        if address(route, 1) in FOR_STRANGERS:
            continue
        unknown = answer(client, method, route, 987_654)
        if known != unknown or not known.startswith("302 /admin/login/?next="):
            differing.append((route, known[:200]))
    return differing


def test_the_pages_for_strangers_name_nothing(client, embargoed):
    doors = {f"/account/{p.pattern}" for p in sign_in if "<" not in str(p.pattern)}
    assert len(doors) > 10
    for page in FOR_STRANGERS | doors:
        told = client.get(page, secure=True).content.decode().casefold()
        assert "quillfeather" not in told


def test_every_model_of_the_record_has_pages_that_were_tried():
    tried = {model_of(route) for route in routes(get_resolver())}

    assert {apps.get_model("briefings", name) for name in ("edition", "quote")} <= tried
    assert len(tried) > 20


def test_suggestions_while_typing_are_for_editors(client, embargoed):
    told = client.get(
        "/admin/autocomplete/",
        {
            "app_label": "briefings",
            "model_name": "quote",
            "field_name": "speaker",
            "term": "Ines",
        },
        secure=True,
    )

    assert told.status_code in (302, 403)
    assert b"Ines" not in told.content
