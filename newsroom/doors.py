"""What is turned away before any page is asked: it costs nothing, and a page need not
think of it."""

from email.message import Message

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    UnreadablePostError,
)
from django.urls import ResolverMatch
from django.utils.translation import gettext_lazy as _

from briefings.views.refusals import SAID
from newsroom.middleware import UNREAD, Answer
from newsroom.refusals import refused

# What the server could not read as a request, so that no view was asked.
SAID_OF_UNREAD = {
    408: (
        "What you sent did not arrive",
        "It took too long, or the connection broke. Go back and send it again.",
    ),
    414: (
        _("This address is too long"),
        _("It holds more than any page here is asked for. Go back and ask for less."),
    ),
    431: (
        _("Your browser sends too much beside the address"),
        _("Delete the cookies it keeps of this site, then try again."),
    ),
}


class DoorMiddleware:
    """Bodies larger than their page takes, words in no encoding that browsers send, and
    bare refusals, which get their words here."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if UNREAD in request.META:
            return _unread(request)
        if _is_in_another_encoding(request):
            return refused(request, 400)
        response = self.get_response(request)
        if response.status_code == 405 and isinstance(response, HttpResponse):
            return _in_words(request, response)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, UnreadablePostError):
            return refused(request, 408, SAID_OF_UNREAD[408])
        return None

    def process_view(
        self, request: HttpRequest, *of_the_view: object
    ) -> HttpResponse | None:
        """Before the check of the form's token, which reads the body."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal():
            return refused(request, 400)
        if int(length) > largest_body(request.resolver_match):
            return refused(request, 413)
        return None


def _unread(request: HttpRequest) -> HttpResponse:
    status = request.META[UNREAD]
    said = SAID_OF_UNREAD.get(status, SAID[500 if status == 500 else 400])
    response = refused(request, status, said)
    response.headers["Cache-Control"] = "no-store"
    return response


def largest_body(match: ResolverMatch | None) -> int:
    name = match.view_name if match else ""
    return settings.LARGEST_BODIES.get(name, settings.LARGEST_BODY)


def _is_in_another_encoding(request: HttpRequest) -> bool:
    """Python knows encodings that make of a form what no text may hold, such as halves
    of characters."""
    header = Message()
    header["Content-Type"] = request.META.get("CONTENT_TYPE", "")
    charset = header.get_param("charset")
    return charset is not None and str(charset).lower() not in ("utf-8", "utf8")


def _in_words(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    if bare.content:
        return bare
    response = refused(request, bare.status_code)
    for name in ("Allow", "Cache-Control"):
        if name in bare.headers:
            response.headers[name] = bare.headers[name]
    return response
