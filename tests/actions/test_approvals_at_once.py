"""Two who approve at once: one signature, and of what both read."""

import pytest

from briefings.actions.review import approve_edition, request_changes
from briefings.models import Transition
from briefings.workflow import State
from tests.actions.racing import at_once, door_of, kinds
from tests.making import fresh, make_edition_in_review

pytestmark = pytest.mark.usefixtures("committed")


def test_of_two_approvals_one_is_signed(approver, administrator):
    edition = make_edition_in_review()

    outcomes = at_once(
        lambda: approve_edition(edition, by=approver),
        lambda: approve_edition(edition, by=administrator),
        door=door_of(edition),
    )

    assert kinds(outcomes) == ["Edition", "Refused"]
    approved = fresh(edition)
    [move] = Transition.objects.filter(edition=edition, move="approve")
    assert (approved.state, approved.approved_by) == (State.APPROVED, move.by)


def test_an_approval_and_a_request_for_changes_do_not_both_stand(
    approver, administrator
):
    edition = make_edition_in_review()

    outcomes = at_once(
        lambda: approve_edition(edition, by=approver),
        lambda: request_changes(edition, by=administrator, reason="Is it so?"),
        door=door_of(edition),
    )

    moves = Transition.objects.filter(edition=edition).values_list("move", flat=True)
    last = list(moves.order_by("at", "id"))[-1]
    # Changes may be asked for of what was just approved; not the other way round.
    assert fresh(edition).state == State.CHANGES_REQUESTED
    assert last == "request_changes"
    assert kinds(outcomes) in (["Edition", "Edition"], ["Edition", "Refused"])
