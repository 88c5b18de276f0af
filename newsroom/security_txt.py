"""Whom to tell of a weakness, where programs look for it (RFC 9116)."""

import re
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from environs import Env

PLACE = "/.well-known/security.txt"
# Less than a year, as the RFC recommends; the first of a month, so that it is the same
# text for a while.
MONTHS = 6
_CONTACT = re.compile(r"(?:mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*|tel:\+?[\d-]+)")
_PAGE = re.compile(r"https://[^\s/]+\S*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def configured(env: Env) -> dict[str, tuple[str, ...]]:
    """The fields that an office gives, each by a variable, with commas between
    several."""
    return {
        "Contact": _given(env, "SECURITY_CONTACT", _CONTACT),
        "Policy": _given(env, "SECURITY_POLICY", _PAGE),
        "Acknowledgments": _given(env, "SECURITY_ACKNOWLEDGMENTS", _PAGE),
        "Encryption": _given(env, "SECURITY_ENCRYPTION", _PAGE),
        "Preferred-Languages": _given(env, "SECURITY_LANGUAGES", _LANGUAGE),
    }


def _given(env: Env, name: str, allowed: re.Pattern[str]) -> tuple[str, ...]:
    listed: list[str] = env.list(name, [])
    values = tuple(value.strip() for value in listed)
    strange = [value for value in values if not allowed.fullmatch(value)]
    if strange:
        raise ImproperlyConfigured(
            f"{name} says {strange[0]!r}: a contact is written as "
            "mailto:security@example.org, https://… or tel:+44-…, a page as https://…, "
            "a language as en or cy."
        )
    return values


@csrf_exempt
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    if not settings.SECURITY_TXT["Contact"]:
        raise Http404
    kind = "text/plain; charset=utf-8"
    response = HttpResponse(text_on(timezone.now().date()), content_type=kind)
    response["Cache-Control"] = "max-age=3600"
    return response


@csrf_exempt
@require_safe
def former_place(request: HttpRequest) -> HttpResponse:
    if not settings.SECURITY_TXT["Contact"]:
        raise Http404
    return HttpResponsePermanentRedirect(PLACE)


def text_on(day: date) -> str:
    told = dict(settings.SECURITY_TXT)
    # One field holds them all; of the others each stands in a line of its own.
    languages = told.pop("Preferred-Languages")
    lines = [f"{name}: {value}" for name, values in told.items() for value in values]
    lines.append(f"Expires: {expiry(day).isoformat().replace('+00:00', 'Z')}")
    if languages:
        lines.append(f"Preferred-Languages: {', '.join(languages)}")
    lines.append(f"Canonical: {settings.SITE_URL}{PLACE}")
    return "\n".join(lines) + "\n"


def expiry(day: date) -> datetime:
    """
    >>> expiry(date(2026, 8, 31)).isoformat()
    '2027-02-01T00:00:00+00:00'
    """
    months = day.year * 12 + day.month - 1 + MONTHS
    first = date(months // 12, months % 12 + 1, 1)
    return datetime.combine(first, time.min, UTC)


def somebody_is_told(**about: Any) -> list[checks.CheckMessage]:
    if settings.SECURITY_TXT["Contact"]:
        return []
    return [
        checks.Warning(
            "Whoever finds a weakness of this site is told nowhere whom to write to.",
            hint="Set SECURITY_CONTACT, such as mailto:security@press.example.org.",
            id="newsroom.W001",
        )
    ]


urlpatterns = [
    path(PLACE[1:], security_txt, name="security-txt"),
    path("security.txt", former_place, name="security-txt-former"),
]
