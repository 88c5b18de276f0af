"""The office's directory signs people in, and says which roles they have."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from briefings.jobs.accounts import send_password_link
from briefings.models import User
from briefings.permissions import APPROVER, WRITER
from tests.sign_in.identity_provider import Provider
from tests.sign_in.showing import PASSWORD, SECRET, sign_in

DESK = "/admin/"
INES = {
    "sub": "4711",
    "preferred_username": "ines",
    "given_name": "Ines",
    "family_name": "Calder",
    "email": "ines@office.example",
    "email_verified": True,
    "groups": ["press"],
}


@pytest.fixture
def directory(identity_provider) -> Iterator[Provider]:
    identity_provider.claims = dict(INES)
    yield identity_provider
    assert identity_provider.complaints == []


def come(client, provider: Provider, **sent: str):
    """Through the directory and back, as a browser goes."""
    begun = client.post("/account/directory/", sent)
    query = dict(parse_qsl(urlsplit(begun.headers["Location"]).query))
    return client.get(provider.authorize(query))


def vouching(settings) -> None:
    settings.DIRECTORY = replace(settings.DIRECTORY, brings_second_factor=True)


def test_somebody_new_gets_the_roles_of_their_groups(client, directory, settings):
    vouching(settings)
    directory.claims["groups"] = ["press", "press-heads", "canteen"]

    answer = come(client, directory, next="/admin/briefings/release/")

    person = User.objects.get(email="ines@office.example")
    assert answer.headers["Location"] == "/admin/briefings/release/"
    assert {group.name for group in person.groups.all()} == {WRITER, APPROVER}
    assert str(person) == "Ines Calder"
    assert not person.has_usable_password()
    assert client.get(DESK).status_code == 200


def test_roles_follow_the_groups_at_each_sign_in(client, directory):
    come(client, directory)
    person = User.objects.get(email="ines@office.example")

    directory.claims["groups"] = ["press-heads"]
    come(client, directory)
    assert [group.name for group in person.groups.all()] == [APPROVER]

    directory.claims["groups"] = []
    come(client, directory)
    person.refresh_from_db()
    assert not person.groups.exists()
    assert not person.is_staff
    assert client.get(DESK, follow=True).status_code == 403


def test_whoever_has_no_role_gets_no_account(client, directory):
    directory.claims["groups"] = ["canteen"]

    answer = come(client, directory)

    assert answer.status_code == 403
    assert "gives you no role" in answer.content.decode()
    assert not User.objects.exists()


def test_a_claim_may_lie_deeper(client, directory, settings):
    settings.DIRECTORY = replace(settings.DIRECTORY, groups_claim="access.roles")
    directory.claims |= {"groups": [], "access": {"roles": ["press"]}}

    come(client, directory)

    assert User.objects.get().groups.get().name == WRITER


@pytest.mark.parametrize("groups", [None, 7, {"press": 1}, "press-heads-and-more"])
def test_groups_that_are_no_list_of_names_are_none(client, directory, groups):
    directory.claims["groups"] = groups

    assert come(client, directory).status_code == 403


def test_an_account_of_the_same_proven_address_is_theirs(client, directory, writer):
    writer.email = "Ines@Office.example"
    writer.save()

    come(client, directory)

    assert client.session["_auth_user_id"] == str(writer.pk)
    assert User.objects.count() == 1


def test_an_address_that_is_not_proven_opens_nobodys_account(client, directory, writer):
    writer.email = "ines@office.example"
    writer.save()
    directory.claims["email_verified"] = False

    answer = come(client, directory)

    assert "that the directory does not open" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_directory_opens_no_account_that_may_do_everything(client, directory):
    User.objects.create_superuser("chief", email="ines@office.example")

    answer = come(client, directory)

    assert "that the directory does not open" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_coming_without_a_group_takes_nothing_from_an_account_not_joined_yet(
    client, directory, writer
):
    writer.email = "ines@office.example"
    writer.save()
    directory.claims["groups"] = []

    assert come(client, directory).status_code == 403
    assert writer.groups.get().name == WRITER


def test_an_account_that_is_switched_off_stays_off(client, directory):
    come(client, directory)
    User.objects.update(is_active=False)
    client.logout()

    come(client, directory)

    assert "_auth_user_id" not in client.session


def test_whoever_is_in_the_directory_comes_through_it(client, directory, settings):
    come(client, directory)
    person = User.objects.get()
    person.set_password(PASSWORD)
    person.save()
    client.logout()

    answer = sign_in(client, person)
    assert "You sign in with the office’s directory" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert send_password_link("ines@office.example") == 0

    settings.DIRECTORY = None
    sign_in(client, person)
    assert "_auth_user_id" in client.session


def test_the_second_factor_is_asked_for_here_unless_the_directory_is_trusted(
    client, directory, settings
):
    come(client, directory)
    led = client.get(DESK, follow=True)
    assert led.redirect_chain[-1][0].startswith("/account/second-factor/")

    vouching(settings)
    assert client.get(DESK).status_code == 200


def test_a_second_factor_that_is_there_is_asked_for(client, directory, settings):
    come(client, directory)
    TOTP.activate(User.objects.get(), SECRET)
    client.logout()

    assert come(client, directory).headers["Location"] == "/account/sign-in/code/"

    vouching(settings)
    assert come(client, directory).headers["Location"] == DESK


@pytest.mark.parametrize(
    ("forged", "userinfo"),
    [
        ({"nonce": "of another attempt"}, {}),
        ({"nonce": None}, {}),
        ({"sub": "somebody else"}, {}),
        ({}, {"sub": "somebody else"}),
    ],
)
def test_an_answer_to_something_else_signs_nobody_in(
    client, directory, forged, userinfo
):
    directory.forged, directory.userinfo = forged, userinfo

    answer = come(client, directory)

    assert answer.status_code == 403
    assert "does not belong to this attempt" in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "forged", [{"aud": "another program"}, {"iss": "https://elsewhere"}, {"exp": 1}]
)
def test_a_token_for_somebody_else_signs_nobody_in(client, directory, forged):
    directory.forged = forged

    assert come(client, directory).status_code == 403
    assert not User.objects.exists()


def test_an_answer_works_once_and_in_the_browser_that_asked(client, directory):
    begun = client.post("/account/directory/")
    query = dict(parse_qsl(urlsplit(begun.headers["Location"]).query))
    answer = directory.authorize(query)

    elsewhere = client.__class__()
    assert elsewhere.get(answer).status_code == 403
    assert client.get(answer).status_code == 302

    client.logout()
    assert client.get(answer).status_code == 403


def test_the_directory_leads_to_no_other_place(client, directory, settings):
    vouching(settings)

    answer = come(client, directory, next="https://thieves.example/")

    assert answer.headers["Location"] == DESK


def test_only_the_page_of_signing_in_may_lead_to_the_directory(client, directory):
    entrance = client.get("/account/sign-in/")
    other = client.get("/account/password/forgotten/")

    assert directory.issuer in entrance.headers["Content-Security-Policy"]
    assert directory.issuer not in other.headers["Content-Security-Policy"]
    assert client.get("/account/directory/").status_code == 405


def test_an_office_without_a_directory_has_no_such_pages(client, db):
    assert client.post("/account/directory/").status_code == 404
    assert client.get("/account/directory/answer/").status_code == 404
