import pytest

from briefings.actions.review import approve_edition
from tests.actions.racing import at_once, door_of, kinds, the_refusal
from tests.making import make_edition_in_review

pytestmark = pytest.mark.usefixtures("committed")


def test_an_edition_is_approved_by_one_of_two(approver, administrator):
    edition = make_edition_in_review()

    outcomes = at_once(
        lambda: approve_edition(edition, by=approver),
        lambda: approve_edition(edition, by=administrator),
        door=door_of(edition),
    )

    assert kinds(outcomes) == ["Edition", "Refused"]
    assert "not possible while the edition is approved" in the_refusal(outcomes)
    assert edition.transitions.filter(move="approve").count() == 1
