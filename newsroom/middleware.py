from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponse, StreamingHttpResponse
from django.middleware.http import ConditionalGetMiddleware

# Where the server asks for the answer to what it could not read. No visitor can: the
# names of what they send are in capitals.
UNREAD = "newsroom.unread"
Answer = Callable[[HttpRequest], HttpResponseBase]


def no_body_for_head(get_response: Answer) -> Answer:
    """HEAD is answered with the headers of GET alone. Django leaves it to the server to
    drop the body; gunicorn complains of one instead."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response

    return answer


class ConditionalReadMiddleware(ConditionalGetMiddleware):
    """HEAD has the validators of GET (RFC 9110, 9.3.2). Django leaves them out because
    the body may be gone; here `no_body_for_head` drops it later."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        answer: HttpResponseBase = super().process_response(request, response)
        request.method = asked
        return answer


def address_of_the_visitor(get_response: Answer) -> Answer:
    """REMOTE_ADDR is the visitor's address and not the last proxy's, for all who read
    it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.META["REMOTE_ADDR"] = visitor(
            request.META.get("REMOTE_ADDR", ""),
            request.META.get("HTTP_X_FORWARDED_FOR", ""),
            settings.TRUSTED_PROXIES,
        )
        return get_response(request)

    return answer


def visitor(neighbour: str, forwarded: str, proxies: int) -> str:
    """Whom the outermost of our proxies heard. What stands further to the left was
    written by the visitor, who can write anything.

    >>> visitor("10.0.0.1", "6.6.6.6, 192.0.2.7", proxies=1)
    '192.0.2.7'
    >>> visitor("10.0.0.1", "6.6.6.6, 192.0.2.7, 10.0.0.2", proxies=2)
    '192.0.2.7'
    >>> visitor("192.0.2.7", "6.6.6.6", proxies=0)
    '192.0.2.7'
    """
    heard = [part.strip() for part in forwarded.split(",") if part.strip()]
    if not proxies or not heard:
        return neighbour
    try:
        return str(ip_address(heard[-min(proxies, len(heard))]))
    except ValueError:
        return neighbour
