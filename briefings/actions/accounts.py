"""Accounts once they are there: what their owners and administrators do about them."""

import logging
from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction

from briefings.actions.handing_over import (
    demand_to_confirm,
    hand_over,
    tell_of_confirmation,
    tell_owner,
)
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import User
from briefings.permissions import (
    demand_everything,
    demand_others_roles,
    demand_to_give,
    demand_to_keep,
    may_do_everything,
)

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
    hand_over(account, by=by)
    tell_owner(account, "on", to=account.email, known_as=account.username, by=by)
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
    hand_over(account, by=by)
    tell_owner(account, "factor", to=account.email, known_as=account.username, by=by)
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
def name_account(account: User, *, by: User | None, **names: str) -> User:
    """Whose it is, and where letters go, those among them by which one gets in."""
    account, by = _held(account, by)
    former, known_as = account.email, account.username
    leads_elsewhere = names.get("email", former).casefold() != former.casefold()
    if leads_elsewhere and account != by:
        hand_over(account, by=by)
    for column in ("username", "first_name", "last_name", "email"):
        setattr(account, column, names.get(column, getattr(account, column)))
    account = store(account)
    if leads_elsewhere:
        is_held = account != by
        tell_owner(
            account, "address", to=former, known_as=known_as, by=by, is_held=is_held
        )
    return account


@transaction.atomic
def confirm_account(account: User, *, by: User | None) -> User:
    """A second administrator says that it is still its owner's: it is counted by
    every limit and signs again, as before it was handed over."""
    account, by = _held(account, by)
    demand_to_confirm(account, by)
    tell_of_confirmation(account, by=by)
    account.handed_over_at, account.handed_over_by = None, []
    account.save(update_fields=["handed_over_at", "handed_over_by"])
    log.warning("Account %s was confirmed by %s", account.pk, by and by.pk)
    return account


@transaction.atomic
def give_roles(account: User, *, by: User | None, roles: Iterable[Group]) -> User:
    """These and no others. Of two administrators who take each other's role away at
    once, one is too late."""
    account, by = _held(account, by)
    had, wanted = set(account.groups.all()), set(roles)
    if had == wanted:
        return account
    demand_others_roles(account, by)
    demand_to_give(wanted - had, by)
    _set_roles(account, wanted)
    log.warning("The roles of %s were changed by %s", account.pk, by and by.pk)
    return account


@transaction.atomic
def trust_beyond_roles(
    account: User,
    *,
    by: User | None,
    may_everything: bool,
    permissions: Iterable[Permission],
) -> User:
    account, by = _held(account, by)
    held, wanted = set(account.user_permissions.all()), set(permissions)
    if (may_everything, wanted) == (may_do_everything(account), held):
        return account
    demand_everything(by)
    demand_others_roles(account, by)
    account.user_permissions.set(wanted)
    is_less = may_do_everything(account) > may_everything or bool(held - wanted)
    account.is_superuser = may_everything
    store(account)
    if is_less:
        end_all_sessions(account)
    log.warning("Account %s was trusted otherwise by %s", account.pk, by and by.pk)
    return account


@transaction.atomic
def define_role(
    role: Group, *, by: User | None, name: str, permissions: Iterable[Permission]
) -> Group:
    demand_everything(by)
    role.name = name
    store(role)
    role.permissions.set(permissions)
    log.warning("The role %s was defined by %s", role.pk, by and by.pk)
    return role


@transaction.atomic
def follow_directory(account: User, *, roles: Iterable[str]) -> User:
    """The directory says at each sign-in which roles somebody has: one that was taken
    away there is gone here. Who may do everything is none of its business."""
    if may_do_everything(account):
        return account
    User.objects.select_for_update(no_key=True).get(pk=account.pk)
    _set_roles(account, set(Group.objects.filter(name__in=roles)))
    return account


@transaction.atomic
def sign_out_by_directory(*, person: str, session: str, by: None = None) -> int:
    """Of every browser, by the name the directory has for somebody, or for the session
    by which they came last; of how many people."""
    known = SocialAccount.objects.select_related("user")
    if person:
        gone = known.filter(uid=person)
    else:
        gone = known.filter(extra_data__id_token__sid=session) if session else []
    for row in gone:
        end_all_sessions(row.user)
    return len(gone)


def _set_roles(account: User, wanted: set[Group]) -> None:
    """Whoever has fewer than before is out at once. The desk opens to those with a
    role."""
    lost = set(account.groups.all()) - wanted
    account.groups.set(wanted)
    account.is_staff = bool(wanted) or may_do_everything(account)
    account.save(update_fields=["is_staff"])
    if lost:
        end_all_sessions(account)


def end_all_sessions(account: User) -> None:
    for session in UserSession.objects.filter(user=account):
        session.end()


def failures_of(account: User) -> "models.QuerySet[Any]":
    failures: models.QuerySet[Any] = AccessAttempt.objects.all()
    return failures.filter(username=account.username.casefold())


def _kept_by(by: User | None, account: User) -> User:
    return _held(account, by)[0]


def _held(account: User, by: User | None) -> tuple[User, User | None]:
    """Both, locked and as they are now: what somebody may do is asked once nobody can
    take it away meanwhile."""
    keys = {account.pk, by.pk if by else account.pk}
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=keys)
    found = {row.pk: row for row in rows.order_by("pk")}
    account, by = found[account.pk], found[by.pk] if by else None
    demand_to_keep(account, by)
    return account, by
