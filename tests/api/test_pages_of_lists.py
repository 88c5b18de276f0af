import json
from base64 import urlsafe_b64encode

import pytest
from django.core.signing import Signer

from briefings.actions.people import add_person
from tests.making import make_edition, make_issued_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_people(clock, writer):
    people = [add_person(by=writer, name=name) for name in "EDCBA"]
    make_issued_edition(make_edition(people=people))


def test_pages_lead_through_the_whole_list_and_back(api, five_people):
    first = api.get("people/", page_size=2)
    second = api.client.get(first["next"]).json()
    third = api.client.get(second["next"]).json()

    pages = [
        [row["name"] for row in page["results"]] for page in (first, second, third)
    ]
    assert pages == [["A", "B"], ["C", "D"], ["E"]]
    assert (first["previous"], third["next"]) == (None, None)
    back = api.client.get(third["previous"]).json()
    assert back["results"] == second["results"]


def test_rows_of_the_same_moment_are_each_told_once(api, clock):
    for number in range(5):
        make_issued_edition(make_edition(headline=f"Release {number}"))
    told, page = [], api.get("releases/", page_size=2)
    while True:
        told += [row["slug"] for row in page["results"]]
        if page["next"] is None:
            break
        page = api.client.get(page["next"]).json()

    assert told == [f"release-{number}" for number in (4, 3, 2, 1, 0)]


def test_a_filter_holds_on_every_page(api, clock, five_people):
    for number in range(3):
        make_issued_edition(make_edition(headline=f"Speech {number}", kind="speech"))

    page = api.get("releases/", kind="speech", page_size=2)

    rest = api.client.get(page["next"]).json()
    assert [row["kind"] for row in (*page["results"], *rest["results"])] == [
        "speech"
    ] * 3


def _unsigned(position):
    return urlsafe_b64encode(json.dumps([0, False, position]).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "cD0%3D",
        "cD0=",
        "\0",
        _unsigned("A"),
        _unsigned("A") + ":signature",
        Signer(salt="another").sign_object([0, False, "A"]),
        Signer(salt="briefings.api.pagination/api/v1/roles/").sign_object([0, 0, "A"]),
        Signer(salt="briefings.api.pagination/api/v1/people/").sign_object("A"),
    ],
)
def test_a_cursor_of_anothers_making_is_refused(api, cursor):
    problem = api.get("people/", status=400, cursor=cursor)

    assert problem["errors"][0]["parameter"] == "cursor"
