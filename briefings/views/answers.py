"""What every public page has in common: how it is asked for, and how it answers."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from briefings.actions.rate_limits import spend
from briefings.errors import TooMany
from briefings.views.refusals import refusal

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """A page that is the same for everybody. It is kept nowhere without asking again,
    because a lift changes it at a moment that no cache knows. To search it is what
    costs, so only that is limited."""
    return _for_readers(cache_control(public=True, no_cache=True)(_or_refused(view)))


def public_file(view: View) -> View:
    """Bytes that are the same for everybody, and that say how long they may be kept.
    That there are none is kept nowhere without asking again, as of a page."""
    found_or_not = _or_refused(view)

    @wraps(view)
    def answer(request: HttpRequest, **asked: Any) -> HttpResponseBase:
        response = found_or_not(request, **asked)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, no_cache=True)
        return response

    return _for_readers(answer)


# Of what is named by its own bytes. A shared cache asks again each hour whether it is
# public still.
FOR_GOOD = "public, max-age=31536000, s-maxage=3600, immutable"


def _for_readers(view: View) -> View:
    # Nothing can be sent to it, so that no token is asked of what is refused anyway.
    return csrf_exempt(require_safe(view))


def _or_refused(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, **asked: Any) -> HttpResponseBase:
        try:
            if request.GET.get("q"):
                spend("search", by=request.META["REMOTE_ADDR"])
            return view(request, **asked)
        except Http404:
            return refusal(request, 404)
        except TooMany as too_many:
            return refusal(request, 429, retry_after=too_many.retry_after)

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


def of_the_kept(model: Any, slug: str) -> HttpResponse:
    """The address of what was entered twice leads to the page that is kept, once
    readers know the name that the address is made of."""
    named = model.objects.named().filter(slug=slug).select_related("merged_into")
    moved = named.exclude(merged_into=None).first()
    if moved is None:
        raise Http404
    address = f"{model._meta.model_name}-detail"
    return HttpResponsePermanentRedirect(reverse(address, args=[moved.kept.slug]))


def page(request: HttpRequest, template: str, /, **context: Any) -> HttpResponse:
    return render(request, template, context)


def asked(request: HttpRequest, *names: str) -> dict[str, str]:
    """Parameters of the address; what was not given is empty. NUL is in no text that
    PostgreSQL keeps, and nobody searches for a page of words."""
    return {
        name: request.GET.get(name, "").replace("\0", "").strip()[:200]
        for name in names
    }
