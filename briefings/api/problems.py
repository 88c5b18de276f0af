"""Errors as RFC 9457 tells them: one shape for every refusal of the API."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import VALIDATION_ERROR, Error, ErrorResponse
from rest_framework.exceptions import APIException, ParseError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response

from briefings.errors import Conflict, Refused

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


class ProblemHandler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, Conflict):
            return NotNow(str(exc))
        if isinstance(exc, Refused):
            return NotSo(str(exc))
        if isinstance(exc, SuspiciousOperation):
            return ParseError("The request asks for too much, or in a strange way.")
        return super().convert_known_exceptions(exc)

    def get_response(self, exc: APIException, data: dict[str, Any]) -> Response:
        response = super().get_response(exc, data)
        response.content_type = MEDIA_TYPE
        return response


class ProblemFormatter(ExceptionFormatter):
    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        status = HTTPStatus(self.exc.status_code)
        problem = {"type": "about:blank", "title": status.phrase, "status": status}
        if error_response.type != VALIDATION_ERROR:
            return problem | {"detail": error_response.errors[0].detail}
        return problem | {
            "detail": "The request cannot be answered as it stands: see the errors.",
            "errors": [self._located(error) for error in error_response.errors],
        }

    def _located(self, error: Error) -> dict[str, str]:
        told = {"code": error.code, "detail": error.detail}
        if error.attr is None:
            return told
        if getattr(self.context["request"], "method", None) in SAFE_METHODS:
            return told | {"parameter": error.attr}
        return told | {"pointer": "#/" + error.attr.replace(".", "/")}
