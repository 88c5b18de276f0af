"""Signing in, in a real browser with an authenticator of its own."""

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.db.models import F
from playwright.sync_api import Page, expect

from briefings.actions.invitations import invite
from briefings.admin.deeds import page_of
from briefings.models import User
from briefings.permissions import WRITER
from tests.browser.axe import barriers
from tests.browser.desk import follow, said
from tests.sign_in.identity_provider import Provider
from tests.sign_in.showing import (
    PASSWORD,
    code_now,
)

RELEASES = "/admin/briefings/release/"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def editor(writer):
    writer.email = "wren@office.example"
    writer.set_password(PASSWORD)
    writer.save()
    return writer


@contextmanager
def key_in(page: Page):
    """What a telephone or a laptop has in it, which nobody needs to touch here."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield
    devtools.send("WebAuthn.disable")


def type_password(page: Page, person: User, password: str = PASSWORD) -> None:
    page.get_by_label("Username or e-mail address").fill(person.username)
    page.get_by_label("Password", exact=True).fill(password)
    follow(page.get_by_role("button", name="Sign in", exact=True))


def type_code(page: Page, code: str, button: str) -> None:
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name=button, exact=True).click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


def add_app(page: Page) -> str:
    """The secret that the telephone keeps from now on."""
    page.get_by_role("link", name="An authenticator app").click()
    secret = page.locator(".secret").inner_text()
    type_code(page, code_now(secret), "Add it")
    page.get_by_role("heading", name="Recovery codes").wait_for()
    return secret


def test_a_passkey_is_added_on_the_way_to_the_desk_and_signs_in_alone(
    open_page, editor
):
    page = open_page()
    with key_in(page):
        page.goto(RELEASES)
        type_password(page, editor)
        page.get_by_role("heading", name="Add a second factor").wait_for()
        page.get_by_role("link", name="A passkey").click()
        page.get_by_label("A name for it").fill("Telephone")
        page.get_by_role("button", name="Add the passkey").click()
        page.get_by_role("link", name="I have kept them: go on").click()
        expect(page).to_have_url(re.compile(RELEASES))

        log_out(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_role("heading", name="The editors’ desk").wait_for()

        page.get_by_role("link", name="Your account").click()
        expect(page.get_by_text("Telephone").first).to_be_visible()


def test_a_passkey_is_the_second_factor_beside_a_password(open_page, editor):
    page = open_page()
    with key_in(page):
        page.goto(RELEASES)
        type_password(page, editor)
        page.get_by_role("link", name="A passkey").click()
        page.get_by_role("button", name="Add the passkey").click()
        page.get_by_role("link", name="I have kept them: go on").click()
        log_out(page)

        page.goto(RELEASES)
        type_password(page, editor)
        page.get_by_role("button", name="Use a passkey").click()
        expect(page).to_have_url(re.compile(RELEASES))


def test_a_passkey_that_does_not_work_is_told_in_a_sentence(open_page, editor):
    page = open_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    empty = {**KEY, "isUserVerified": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": empty})
    page.goto("/account/sign-in/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("use your password")
    type_password(page, editor)
    page.get_by_role("heading", name="Add a second factor").wait_for()


def test_an_app_is_added_and_asked_for_and_a_recovery_code_stands_in(open_page, editor):
    page = open_page()
    page.goto(RELEASES)
    type_password(page, editor)
    secret = add_app(page)
    first = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page).to_have_url(re.compile(RELEASES))
    log_out(page)

    type_password(page, editor)
    type_code(page, code_now(secret, steps=1), "Go on")
    page.get_by_role("heading", name="The editors’ desk").wait_for()
    log_out(page)

    type_password(page, editor)
    type_code(page, first, "Go on")
    page.get_by_role("heading", name="The editors’ desk").wait_for()
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_text("9 left")).to_be_visible()


def test_a_lockout_is_told_and_ended_by_an_administrator(
    open_page, browser_of, editor, administrator
):
    page = open_page()
    page.goto(RELEASES)
    for _ in range(5):
        type_password(page, editor, "not the one")
    page.get_by_role("heading", name="Too many attempts").wait_for()
    page.get_by_role("link", name="Back to signing in").click()
    type_password(page, editor)
    page.get_by_role("heading", name="Too many attempts").wait_for()

    desk = browser_of(administrator)
    desk.goto(page_of(editor))
    expect(desk.get_by_text("5 failed attempts")).to_be_visible()
    desk.get_by_role("button", name="End the wait").click()
    assert "can try again at once" in said(desk)

    page.goto(RELEASES)
    type_password(page, editor)
    page.get_by_role("heading", name="Add a second factor").wait_for()


def test_a_lockout_ends_by_itself(open_page, editor):
    page = open_page()
    page.goto(RELEASES)
    for _ in range(5):
        type_password(page, editor, "not the one")
    page.get_by_role("heading", name="Too many attempts").wait_for()
    a_while = timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - a_while)

    page.goto(RELEASES)
    type_password(page, editor)

    page.get_by_role("heading", name="Add a second factor").wait_for()


def test_somebody_is_invited_and_comes_in(open_page, browser_of, administrator):
    desk = browser_of(administrator)
    desk.goto("/admin/briefings/user/")
    desk.get_by_role("link", name="Invite a colleague").click()
    desk.get_by_label("First name").fill("Ines")
    desk.get_by_label("Last name").fill("Calder")
    desk.get_by_label("E-mail address").fill("ines@office.example")
    desk.get_by_label(WRITER, exact=True).check()
    desk.get_by_role("button", name="Invite", exact=True).click()
    link = desk.get_by_label("Link", exact=True).input_value()

    page = open_page()
    page.goto(link.partition("/account/")[1] + link.partition("/account/")[2])
    page.get_by_role("heading", name="Welcome, Ines").wait_for()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Open my account").click()
    add_app(page)
    page.get_by_role("link", name="I have kept them: go on").click()
    page.get_by_role("heading", name="The editors’ desk").wait_for()

    page.goto("/account/invitation/" + link.rstrip("/").rpartition("/")[2] + "/")
    page.get_by_role("heading", name="This does not open anything").wait_for()
    desk.goto("/admin/invitations/")
    expect(desk.get_by_text("Nobody is being waited for.")).to_be_visible()


def test_somebody_comes_in_without_any_password(open_page, administrator):
    roles = [Group.objects.get(name=WRITER)]
    names = {"first_name": "Ines", "last_name": "Calder"}
    email = "ines@office.example"
    invited = invite(by=administrator, email=email, roles=roles, **names)
    page = open_page()
    with key_in(page):
        page.goto("/account/" + invited.link.partition("/account/")[2])
        page.get_by_role("button", name="Go on without a password").click()
        page.get_by_role("button", name="Add the passkey").click()
        page.get_by_role("link", name="I have kept them: go on").click()
        page.get_by_role("heading", name="The editors’ desk").wait_for()
        log_out(page)

        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_role("heading", name="The editors’ desk").wait_for()


def test_the_offices_directory_signs_somebody_in(
    open_page, identity_provider: Provider
):
    identity_provider.claims = {
        "sub": "4711",
        "given_name": "Ines",
        "family_name": "Calder",
        "email": "ines@office.example",
        "email_verified": True,
        "groups": ["press"],
    }
    page = open_page()
    page.goto(RELEASES)
    page.get_by_role("button", name="Sign in with the office’s directory").click()
    page.get_by_role("heading", name="Add a second factor").wait_for()
    add_app(page)
    page.get_by_role("link", name="I have kept them: go on").click()

    expect(page).to_have_url(re.compile(RELEASES))
    assert identity_provider.complaints == []


def pages_to_look_at(page: Page, editor: User, administrator_page: Page):
    for address in (
        "/account/sign-in/",
        "/account/password/forgotten/",
        "/account/password/forgotten/sent/",
        "/account/invitation/x/",
        "/account/inactive/",
    ):
        page.goto(address)
        yield page
    page.goto(RELEASES)
    type_password(page, editor, "not the one")
    yield page
    type_password(page, editor)
    yield page
    follow(page.get_by_role("link", name="A passkey"))
    yield page
    page.go_back()
    follow(page.get_by_role("link", name="An authenticator app"))
    yield page
    page.go_back()
    add_app(page)
    yield page
    follow(page.get_by_role("link", name="Make new ones"))
    yield page
    for address in ("/account/", "/account/password/", "/account/sign-out/"):
        page.goto(address)
        yield page
    page.goto("/account/second-factor/app/remove/")
    yield page
    follow(page.get_by_role("button", name="Log out"))
    type_password(page, editor)
    yield page
    for address in ("/admin/invitations/", page_of(editor), "/admin/briefings/user/"):
        administrator_page.goto(address)
        yield administrator_page


IS_TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth;
}"""
LOOKS: list[dict[str, Any]] = [
    {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
    {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look["color_scheme"])
def test_pages_of_signing_in_shut_nobody_out(
    open_page, browser_of, editor, administrator, look
):
    desk = browser_of(administrator, **look)
    found = {}
    for shown in pages_to_look_at(open_page(**look), editor, desk):
        faults = barriers(shown)
        if shown.evaluate(IS_TOO_WIDE):
            faults.append(["wider than the screen"])
        if faults:
            found[f"{shown.url} {shown.title()}"] = faults

    assert found == {}
