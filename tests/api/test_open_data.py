from datetime import timedelta

import pytest

from tests.making import THURSDAY, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db
RELEASES = "/api/v1/releases/"


@pytest.mark.parametrize("path", [RELEASES, "/api/v1/releases/no/", "/api/docs/"])
def test_answers_are_the_same_for_everybody(stranger, path):
    response = stranger.get(path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, no-cache"


def test_an_answer_that_has_not_changed_is_not_sent_again(stranger, clock):
    make_issued_edition(make_edition(), at=THURSDAY)
    clock.move_to(THURSDAY - timedelta(seconds=1))
    etag = stranger.get(RELEASES)["ETag"]

    again = stranger.get(RELEASES, headers={"If-None-Match": etag})
    assert (again.status_code, again["ETag"]) == (304, etag)
    assert again["Access-Control-Allow-Origin"] == "*"

    clock.move_to(THURSDAY)
    lifted = stranger.get(RELEASES, headers={"If-None-Match": etag})
    assert lifted.status_code == 200


def test_scripts_of_other_sites_may_read(stranger):
    asked = {
        "Origin": "https://news.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }

    leave = stranger.options(RELEASES, headers=asked)

    assert leave.status_code == 204
    assert leave["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert stranger.get(RELEASES)["Access-Control-Allow-Origin"] == "*"


def test_scripts_of_other_sites_may_not_write(stranger):
    asked = {"Origin": "https://x.example", "Access-Control-Request-Method": "POST"}

    response = stranger.options(RELEASES, headers=asked)

    assert response.status_code == 405
    assert "Access-Control-Allow-Origin" not in response


def test_a_head_has_the_headers_of_a_get(stranger):
    head = stranger.head(RELEASES)

    assert (head.status_code, head.content) == (200, b"")


def test_pages_of_the_site_are_left_alone(stranger):
    assert "Access-Control-Allow-Origin" not in stranger.get("/no-such-page")
