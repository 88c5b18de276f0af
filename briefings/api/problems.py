"""Errors as RFC 9457 tells them: one shape for every refusal of the API."""

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import JsonResponse
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import VALIDATION_ERROR, Error, ErrorResponse
from rest_framework.exceptions import APIException, ParseError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response

from briefings.errors import Conflict, Refused

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

SCHEMA = {
    "type": "object",
    "description": "What is wrong, as RFC 9457 has it.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "parameter": {
                        "type": "string",
                        "description": "The part of the address that is wrong.",
                    },
                    "pointer": {
                        "type": "string",
                        "description": "The part of the body that is wrong, as a "
                        "JSON pointer.",
                    },
                },
            },
        },
    },
}


class Gone(APIException):
    status_code = HTTPStatus.GONE
    default_detail = "This was removed."
    default_code = "gone"


class NotNow(APIException):
    status_code = HTTPStatus.CONFLICT
    default_code = "conflict"


class NotSo(APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "refused"


class NotNowForAnybody(APIException):
    """The database is away, busy or too slow, which passes."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "This cannot be answered just now. Try again in a minute."
    default_code = "unavailable"
    wait = 30


class ProblemHandler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, Conflict):
            return NotNow(str(exc))
        if isinstance(exc, Refused):
            return NotSo(str(exc))
        if isinstance(exc, SuspiciousOperation):
            return ParseError("The request asks for too much, or in a strange way.")
        if isinstance(exc, (InterfaceError, OperationalError)):
            log.error("The database gave no answer", exc_info=exc)
            return NotNowForAnybody()
        return super().convert_known_exceptions(exc)

    def get_response(self, exc: APIException, data: dict[str, Any]) -> Response:
        response = super().get_response(exc, data)
        response.content_type = MEDIA_TYPE
        return response


def problem(
    status: int, detail: str, *, retry_after: int | None = None
) -> JsonResponse:
    """The answer where no view of the API was reached."""
    told = _told(status, detail)
    response = JsonResponse(told, status=status, content_type=MEDIA_TYPE)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _told(status: int, detail: str) -> dict[str, Any]:
    title = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": title, "status": status}
    return told | {"detail": detail}


class ProblemFormatter(ExceptionFormatter):
    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        status = self.exc.status_code
        if error_response.type != VALIDATION_ERROR:
            return _told(status, error_response.errors[0].detail)
        whole = "The request cannot be answered as it stands: see the errors."
        return _told(status, whole) | {
            "errors": [self._located(error) for error in error_response.errors],
        }

    def _located(self, error: Error) -> dict[str, str]:
        told = {"code": error.code, "detail": error.detail}
        if error.attr is None:
            return told
        if getattr(self.context["request"], "method", None) in SAFE_METHODS:
            return told | {"parameter": error.attr}
        return told | {"pointer": "#/" + error.attr.replace(".", "/")}
