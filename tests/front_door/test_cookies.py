"""Cookies are for the desk; the public site neither sets nor reads one."""

import pytest

from tests.front_door.production import in_production
from tests.routes import routes

pytestmark = pytest.mark.django_db

PASSWORD = "rivers run down to the harbour"


def test_no_public_page_sets_or_reads_a_cookie(client, administrator):
    client.force_login(administrator)

    for route in routes():
        if route.is_private:
            continue
        for method in ("get", "post"):
            response = getattr(client, method)(route.path())
            assert not response.cookies, route
            assert "Cookie" not in response.headers.get("Vary", ""), route


def test_cookies_of_the_desk_reach_no_script_and_no_other_site(client, writer):
    writer.set_password(PASSWORD)
    writer.save()
    form = {"login": writer.username, "password": PASSWORD, "next": "/admin/"}

    cookies = client.post("/account/sign-in/", form).cookies

    assert sorted(cookies) == ["csrf", "session"]
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_behind_https_cookies_are_bound_to_this_very_host():
    told = in_production(
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_PATH);"
        "print(s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_PATH);"
        "print(s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN)"
    )

    assert told.splitlines() == [
        "__Host-session True /",
        "__Host-csrf True /",
        "None None",
    ]


def test_a_session_of_somebody_elses_making_is_not_taken_over(client, writer):
    writer.set_password(PASSWORD)
    writer.save()
    client.cookies["session"] = "chosenbyanattackerbeforehand0000"

    client.post("/account/sign-in/", {"login": writer.username, "password": PASSWORD})

    assert client.session.session_key != "chosenbyanattackerbeforehand0000"
    assert client.session["_auth_user_id"] == str(writer.pk)


def test_signing_in_leads_to_no_other_site(client, writer):
    writer.set_password(PASSWORD)
    writer.save()
    form = {"login": writer.username, "password": PASSWORD}

    for elsewhere in (
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "https:elsewhere.example",
        "javascript:alert(1)",
        "/admin/\r\nSet-Cookie: a=b",
    ):
        client.logout()
        response = client.post("/account/sign-in/", form | {"next": elsewhere})
        assert response.status_code == 302, elsewhere
        assert response["Location"].startswith(("/admin/", "/account/")), elsewhere
        assert "a" not in response.cookies
