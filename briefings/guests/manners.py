"""How a guest's page is asked for and answered: kept by nobody, told to nobody, and
sent forms by nobody else."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from briefings.acting import address_in, browser_in
from briefings.actions.entering import REMEMBERED, Visitor
from briefings.models import GuestLink
from briefings.models.accounts import digest_of

COOKIE = "guest"
_SEALS = TimestampSigner(salt="briefings.guests.form")


def page(request: HttpRequest, template: str, /, **context: Any) -> HttpResponse:
    response = render(request, f"guests/{template}", context)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet"
    return response


def visitor_of(request: HttpRequest) -> Visitor:
    address = address_in(request.META.get("REMOTE_ADDR", ""))
    return Visitor(
        # Of a network its first address: the column takes no other.
        address=address.partition("/")[0] or None,
        agent=browser_in(request.headers.get("User-Agent", "")),
        key=key_of(request),
    )


def key_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def whence(request: HttpRequest) -> str:
    """The whole address, to count by, of which a digest is kept. What an office leaves
    out of the audit would make neighbours of one network share an allowance."""
    told: str = request.META.get("REMOTE_ADDR", "")
    return told if address_in(told) else ""


def seal_of(link: GuestLink, key: str) -> str:
    """Stands in each form: made for this link and this browser's session."""
    return _SEALS.sign(_sealed(link, key))


def is_own_form(request: HttpRequest, link: GuestLink, key: str) -> bool:
    """Whether a form came from a page of ours. The pages send no referrer, so browsers
    tell no origin either; that they came from this site they tell otherwise."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "null")
    own = f"{request.scheme}://{request.get_host()}"
    if site != "same-origin" or origin not in ("null", own):
        return False
    try:
        sealed = _SEALS.unsign(request.POST.get("seal", ""), max_age=REMEMBERED)
    except BadSignature:
        return False
    return sealed == _sealed(link, key)


def let_in(response: HttpResponse, link: GuestLink, key: str) -> None:
    """The cookie is told to this link's own pages and to no others."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=REMEMBERED,
        path=_place(link),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        # A mail client's page leads here, so that Strict would ask for a code again.
        samesite="Lax",
    )


def let_out(response: HttpResponse, link: GuestLink) -> None:
    response.delete_cookie(COOKIE, path=_place(link), samesite="Lax")


def _place(link: GuestLink) -> str:
    return reverse("guest-page", args=[link.token])


def _sealed(link: GuestLink, key: str) -> str:
    return f"{link.nonce}:{digest_of(key)}"
