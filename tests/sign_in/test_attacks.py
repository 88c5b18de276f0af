"""What thieves try at the door, beside guessing."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import NoReverseMatch, reverse

from briefings.models import User
from briefings.sign_in.urls import urlpatterns
from tests.sign_in.showing import PASSWORD, SECRET, code_now, sign_in

ELSEWHERE = [
    "https://thieves.example/",
    "//thieves.example/",
    "/\\thieves.example/",
    "https:thieves.example",
    "javascript:alert(1)",
    " https://thieves.example/",
    "\thttps://thieves.example/",
    "https://testserver@thieves.example/",
    "https://testserver.thieves.example/",
]
CREDENTIALS = [
    *("", "x", "{}", "[]", "7", "null", '{"id": "x"}', '{"response": 1}'),
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}',
    '{"id": "e", "rawId": "%", "type": "public-key", "response": {'
    '"clientDataJSON": "e30", "authenticatorData": "", "signature": "",'
    '"attestationObject": "oA", "userHandle": "gICA"}}',
]


def test_a_session_from_before_signing_in_is_worth_nothing(client, editor):
    client.get("/account/password/new/1-x/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    sign_in(client, editor)

    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/account/").status_code == 302


def test_the_second_factor_begins_a_session_anew_as_well(client, editor):
    TOTP.activate(editor, SECRET)
    sign_in(client, editor)
    half_way = client.session.session_key

    client.post("/account/sign-in/code/", {"code": code_now()})

    assert client.session.session_key != half_way
    thief = Client()
    thief.cookies["sessionid"] = half_way
    assert thief.get("/admin/").headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_led_to_another_site(client, editor, place):
    answer = sign_in(client, editor, next=place)
    assert answer.headers["Location"] == "/admin/"

    # Signed in already, at each page that leads on.
    for page in ("/account/sign-in/", "/admin/login/"):
        led = client.get(page, {"next": place}, follow=True)
        assert all(where.startswith("/a") for where, _ in led.redirect_chain)
    client.get("/account/second-factor/", {"next": place})
    assert place not in client.session.values()


@pytest.mark.parametrize("place", ["https://desk.example.org/", "//desk.example.org/"])
def test_not_even_to_one_that_this_site_trusts(client, editor, settings, place):
    settings.CSRF_TRUSTED_ORIGINS = ["https://desk.example.org"]
    settings.ALLOWED_HOSTS = ["testserver", "desk.example.org"]

    answer = sign_in(client, editor, next=place)

    assert answer.headers["Location"] == "/admin/"


def test_a_line_break_in_an_address_makes_no_header(client, editor):
    answer = sign_in(client, editor, next="/admin/\r\nSet-Cookie: thief=1")

    assert "thief" not in answer.cookies
    assert "\r" not in answer.headers["Location"]
    assert "\n" not in answer.headers["Location"]


@pytest.mark.parametrize(
    "page",
    ["/account/sign-in/", "/account/sign-in/passkey/", "/account/password/forgotten/"],
)
def test_forms_of_other_sites_do_nothing(editor, page):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(page, {"login": "Wren", "password": PASSWORD})

    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("credential", CREDENTIALS)
def test_a_made_up_passkey_opens_nothing(client, credential):
    client.get("/account/sign-in/passkey/", headers={"accept": "application/json"})

    answer = client.post("/account/sign-in/passkey/", {"credential": credential})

    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_a_made_up_passkey_is_not_added(client, editor, credential):
    sign_in(client, editor)
    client.get("/account/second-factor/passkey/")

    answer = client.post("/account/second-factor/passkey/", {"credential": credential})

    assert answer.status_code == 200
    assert not editor.authenticator_set.exists()


def test_nothing_of_the_librarys_other_pages_is_there():
    for name in (
        "account_signup",
        "account_email",
        "socialaccount_signup",
        "socialaccount_connections",
        "openid_connect_login",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_nobody_opens_an_account_for_themselves(client, db):
    sent = {
        "username": "thief",
        "email": "thief@thieves.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    for page in ("signup/", "sign-up/", "sign-in/"):
        client.post(f"/account/{page}", sent)

    assert not User.objects.exists()


def pages_of_signing_in() -> list[str]:
    routes = [str(page.pattern) for page in urlpatterns]
    return [f"/account/{route}" for route in routes if "<" not in route]


def test_pages_of_signing_in_are_kept_nowhere_and_framed_by_nobody(client, editor):
    client.force_login(editor)
    for page in pages_of_signing_in():
        answer = client.get(page)
        if answer.status_code == 404:  # not for this person
            continue
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], page
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "no-store" in answer.headers.get("Cache-Control", ""), page


def test_a_wrong_password_tells_nothing_of_the_account(client, editor):
    wrong = sign_in(client, editor, password="not the one").content.decode()
    unknown = client.post(
        "/account/sign-in/", {"login": "nobody", "password": "not the one"}
    ).content.decode()

    sentence = "The name and the password do not belong together."
    assert sentence in wrong
    assert sentence in unknown


def test_an_account_that_is_off_is_told_apart_only_by_its_password(client, editor):
    User.objects.update(is_active=False)

    guessed = sign_in(client, editor, password="not the one")
    known = sign_in(client, editor)

    assert "do not belong together" in guessed.content.decode()
    assert known.headers["Location"] == "/account/inactive/"
    assert "_auth_user_id" not in client.session


def test_extra_fields_change_nothing_about_an_account(client, editor):
    sign_in(client, editor, is_superuser="on", is_staff="on", user="1")

    editor.refresh_from_db()
    assert not editor.is_superuser
