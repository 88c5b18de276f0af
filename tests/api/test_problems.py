import pytest

from briefings.api.problems import ProblemHandler
from briefings.errors import Conflict, Refused

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["releases/", "releases/a/", "quotes/abc/", ""])
def test_nothing_can_be_written(stranger, method, path):
    response = getattr(stranger, method)(f"/api/v1/{path}")

    assert (response.status_code, response["Content-Type"]) == (405, PROBLEM)
    assert response.json()["title"] == "Method Not Allowed"


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/nothing/",
        "/api/v1/nothing/",
        "/api/v1/releases/a%00b/",
        "/api/v1/releases/a%0ab/",
        "/api/v1/quotes/%F0%9F%9A%A2/",
        "/api/v1/releases/nothing/editions/",
        "/api/v1/releases/nothing/editions/1/",
        "/api/v1/releases/nothing/editions/0/",
        "/api/v1/releases/nothing/editions/99999999999/",
    ],
)
def test_a_wrong_address_is_a_problem_as_any_other(stranger, path):
    response = stranger.get(path)

    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Not found.",
    }


def test_a_request_for_too_much_is_refused_as_anything_else(client):
    response = client.get("/api/v1/releases/?" + "a=1&" * 1001)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_forgotten_slash_is_added(stranger):
    response = stranger.get("/api/v1/releases?kind=speech")

    assert response.status_code == 301
    assert response["Location"] == "/api/v1/releases/?kind=speech"


def test_only_json_is_spoken(stranger):
    response = stranger.get("/api/v1/releases/", headers={"Accept": "text/html"})

    assert (response.status_code, response["Content-Type"]) == (406, PROBLEM)


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("releases/", "kind", "rumour"),
        ("releases/", "q", "\0"),
        ("releases/", "topic", "\0"),
        ("releases/", "q", "x" * 201),
        ("releases/", "published_after", "2091-03-05"),
        ("releases/", "published_before", "9999-12-31T23:59:59-14:00"),
        ("quotes/", "said_after", "05/03/2091"),
        ("quotes/", "said_before", "0000-00-00"),
        ("commitments/", "stage", "forgotten"),
        ("figures/", "has_source", "perhaps"),
        ("people/", "page_size", "101"),
        ("people/", "page_size", "0"),
        ("people/", "page_size", "²"),
        ("people/", "page_size", ""),
    ],
)
def test_a_wrong_parameter_is_named(api, path, parameter, value):
    problem = api.get(path, status=400, **{parameter: value})

    [error] = problem["errors"]
    assert error["parameter"] == parameter
    assert error["detail"]


@pytest.mark.parametrize(
    "asked", [{"q": '"'}, {"q": "-"}, {"q": "' | & ! :*"}, {"topic": "Ä\udcff"}]
)
def test_odd_words_find_nothing(stranger, asked):
    response = stranger.get(
        "/api/v1/releases/", {k: v.encode("utf-8", "replace") for k, v in asked.items()}
    )

    assert response.status_code == 200
    assert response.json()["results"] == []


@pytest.mark.parametrize(("refusal", "status"), [(Refused, 422), (Conflict, 409)])
def test_a_refusal_of_an_action_is_a_problem_too(rf, refusal, status):
    answer = ProblemHandler(refusal("Not on a Sunday."), {"request": rf.get("/")}).run()

    assert answer.status_code == status
    assert answer.data["detail"] == "Not on a Sunday."


def test_a_fault_of_ours_tells_nothing_of_itself(rf):
    answer = ProblemHandler(KeyError("secret"), {"request": rf.get("/")}).run()

    assert answer.status_code == 500
    assert "secret" not in str(answer.data)
