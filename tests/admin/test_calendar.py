from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.imports import import_release
from briefings.actions.subjects import add_event
from tests.admin.pressing import press, said
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_issued_edition,
)

pytestmark = pytest.mark.django_db

CALENDAR = "/admin/briefings/release/calendar/"


def entries(client, **query) -> dict[date, list[str]]:
    weeks = client.get(CALENDAR, query).context["weeks"]
    return {
        day.date: [entry.title for entry in day.entries]
        for week in weeks
        for day in week
        if day.entries
    }


def test_a_month_shows_what_lifts_and_what_is_in_the_diary(client, writer, clock):
    make_issued_edition(headline="To come", at=THURSDAY)
    make_edition(headline="Only a draft")
    add_event(
        by=None,
        name="Summit",
        starts_on=date(2091, 3, 8),
        ends_on=date(2091, 3, 9),
    )
    client.force_login(writer)

    assert entries(client) == {
        date(2091, 3, 8): ["Summit", "To come"],
        date(2091, 3, 9): ["Summit"],
    }
    assert entries(client, month="2091-05") == {}
    page = client.get(CALENDAR)
    (today,) = [d for w in page.context["weeks"] for d in w if d.is_today]
    assert today.date == MONDAY.date()
    assert "<caption>" in page.content.decode()


def test_an_embargoed_text_is_in_the_calendar_before_it_is_scheduled(client, writer):
    import_release(
        b"EMBARGOED UNTIL 00:01, 8 June 2091\nSkerrow gets a ferry\nIt opens today.",
        name="ferry.txt",
        by=writer,
    )
    client.force_login(writer)

    assert entries(client, month="2091-06") == {
        date(2091, 6, 8): ["Skerrow gets a ferry"]
    }


def test_an_embargo_that_a_writer_sets_is_in_the_calendar_and_proposed(client, writer):
    edition = make_approved_edition(make_edition(written_by=writer))
    client.force_login(writer)

    told = {"at_0": "2091-06-08", "at_1": "00:01"}
    page = press(client, edition, "changeembargo", **told)

    assert "Embargoed until Friday 8 June 2091, 00:01 BST." in said(page)
    assert entries(client, month="2091-06") == {date(2091, 6, 8): [edition.headline]}
    schedule = next(d for d in page.context["page"].moves if d.name == "schedule")
    until = datetime(2091, 6, 7, 23, 1, tzinfo=UTC)
    assert schedule.initial["at"] == until
    assert "despite_embargo" in schedule.fields


def test_days_are_those_of_the_office(client, writer, clock, settings):
    late = MONDAY.replace(month=6, hour=23, minute=30)
    make_issued_edition(headline="After midnight", at=late)
    client.force_login(writer)

    assert entries(client, month="2091-06") == {
        late.date() + timedelta(days=1): ["After midnight"]
    }


@pytest.mark.parametrize("month", ["2091-13", "x", "0000-01", "9999-12", "1799-12"])
def test_a_month_that_is_none_leads_to_the_present_one(client, writer, month):
    client.force_login(writer)

    page = client.get(CALENDAR, {"month": month})

    assert "There is no such month" in page.content.decode()


def test_somebody_without_a_role_sees_no_calendar(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("Nemo", is_staff=True))

    assert client.get(CALENDAR).status_code == 403


def test_the_calendar_asks_as_much_for_many_rows_as_for_few(client, writer, clock):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(CALENDAR)
        return len(asked)

    client.force_login(writer)
    make_issued_edition(at=THURSDAY)
    few = queries()
    for _ in range(4):
        make_issued_edition(at=THURSDAY)

    assert queries() == few
