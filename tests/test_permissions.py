import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from briefings import permissions
from briefings.actions.discarding import discard_edition
from briefings.actions.notices import remove_release, withdraw_release
from briefings.errors import Refused
from briefings.permissions import acts_open_to, demand, may, moves_open_to
from briefings.workflow import Duty
from tests.making import (
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
)

pytestmark = pytest.mark.django_db

DUTIES = {
    permissions.WRITER: {Duty.WRITE},
    permissions.APPROVER: {Duty.WRITE, Duty.REVIEW},
    permissions.PUBLISHER: {
        Duty.WRITE,
        Duty.ISSUE,
        Duty.BACKDATE,
        Duty.TAKE_DOWN,
        Duty.ISSUE_URGENTLY,
        Duty.CHANGE_HISTORY,
        Duty.FEATURE,
    },
    permissions.PRESS_OFFICER: {Duty.ACCREDIT},
    permissions.RECORDS_OFFICER: {Duty.KEEP_COMMITMENTS, Duty.MERGE},
    permissions.ADMINISTRATOR: set(Duty),
}


@pytest.fixture
def cast(writer, approver, publisher, records_officer, press_officer, administrator):
    editors = (writer, approver, publisher, records_officer)
    people = (*editors, press_officer, administrator)
    return {person.groups.get().name: person for person in people}


def test_what_is_offered_about_a_release_is_what_the_actions_do(publisher, writer):
    edition = make_issued_edition()

    def acts(person):
        return acts_open_to(person, fresh(edition), now=timezone.now())

    assert acts(writer) == {"correct"}
    assert acts(publisher) == {"correct", "withdraw", "remove", "readdress", "join"}
    withdraw_release(edition.release, by=publisher, explanation="A sum was wrong.")
    assert acts(publisher) == {"correct", "reinstate", "remove", "readdress", "join"}
    remove_release(edition.release, by=publisher, explanation="It was wrong.")
    assert acts(publisher) == set()
    assert acts_open_to(writer, make_edition(), now=timezone.now()) == {
        "readdress",
        "join",
    }


def test_every_role_is_trusted_with_its_duties_and_no_other(cast):
    trusted = {
        role: {duty for duty in Duty if may(person, duty)}
        for role, person in cast.items()
    }

    assert trusted == DUTIES


def test_there_is_no_role_beside_these():
    assert {group.name for group in Group.objects.all()} == DUTIES.keys()


def test_nobody_may_write_and_approve_but_administrators_may_issue_too(cast):
    """Approving and issuing are different people's, but for an office of one."""
    both = {
        role for role, duties in DUTIES.items() if {Duty.REVIEW, Duty.ISSUE} <= duties
    }

    assert both == {permissions.ADMINISTRATOR}


def test_somebody_who_left_may_nothing(approver):
    approver.is_active = False

    assert not any(may(approver, duty) for duty in Duty)


def test_the_clock_may_everything():
    assert all(may(None, duty) for duty in Duty)


@pytest.mark.parametrize("duty", Duty)
def test_a_refusal_says_what_one_may_not_and_whom_to_ask(duty, records_officer, writer):
    of_records = DUTIES[permissions.RECORDS_OFFICER]
    person = writer if duty in of_records else records_officer

    what = duty.label.removeprefix("Can ")
    with pytest.raises(Refused, match=f"Your account may not {what}. Ask an admin"):
        demand(person, duty)


def test_no_role_deletes_or_rewrites_the_record_in_the_admin():
    granted = {
        codename
        for group in Group.objects.all()
        for codename in group.permissions.values_list("codename", flat=True)
    }

    # Who works for which organisation is no part of it.
    deleting = {name for name in granted if name.startswith("delete_")}
    assert deleting == {"delete_membership"}
    changing = {name for name in granted if name.startswith(("add_", "change_"))}
    record = ("edition", "quote", "figure", "release", "transition", "revision")
    assert not {f"{verb}_{model}" for verb in ("add", "change") for model in record} & (
        changing
    )


def buttons(person, edition) -> set[str]:
    return {move.name for move in moves_open_to(person, edition)}


def test_buttons_are_what_the_state_and_the_role_allow(clock, cast):
    draft, in_review = make_edition(), make_edition_in_review()
    approved, issued = make_approved_edition(), make_issued_edition()

    anybody = cast[permissions.ADMINISTRATOR]
    urgent = "issue_urgently"
    assert buttons(anybody, draft) == {"submit", "discard", urgent}
    assert buttons(anybody, in_review) == {
        "request_changes",
        "approve",
        "ask_another",
        "take_back",
        "discard",
        urgent,
    }
    assert buttons(anybody, approved) == {"request_changes", "issue", "backdate"}
    assert buttons(anybody, issued) == {"unschedule"}
    assert buttons(anybody, discard_edition(draft, by=anybody)) == {"bring_back"}


def test_buttons_of_others_are_not_shown(clock, cast):
    in_review, approved = make_edition_in_review(), make_approved_edition()

    theirs = {"ask_another", "take_back", "discard"}
    assert buttons(cast[permissions.WRITER], in_review) == theirs
    assert buttons(cast[permissions.APPROVER], approved) == {"request_changes"}
    assert buttons(cast[permissions.PUBLISHER], approved) == {"issue", "backdate"}
    assert buttons(cast[permissions.RECORDS_OFFICER], approved) == set()
