"""Somebody's own account: how they sign in, and where they are signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from briefings.acting import browser_in
from briefings.actions.accounts import end_other_sessions, end_session
from briefings.errors import Refused
from briefings.typed import number

Kind = Authenticator.Type


@login_required
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        _end(request)
        return HttpResponseRedirect(request.path)
    return render(request, "account/own_account.html", _context(request))


def _end(request: HttpRequest) -> None:
    user: Any = request.user
    session = number(request.POST.get("session", ""))
    try:
        if session is not None:
            end_session(session, by=user)
            messages.success(request, "That browser is signed out.")
        else:
            ended = end_other_sessions(by=user, this_one=request.session.session_key)
            messages.success(request, f"Signed out elsewhere: {ended}.")
    except Refused as refusal:
        messages.error(request, str(refusal))


def _context(request: HttpRequest) -> dict[str, Any]:
    user: Any = request.user
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((f for f in factors if f.type == Kind.RECOVERY_CODES), None)
    sessions = UserSession.objects.purge_and_list(user)
    here = request.session.session_key
    return {
        "app": next((f for f in factors if f.type == Kind.TOTP), None),
        "passkeys": [f.wrap() for f in factors if f.type == Kind.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "sessions": [
            {
                "row": session,
                "browser": browser_in(session.user_agent) or "A browser",
                "is_here": session.session_key == here,
            }
            for session in sorted(sessions, key=lambda s: s.last_seen_at, reverse=True)
        ],
    }
