"""What is said where no view could answer: as a problem below /api/, as a page of the
site everywhere else."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from briefings.api.problems import problem
from briefings.views.refusals import FORM_OUT_OF_DATE, SAID, Said, refusal

# The database is away, is busy, or took too long: all pass by themselves.
_PASSING = (InterfaceError, OperationalError)
SECONDS_UNTIL_BETTER = 30


def refused(
    request: HttpRequest,
    status: int,
    said: Said | None = None,
    *,
    retry_after: int | None = None,
) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return problem(status, str((said or SAID[status])[1]), retry_after=retry_after)
    return refusal(request, status, said, retry_after=retry_after)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, 404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refused(request, 403, FORM_OUT_OF_DATE)


def fault(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], _PASSING):
        return refused(request, 503, retry_after=SECONDS_UNTIL_BETTER)
    return refused(request, 500)
