"""What still waits, told by the clock. Moments are a working week of 2091."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection

from briefings.actions.imports import import_release
from briefings.actions.issue import approve_afterwards, issue_urgently
from briefings.actions.reminders import set_reminder, settle_reminder
from briefings.actions.review import submit_edition
from briefings.jobs.reminders import write_reminders
from briefings.models import Edition, Mail, Transition
from briefings.text.office_time import working_time
from tests.making import (
    MONDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "clock")]

FRIDAY_AT_THREE = datetime(2091, 3, 9, 15, 0, tzinfo=ZoneInfo("Europe/London"))
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def submitted(writer, approver, clock):
    clock.move_to(FRIDAY_AT_THREE)
    draft = make_edition(written_by=writer)
    submit_edition(draft, by=writer, asked=approver)
    # The column's own default is PostgreSQL's clock, which no test moves.
    assert set_moment_of(draft, "submit", FRIDAY_AT_THREE) == 1
    return draft


def set_moment_of(edition, move, at) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        changed = Transition.objects.filter(edition=edition, move=move).update(at=at)
        cursor.execute("SET LOCAL session_replication_role = origin")
    return changed


def test_a_review_is_reminded_of_once_after_a_working_day(
    submitted, clock, forget, sent
):
    forget()
    clock.move_to(FRIDAY_AT_THREE + timedelta(days=2, hours=20))  # Monday at eleven
    write_reminders()
    assert sent() == {}

    clock.move_to(FRIDAY_AT_THREE + timedelta(days=3))
    write_reminders()
    write_reminders()

    number = submitted.release_id
    assert sent() == {
        "Asa": [f"Press release no. {number} still waits for your approval"]
    }
    clock.move_to(FRIDAY_AT_THREE + timedelta(days=9))
    write_reminders()
    assert sent() == {}


def test_an_office_can_do_without_reminders(submitted, clock, settings):
    settings.REMIND_AFTER_HOURS = 0
    clock.move_to(FRIDAY_AT_THREE + timedelta(days=9))

    write_reminders()

    assert not Mail.objects.filter(occasion="reminder").exists()


def test_an_urgent_issue_is_reminded_of_until_it_is_approved(
    writer, publisher, approver, clock, forget, sent
):
    clock.move_to(FRIDAY_AT_THREE)
    draft = make_edition(written_by=writer)
    issue_urgently(draft, by=publisher, reason="A dam broke.", digest=draft.digest)
    forget()

    write_reminders()
    assert sent() == {}

    clock.move_to(FRIDAY_AT_THREE + timedelta(days=3))
    write_reminders()
    headline = "The press release “A ferry for Skerrow”"
    assert sent()["Asa"] == [f"{headline} still waits for an approval afterwards"]

    assert draft.mails.filter(act__startswith="unapproved").count() == 2
    reminded = FRIDAY_AT_THREE + timedelta(days=3)
    draft.mails.update(written_at=reminded, due_at=reminded, sent_at=reminded)
    clock.move_to(FRIDAY_AT_THREE + timedelta(days=4))
    write_reminders()
    assert sent().keys() == {"Asa", "Ada"}

    approve_afterwards(fresh(draft), by=approver)
    forget()
    clock.move_to(FRIDAY_AT_THREE + timedelta(days=6))
    write_reminders()
    assert sent() == {}


def test_a_draft_whose_time_has_passed_is_told_its_writer(writer, clock, sent):
    clock.move_to(MONDAY)
    text = b"EMBARGOED UNTIL 10:00 on 6 March 2091\n\nA ferry for Skerrow\n\nIt comes."
    draft = import_release(text, name="ferry.txt", by=writer)
    write_reminders()
    assert sent() == {}

    clock.move_to(MONDAY + timedelta(days=1, hours=2))
    write_reminders()
    write_reminders()

    assert sent() == {
        "Wren": [f"The time of press release no. {draft.release_id} has passed"]
    }
    assert "ferry" not in mail.outbox[0].body.lower()


def test_commitments_are_told_once_a_week_to_those_who_follow_them(clock, forget, sent):
    make_issued_edition(
        make_marked_edition(
            promise={"due_by": date(2091, 6, 1), "deadline_basis": "stated"}
        )
    )
    forget()
    write_reminders()
    assert sent() == {}

    clock.move_to(datetime(2091, 10, 1, 8, 30, tzinfo=LONDON))
    write_reminders()
    assert sent() == {}
    clock.move_to(datetime(2091, 10, 1, 9, 30, tzinfo=LONDON))
    write_reminders()
    write_reminders()

    assert sent() == {
        "Rowan": ["Commitments need a word from you"],
        "Ada": ["Commitments need a word from you"],
    }
    assert mail.outbox[0].body.startswith(
        "1 commitment is overdue and 1 commitment has been silent for 90 days. "
    )
    assert "Skerrow" not in mail.outbox[0].body
    clock.move_to(datetime(2091, 10, 2, 9, 30, tzinfo=LONDON))
    write_reminders()
    assert sent() == {}


def test_nothing_is_asked_of_an_office_that_waits_for_nothing(clock):
    write_reminders()

    assert not Mail.objects.exists()
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ((9, 8, 0), (9, 10, 0), 1),  # before it opens nobody works
        ((9, 16, 0), (12, 10, 0), 2),  # nor at the weekend
        ((10, 9, 0), (11, 17, 0), 0),
        ((5, 0, 0), (10, 0, 0), 40),
        ((23, 16, 0), (26, 10, 0), 2),  # the clocks change on the 25th
    ],
)
def test_working_time_is_that_of_an_office(since, until, hours):
    begin, end = (datetime(2091, 3, *when, tzinfo=LONDON) for when in (since, until))

    assert working_time(begin, end, LONDON) == timedelta(hours=hours)


def test_somebody_is_told_on_the_day_to_look_at_a_release_again(
    writer, approver, clock, forget, sent
):
    edition = make_issued_edition(make_edition(written_by=writer))
    friday = FRIDAY_AT_THREE.date()
    for words in ("The fares.", "The ports."):
        set_reminder(edition, by=writer, person=approver, on=friday, words=words)
    forget()
    clock.move_to(FRIDAY_AT_THREE.replace(hour=8))
    write_reminders()
    assert sent() == {}

    clock.move_to(FRIDAY_AT_THREE)
    write_reminders()
    first, second = edition.reminders.order_by("id")
    settle_reminder(first, by=approver)
    assert sent() == {
        "Asa": ["It is time to look at the press release “A ferry for Skerrow” again"]
    }
    [told] = mail.outbox
    assert f"/admin/briefings/edition/{edition.pk}/reminders/" in told.body
    assert "ports" not in told.body

    clock.move_to(FRIDAY_AT_THREE + timedelta(days=5))
    write_reminders()
    assert sent() == {}
    assert second in type(second).objects.open()


def test_whoever_left_is_reminded_of_nothing(writer, approver, clock, forget, sent):
    mine = make_issued_edition(make_edition(written_by=writer))
    friday = FRIDAY_AT_THREE.date()
    set_reminder(mine, by=writer, person=approver, on=friday, words="The fares.")
    forget()
    approver.is_active = False
    approver.save()
    clock.move_to(FRIDAY_AT_THREE)

    write_reminders()

    assert sent().keys() == {"Wren"}
