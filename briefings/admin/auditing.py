"""What the audit cannot see from inside the database: who signs in, who looks at words
that are not public, what was refused. Readers of the public pages leave no trace."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.db.models import Q
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.functional import SimpleLazyObject, empty

from briefings.acting import Acting, acting_as, address_in, browser_in
from briefings.admin.looking import looked_at, release_of, subject_of
from briefings.admin.telling import note_what_was_told, what_waits
from briefings.errors import TooMany
from briefings.models import AuditEntry, AuditKind, User
from briefings.models.visibility import releases_limited_in

_OFTEN = "too often"
_NOTHING = "There is nothing for them at this address."
_NOT_OPEN = {403, 404}
# Pages whose address is a key, and where they are.
_SECRET = {"guest-page", "invitation", "account_reset_password_from_key"}
_WITH_SECRETS = ("/guests/", "/account/")
# An action that refuses hundreds of rows at once is one thing refused.
_MOST_REFUSALS = 20


class AuditMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = acting_at(request)
        request.audit_id = acting.request  # type: ignore[attr-defined]
        with acting_as(acting):
            response = self.get_response(request)
            if request.path_info.startswith(settings.PRIVATE_PATHS):
                self._tell(request, response, acting)
        return response

    def _tell(
        self, request: HttpRequest, response: HttpResponse, acting: Acting
    ) -> None:
        if response.status_code in _NOT_OPEN and hasattr(request, "user"):
            # Told with who they are, also where nothing asked for it, such as the
            # check of a form’s proof.
            request.user.pk  # noqa: B018
        refusals = list(_refusals(request, response, acting))
        if refusals:
            AuditEntry.objects.note_all(refusals)
        person, _ = acting.who()
        if person:
            response["X-Request-Id"] = acting.request
            if response.status_code == 200:
                fetched = looked_at(request, and_fetch=what_waits())
                note_what_was_told(request, response, acting, fetched)


def acting_at(request: HttpRequest) -> Acting:
    return Acting(
        "stranger",
        who=lambda: _person_at(request),
        method=str(request.method),
        path=_path_of(request),
        address=address_in(request.META.get("REMOTE_ADDR", "")),
        agent=browser_in(request.headers.get("User-Agent", "")),
        request=uuid.uuid4().hex,
    )


def _path_of(request: HttpRequest) -> str:
    """Of an address that opens something to whoever has it, only which page it was."""
    path = request.path
    if not request.path_info.startswith(_WITH_SECRETS):
        return path
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return "(an unknown address)"
    return f"/{match.route}" if match.url_name in _SECRET else path


def _person_at(request: HttpRequest) -> tuple[int | None, str]:
    """Only if somebody asked already: a page that does not care who reads it must not
    begin to because it is watched."""
    user: Any = request.__dict__.get("user")
    if isinstance(user, SimpleLazyObject) and user._wrapped is empty:
        return None, ""
    return (user.pk, user.get_username()) if user and user.pk else (None, "")


def _refusals(
    request: HttpRequest, response: HttpResponse, acting: Acting
) -> Iterator[dict[str, Any]]:
    about = _about(request) if acting.refusals or response.status_code == 403 else {}
    # Whoever goes on and on is told of below.
    said_no = [r for r in acting.refusals if not isinstance(r, TooMany)]
    for refusal in said_no[:_MOST_REFUSALS]:
        verb = _refused_verb(refusal) or request.POST.get("do", "")
        yield {"verb": verb[:60], **_told_of(str(refusal), **about)}
    if response.status_code == 403:
        yield {"verb": "forbidden", "label": "This page is not open to them.", **about}
    if response.status_code == 404 and acting.who()[0]:
        # The address is all that is told, whether or not something hidden is there.
        yield {"kind": AuditKind.REFUSAL, "verb": "found nothing", "label": _NOTHING}
    if response.status_code == 429 and not _was_told_just_now(acting):
        yield {"kind": AuditKind.REFUSAL, "verb": _OFTEN, "label": "Too many attempts."}


def _was_told_just_now(acting: Acting) -> bool:
    """Whoever goes on and on is told of once a minute; a stranger is where they are."""
    since = Now() - timedelta(minutes=1)
    told = AuditEntry.objects.filter(kind=AuditKind.REFUSAL, at__gt=since)
    whose = {"person": acting.who()[0], "address": acting.address}
    return told.filter(verb=_OFTEN, **whose).exists()


def _about(request: HttpRequest) -> dict[str, Any]:
    model, key = subject_of(request)
    about: dict[str, Any] = {"kind": AuditKind.REFUSAL}
    if model is None or not key:
        return about
    return about | {
        "subject": model._meta.model_name,
        "number": key,
        "release_id": release_of(model, key),
    }


def _told_of(sentence: str, **about: Any) -> dict[str, Any]:
    """A sentence that names a limited draft is told with that release. An entry is of
    one: of several it is told that they were named."""
    named = set(releases_limited_in(sentence)) - {about.get("release_id")}
    if not named:
        return {"label": sentence, **about}
    if len(named) == 1 and not about.get("release_id"):
        return {"label": sentence, **about, "release_id": named.pop()}
    return {"label": "A sentence that names drafts limited to some.", **about}


def _refused_verb(refusal: Exception) -> str:
    """The action that said no, by its name."""
    step = refusal.__traceback__
    while step:
        if step.tb_frame.f_globals.get("__name__", "").startswith("briefings.actions."):
            return step.tb_frame.f_code.co_name.strip("_").replace("_", " ")
        step = step.tb_next
    return ""


def note_sign_in(sender: Any, user: User, **signal: Any) -> None:
    _note_sign_in("signed in", user)


def note_sign_out(sender: Any, user: User | None, **signal: Any) -> None:
    if user:
        _note_sign_in("signed out", user)


def note_failure(
    sender: Any, credentials: dict[str, Any], request: Any = None, **signal: Any
) -> None:
    """Under the name that was typed only if it is somebody's: people also type their
    password there."""
    typed = credentials.get("username") or credentials.get("email") or ""
    named = Q(username__iexact=typed) | Q(email__iexact=typed)
    user = User.objects.filter(named).first() if typed else None
    is_locked = getattr(request, "axes_locked_out", False)
    _note_sign_in("was locked out" if is_locked else "failed to sign in", user)


def _note_sign_in(verb: str, user: User | None) -> None:
    about = {"subject": "user", "label": "an unknown name"}
    if user:
        about |= {"number": str(user.pk), "label": user.username}
    AuditEntry.objects.note(AuditKind.SIGN_IN, verb, **about)


user_logged_in.connect(note_sign_in, dispatch_uid="audit")
user_logged_out.connect(note_sign_out, dispatch_uid="audit")
user_login_failed.connect(note_failure, dispatch_uid="audit")
