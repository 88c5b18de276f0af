from datetime import date, timedelta

import pytest
from django.utils import timezone

from briefings.actions.discarding import discard_edition
from briefings.actions.limits import limit_release
from briefings.actions.notices import remove_release
from briefings.actions.releases import begin_correction
from briefings.actions.reminders import set_reminder, settle_reminder
from briefings.errors import Refused
from briefings.models import Reminder, User, waiting
from tests.making import MONDAY, fresh, make_edition, make_issued_edition

pytestmark = pytest.mark.django_db
in_2091 = pytest.mark.usefixtures("clock")

TODAY = MONDAY.date()
JUNE = date(2091, 6, 1)
SOON = timezone.localdate() + timedelta(days=30)  # by the database's own clock
FARES = "Are the fares still right?"


def remind(person, edition=None, *, by=None, on=JUNE, words=FARES) -> Reminder:
    edition = edition or make_issued_edition()
    return set_reminder(edition, by=by or person, person=person, on=on, words=words)


def due(on: date) -> set[str]:
    return {reminder.words for reminder in Reminder.objects.due(on)}


def on_the_desk_of(person, on: date) -> list[tuple[int, str]]:
    rows = waiting.reminded(person, MONDAY + (on - TODAY))
    return [(edition.number, edition.asked_for) for edition in rows]


@in_2091
def test_it_is_due_from_its_day_on_until_somebody_settles_it(writer, approver):
    reminder = remind(writer)

    assert due(JUNE - timedelta(days=1)) == set()
    assert due(JUNE + timedelta(days=40)) == {FARES}

    settle_reminder(reminder, by=approver)
    assert due(JUNE + timedelta(days=40)) == set()
    with pytest.raises(Refused, match="Asa settled this reminder already"):
        settle_reminder(reminder, by=writer)


@in_2091
def test_the_timeline_tells_who_asked_and_what_was_found(writer, approver):
    reminder = remind(approver, by=writer)
    settle_reminder(reminder, by=approver, words="They rose in May.")

    told = reminder.edition.notes.order_by("id").values_list("by__username", "words")
    assert list(told) == [
        ("Wren", f"Asa is to look at it again on 1 June 2091: {FARES}"),
        ("Asa", "The reminder of 1 June 2091 is settled: They rose in May."),
    ]


@in_2091
def test_what_is_settled_can_come_back_on_another_day(writer):
    again = settle_reminder(remind(writer), by=writer, again_on=date(2092, 6, 1))

    assert (again.on, again.words, again.person) == (date(2092, 6, 1), FARES, writer)
    assert due(date(2091, 12, 1)) == set()


@in_2091
def test_a_day_that_is_not_to_come_settles_nothing(writer):
    reminder = remind(writer)

    with pytest.raises(Refused, match="from tomorrow on"):
        settle_reminder(reminder, by=writer, again_on=TODAY)

    assert due(JUNE) == {FARES}
    assert reminder.edition.notes.count() == 1


@in_2091
@pytest.mark.parametrize("on", [TODAY, TODAY - timedelta(days=1), date(2101, 3, 6)])
def test_only_days_to_come_are_taken(writer, on):
    with pytest.raises(Refused, match="from tomorrow on, within 10 years"):
        remind(writer, on=on)


@in_2091
def test_it_says_what_to_look_at(writer):
    with pytest.raises(Refused, match="Write what to look at"):
        remind(writer, words="  \0 ")


def test_a_button_pressed_twice_reminds_once(writer):
    edition = make_issued_edition()
    remind(writer, edition, on=SOON)

    with pytest.raises(Refused, match="it is there once"):
        remind(writer, edition, on=SOON)


@in_2091
def test_nobody_is_reminded_of_what_they_may_not_see(writer, approver):
    draft = make_edition(written_by=writer)
    limit_release(draft.release, by=writer, people=[writer], organisations=[])
    stranger = User.objects.create_user(username="Rita", is_staff=True)

    for person in (approver, stranger):
        with pytest.raises(Refused, match=f"{person} may not see this release"):
            remind(person, draft, by=writer)


@in_2091
def test_an_account_without_a_role_sets_and_settles_none(writer):
    reminder = remind(writer)
    stranger = User.objects.create_user(username="Rita", is_staff=True)

    with pytest.raises(Refused, match="may not leave notes"):
        remind(writer, by=stranger)
    with pytest.raises(Refused, match="may not leave notes"):
        settle_reminder(reminder, by=stranger)


def test_what_was_discarded_or_removed_is_looked_at_no_more(writer, publisher):
    draft, live = make_edition(written_by=writer), make_issued_edition()
    remind(writer, draft, words="The draft", on=SOON)
    remind(writer, live, words="The release", on=SOON)

    discard_edition(draft, by=writer, reason="Begun twice.")
    remove_release(live.release, by=publisher, explanation="Sent by mistake.")

    assert due(SOON) == set()
    for edition in (draft, live):
        with pytest.raises(Refused, match="discarded or removed"):
            remind(writer, fresh(edition), on=SOON)


@in_2091
def test_a_discarded_correction_takes_no_reminder_along(writer):
    live = make_issued_edition()
    correction = begin_correction(live.release, by=writer)
    remind(writer, correction)
    assert on_the_desk_of(writer, JUNE) == [(2, FARES)]

    discard_edition(correction, by=writer, reason="Not needed.")

    assert on_the_desk_of(writer, JUNE) == [(1, FARES)]


@in_2091
def test_a_desk_shows_ones_own_and_what_somebody_who_left_was_to_do(writer, approver):
    remind(approver, make_issued_edition(make_edition(written_by=writer)))
    assert on_the_desk_of(writer, JUNE) == []
    assert on_the_desk_of(approver, JUNE) == [(1, FARES)]

    approver.is_active = False
    approver.save()

    assert on_the_desk_of(writer, JUNE) == [(1, FARES)]
