import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from briefings.actions.accounts import (
    end_lockout,
    end_other_sessions,
    end_session,
    follow_directory,
    name_account,
    reset_second_factor,
    sign_out_everywhere,
    switch_off_account,
    switch_on_account,
)
from briefings.errors import Refused
from briefings.jobs.mails import send_mails
from briefings.models import User
from briefings.permissions import APPROVER, WRITER

DESK = "/admin/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    del session["seen_at"]
    session.save()
    assert client.get(DESK).status_code == 200
    return client


def is_out(client: Client) -> bool:
    return client.get(DESK).status_code == 302


def test_an_account_that_is_switched_off_is_out_at_once(writer, administrator):
    browser = browser_of(writer)

    switch_off_account(writer, by=administrator)

    assert is_out(browser)
    assert not UserSession.objects.filter(user=writer).exists()
    switch_on_account(writer, by=administrator)
    assert is_out(browser)
    assert browser_of(User.objects.get(pk=writer.pk))


def test_nobody_switches_themselves_off(administrator):
    with pytest.raises(Refused, match="ask a colleague"):
        switch_off_account(administrator, by=administrator)


def test_a_lost_second_factor_is_reset_with_its_codes_and_sessions(
    writer, administrator
):
    TOTP.activate(writer, SECRET)
    RecoveryCodes.activate(writer)
    browser = browser_of(writer)

    reset_second_factor(writer, by=administrator)

    assert not writer.authenticator_set.exists()
    assert is_out(browser)
    with pytest.raises(Refused, match="has no second factor"):
        reset_second_factor(writer, by=administrator)


def test_nobody_resets_their_own(administrator):
    TOTP.activate(administrator, SECRET)

    with pytest.raises(Refused, match="ask a colleague"):
        reset_second_factor(administrator, by=administrator)


@pytest.mark.parametrize(
    "act",
    [
        switch_off_account,
        switch_on_account,
        reset_second_factor,
        end_lockout,
        sign_out_everywhere,
    ],
)
def test_only_administrators_look_after_accounts(act, writer, approver, administrator):
    chief = User.objects.create_superuser("chief")
    with pytest.raises(Refused, match="may not invite people and look after"):
        act(writer, by=approver)
    with pytest.raises(Refused, match="may do more than yours"):
        act(chief, by=administrator)


def test_a_browser_is_signed_out_from_another(writer, approver):
    here, there, theirs = browser_of(writer), browser_of(writer), browser_of(approver)
    session = UserSession.objects.get(session_key=there.session.session_key)
    colleagues = UserSession.objects.get(user=approver)

    end_session(session.pk, by=writer)

    assert is_out(there)
    assert not is_out(here)
    with pytest.raises(Refused, match="signed out already"):
        end_session(session.pk, by=writer)
    with pytest.raises(Refused, match="signed out already"):
        end_session(colleagues.pk, by=writer)
    assert not is_out(theirs)


def test_all_other_browsers_are_signed_out_at_once(writer):
    here, there, elsewhere = (browser_of(writer) for _ in range(3))

    ended = end_other_sessions(by=writer, this_one=here.session.session_key)

    assert ended == 2
    assert not is_out(here)
    assert is_out(there)
    assert is_out(elsewhere)


def test_a_role_that_is_taken_away_in_the_directory_is_gone_here(writer, approver):
    follow_directory(writer, roles=[APPROVER])
    assert [group.name for group in writer.groups.all()] == [APPROVER]

    follow_directory(writer, roles=[])

    assert not writer.groups.exists()
    assert not writer.is_staff


def test_whoever_lost_a_role_in_the_directory_is_out_of_every_browser(writer):
    browser = browser_of(writer)

    follow_directory(writer, roles=[WRITER, APPROVER])
    assert not is_out(browser)

    follow_directory(writer, roles=[APPROVER])
    assert is_out(browser)


def test_a_role_that_is_not_there_gives_nothing(writer):
    follow_directory(writer, roles=["Emperor", WRITER])

    assert [group.name for group in writer.groups.all()] == [WRITER]


def test_the_directory_does_not_touch_who_may_do_everything(db):
    chief = User.objects.create_superuser("chief")

    assert follow_directory(chief, roles=[]).is_staff


def test_the_address_that_letters_leave_is_told_so(writer, administrator):
    name_account(writer, by=administrator, email="wilma@office.example")

    about = {"username": "other", "email": "other@elsewhere.example"}
    name_account(writer, by=administrator, **about)
    send_mails()

    [letter] = mail.outbox
    assert letter.to == ["wilma@office.example"]
    assert f"the account {writer.username} " in letter.body
    assert f"{administrator} changed it" in letter.body
    assert "elsewhere" not in letter.subject + letter.body


@pytest.mark.parametrize(
    ("former", "names"),
    [
        ("wilma@office.example", {"first_name": "Wil"}),
        ("wilma@office.example", {"email": "Wilma@office.example"}),
        ("", {"email": "wilma@office.example"}),
    ],
    ids=["another name", "the same address", "a first address"],
)
def test_nobody_is_told_of_an_address_that_letters_did_not_leave(
    writer, administrator, former, names
):
    name_account(writer, by=administrator, email=former)

    name_account(writer, by=administrator, **names)
    send_mails()

    assert not mail.outbox
