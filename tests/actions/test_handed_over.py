"""Whoever changes how somebody else gets in could enter as them: the owner is told, and
for some hours the account signs nothing and sees nothing that is limited, unless a
second administrator confirms whose it is."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db.models.functions import Now

from briefings.actions.accounts import (
    confirm_account,
    name_account,
    reset_second_factor,
    switch_off_account,
    switch_on_account,
)
from briefings.actions.commitments import confirm_update, record_update
from briefings.actions.issue import approve_afterwards, issue_urgently
from briefings.actions.limits import limit_release
from briefings.actions.review import approve_edition
from briefings.errors import Refused
from briefings.models import AuditEntry, Invitation, Release, User
from briefings.models.visibility import looking_as
from briefings.permissions import (
    ADMINISTRATOR,
    APPROVER,
    PUBLISHER,
    RECORDS_OFFICER,
    WRITER,
    approvers_for,
)
from tests.leaks.worlds import LOG
from tests.making import (
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    make_member,
)

pytestmark = pytest.mark.django_db

HELD = "approves nothing"


@pytest.fixture
def nan(db) -> User:
    for role in (WRITER, APPROVER, RECORDS_OFFICER):
        nan = make_member(role, "Nan")
    nan.set_unusable_password()
    nan.email = "nan@office.example"
    nan.save()
    return nan


@pytest.fixture
def second(db) -> User:
    return long_here(make_member(ADMINISTRATOR, "Sue"))


def long_here(account: User) -> User:
    account.date_joined -= timedelta(days=30)
    account.save()
    return account


def readdress(account: User, by: User | None) -> User:
    return name_account(account, by=by, email="mallory@office.example")


def reset(account: User, by: User | None) -> User:
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    return reset_second_factor(account, by=by)


def reopen(account: User, by: User | None) -> User:
    switch_off_account(account, by=by)
    return switch_on_account(account, by=by)


WAYS = pytest.mark.parametrize("hand_over", [readdress, reset, reopen])


def anew(account: User) -> User:
    return User.objects.get(pk=account.pk)


def sees_a_release(account: User) -> bool:
    with looking_as(anew(account)):
        return Release.objects.exists()


def hours_later(account: User, hours: int) -> None:
    """As it will be then: limits are told by the clock of the server itself."""
    User.objects.filter(pk=account.pk).update(
        handed_over_at=Now() - timedelta(hours=hours)
    )


@WAYS
def test_an_account_that_was_handed_over_approves_nothing_for_a_day(
    nan, administrator, hand_over
):
    edition = make_edition_in_review()
    hand_over(nan, administrator)

    with pytest.raises(Refused, match=HELD):
        approve_edition(edition, by=nan)

    hours_later(nan, 25)
    assert approve_edition(edition, by=nan).approved_by == nan


def test_nor_does_it_sign_for_what_went_out_urgently_or_became_of_a_promise(
    nan, administrator, clock
):
    publisher = make_member(PUBLISHER, "Petra")
    urgent = issue_urgently(make_edition(), by=publisher, reason="A dam breaks.")
    promise = make_issued_edition(make_marked_edition()).statements.get().commitment
    officer = make_member(RECORDS_OFFICER, "Rafe")
    update = record_update(
        promise,
        by=officer,
        stage="delivered",
        words="It sails.",
        effective_on=date(2091, 3, 5),
        evidence=[LOG],
    )
    readdress(nan, administrator)

    with pytest.raises(Refused, match=HELD):
        approve_afterwards(urgent, by=nan)
    with pytest.raises(Refused, match=HELD):
        confirm_update(update, by=nan)

    clock.move_to(clock.at + timedelta(hours=25))
    assert confirm_update(update, by=nan).confirmed_by == nan
    assert approve_afterwards(urgent, by=nan)


def test_it_is_not_asked_to_approve(nan, administrator):
    edition = make_edition()
    assert nan in approvers_for(edition)

    readdress(nan, administrator)

    assert nan not in approvers_for(edition)


@WAYS
def test_it_sees_no_limited_draft_also_of_those_that_name_it_since(
    nan, administrator, hand_over
):
    edition = make_edition()
    hand_over(nan, administrator)

    limit_release(edition.release, by=edition.written_by, people=[nan])

    assert not sees_a_release(nan)
    hours_later(nan, 23)
    limit_release(edition.release, by=edition.written_by, people=[nan])
    assert not sees_a_release(nan)
    hours_later(nan, 25)
    assert sees_a_release(nan)


def test_who_limits_a_draft_meanwhile_is_told_why_they_would_not_see_it(
    nan, administrator
):
    edition = make_edition(written_by=nan)
    readdress(nan, administrator)

    with pytest.raises(Refused, match="sees no draft that is limited"):
        limit_release(edition.release, by=anew(nan), people=[nan])


@WAYS
def test_a_second_administrator_confirms_whose_it_is(
    nan, administrator, second, hand_over
):
    """Then it signs, and sees what was limited to it before, too."""
    reviewed, draft = make_edition_in_review(), make_edition()
    limit_release(draft.release, by=draft.written_by, people=[nan])
    hand_over(nan, administrator)
    with pytest.raises(Refused, match="another administrator"):
        confirm_account(nan, by=administrator)
    assert not sees_limited(nan, draft)

    confirm_account(nan, by=second)

    assert sees_limited(nan, draft)
    assert approve_edition(reviewed, by=nan).approved_by == nan
    with pytest.raises(Refused, match="Nobody else changed"):
        confirm_account(nan, by=second)


def sees_limited(account: User, draft) -> bool:
    with looking_as(anew(account)):
        return Release.objects.filter(pk=draft.release_id).exists()


def test_of_two_who_handed_it_over_neither_confirms_it(nan, administrator, second):
    third = long_here(make_member(ADMINISTRATOR, "Tess"))
    readdress(nan, administrator)
    reset(nan, second)

    for one in (administrator, second):
        with pytest.raises(Refused, match="yourself: another administrator"):
            confirm_account(nan, by=one)
    assert confirm_account(nan, by=third)


def test_nobody_confirms_what_they_did_through_an_account_they_took(
    nan, administrator, second
):
    reset(second, administrator)
    readdress(nan, anew(second))

    with pytest.raises(Refused, match="yourself: another administrator"):
        confirm_account(nan, by=administrator)
    third = long_here(make_member(ADMINISTRATOR, "Tess"))
    assert confirm_account(nan, by=third)


def test_nobody_confirms_what_they_did_through_an_account_they_just_let_in(
    nan, administrator
):
    lou = make_member(ADMINISTRATOR, "Lou")
    Invitation.objects.create(
        email="lou@office.example",
        secret_digest="x" * 64,
        invited_by=administrator,
        account=lou,
        accepted_at=Now(),
        expires_at=Now() + timedelta(days=7),
    )
    readdress(nan, lou)

    with pytest.raises(Refused, match="yourself: another administrator"):
        confirm_account(nan, by=administrator)


def test_nobody_who_is_new_or_not_known_or_owns_it_confirms_it(
    nan, administrator, second, clock
):
    make_member(ADMINISTRATOR, "Nan")
    made = make_member(ADMINISTRATOR, "Lou")
    User.objects.filter(pk=made.pk).update(date_joined=clock.at - timedelta(hours=23))
    readdress(nan, administrator)
    reset(second, administrator)

    for one, why in (
        (made, "too new"),
        (second, "Somebody else changed how your account"),
        (nan, "their own account"),
        (make_member(APPROVER, "Abel"), "may not invite people and look after"),
    ):
        with pytest.raises(Refused, match=why):
            confirm_account(nan, by=anew(one))
    assert anew(nan).handed_over_at == clock.at


def test_what_people_change_about_themselves_holds_nobody(administrator):
    administrator.set_unusable_password()
    administrator.save()

    name_account(administrator, by=administrator, email="ada@office.example")

    assert anew(administrator).handed_over_at is None


def test_an_address_in_other_letters_is_the_same(nan, administrator):
    name_account(nan, by=administrator, email="Nan@office.example")

    assert anew(nan).handed_over_at is None


@WAYS
def test_each_such_act_and_its_confirmation_is_in_the_audit(
    nan, administrator, second, hand_over
):
    hand_over(nan, administrator)
    told = AuditEntry.objects.filter(subject="user", number=str(nan.pk))
    assert told.filter(new__has_key="handed_over_at").count() == 1

    confirm_account(nan, by=second)

    last = told.order_by("pk").last()
    assert last.old["handed_over_by"] == [administrator.pk]
    assert last.new["handed_over_at"] is None


def test_an_office_may_do_without_the_wait(nan, administrator, settings):
    settings.HANDED_OVER_HOURS = 0
    edition = make_edition_in_review()

    readdress(nan, administrator)

    assert approve_edition(edition, by=nan).approved_by == nan
