from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from briefings.actions.accounts import switch_off_account
from briefings.actions.invitations import (
    accept_invitation,
    invite,
    invite_again,
    revoke_invitation,
)
from briefings.errors import Refused
from briefings.models import Invitation, User
from briefings.permissions import APPROVER, WRITER
from tests.making import MONDAY

WORDS = "rivers run down to the harbour"


def ask(by, **about):
    roles = about.pop("roles", [WRITER])
    about = {
        "first_name": "Ines",
        "last_name": "Calder",
        "email": "ines@office.example",
    } | about
    groups = [Group.objects.get_or_create(name=role)[0] for role in roles]
    return invite(by=by, roles=groups, **about)


def secret_of(invited) -> str:
    return invited.link.rstrip("/").rpartition("/")[2]


def accept(invited) -> User:
    return accept_invitation(secret_of(invited), password=WORDS)


def test_whoever_is_invited_gets_the_account_that_was_chosen(administrator):
    account = accept(ask(administrator, roles=[WRITER, APPROVER]))

    assert str(account) == "Ines Calder"
    assert account.username == "ines.calder"
    assert account.is_staff
    assert not account.is_superuser
    assert {group.name for group in account.groups.all()} == {WRITER, APPROVER}
    assert account.check_password(WORDS)


def test_the_link_is_sent_and_not_kept(
    administrator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invited = ask(administrator)

    [letter] = mail.outbox
    assert letter.to == ["ines@office.example"]
    assert invited.link in letter.body
    assert letter.message()["Auto-Submitted"] == "auto-generated"
    row = Invitation.objects.values().get()
    assert secret_of(invited) not in str(row)


def test_a_link_works_once(administrator):
    invited = ask(administrator)
    accept(invited)

    with pytest.raises(Refused, match="does not open an account"):
        accept(invited)
    assert User.objects.filter(email="ines@office.example").count() == 1


def test_a_link_expires(administrator, clock, settings):
    settings.INVITATION_DAYS = 7
    invited = ask(administrator)
    clock.move_to(MONDAY + timedelta(days=7))

    with pytest.raises(Refused, match="does not open an account"):
        accept(invited)

    clock.move_to(MONDAY + timedelta(days=7, seconds=-1))
    assert accept(invited).pk


def test_an_expired_invitation_is_in_nobodys_way(administrator, clock):
    ask(administrator)
    clock.move_to(MONDAY + timedelta(days=30))

    assert accept(ask(administrator)).pk


def test_a_revoked_link_opens_nothing(administrator):
    invited = ask(administrator)
    revoke_invitation(invited.invitation, by=administrator)

    with pytest.raises(Refused, match="does not open an account"):
        accept(invited)


def test_a_new_link_ends_the_one_before(administrator):
    first = ask(administrator)
    second = invite_again(first.invitation, by=administrator)

    with pytest.raises(Refused, match="does not open an account"):
        accept(first)
    assert accept(second).pk


def test_what_is_over_is_not_sent_again_or_revoked(administrator):
    invited = ask(administrator)
    accept(invited)

    with pytest.raises(Refused, match="accepted or revoked already"):
        invite_again(invited.invitation, by=administrator)
    with pytest.raises(Refused, match="accepted or revoked already"):
        revoke_invitation(invited.invitation, by=administrator)


@pytest.mark.parametrize("secret", ["", "x", "é" * 60, "\0"])
def test_a_forged_link_opens_nothing(administrator, secret):
    ask(administrator)

    with pytest.raises(Refused, match="does not open an account"):
        accept_invitation(secret, password=WORDS)


def test_nobody_is_invited_twice_or_beside_an_account(administrator, approver):
    approver.email = "asa@office.example"
    approver.save()
    ask(administrator)

    with pytest.raises(Refused, match="invited at this address already"):
        ask(administrator, email="INES@office.example")
    with pytest.raises(Refused, match="has an account already"):
        ask(administrator, email="Asa@Office.example")


@pytest.mark.parametrize(
    ("about", "refusal"),
    [
        ({"email": "ines@office.example\nBcc: all@office.example"}, "mail"),
        ({"first_name": "Ines\r\nBcc: all@office.example"}, "one line"),
        ({"roles": []}, "at least one role"),
    ],
)
def test_nothing_is_smuggled_into_a_letter(administrator, about, refusal):
    with pytest.raises(Refused, match=refusal):
        ask(administrator, **about)
    assert not Invitation.objects.exists()


def test_only_administrators_invite(approver, publisher):
    for person in (approver, publisher):
        with pytest.raises(Refused, match="may not invite people"):
            ask(person)


def test_names_that_are_taken_get_a_number(administrator):
    accept(ask(administrator))
    second = accept(ask(administrator, email="other@office.example"))

    assert second.username == "ines.calder2"


def test_names_of_every_script_are_names(administrator):
    account = accept(ask(administrator, first_name="Инес", last_name="Калдер"))

    assert str(account) == "Инес Калдер"
    assert account.username == "editor"


def test_an_account_that_was_switched_off_still_has_its_address(administrator):
    account = accept(ask(administrator))
    switch_off_account(account, by=administrator)

    with pytest.raises(Refused, match="has an account already"):
        ask(administrator)
