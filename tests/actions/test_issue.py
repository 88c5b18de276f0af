from datetime import timedelta

import pytest

from briefings.actions.issue import (
    backdate_edition,
    issue_edition,
    note_lift,
    unschedule_edition,
)
from briefings.actions.notices import remove_release
from briefings.actions.releases import begin_correction
from briefings.errors import Refused
from briefings.jobs.releases import announce_lifted_editions
from briefings.models import Edition, Quote, Release, Transition
from briefings.workflow import State
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    save,
)

pytestmark = pytest.mark.django_db

A_SECOND = timedelta(seconds=1)
A_YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def time(clock):
    return clock


def correct(edition: Edition) -> Edition:
    draft = begin_correction(edition.release, by=None)
    return make_approved_edition(save(draft, change_note="A date was wrong."))


def test_issuing_makes_an_edition_public_at_once(publisher):
    edition = issue_edition(make_approved_edition(), by=publisher)

    assert edition.state == State.ISSUED
    assert (edition.live_during.lower, edition.live_during.upper) == (MONDAY, None)
    assert edition.issued_at == edition.release.first_published_at == MONDAY
    last = edition.transitions.latest("id")
    assert (last.move, last.by, last.note) == ("issue", publisher, "")


def test_scheduling_is_issuing_with_a_moment_ahead(publisher):
    edition = issue_edition(make_approved_edition(), by=publisher, at=THURSDAY)

    assert edition.live_during.lower == edition.release.first_published_at == THURSDAY
    assert edition.issued_at == MONDAY
    note = edition.transitions.latest("id").note
    assert note == "For 8 March 2091, 09:00 GMT"


@pytest.mark.parametrize("at", [MONDAY, MONDAY - A_SECOND])
def test_a_moment_that_has_passed_is_refused(publisher, at):
    with pytest.raises(Refused, match=r"That moment has passed. Choose a later one"):
        issue_edition(make_approved_edition(), by=publisher, at=at)


@pytest.mark.parametrize("make", [make_edition, make_edition_in_review])
def test_only_what_is_approved_is_issued(publisher, make):
    with pytest.raises(Refused, match="“Issue” is not possible while the edition is"):
        issue_edition(make(), by=publisher)


def test_an_edition_is_issued_once(publisher, clock):
    first = make_issued_edition()
    clock.move_to(THURSDAY)
    second = issue_edition(correct(first), by=publisher)

    for edition in (second, second.release.editions.get(number=1)):
        with pytest.raises(Refused, match=r"“Issue” is not possible while .* issued"):
            issue_edition(edition, by=publisher)


@pytest.mark.parametrize("move", [issue_edition, unschedule_edition])
def test_an_approver_neither_issues_nor_unschedules(approver, move):
    edition = make_approved_edition()
    if move is unschedule_edition:
        edition = issue_edition(edition, by=None, at=THURSDAY)

    with pytest.raises(Refused, match="may not issue, schedule and unschedule"):
        move(edition, by=approver)


def test_what_changed_behind_the_approval_is_not_issued(publisher):
    edition = make_approved_edition(make_marked_edition())
    # No action leaves it so; a person at a psql prompt may.
    Quote.objects.update(context="Other")

    with pytest.raises(Refused, match="changed after it was approved: submit it again"):
        issue_edition(edition, by=publisher)


def test_a_successor_opens_at_the_instant_its_predecessor_closes(publisher):
    first = make_issued_edition()
    second = issue_edition(correct(first), by=publisher, at=THURSDAY)

    assert fresh(first).live_during.upper == second.live_during.lower == THURSDAY
    for at, live in ((THURSDAY - A_SECOND, first), (THURSDAY, second)):
        assert Edition.objects.public(at).get() == live


def test_a_release_that_was_removed_gets_no_new_edition(publisher, clock):
    second = correct(make_issued_edition())
    clock.move_to(THURSDAY)
    remove_release(second.release, by=publisher, explanation="A court ordered it.")

    with pytest.raises(Refused, match=r"This release was removed. Write a new one"):
        issue_edition(second, by=publisher)


