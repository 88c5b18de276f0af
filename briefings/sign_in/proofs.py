"""What a browser has shown of who sits at it; kept in its session."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from briefings.permissions import shows_second_factor


def proofs_of(request: HttpRequest, person: Any = None) -> list[dict[str, Any]]:
    return get_authentication_records(request, person or request.user)


def shows_all_it_has(request: HttpRequest) -> bool:
    """Whether this browser has shown a second factor, if the account has one. One that
    signed in before it was entered has not."""
    has_shown = shows_second_factor(proofs_of(request))
    return has_shown or not is_mfa_enabled(request.user)


def note_new_factor(request: HttpRequest, kind: str) -> None:
    """Whoever has just entered a factor has shown that they hold it."""
    record_authentication(request, request.user, "mfa", type=kind, is_new=True)
