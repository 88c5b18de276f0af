"""How many forms one account may send to the desk, over all processes: far more than
anybody presses, so that a loop gone wild, or a session that was stolen, is slowed."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from briefings.actions.rate_limits import spend
from briefings.admin.site import site
from briefings.errors import TooMany


class NotTooOftenMiddleware:
    """Stands where it is known who is signed in, and which page is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *of_the_view: Any
    ) -> HttpResponse | None:
        if not _is_deed(request):
            return None
        try:
            spend("desk", by=f"account {request.user.pk}")
        except TooMany as too_many:
            return _refused(request, too_many)
        return None


def _is_deed(request: HttpRequest) -> bool:
    """What an open page says by itself is none."""
    match = request.resolver_match
    return (
        request.method == "POST"
        and request.path.startswith(reverse("admin:index"))
        and site.has_permission(request)
        and bool(match and match.view_name not in settings.PASSIVE_PAGES)
    )


def _refused(request: HttpRequest, too_many: TooMany) -> HttpResponse:
    response: HttpResponse
    if request.headers.get("Sec-Fetch-Dest") == "empty":
        # A script of the page asked, and shows what it is told.
        response = JsonResponse({"refused": str(too_many)}, status=429)
    else:
        shown = {
            **site.each_context(request),
            "title": "Too many forms at once",
            "sentence": str(too_many),
            "to": request.get_full_path(),
            "files": list(request.FILES),
            # Pages of the desk are kept by no browser, so what was typed is shown on.
            "sent": [(n, v) for n, some in request.POST.lists() for v in some],
        }
        response = render(request, "admin/too_often.html", shown, status=429)
    response["Retry-After"] = str(too_many.retry_after)
    return response
