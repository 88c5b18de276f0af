"""Refusals are sentences in the site's own style, and show nothing of the inside."""

import pytest
from django.db import OperationalError
from django.test import Client

from tests.making import make_edition
from tests.routes import routes

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"
ROUTES = list(routes())
INSIDE = ("Traceback", "django", "Django", "psycopg", "DisallowedHost", "/briefings/")


def said(response, status: int) -> str:
    page = response.content.decode()
    assert response.status_code == status, page
    assert not [word for word in INSIDE if word in page]
    return page


def told(response, status: int) -> str:
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    problem = response.json()
    assert problem["status"] == status
    return problem["detail"]


def failing(error: Exception):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.fixture
def quiet(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", ["/", "/admin/", "/healthz", "/static/none.css"])
def test_wrong_host_is_told_so_without_naming_it(client, path):
    for host in ("elsewhere.example", "a b", "testserver@elsewhere.example"):
        page = said(client.get(path, headers={"Host": host}), 400)
        assert "cannot be understood" in page
        assert "elsewhere" not in page


def test_wrong_host_is_a_problem_of_the_api(client):
    response = client.get("/api/v1/releases/", headers={"Host": "elsewhere.example"})

    assert "elsewhere" not in told(response, 400)


def test_host_that_a_proxy_did_not_check_is_not_believed(client):
    pages = [
        client.get("/releases", headers={"X-Forwarded-Host": host})
        for host in ("elsewhere.example", "testserver")
    ]

    assert {page["Location"] for page in pages} == {"/releases/"}


def test_every_form_of_the_desk_asks_for_its_token(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)

    for route in ROUTES:
        # A directory sends no form: what it says is signed.
        if route.is_private and route.name != "directory-ended":
            page = said(client.post(route.path(), {"do": "save"}), 403)
            assert "This form was open for too long" in page, route


def test_no_public_page_takes_a_form():
    client = Client(enforce_csrf_checks=True)

    answers = {
        route.path(): client.post(route.path(), {"a": "b"}).status_code
        for route in ROUTES
        # A guest's form has a seal of its own instead of a token.
        if not route.is_private and route.name != "guest-page"
    }
    assert set(answers.values()) <= {403, 405}, answers


def test_form_from_another_site_is_refused(writer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    client.get("/admin/briefings/release/add/")
    form = {"csrfmiddlewaretoken": client.cookies["csrf"].value}

    def sent(origin: str):
        headers = {"Origin": origin}
        return client.post("/admin/briefings/release/add/", form, headers=headers)

    assert sent("http://testserver").status_code == 200
    for origin in ("https://elsewhere.example", "null", "http://testserver.example"):
        assert "open for too long" in said(sent(origin), 403)


def test_page_that_cannot_be_written_says_so(client):
    page = said(client.post("/releases/"), 405)

    assert "This page can only be read" in page
    assert client.post("/releases/")["Allow"] == "GET, HEAD"
    assert "method" in told(client.post("/api/v1/releases/"), 405).lower()


def test_colleague_without_the_duty_is_sent_back_to_the_desk(client, writer):
    client.force_login(writer)

    page = said(client.get("/admin/briefings/user/"), 403)

    assert "This is not open to you" in page
    assert "Go to the editors’ desk" in page


def test_more_than_a_page_takes_is_refused_before_it_is_read(client, writer, settings):
    client.force_login(writer)
    settings.LARGEST_BODY = 1000
    settings.LARGEST_BODIES = {"admin:briefings_release_import": 5000}
    edition = make_edition(written_by=writer)
    words = {"do": "new", "new-headline": "x" * 2000}

    page = client.post("/admin/briefings/release/add/", words)
    assert "more than can be sent at once" in said(page, 413)
    # The page for files takes more.
    assert client.post("/admin/briefings/release/import/", words).status_code == 200
    change = f"/admin/briefings/edition/{edition.pk}/change/"
    assert client.post(change, words).status_code == 413


def test_body_of_no_length_and_of_too_many_fields_is_refused(client, writer):
    client.force_login(writer)

    lengths = [
        client.generic("POST", "/admin/", b"", CONTENT_LENGTH=length).status_code
        for length in ("-1", "many", "1e9")
    ]
    assert lengths == [400, 400, 400]
    many = {f"field{n}": "1" for n in range(1001)}
    assert "cannot be understood" in said(client.post("/account/sign-in/", many), 400)


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "utf-16", "rot13", "x"])
def test_words_in_an_encoding_no_browser_sends_are_refused(client, charset):
    kind = f'multipart/form-data; boundary=b; charset="{charset}"'
    body = (
        b'--b\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n'
        b"--b--\r\n"
    )

    response = client.generic("POST", "/account/sign-in/", body, content_type=kind)

    assert "cannot be understood" in said(response, 400)


@pytest.mark.parametrize(
    "sent",
    [
        {"login": "\0", "password": "\0"},
        {"login": b"\xff\xfe", "password": b"\xed\xa0\x80"},
        {"login": "x" * 100_000, "password": "y"},
    ],
)
def test_strange_words_in_a_form_are_no_fault(client, sent):
    assert client.post("/account/sign-in/", sent).status_code == 200


def test_database_that_is_away_is_said_in_words(quiet, monkeypatch):
    gone = OperationalError("connection to 10.0.0.1 failed: password of newsroom_app")
    monkeypatch.setattr("briefings.views.releases.listing", failing(gone))
    monkeypatch.setattr("briefings.api.releases.ReleaseViewSet.list", failing(gone))

    page, answer = quiet.get("/releases/"), quiet.get("/api/v1/releases/")

    assert "cannot answer just now" in said(page, 503)
    assert "Try again in a minute" in told(answer, 503)
    for response in (page, answer):
        assert response["Retry-After"] == "30"
        assert b"10.0.0.1" not in response.content


def test_fault_of_ours_is_said_without_its_cause(quiet, monkeypatch):
    cause = RuntimeError("a secret cause")
    monkeypatch.setattr("briefings.views.releases.listing", failing(cause))
    monkeypatch.setattr("briefings.api.releases.ReleaseViewSet.list", failing(cause))

    assert "secret" not in said(quiet.get("/releases/"), 500)
    assert "secret" not in told(quiet.get("/api/v1/releases/"), 500)


def test_address_that_begins_with_two_slashes_leads_nowhere_else(client):
    for path in (
        "//elsewhere.example/releases",
        "/\\elsewhere.example/a",
        "///a.example",
    ):
        response = client.get(path)
        assert response.status_code in (301, 404), path
        assert not response.headers.get("Location", "/").startswith(("//", "/\\", "h"))
