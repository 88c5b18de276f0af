"""Who comes too often is told when to come again; who only reads is never counted."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from briefings.models import Allowance
from newsroom.rates import rate
from tests.making import MONDAY, make_issued_edition

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def a_few_a_minute(settings, clock, db):
    settings.RATE_LIMITS = {"api": (3, MINUTE), "search": (2, MINUTE)}


def test_searches_of_one_address_are_limited_in_the_sites_own_words(client, clock):
    asked = [client.get("/releases/?q=ferry") for _ in range(3)]

    assert [page.status_code for page in asked] == [200, 200, 429]
    page = asked[-1].content.decode()
    assert "Too many requests from your address" in page
    assert page.count("<h1") == 1
    assert asked[-1]["Retry-After"] == "30"
    clock.move_to(MONDAY + timedelta(seconds=30))
    assert client.get("/quotes/?q=ferry").status_code == 200


def test_reading_is_never_limited_and_leaves_no_trace(client):
    edition = make_issued_edition()
    pages = ("/", "/releases/", "/releases/?year=2091", "/releases/?q=", "/healthz")
    address = edition.release.get_absolute_url()

    for page in [*pages, address] * 2:
        assert client.get(page).status_code == 200
    assert Allowance.objects.count() == 0


def test_loop_gone_wild_is_told_as_a_problem(client):
    asked = [client.get("/api/v1/topics/") for _ in range(4)]

    assert [answer.status_code for answer in asked] == [200, 200, 200, 429]
    assert asked[-1]["Content-Type"] == "application/problem+json"
    assert asked[-1]["Retry-After"] == "20"
    assert asked[-1].json()["title"] == "Too Many Requests"


def test_searches_of_the_api_are_counted_with_those_of_the_pages(client):
    client.get("/releases/?q=ferry")
    client.get("/quotes/?q=ferry")

    assert client.get("/api/v1/releases/?q=ferry").status_code == 429
    assert client.get("/api/v1/releases/").status_code == 200


def test_another_address_is_claimed_in_vain(client, settings):
    def ask(neighbour: str, **headers: str) -> int:
        how = {"REMOTE_ADDR": neighbour, "headers": headers}
        return client.get("/releases/?q=ferry", **how).status_code

    forged = [{"X-Forwarded-For": f"192.0.2.{n}"} for n in range(3)]
    settings.TRUSTED_PROXIES = 0
    assert [ask("198.51.100.7", **one) for one in forged] == [200, 200, 429]

    # The proxy adds whom it heard to what the visitor claims.
    settings.TRUSTED_PROXIES = 1
    heard = [{"X-Forwarded-For": f"192.0.2.{n}, 203.0.113.9"} for n in range(3)]
    assert [ask("", **one) for one in heard] == [200, 200, 429]
    assert ask("", **{"X-Forwarded-For": "192.0.2.1, 203.0.113.10"}) == 200


def test_words_that_are_no_address_are_not_kept_as_one(client, settings):
    settings.TRUSTED_PROXIES = 1

    for claimed in ("unknown", "<script>", "1.2.3.4:80", "\x00", ",,,"):
        response = client.get("/", headers={"X-Forwarded-For": claimed})
        assert response.wsgi_request.META["REMOTE_ADDR"] == "127.0.0.1"


@pytest.mark.parametrize("words", ["", "60", "0/minute", "60/week", "-1/hour"])
def test_rate_that_says_nothing_is_refused(words):
    with pytest.raises(ImproperlyConfigured, match="is not a rate"):
        rate(words)
