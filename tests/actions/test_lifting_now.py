from datetime import timedelta

import pytest

from briefings.actions.issue import lift_now
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_contact, change_entry
from briefings.errors import Refused
from briefings.workflow import State
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    save,
)

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def test_a_scheduled_edition_goes_out_now_and_its_approval_stands(
    clock, publisher, stranger
):
    edition = make_issued_edition(at=THURSDAY)
    signed = edition.approved_digest
    assert stranger.get(edition.release.get_absolute_url()).status_code == 404

    clock.move_to(TUESDAY)
    lifted = lift_now(edition, by=publisher)

    assert (lifted.state, lifted.live_from) == (State.ISSUED, TUESDAY)
    assert (lifted.approved_digest, lifted.release.first_published_at) == (
        signed,
        TUESDAY,
    )
    assert stranger.get(edition.release.get_absolute_url()).status_code == 200


def test_a_correction_that_goes_out_now_closes_the_edition_before_it(
    clock, writer, publisher
):
    first = make_issued_edition()
    edition = begin_correction(first.release, by=writer)
    save(edition, headline="A later ferry", change_note="The day was wrong.")
    clock.move_to(MONDAY + timedelta(hours=1))
    edition = make_issued_edition(edition, at=THURSDAY)

    clock.move_to(TUESDAY)
    lift_now(edition, by=publisher)

    assert fresh(first).live_during.upper == TUESDAY


def test_what_is_public_or_not_scheduled_is_not_lifted(clock, publisher):
    edition = make_issued_edition(at=THURSDAY)
    clock.move_to(THURSDAY)

    with pytest.raises(Refused, match="public already"):
        lift_now(edition, by=publisher)
    with pytest.raises(Refused, match="not scheduled"):
        lift_now(make_approved_edition(), by=publisher)


def test_it_goes_out_as_the_clock_would_send_it(clock, writer, publisher):
    """Whatever became of a telephone number in the register since."""
    desk = add_contact(by=writer, name="Press desk", telephone="1")
    draft = make_edition(contacts=[desk])
    edition = make_issued_edition(draft, at=THURSDAY)
    change_entry(desk, by=writer, telephone="2")

    assert lift_now(edition, by=publisher).state == State.ISSUED


def test_only_those_who_issue_lift(clock, writer):
    edition = make_issued_edition(at=THURSDAY)

    with pytest.raises(Refused, match="may not issue"):
        lift_now(edition, by=writer)

    assert fresh(edition).live_from == THURSDAY
