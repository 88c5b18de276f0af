from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from briefings.models.visibility import looking_as


def only_what_they_may_see(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """On the desk, whatever is asked is asked by whoever is signed in. Pages for
    readers never ask who they are."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(reverse("admin:index")):
            return get_response(request)
        # Somebody may sign in, or out, while the request is answered; and what changes
        # something may have waited for who set a limit.
        steadily = request.method in ("GET", "HEAD")
        with looking_as(lambda: request.user, steadily=steadily):
            return get_response(request)

    return answer
