"""Whose failure it was, and from where: what lockouts and limits count by."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from briefings.actions.rate_limits import whole
from briefings.models import User

# Of whoever comes through a socket without an address of theirs.
UNKNOWN = "::"
LONGEST_NAME = 150


def address_of(request: HttpRequest) -> str:
    return whole(request.META.get("REMOTE_ADDR") or UNKNOWN)


def account_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """One name for all ways to write it: by username, by e-mail address, in capitals.
    One that nobody has counts as it was typed, so that nothing tells the two apart."""
    sent = credentials or {}
    typed = sent.get("username") or sent.get("email") or request.POST.get("login", "")
    named = Q(username__iexact=typed) | Q(email__iexact=typed)
    known = User.objects.filter(named).order_by("pk").first() if typed else None
    name: str = known.username if known else typed.replace("\0", "")
    return name.casefold()[:LONGEST_NAME]
