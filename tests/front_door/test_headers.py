"""Every kind of answer tells the browser how to treat it, on every route there is."""

import pytest
from django.test import Client

from briefings.actions.notices import remove_release
from tests.making import THURSDAY, make_issued_edition
from tests.routes import routes

pytestmark = pytest.mark.django_db

ON_EVERY_ANSWER = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ROUTES = list(routes())
PATHS = sorted({route.path() for route in ROUTES})


def faults(response) -> list[str]:
    """What is missing from the headers of this answer, or says too much in them."""
    found = [
        f"{name}: {response.headers.get(name)}"
        for name, value in ON_EVERY_ANSWER.items()
        if response.headers.get(name) != value
    ]
    policy = response.headers.get("Content-Security-Policy", "")
    told = {part.strip() for part in policy.split(";")}
    if not {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= told:
        found.append(policy)
    if "unsafe" in policy or "*" in policy:
        found.append(policy)
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    shared = response.headers.get("Cross-Origin-Resource-Policy")
    is_private = response.wsgi_request.path_info.startswith(("/admin/", "/account/"))
    if shared != ("same-origin" if is_private else "cross-origin"):
        found.append(f"Cross-Origin-Resource-Policy: {shared}")
    if is_private and "no-store" not in response.headers.get("Cache-Control", ""):
        found.append("It may be kept.")
    return found + [n for n in ("Server", "X-Powered-By") if n in response.headers]


def test_strangers_get_every_header_on_every_route(client):
    assert len(PATHS) > 200

    wanting = {}
    for path in PATHS:
        for method in ("get", "head", "post", "options"):
            response = getattr(client, method)(path)
            if told := faults(response):
                wanting[method, path] = told
    assert wanting == {}


def test_editors_get_every_header_on_every_page_of_the_desk(client, administrator):
    client.force_login(administrator)

    wanting = {path: faults(client.get(path)) for path in PATHS if "/admin/" in path}
    assert {path: told for path, told in wanting.items() if told} == {}


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (200, {"path": "/static/public/newsroom.css"}),
        (301, {"path": "/releases"}),
        (301, {"path": "/api/v1/releases"}),
        (304, {"path": "/releases/"}),
        (400, {"path": "/", "headers": {"Host": "elsewhere.example"}}),
        (404, {"path": "/static/nothing.css"}),
        (404, {"path": "/nothing"}),
        (404, {"path": "/api/nothing/"}),
    ],
)
def test_answers_of_every_layer_have_every_header(client, status, asked):
    if status == 304:
        etag = client.get(asked["path"])["ETag"]
        asked["headers"] = {"If-None-Match": etag}

    response = client.get(**asked)

    assert response.status_code == status
    assert faults(response) == []


def test_redirect_to_https_has_every_header(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    for path in ("/", "/admin/", "/api/v1/releases/"):
        response = Client().get(path)
        assert response.status_code == 301
        assert response["Location"] == f"https://testserver{path}"
        assert faults(response) == []


def test_refused_host_has_every_header_where_https_is_demanded(settings):
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get("/", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert faults(response) == []


@pytest.mark.parametrize(
    "path", ["/", "/admin/", "/api/v1/", "/static/none", "/healthz"]
)
def test_browsers_are_told_to_come_by_https_for_as_long_as_is_set(settings, path):
    settings.SECURE_HSTS_SECONDS = 600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    told = Client().get(path, secure=True)["Strict-Transport-Security"]

    assert told == "max-age=600; includeSubDomains; preload"
    assert "Strict-Transport-Security" not in Client().get(path).headers


def test_removed_release_has_every_header(client, clock, publisher):
    edition = make_issued_edition()
    clock.move_to(THURSDAY)
    remove_release(edition.release, by=publisher, explanation="A court said so.")

    response = client.get(edition.release.get_absolute_url())

    assert response.status_code == 410
    assert faults(response) == []


def test_fault_of_ours_has_every_header(client, monkeypatch):
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise RuntimeError("secret")

    monkeypatch.setattr("briefings.views.releases.listing", fail)
    response = client.get("/releases/")

    assert response.status_code == 500
    assert faults(response) == []


def test_passkeys_work_at_the_desk_alone(client):
    assert (
        "publickey-credentials-get=(self)"
        in client.get("/account/sign-in/")["Permissions-Policy"]
    )
    assert "publickey-credentials-get=()" in client.get("/")["Permissions-Policy"]
