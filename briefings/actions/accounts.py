"""Accounts once they are there: what their owners and administrators do about them."""

import logging
from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.db import models, transaction

from briefings.errors import Refused
from briefings.models import User
from briefings.permissions import demand_to_keep

log = logging.getLogger(__name__)


def account_for_address(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).order_by("pk").first()


def is_in_directory(account: User) -> bool:
    return bool(SocialAccount.objects.filter(user=account).exists())


@transaction.atomic
def switch_off_account(account: User, *, by: User | None) -> User:
    """Nobody signs in with it any more, and whoever is at the desk is out at once. What
    they did stays theirs."""
    account = _kept_by(by, account)
    if account == by:
        raise Refused("You cannot switch your own account off: ask a colleague.")
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_all_sessions(account)
    log.warning("Account %s was switched off by %s", account.pk, by and by.pk)
    return account


@transaction.atomic
def switch_on_account(account: User, *, by: User | None) -> User:
    account = _kept_by(by, account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    log.warning("Account %s was switched on by %s", account.pk, by and by.pk)
    return account


@transaction.atomic
def reset_second_factor(account: User, *, by: User | None) -> User:
    """For somebody who lost theirs, recovery codes and all: the next sign-in leads to a
    new one. Sessions end, so that none goes on with the proof that is gone."""
    account = _kept_by(by, account)
    if account == by:
        raise Refused("You cannot reset your own second factor: ask a colleague.")
    there = Authenticator.objects.filter(user=account)
    if not there.exists():
        raise Refused(f"{account} has no second factor.")
    there.delete()
    end_all_sessions(account)
    log.warning("The second factor of %s was reset by %s", account.pk, by and by.pk)
    return account


@transaction.atomic
def end_lockout(account: User, *, by: User | None) -> User:
    account = _kept_by(by, account)
    failures_of(account).delete()
    return account


@transaction.atomic
def sign_out_everywhere(account: User, *, by: User | None) -> User:
    account = _kept_by(by, account)
    end_all_sessions(account)
    return account


@transaction.atomic
def end_session(number: int, *, by: User) -> None:
    """One of one's own; somebody else's is as if it were not there."""
    session = UserSession.objects.filter(user=by, pk=number).first()
    if session is None:
        raise Refused("This browser was signed out already.")
    session.end()


@transaction.atomic
def end_other_sessions(*, by: User, this_one: str | None) -> int:
    """All but the browser the person sits at, by the key of its session."""
    others = UserSession.objects.filter(user=by).exclude(session_key=this_one or "")
    ended = list(others)
    for session in ended:
        session.end()
    return len(ended)


@transaction.atomic
def follow_directory(account: User, *, roles: Iterable[str]) -> User:
    """The directory says at each sign-in which roles somebody has: one that was taken
    away there is gone here. Who may do everything is none of its business."""
    if account.is_superuser:
        return account
    groups = list(Group.objects.filter(name__in=roles))
    account.groups.set(groups)
    account.is_staff = bool(groups)
    account.save(update_fields=["is_staff"])
    return account


def end_all_sessions(account: User) -> None:
    for session in UserSession.objects.filter(user=account):
        session.end()


def failures_of(account: User) -> "models.QuerySet[Any]":
    failures: models.QuerySet[Any] = AccessAttempt.objects.all()
    return failures.filter(username=account.username.casefold())


def _kept_by(by: User | None, account: User) -> User:
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    demand_to_keep(account, by)
    return account
