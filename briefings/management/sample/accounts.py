"""One editor for each role, so that a newcomer can try what each may do."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group

from briefings import permissions
from briefings.models import User

_PEOPLE = {
    permissions.WRITER: ("writer", "Wilhelmina", "Ashby"),
    permissions.APPROVER: ("approver", "Anselm", "Pruett"),
    permissions.PUBLISHER: ("publisher", "Petronella", "Voss"),
    permissions.RECORDS_OFFICER: ("records-officer", "Rafe", "Okonjo"),
    permissions.PRESS_OFFICER: ("press-officer", "Philippa", "Lund"),
    permissions.ADMINISTRATOR: ("administrator", "Adela", "Marsh"),
}


@dataclass(frozen=True)
class Desks:
    """Who sits where in the sample's press office, and the passwords they got."""

    writer: User
    approver: User
    publisher: User
    records_officer: User
    press_officer: User
    administrator: User
    passwords: dict[str, str]


def open_accounts() -> Desks:
    passwords: dict[str, str] = {}
    people = {
        role.lower().replace(" ", "_"): _open(role, passwords) for role in _PEOPLE
    }
    return Desks(passwords=passwords, **people)


def taken_usernames() -> list[str]:
    usernames = [username for username, _, _ in _PEOPLE.values()]
    taken = User.objects.filter(username__in=usernames)
    return sorted(taken.values_list("username", flat=True))


def role_of(username: str) -> str:
    return next(role for role, (name, _, _) in _PEOPLE.items() if name == username)


def _open(role: str, passwords: dict[str, str]) -> User:
    username, first_name, last_name = _PEOPLE[role]
    passwords[username] = secrets.token_urlsafe(12)
    user = User.objects.create_user(
        username,
        password=passwords[username],
        first_name=first_name,
        last_name=last_name,
        email=f"{username}@press.valmere.example",
        is_staff=True,
    )
    user.groups.add(Group.objects.get(name=role))
    return user
