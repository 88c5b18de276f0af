"""What every public page has in common: how it is asked for, and how it answers."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """A page that is the same for everybody. It is kept nowhere without asking again,
    because a lift changes it at a moment that no cache knows."""
    return require_safe(cache_control(no_cache=True)(_or_not_there(view)))


def public_file(view: View) -> View:
    """Bytes that are the same for everybody, and that say how long they may be kept.
    That there are none is kept nowhere without asking again, as of a page."""
    found_or_not = _or_not_there(view)

    @wraps(view)
    def answer(request: HttpRequest, **asked: Any) -> HttpResponseBase:
        response = found_or_not(request, **asked)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response

    return require_safe(answer)


def _or_not_there(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, **asked: Any) -> HttpResponseBase:
        try:
            return view(request, **asked)
        except Http404:
            return render(request, "404.html", status=404)

    return answer


def unchanged(
    request: HttpRequest, headers: Mapping[str, str]
) -> HttpResponseBase | None:
    """The answer to somebody who has what the headers tell of already. A browser takes
    its headers over, so they are all told again."""
    answer: Any = get_conditional_response(request, etag=headers["ETag"])
    is_known = answer is not None and answer.status_code == 304
    for name, value in headers.items() if is_known else ():
        if name != "Content-Type":
            answer[name] = value
    return answer


def gone(request: HttpRequest, explanation: str) -> HttpResponse:
    context = {"explanation": explanation}
    return render(request, "410.html", context, status=410)


def page(request: HttpRequest, template: str, /, **context: Any) -> HttpResponse:
    return render(request, template, context)


def asked(request: HttpRequest, *names: str) -> dict[str, str]:
    """Parameters of the address; what was not given is empty. NUL is in no text that
    PostgreSQL keeps, and nobody searches for a page of words."""
    return {
        name: request.GET.get(name, "").replace("\0", "").strip()[:200]
        for name in names
    }
