"""Editors sign in anew after a working day, after having been away for a while, and
when the directory that let them in has to be asked again."""

import time
from datetime import timedelta
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponseBase

from newsroom.middleware import Answer

BEGUN, SEEN = "begun_at", "seen_at"
# To note every request would write a row for each.
_NOTED_EVERY = 60


class SessionEndMiddleware:
    """Stands between the session and whoever reads from it who is signed in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_private(request) and is_over(request.session, time.time()):
            request.session.flush()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *of_the_view: object) -> None:
        match = request.resolver_match
        if match is None or match.view_name in settings.PASSIVE_PAGES:
            return
        if _is_private(request) and not request.session.is_empty():
            note_seen(request, time.time())


def is_over(session: Any, now: float) -> bool:
    day, pause = settings.SESSION_AGE, settings.SESSION_IDLE
    is_old = _older(session.get(BEGUN), day, now) or _older(
        session.get(SEEN), pause, now
    )
    return is_old or _is_to_be_asked_again(session, now)


def _is_to_be_asked_again(session: Any, now: float) -> bool:
    """Whoever left the office is gone from its directory, which tells it only to those
    who ask. Its own session there makes that a press of one button."""
    asked_at = [
        record["at"]
        for record in session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        if record["method"] == "socialaccount"
    ]
    if not asked_at:
        return False
    directory = settings.DIRECTORY
    return directory is None or _older(max(asked_at), directory.asked_every, now)


def note_seen(request: HttpRequest, now: float) -> None:
    """When, and from which browser, as its owner is shown."""
    session = request.session
    if BEGUN not in session:
        session[BEGUN] = int(now)
    if now - session.get(SEEN, 0) < _NOTED_EVERY:
        return
    session[SEEN] = int(now)
    if request.user.is_authenticated and session.session_key:
        UserSession.objects.create_from_request(request)


def begin_anew(sender: object, request: HttpRequest, **signal: object) -> None:
    """Whoever signs in again, without having signed out, has a whole day again."""
    request.session.pop(BEGUN, None)


user_logged_in.connect(begin_anew, dispatch_uid="sessions")


def _older(moment: float | None, age: timedelta, now: float) -> bool:
    return moment is not None and now - moment > age.total_seconds()


def _is_private(request: HttpRequest) -> bool:
    """On public pages nobody's session is looked at."""
    return request.path_info.startswith(settings.PRIVATE_PATHS)
