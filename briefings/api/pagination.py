from typing import Any

from django.core.signing import BadSignature, Signer
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

_PAGE_ADDRESS = {"type": ["string", "null"], "format": "uri"}


class Pages(CursorPagination):
    """Pages of a list in its view's `ordering`. A page is found by the row before it
    and not by counting, so nothing is missed or told twice when releases go live
    between two requests. Cursors are signed: one of another's making is refused
    before it reaches the database."""

    request: Request
    page_size = 50
    max_page_size = 100
    page_size_query_param = "page_size"
    page_size_query_description = "How many rows a page holds."
    cursor_query_description = "Where the page begins: follow `next` and `previous`."

    def get_ordering(self, request, queryset, view) -> tuple[str, ...]:
        return view.ordering

    def get_page_size(self, request) -> int:
        asked = request.query_params.get(self.page_size_query_param, self.page_size)
        if str(asked).isascii() and str(asked).isdigit() and len(str(asked)) < 4:
            size = int(asked)
            if 1 <= size <= self.max_page_size:
                return size
        sentence = f"Give a number from 1 to {self.max_page_size}."
        raise ValidationError({self.page_size_query_param: sentence})

    def decode_cursor(self, request) -> Cursor | None:
        encoded = request.query_params.get(self.cursor_query_param)
        if encoded is None:
            return None
        try:
            return Cursor(*self._signer().unsign_object(encoded))
        except (BadSignature, TypeError, ValueError) as error:
            sentence = "This cursor is none of ours: begin again without it."
            raise ValidationError({self.cursor_query_param: sentence}) from error

    def encode_cursor(self, cursor: Cursor) -> str:
        encoded = self._signer().sign_object(list(cursor))
        here = self.request.build_absolute_uri()
        return replace_query_param(here, self.cursor_query_param, encoded)

    def _signer(self) -> Signer:
        return Signer(salt=f"briefings.api.pagination{self.request.path}")

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": _PAGE_ADDRESS,
                "previous": _PAGE_ADDRESS,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {
                    "minimum": 1,
                    "maximum": self.max_page_size,
                    "default": self.page_size,
                }
        return parameters


class PagesOfAMoment(Pages):
    """Pages of a list that can be asked about a past moment, which they repeat."""

    def paginate_queryset(self, queryset, request, view=None):
        self.asked_about = view.asked_about
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data):
        response = super().get_paginated_response(data)
        response.data = {"at": self.asked_about, **response.data}
        return response

    def get_paginated_response_schema(self, schema):
        described = super().get_paginated_response_schema(schema)
        moment = {"type": ["string", "null"], "format": "date-time"}
        return described | {
            "required": ["at", *described["required"]],
            "properties": {"at": moment, **described["properties"]},
        }
