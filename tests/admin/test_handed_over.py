"""On its page an account that somebody else handed over says so, and a second
administrator confirms whose it is."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.urls import reverse

from briefings.actions.accounts import name_account
from briefings.admin.deeds import page_of
from briefings.models import User
from briefings.permissions import ADMINISTRATOR, PUBLISHER
from briefings.workflow import State
from tests.admin.pressing import press, said
from tests.making import fresh, make_edition_in_review, make_member

pytestmark = pytest.mark.django_db

CONFIRM = "Confirm whose account it is"


@pytest.fixture
def handed_over(approver, administrator) -> User:
    approver.set_unusable_password()
    approver.save()
    return name_account(approver, by=administrator, email="mallory@office.example")


@pytest.fixture
def second(db) -> User:
    second = make_member(ADMINISTRATOR, "Sue")
    second.date_joined -= timedelta(days=30)
    second.save()
    return second


def read(client, account: User, *, by: User) -> str:
    client.force_login(by)
    return client.get(page_of(account)).content.decode()


def confirm(client, account: User, *, by: User) -> User:
    client.force_login(by)
    access = reverse("admin:briefings_user_access", args=[account.pk])
    client.post(access, {"do": "confirm"})
    return User.objects.get(pk=account.pk)


def test_its_page_tells_who_changed_it_and_offers_to_confirm_it(
    client, handed_over, administrator, second
):
    told = "Ada changed how this account is entered"

    assert CONFIRM not in read(client, handed_over, by=administrator)
    page = read(client, handed_over, by=second)
    assert told in page
    assert "it approves nothing" in page
    assert CONFIRM in page

    assert confirm(client, handed_over, by=second).handed_over_at is None
    assert told not in read(client, handed_over, by=second)


def test_when_the_wait_is_over_its_page_tells_what_is_left_of_it(
    client, handed_over, second
):
    begun = Now() - timedelta(hours=25)
    User.objects.filter(pk=handed_over.pk).update(handed_over_at=begun)

    page = read(client, handed_over, by=second)

    assert "it approves nothing" not in page
    assert "Drafts that were limited before stay hidden" in page
    assert CONFIRM in page


def test_a_forged_request_confirms_nothing(client, handed_over, administrator):
    for by in (administrator, handed_over, make_member(PUBLISHER, "Petra")):
        still = confirm(client, handed_over, by=by)

        assert still.handed_over_by == [administrator.pk]
        assert still.handed_over_at == handed_over.handed_over_at


def test_a_form_of_an_account_does_not_confirm_it(client, handed_over, second):
    client.force_login(second)

    sent = {"username": handed_over.username, "handed_over_at": "", "do": "confirm"}
    client.post(page_of(handed_over), sent | {"handed_over_by": ""})

    assert User.objects.get(pk=handed_over.pk).handed_over_at


def test_who_enters_it_meanwhile_is_told_why_nothing_is_approved(
    client, handed_over, second
):
    edition = make_edition_in_review()
    client.force_login(handed_over)

    refused = press(client, edition, "approve", digest=edition.digest)

    assert "Somebody else changed how your account is entered" in said(refused)
    assert fresh(edition).state == State.IN_REVIEW

    confirm(client, handed_over, by=second)
    client.force_login(handed_over)
    press(client, edition, "approve", digest=edition.digest)
    assert fresh(edition).state == State.APPROVED


def test_an_account_that_nobody_else_changed_says_nothing_of_it(
    client, approver, second
):
    page = read(client, approver, by=second)

    assert "changed how this account is entered" not in page
    assert CONFIRM not in page
