import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from briefings.actions.issue import backdate_edition, issue_edition, unschedule_edition
from briefings.actions.releases import begin_correction
from briefings.models import Edition
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    save,
)
from tests.models.raw_sql import one_row, refuses, run

pytestmark = pytest.mark.django_db

A_YEAR_AGO = datetime(2025, 1, 5, 9, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
FROZEN = [
    field
    for field in Edition._meta.concrete_fields
    if field.name not in {"live_during", "search"}
]
# Some other value for each type of column, made from the one that is there.
OTHERWISE = {
    "text": "{} || 'x'",
    "jsonb": "jsonb_build_object('x', {})",
    "varchar": "left(md5({}), 5)",
    "text[]": "array_append({}, 'x')",
    "bigint": "{} + 1",
    "smallint": "{} + 1",
    "boolean": "NOT {}",
    "date": "coalesce({}, current_date) + 1",
    "timestamp with time zone": "coalesce({}, now()) + interval '1 second'",
}


def other_values() -> dict[str, str]:
    """For every column that may not change, the clause that changes it."""
    columns = {f'"{f.column}"': f.db_type(connection) for f in FROZEN}
    return {
        name: f"{name} = " + OTHERWISE[kind.partition("(")[0]].format(name)
        for name, kind in columns.items()
    }


def change(edition: Edition, clause: str, *values) -> int:
    statement = "UPDATE briefings_edition SET {table} WHERE id = %s"
    return run(statement, *values, edition.pk, table=clause)


def refuses_change(edition: Edition, clause: str, *values) -> bool:
    statement = "UPDATE briefings_edition SET {table} WHERE id = %s"
    return refuses(statement, *values, edition.pk, table=clause)


PERIOD = "live_during = tstzrange(%s, %s)"
BACK = "state = %s, live_during = NULL, issued_at = NULL"


def period(edition: Edition) -> DateTimeTZRange:
    return fresh(edition).live_during


def correct(edition: Edition, *, by) -> Edition:
    draft = begin_correction(edition.release, by=by)
    return make_approved_edition(save(draft, change_note="A sum was wrong."))


def test_no_column_of_an_issued_edition_can_be_changed():
    live = make_issued_edition()

    changes = other_values()
    assert [n for n, c in changes.items() if not refuses_change(live, c)] == []
    assert {'"headline"', '"state"', '"release_id"'} <= changes.keys()


def test_a_scheduled_edition_is_as_fixed_as_a_live_one(clock):
    scheduled = make_issued_edition(at=THURSDAY)

    changes = other_values()
    assert [n for n, c in changes.items() if not refuses_change(scheduled, c)] == []


def test_the_same_changes_are_possible_in_a_draft():
    # Else the two rules above would also pass for changes nobody could ever make.
    draft = make_edition()

    free = {'"headline"', '"body"', '"digest"', '"key_points"', '"number"'}
    for name, clause in other_values().items():
        if name in free:
            assert change(draft, clause) == 1, name


def test_an_issued_edition_cannot_be_deleted():
    live = make_issued_edition()

    assert refuses("DELETE FROM briefings_edition WHERE id = %s", live.pk)


def test_an_edition_cannot_be_inserted_as_issued():
    edition = make_issued_edition()

    edition.pk, edition.number, edition._state.adding = None, 2, True
    edition.live_during = DateTimeTZRange(MONDAY, THURSDAY)
    with pytest.raises(IntegrityError, match="issued after it was written"):
        edition.save()


def test_a_scheduled_edition_goes_back_to_approved_and_nowhere_else(clock):
    scheduled = make_issued_edition(at=THURSDAY)

    for state in ("draft", "in_review", "changes_requested"):
        assert refuses_change(scheduled, BACK, state)
    assert refuses_change(scheduled, BACK + ", headline = 'Otherwise'", "approved")
    assert change(scheduled, BACK, "approved") == 1


def test_a_live_edition_cannot_be_unscheduled():
    assert refuses_change(make_issued_edition(), BACK, "approved")


def test_a_live_period_may_be_closed_and_a_close_that_lies_ahead_undone():
    live = make_issued_edition()
    opened = period(live).lower

    assert change(live, PERIOD, opened, THURSDAY) == 1
    assert change(live, PERIOD, opened, MONDAY) == 1
    assert change(live, PERIOD, opened, None) == 1


def test_the_beginning_of_a_period_is_fixed():
    live = make_issued_edition()
    opened = period(live).lower

    assert refuses_change(live, PERIOD, opened - A_DAY, None)
    assert refuses_change(live, PERIOD, opened + timedelta(seconds=1), None)
    assert refuses_change(live, PERIOD, None, None)
    assert refuses_change(live, "live_during = 'empty'")


def test_a_close_that_has_passed_is_history():
    live = make_issued_edition()
    opened = period(live).lower
    now = one_row("SELECT clock_timestamp()")[0]
    change(live, PERIOD, opened, now)

    for upper in (None, THURSDAY, now + timedelta(seconds=1)):
        assert refuses_change(live, PERIOD, opened, upper)


@pytest.mark.django_db(transaction=True)
def test_a_live_period_cannot_be_closed_in_the_past(committed):
    live = make_issued_edition()
    opened = period(live).lower

    assert refuses_change(live, PERIOD, opened, opened + timedelta(microseconds=1))


def test_an_edition_entered_later_closes_when_its_successor_was_issued(writer):
    first = backdate_edition(make_approved_edition(), by=None, at=A_YEAR_AGO)
    second = correct(first, by=writer)

    backdate_edition(second, by=None, at=A_YEAR_AGO + A_DAY)

    assert period(first).upper == A_YEAR_AGO + A_DAY
    assert refuses_change(first, PERIOD, A_YEAR_AGO, None)


def test_postgresql_keeps_the_search_column():
    live = make_issued_edition()

    with pytest.raises(DatabaseError, match="generated column"), transaction.atomic():
        change(live, "search = ''")
    assert Edition.objects.get(search="ferry") == live


def test_two_live_editions_of_a_release_cannot_be_stored(clock, writer):
    first = make_issued_edition()
    issue_edition(correct(first, by=writer), by=None, at=THURSDAY)

    with pytest.raises(IntegrityError, match="one_live_edition_at_a_time"):
        change(first, PERIOD, MONDAY, THURSDAY + timedelta(microseconds=1))


def test_two_editions_of_a_release_are_not_written_at_once(clock):
    live = make_issued_edition()
    begin_correction(live.release, by=None)

    with pytest.raises(IntegrityError, match="one_edition_in_hand_at_a_time"):
        Edition.objects.create(release=live.release, number=3, headline="Third")


def test_periods_that_touch_do_not_overlap(clock, writer):
    first = make_issued_edition()
    second = issue_edition(correct(first, by=writer), by=None, at=THURSDAY)

    assert period(first).upper == period(second).lower == THURSDAY
    assert Edition.objects.public(THURSDAY).get() == second


def test_unscheduling_a_successor_opens_the_live_edition_again(clock, writer):
    first = make_issued_edition()
    second = issue_edition(correct(first, by=writer), by=None, at=THURSDAY)

    unschedule_edition(second, by=None)

    assert period(first).upper is None
    assert period(second) is None


@pytest.mark.parametrize(
    ("clause", "constraint"),
    [
        ("live_during = '[2091-01-01,)'", "issued_editions_have_a_period"),
        ("issued_at = now()", "issued_editions_have_a_period"),
        ("state = 'approved'", "Only an edition in review can be approved"),
        ("state = 'issued'", "Only an approved edition can be issued"),
        ("headline = ''", "editions_have_a_headline"),
        ("number = 0", "edition_numbers_begin_at_one"),
    ],
)
def test_a_draft_cannot_be_stored_as_something_it_is_not(clause, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        change(make_edition(), clause)


def test_an_approved_edition_is_not_stored_as_issued_without_a_period():
    with pytest.raises(IntegrityError, match="issued_editions_have_a_period"):
        change(make_approved_edition(), "state = 'issued'")


def test_an_approved_edition_cannot_keep_its_approval_with_another_digest():
    approved = make_approved_edition()

    with pytest.raises(IntegrityError, match="on their way"), transaction.atomic():
        change(approved, "digest = 'x'")
    with pytest.raises(IntegrityError, match="on their way"), transaction.atomic():
        change(approved, "body = 'Not what was approved.'")
    with pytest.raises(IntegrityError, match="approval_is_of_these_words"):
        change(make_edition_in_review(headline="Another"), "state = 'approved'")


def test_an_edition_is_issued_from_approved_alone_and_at_the_moment_it_is():
    draft, approved = make_edition(), make_approved_edition(headline="Another")
    issue = "state = 'issued', live_during = '[2100-01-01,)', issued_at = "

    with pytest.raises(IntegrityError, match="Only an approved"), transaction.atomic():
        change(draft, issue + "now()")
    with pytest.raises(IntegrityError, match="made up"), transaction.atomic():
        change(approved, issue + "'2001-01-01'")
    assert change(approved, issue + "now()") == 1


def test_nobody_is_stored_as_the_approver_of_their_own_words():
    signature = "approved_by_id = written_by_id, approved_digest = digest"

    with pytest.raises(IntegrityError, match="nobody_approves_their_own_words"):
        change(make_edition_in_review(), "state = 'approved', " + signature)


def test_a_major_change_without_a_note_cannot_be_issued(clock, writer):
    first = make_issued_edition()
    second = correct(first, by=writer)
    change(first, PERIOD, MONDAY, THURSDAY)
    issue = "state = 'issued', issued_at = now(), live_during = '[2100-01-01,)'"
    signature = f"approved_by_id = {second.approved_by_id}, approved_digest = digest"

    unexplained = pytest.raises(IntegrityError, match="major_changes_are_explained")
    with unexplained, transaction.atomic():
        change(second, "state = 'in_review', printed = NULL, change_note = ' '")
        printed = json.dumps(second.printed)
        change(second, f"state = 'approved', printed = %s, {signature}", printed)
        change(second, issue)
    assert change(second, issue) == 1
