"""What a browser has shown of who sits at it; kept in its session."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest


def proofs_of(request: HttpRequest, person: Any = None) -> list[dict[str, Any]]:
    return get_authentication_records(request, person or request.user)


def note_new_factor(request: HttpRequest, kind: str) -> None:
    """Whoever has just entered a factor has shown that they hold it."""
    record_authentication(request, request.user, "mfa", type=kind, is_new=True)
