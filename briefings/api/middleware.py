from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

_READING = {"GET", "HEAD"}


class OpenDataMiddleware:
    """Scripts on any site may read the API: it holds nothing but public data and knows
    no cookies. Every answer is checked with us before a cache gives it again, for a
    release may have gone live or been removed a second ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        response = self._answer(request)
        patch_cache_control(response, public=True, no_cache=True)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if _asks_leave_to_read(request):
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD"
            response["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
            response["Access-Control-Allow-Origin"] = "*"
            return response
        response = self.get_response(request)
        if request.method in _READING:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag"
        return response


def _asks_leave_to_read(request: HttpRequest) -> bool:
    wanted = request.headers.get("Access-Control-Request-Method")
    return request.method == "OPTIONS" and wanted in _READING
