"""Who opens the desk, who looks after accounts, and who gives which role."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import Q

from briefings.errors import Refused
from briefings.models import User
from briefings.permissions.duties import demand, may
from briefings.workflow import Duty


def may_open_desk(person: Any, proofs: list[dict[str, Any]]) -> bool:
    """Everything of the admin is behind this. `proofs` are what the browser has shown
    since it was signed in, so that a session from before somebody had a second factor
    does not open the desk afterwards."""
    if not (person.is_active and person.is_staff):
        return False
    return shows_second_factor(proofs) or settings.SECOND_FACTOR == "optional"


def shows_second_factor(proofs: list[dict[str, Any]]) -> bool:
    """Here, or to a directory that asks for one."""
    return is_vouched_for(proofs) or any(proof["method"] == "mfa" for proof in proofs)


def is_vouched_for(proofs: list[dict[str, Any]]) -> bool:
    """Came through a directory that asks for a second factor itself."""
    directory = settings.DIRECTORY
    return bool(directory and directory.brings_second_factor) and any(
        proof["method"] == "socialaccount" for proof in proofs
    )


def may_do_everything(person: Any) -> bool:
    """Beyond any role."""
    return bool(person.is_superuser)


def may_define_roles(person: Any) -> bool:
    """Say what everybody with a role is trusted with."""
    return may_do_everything(person)


def demand_to_keep(account: User, by: User | None) -> None:
    """Whoever looks after an account could enter it: nobody looks after one that may
    do more than theirs."""
    demand(by, Duty.KEEP_ACCOUNTS)
    if not may_keep(account, by):
        raise Refused(
            "This account may do more than yours. Ask somebody who may do as much."
        )


def may_keep(account: User, by: User | None) -> bool:
    if by is None or may_do_everything(by):
        return may(by, Duty.KEEP_ACCOUNTS)
    is_beyond = may_do_everything(account) or held_by(account).difference(held_by(by))
    return may(by, Duty.KEEP_ACCOUNTS) and not is_beyond


def demand_to_give(roles: Iterable[Group], by: User | None) -> None:
    """Nobody gives more than they have."""
    demand(by, Duty.KEEP_ACCOUNTS)
    beyond = set(roles) - set(roles_to_give(by))
    if beyond:
        names = ", ".join(sorted(role.name for role in beyond))
        raise Refused(f"You cannot give more than you have yourself: {names}.")


def may_give(roles: Iterable[Group], by: User | None) -> bool:
    return may(by, Duty.KEEP_ACCOUNTS) and not set(roles) - set(roles_to_give(by))


def roles_to_give(by: User | None) -> models.QuerySet[Group]:
    roles = Group.objects.order_by("name")
    if by is None or may_do_everything(by):
        return roles
    beyond = Permission.objects.exclude(pk__in=held_by(by).values("pk"))
    return roles.exclude(pk__in=Group.objects.filter(permissions__in=beyond))


def demand_others_roles(account: User, by: User | None) -> None:
    """Also of the only one there is, so that the last administrator stays one."""
    if account == by:
        raise Refused("Nobody changes their own roles: ask a colleague.")


def demand_everything(by: User | None) -> None:
    """What a role is, and what goes beyond the roles."""
    if by is not None and not (by.is_active and may_do_everything(by)):
        raise Refused("Only an account that may do everything changes this.")


def held_by(account: User) -> models.QuerySet[Permission]:
    """By its roles and by itself; also while it is switched off."""
    held = Permission.objects.filter(Q(user=account) | Q(group__user=account))
    return held.order_by().distinct()
