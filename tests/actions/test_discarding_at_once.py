"""Discarding and bringing back, while colleagues do something else."""

import pytest

from briefings.actions.discarding import bring_back_edition, discard_edition
from briefings.actions.releases import begin_correction, create_release
from briefings.actions.review import submit_edition
from briefings.errors import Refused
from briefings.models import Edition
from briefings.workflow import State
from tests.actions.racing import at_once, door_of, half_way, kinds
from tests.making import fresh, make_edition, make_issued_edition, save

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("committed"),
]


def test_what_is_discarded_is_not_saved_by_somebody_who_was_writing(writer):
    edition = make_edition(written_by=writer)

    saved, discarded = at_once(
        lambda: save(edition, headline="Other"),
        lambda: discard_edition(edition, by=writer),
        door=door_of(edition),
    )

    assert isinstance(discarded, Edition)
    is_saved = isinstance(saved, Edition)
    assert fresh(edition).headline == ("Other" if is_saved else "A ferry for Skerrow")
    assert fresh(edition).state == State.DISCARDED


def test_a_correction_comes_back_or_another_is_begun(writer):
    live = make_issued_edition(written_by=writer)
    first = begin_correction(live.release, by=writer)
    discard_edition(first, by=writer)

    outcomes = at_once(
        lambda: bring_back_edition(first, by=writer),
        lambda: begin_correction(live.release, by=writer),
        door=door_of(live),
    )

    assert kinds(outcomes) == ["Edition", "Refused"]
    in_hand = live.release.editions.filter(state=State.DRAFT)
    assert in_hand.get().number == 2


def test_an_edition_is_submitted_or_discarded_or_both_in_their_order(writer):
    edition = make_edition(written_by=writer)

    submitted, discarded = at_once(
        lambda: submit_edition(edition, by=writer),
        lambda: discard_edition(edition, by=writer),
        door=door_of(edition),
    )

    assert isinstance(discarded, Edition)
    moves = [t.move for t in edition.transitions.order_by("id")]
    expected = ["create", "discard"]
    if not isinstance(submitted, Refused):
        expected.insert(1, "submit")
    assert moves == expected


def test_nobody_waits_for_the_address_of_what_is_being_brought_back(writer):
    edition = make_edition(written_by=writer)
    discard_edition(edition, by=writer)

    with half_way(lambda: bring_back_edition(edition, by=writer)):
        other = create_release(by=writer, headline="A ferry for Skerrow")

    assert other.release.slug.startswith("a-ferry-for-skerrow-")
    assert fresh(edition).release.slug == "a-ferry-for-skerrow"
