"""The answers that are no page: a heading and a sentence that say what to do. None of
them tells what the server found, and none needs the database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

# A heading and a sentence, each perhaps said when its language is known.
Said = tuple[Any, Any]

# Of a status: what a person reads first, and what helps.
SAID = {
    400: (
        _("This request cannot be understood"),
        _(
            "Its address or its form is damaged, or names another site. Go back, load "
            "the page anew, and try again."
        ),
    ),
    403: (
        _("This is not open to you"),
        _(
            "Your account does not have the duty for it. Ask an administrator of the "
            "newsroom if it should."
        ),
    ),
    404: (
        _("There is nothing at this address"),
        _(
            "It may be mistyped. Nothing published here is ever moved without leaving "
            "a way to it."
        ),
    ),
    405: (
        _("This page can only be read"),
        _("Nothing can be sent to it. Open it by its address instead."),
    ),
    413: (
        _("This is more than can be sent at once"),
        _("Send less text or a smaller file, or send it in parts."),
    ),
    429: (
        _("Too many requests from your address"),
        _("Everybody can go on reading. Wait a little before you search again."),
    ),
    500: (
        _("Something went wrong on our side"),
        _("The fault is noted. Please try again in a minute."),
    ),
    503: (
        _("The newsroom cannot answer just now"),
        _("Nothing was changed. Please try again in a minute."),
    ),
}
FORM_OUT_OF_DATE = (
    _("This form was open for too long"),
    _(
        "It was not sent from a page of this site that is still valid, so nothing was "
        "changed. Go back, load the page anew, and send it again. Your browser must "
        "allow cookies of this site."
    ),
)


def refusal(
    request: HttpRequest,
    status: int,
    said: Said | None = None,
    *,
    retry_after: int | None = None,
) -> HttpResponse:
    heading, sentence = said or SAID[status]
    is_private = request.path_info.startswith(settings.PRIVATE_PATHS)
    context = {
        "heading": heading,
        "is_private": is_private,
        "sentence": sentence,
        "status": status,
    }
    response = render(request, "refusal.html", context, status=status)
    if not is_private:
        # There may be something a second later, when an embargo lifts.
        patch_cache_control(response, public=True, no_cache=True)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response
