import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from newsroom.middleware import no_body_for_head


@pytest.mark.parametrize("kind", [HttpResponse, StreamingHttpResponse, FileResponse])
def test_head_is_answered_without_a_body(kind):
    answer = no_body_for_head(lambda request: kind([b"words"]))

    assert b"".join(answer(RequestFactory().get("/"))) == b"words"
    assert b"".join(answer(RequestFactory().head("/"))) == b""


@pytest.mark.django_db
def test_head_tells_how_long_the_page_is(stranger):
    page = stranger.get("/commitments/")

    assert stranger.head("/commitments/")["Content-Length"] == str(len(page.content))
