"""What people see of their own account, and whose browsers they can end."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.sign_in.showing import sign_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def browsers(editor):
    here, there = (Client(HTTP_USER_AGENT=agent) for agent in (FIREFOX, SAFARI))
    for browser in (here, there):
        sign_in(browser, editor)
    return here, there


def test_a_browser_that_says_nothing_of_itself_is_called_one(browsers, editor):
    sign_in(Client(HTTP_USER_AGENT=""), editor)

    assert "A browser" in browsers[0].get("/account/").content.decode()


def test_one_browser_is_ended_from_another(browsers):
    here, there = browsers
    page = here.get("/account/").content.decode()
    assert page.count("This one") == 1
    assert "Safari on an iPhone" in page

    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post("/account/", {"session": other.pk})

    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_all_others_are_ended_at_once(browsers):
    here, there = browsers

    here.post("/account/")

    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "-1", "x", "1 OR 1"])
def test_a_browser_that_is_not_ones_own_cannot_be_ended(
    browsers, approver, client, number
):
    sign_in_rows = UserSession.objects.count()
    client.force_login(approver)

    client.post("/account/", {"session": number})

    assert UserSession.objects.count() >= sign_in_rows
    assert browsers[0].get("/account/").status_code == 200


def test_it_is_kept_when_a_browser_was_last_at_the_desk(client, editor):
    client.force_login(editor)
    session = client.session
    del session["seen_at"]
    session.save()

    client.get("/admin/", HTTP_USER_AGENT=FIREFOX)

    assert UserSession.objects.get().user_agent == FIREFOX


def test_logging_out_leads_back_to_signing_in(client, editor):
    client.force_login(editor)

    answer = client.post("/admin/logout/")

    assert answer.headers["Location"] == "/account/sign-in/"
    assert client.get("/account/").status_code == 302


def test_a_passkey_that_is_not_ones_own_cannot_be_removed(client, editor, approver):
    theirs = Authenticator.objects.create(
        user=approver, type=Authenticator.Type.WEBAUTHN, data={"credential": {}}
    )
    client.force_login(editor)

    place = f"/account/second-factor/passkey/{theirs.pk}/remove/"
    answers = [client.get(place).status_code, client.post(place).status_code]

    assert answers == [404, 404]
    assert Authenticator.objects.filter(pk=theirs.pk).exists()
