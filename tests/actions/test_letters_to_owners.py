"""The owner is told who changed how they get in, by a letter that is tried until the
mail server takes it; and who confirmed that the account is theirs."""

import pytest
from django.core import mail
from django.db import transaction

from briefings.actions.accounts import confirm_account
from briefings.actions.mails import choose_mails, retry_mails
from briefings.jobs.mails import send_mails
from briefings.models import Mail, User
from briefings.permissions import ADMINISTRATOR, APPROVER
from tests.actions.test_handed_over import (
    WAYS,
    long_here,
    readdress,
    reopen,
    reset,
)
from tests.mails.test_sending import Broken
from tests.making import make_member

pytestmark = pytest.mark.django_db

NAN, NEW = "nan@office.example", "mallory@office.example"


@pytest.fixture
def nan(db) -> User:
    nan = make_member(APPROVER, "Nan")
    nan.set_unusable_password()
    nan.email = NAN
    nan.save()
    return nan


@pytest.fixture
def second(db) -> User:
    return long_here(make_member(ADMINISTRATOR, "Sue"))


def letters_sent() -> list:
    mail.outbox.clear()
    send_mails()
    return mail.outbox


@WAYS
def test_its_owner_is_told_at_the_address_from_before(nan, administrator, hand_over):
    hand_over(nan, administrator)

    [letter] = letters_sent()
    assert letter.to == [NAN]
    words = " ".join(letter.body.split())
    assert str(administrator) in words
    assert "For 24 hours the account approves nothing" in words
    assert "tell an administrator at once" in words
    assert "mallory" not in letter.subject + words


@WAYS
def test_the_letter_is_tried_until_the_mail_server_takes_it(
    nan, administrator, hand_over, monkeypatch
):
    hand_over(nan, administrator)
    monkeypatch.setattr("briefings.jobs.mails.get_connection", Broken)
    monkeypatch.setattr(Broken, "is_down", True)
    assert letters_sent() == []
    waiting = Mail.objects.letters().get()
    assert (waiting.tries, waiting.sent_at, waiting.to) == (1, None, NAN)

    monkeypatch.setattr(Broken, "is_down", False)
    assert retry_mails(by=administrator) == 1

    [letter] = letters_sent()
    assert letter.to == [NAN]
    assert letters_sent() == []


def test_no_letter_is_left_of_what_did_not_happen(nan, administrator):
    with transaction.atomic():
        readdress(nan, administrator)
        transaction.set_rollback(True)

    assert letters_sent() == []


def test_nobody_asks_not_to_get_it_and_it_goes_alone(nan, administrator, second):
    choose_mails(by=nan, wanted=[])
    reset(nan, administrator)
    reopen(nan, second)

    first, other = letters_sent()

    assert first.to == other.to == [NAN]
    assert {str(administrator), str(second)} == {
        name
        for name in (str(administrator), str(second))
        if name in first.body + other.body
    }


def test_its_owner_is_told_of_the_confirmation_wherever_they_were_told_before(
    nan, administrator, second
):
    readdress(nan, administrator)
    letters_sent()

    confirm_account(nan, by=second)

    letters = letters_sent()
    assert {to for letter in letters for to in letter.to} == {NAN, NEW}
    for letter in letters:
        words = " ".join(letter.body.split())
        assert f"{second} confirmed that the account" in words
        assert "approves nothing" not in words
        assert "mallory" not in letter.subject + words
