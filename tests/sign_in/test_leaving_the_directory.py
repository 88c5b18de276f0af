"""Whoever left the office, or lost their roles, is out: in the directory or by the hand
of an administrator."""

from datetime import timedelta

import jwt
import pytest
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from briefings.models import Release, User
from tests.sign_in.identity_provider import CLIENT_SECRET, EVENT
from tests.sign_in.test_single_sign_on import DESK, INES, come, directory, vouching

__all__ = ["directory"]

GOODBYE = "/account/directory/ended/"


@pytest.fixture
def ines(client, directory, settings, empty_counters) -> Client:
    """Her browser, at the desk by way of the directory."""
    vouching(settings)
    come(client, directory)
    assert client.get(DESK).status_code == 200
    return client


def ask_again_after(browser: Client, waited: timedelta) -> None:
    session = browser.session
    records = session["account_authentication_methods"]
    for record in records:
        record["at"] -= waited.total_seconds()
    session["account_authentication_methods"] = records
    session.save()


def test_the_directory_is_asked_again_after_a_while(ines, directory, settings):
    ask_again_after(ines, timedelta(minutes=59))
    assert ines.get(DESK).status_code == 200

    ask_again_after(ines, timedelta(minutes=2))
    gone = ines.get(DESK)
    assert gone.headers["Location"].startswith("/admin/login/?next=/admin/")
    assert "_auth_user_id" not in ines.session

    # It is still her, and she is still of the office.
    come(ines, directory)
    assert ines.get(DESK).status_code == 200
    # She is not any more.
    ask_again_after(ines, timedelta(minutes=61))
    directory.claims["groups"] = []
    come(ines, directory)
    assert ines.get(DESK).status_code != 200


def test_who_came_through_a_directory_that_was_given_up_is_out(ines, settings):
    settings.DIRECTORY = None

    assert ines.get(DESK).status_code == 302


def test_a_goodbye_ends_every_browser_at_once(ines, directory):
    elsewhere = Client()
    come(elsewhere, directory)
    assert elsewhere.get(DESK).status_code == 200

    said = Client().post(GOODBYE, {"logout_token": directory.goodbye()})

    assert (said.status_code, said.content) == (200, b"")
    assert "no-store" in said.headers["Cache-Control"]
    assert ines.get(DESK).status_code == elsewhere.get(DESK).status_code == 302
    assert not UserSession.objects.exists()


def test_a_goodbye_may_name_the_session_only(client, directory, settings):
    vouching(settings)
    directory.claims["sid"] = "her session there"
    come(client, directory)

    told = directory.goodbye(sub=None, sid="somebody else’s")
    assert Client().post(GOODBYE, {"logout_token": told}).status_code == 200
    assert client.get(DESK).status_code == 200

    told = directory.goodbye(sub=None, sid="her session there")
    assert Client().post(GOODBYE, {"logout_token": told}).status_code == 200
    assert client.get(DESK).status_code == 302


def forged(provider) -> list[str]:
    strangers = ec.generate_private_key(ec.SECP256R1())
    return [
        "",
        "no token",
        "a.b.c",
        provider.goodbye(key=strangers),
        provider.goodbye(key=CLIENT_SECRET * 2, alg="HS256"),
        jwt.encode({"sub": INES["sub"], "events": {EVENT: {}}}, None, algorithm="none"),
        provider.goodbye(iss="https://elsewhere.example"),
        provider.goodbye(aud="another client"),
        provider.goodbye(exp=1),
        provider.goodbye(exp=None),
        provider.goodbye(jti=None),
        provider.goodbye(events=None),
        provider.goodbye(events={"https://elsewhere.example": {}}),
        provider.goodbye(events=EVENT),
        provider.goodbye(nonce="of signing in"),
    ]


def test_a_forged_goodbye_ends_nothing(ines, directory):
    for token in forged(directory):
        said = Client().post(GOODBYE, {"logout_token": token})
        assert (said.status_code, said.content) == (400, b""), token
    assert Client().get(GOODBYE).status_code == 405

    assert ines.get(DESK).status_code == 200


def test_a_goodbye_is_heard_once(ines, directory):
    token = directory.goodbye()
    Client().post(GOODBYE, {"logout_token": token})
    come(ines, directory)

    assert Client().post(GOODBYE, {"logout_token": token}).status_code == 400

    assert ines.get(DESK).status_code == 200


def test_goodbyes_cannot_be_tried_for_ever(ines, directory):
    said = [
        Client().post(GOODBYE, {"logout_token": "x"}).status_code for _ in range(40)
    ]

    assert said[-1] == 429


def test_an_office_without_a_directory_hears_none(client, db):
    assert client.post(GOODBYE, {"logout_token": "x"}).status_code == 404


@pytest.mark.parametrize("lost", ["account", "roles", "deleted"])
def test_a_page_that_is_open_leads_nowhere_once_its_reader_is_out(client, writer, lost):
    """Also where it was done past every action, in the database."""
    client.force_login(writer)
    assert client.get("/admin/briefings/release/").status_code == 200

    if lost == "account":
        User.objects.filter(pk=writer.pk).update(is_active=False)
    elif lost == "roles":
        writer.groups.clear()
    else:
        User.objects.filter(pk=writer.pk).delete()

    read = client.get("/admin/briefings/release/")
    sent = client.post(
        "/admin/briefings/release/add/", {"do": "new", "new-headline": "Written late"}
    )
    assert read.status_code in (302, 403)
    assert sent.status_code == (200 if lost == "roles" else 302)
    assert not Release.objects.exists()
