from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponse, StreamingHttpResponse

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
