"""A desk that somebody left signed in is closed after a while."""

from datetime import timedelta

import pytest

from newsroom.sessions import BEGUN, SEEN
from tests.making import make_edition

pytestmark = pytest.mark.django_db

MINUTE, HOUR = 60, 3600


@pytest.fixture
def signed_in(client, writer):
    client.force_login(writer)
    assert client.get("/admin/").status_code == 200
    return client


def earlier(client, **seconds: int) -> None:
    """As if this session had begun, or was seen last, so long before."""
    session = client.session
    for name, ago in seconds.items():
        session[name] -= ago
    session.save()


def is_signed_in(client) -> bool:
    response = client.get("/admin/")
    assert response.status_code == 200 or response["Location"].startswith(
        "/admin/login/?next=/admin/"
    )
    return response.status_code == 200


def test_editor_signs_in_anew_after_a_working_day(signed_in):
    earlier(signed_in, begun_at=12 * HOUR - MINUTE)
    assert is_signed_in(signed_in)

    earlier(signed_in, begun_at=2 * MINUTE)

    assert not is_signed_in(signed_in)
    assert not signed_in.session.get("_auth_user_id")


def test_editor_who_was_away_signs_in_anew(signed_in):
    earlier(signed_in, seen_at=59 * MINUTE)
    assert is_signed_in(signed_in)

    # That visit counts from now.
    earlier(signed_in, seen_at=59 * MINUTE)
    assert is_signed_in(signed_in)

    earlier(signed_in, seen_at=61 * MINUTE)
    assert not is_signed_in(signed_in)


def test_page_left_open_keeps_nobody_signed_in(signed_in, writer):
    edition = make_edition(written_by=writer)
    here = f"/admin/briefings/edition/{edition.pk}/writing/here/"
    earlier(signed_in, seen_at=30 * MINUTE)
    before = signed_in.session[SEEN]

    assert signed_in.post(here).status_code < 400

    assert signed_in.session[SEEN] == before


def test_how_long_is_a_setting_of_the_office(signed_in, settings):
    earlier(signed_in, seen_at=20 * MINUTE)
    settings.SESSION_IDLE = timedelta(minutes=15)

    assert not is_signed_in(signed_in)


def test_session_that_is_over_cannot_be_taken_up_again(signed_in):
    key = signed_in.cookies["session"].value
    earlier(signed_in, seen_at=2 * HOUR)
    assert not is_signed_in(signed_in)

    signed_in.cookies["session"] = key

    assert not is_signed_in(signed_in)


def test_a_busy_editor_costs_no_write_for_each_page(signed_in):
    noted = signed_in.session[SEEN], signed_in.session[BEGUN]

    signed_in.get("/admin/")

    assert (signed_in.session[SEEN], signed_in.session[BEGUN]) == noted
