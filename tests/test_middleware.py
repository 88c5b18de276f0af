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


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/commitments/", "/releases/feed.atom"])
def test_head_tells_the_validator_of_the_page_and_knows_it_again(stranger, path):
    page, asked = stranger.get(path), stranger.head(path)
    again = stranger.head(path, headers={"If-None-Match": page["ETag"]})

    assert asked["ETag"] == page["ETag"]
    assert asked.status_code == 200
    assert again.status_code == 304