def test_unscheduling_takes_an_issue_back_and_keeps_the_approval(publisher):
    edition = make_issued_edition(at=THURSDAY)

    edition = unschedule_edition(
        edition, by=publisher, note="Waiting for the minister."
    )

    assert (edition.state, edition.live_during) == (State.APPROVED, None)
    assert edition.approved_digest == edition.digest
    assert Release.objects.get().first_published_at is None
    assert edition.transitions.latest("id").note == "Waiting for the minister."
    assert issue_edition(edition, by=publisher).state == State.ISSUED


def test_unscheduling_a_correction_keeps_the_day_of_the_first_edition(publisher):
    first = make_issued_edition()
    second = issue_edition(correct(first), by=publisher, at=THURSDAY)

    unschedule_edition(second, by=publisher)

    assert fresh(first).live_during.upper is None
    assert Release.objects.get().first_published_at == MONDAY


def test_what_is_public_cannot_be_unscheduled(publisher, clock):
    edition = make_issued_edition(at=THURSDAY)
    clock.move_to(THURSDAY)

    with pytest.raises(Refused, match=r"It is public already. Correct, withdraw or"):
        unschedule_edition(edition, by=publisher)


def test_what_is_not_scheduled_cannot_be_unscheduled(publisher):
    with pytest.raises(Refused, match="“Unschedule” is not possible"):
        unschedule_edition(make_approved_edition(), by=publisher)


def test_a_release_from_before_the_record_keeps_both_days(publisher):
    edition = make_approved_edition()

    edition = backdate_edition(edition, by=publisher, at=MONDAY - A_YEAR)

    assert edition.live_during.lower == MONDAY - A_YEAR
    assert edition.issued_at == MONDAY
    assert edition.release.first_published_at == MONDAY - A_YEAR
    last = edition.transitions.latest("id")
    assert (last.move, last.note) == ("backdate", "For 5 March 2090, 09:00 GMT")


@pytest.mark.parametrize("at", [MONDAY, THURSDAY])
def test_only_what_was_issued_is_entered_as_issued(publisher, at):
    with pytest.raises(Refused, match="lies ahead: schedule the release instead"):
        backdate_edition(make_approved_edition(), by=publisher, at=at)


def test_an_approver_does_not_enter_past_releases(approver):
    with pytest.raises(Refused, match="may not enter releases issued before"):
        backdate_edition(make_approved_edition(), by=approver, at=MONDAY - A_YEAR)


def test_a_correction_is_not_entered_into_a_time_that_readers_saw(publisher, clock):
    first = make_issued_edition()
    clock.move_to(THURSDAY)

    with pytest.raises(Refused, match="Edition 1 was live then: issue this one now"):
        backdate_edition(correct(first), by=publisher, at=THURSDAY - A_SECOND)


def test_a_correction_is_not_entered_before_what_it_corrects(publisher):
    first = backdate_edition(make_approved_edition(), by=None, at=MONDAY - A_YEAR)

    with pytest.raises(
        Refused, match="Edition 1 begins only at 5 March 2090, 09:00 GMT"
    ):
        backdate_edition(correct(first), by=publisher, at=MONDAY - A_YEAR)


def lifts() -> int:
    return Transition.objects.filter(move="lift").count()


def test_what_follows_from_a_lift_is_done_once(clock):
    make_issued_edition(at=THURSDAY)

    assert announce_lifted_editions() == 0
    clock.move_to(THURSDAY)
    assert announce_lifted_editions() == 1
    assert announce_lifted_editions() == 0
    assert lifts() == 1


def test_a_lift_is_noted_once_however_often_it_is_found(clock):
    edition = make_issued_edition()

    assert note_lift(edition) == note_lift(edition)
    assert lifts() == 1
    assert fresh(edition).state == State.ISSUED


def test_every_edition_has_its_own_lift(clock):
    first = make_issued_edition()
    issue_edition(correct(first), by=None, at=THURSDAY)

    assert announce_lifted_editions() == 1
    clock.move_to(THURSDAY)
    assert announce_lifted_editions() == 1


def test_an_unscheduled_edition_is_not_announced(clock):
    unschedule_edition(make_issued_edition(at=THURSDAY), by=None)

    clock.move_to(THURSDAY)
    assert announce_lifted_editions() == 0
