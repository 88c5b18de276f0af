from datetime import date

import pytest

from briefings.actions.commitments import (
    describe_commitment,
    mark_commitment,
)
from briefings.actions.people import add_organisation
from briefings.actions.review import approve_edition
from briefings.errors import Conflict, Refused
from briefings.models import Commitment
from briefings.workflow import State
from tests.actions.promising import PROMISE
from tests.making import (
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    span,
)

pytestmark = pytest.mark.django_db


def test_a_commitment_is_described_anew(unheard, writer):
    union = add_organisation(by=None, name="Islanders' Union")

    changed = describe_commitment(
        unheard, by=writer, success_criteria="It sails.", counterparties=[union]
    )

    assert Commitment.objects.get().success_criteria == "It sails."
    assert changed.counterparties.get() == union
    with pytest.raises(Refused, match="Give the sum's currency"):
        describe_commitment(unheard, by=writer, amount=75)
    assert describe_commitment(unheard, by=writer, amount=75, currency="EUR")


@pytest.mark.parametrize(
    "about",
    [
        {"kind": "funding"},
        {"amount": 75, "currency": "EUR"},
        {"amount_qualifier": "up_to"},
        {"target_value": 2, "target_unit": "lines"},
        {"deadline_words": "one day"},
        {"due_by": date(2091, 7, 1), "deadline_basis": "stated"},
    ],
    ids=lambda about: next(iter(about)),
)
def test_what_was_promised_in_public_is_not_described_anew(commitment, about):
    with pytest.raises(Refused, match="This promise is public: record an update, or"):
        describe_commitment(commitment, by=None, **about)


def test_a_public_commitment_is_described_by_those_who_keep_it(
    commitment, writer, records_officer
):
    with pytest.raises(Refused, match="may not follow commitments to delivery"):
        describe_commitment(commitment, by=writer, success_criteria="It sails.")

    kept = commitment.deadline_words
    changed = describe_commitment(
        commitment, by=records_officer, title="A ferry", deadline_words=kept
    )
    assert changed.title == "A ferry"


def test_a_commitment_described_anew_voids_the_approval(approver, writer):
    edition = make_approved_edition(make_marked_edition())
    commitment = edition.statements.get().commitment

    describe_commitment(commitment, by=writer, amount=9, currency="EUR")

    edition = fresh(edition)
    assert (edition.state, edition.approved_by) == (State.IN_REVIEW, None)
    # Whoever described what is promised has written in the release as well.
    with pytest.raises(Refused, match="second pair of eyes"):
        approve_edition(edition, by=writer)
    assert approve_edition(edition, by=approver).state == State.APPROVED


def test_a_commitment_of_a_scheduled_release_is_not_described_anew(writer):
    edition = make_issued_edition(make_marked_edition(), at=THURSDAY)
    commitment = edition.statements.get().commitment

    with pytest.raises(Refused, match="may not follow commitments to delivery"):
        describe_commitment(commitment, by=writer, title="Another")
    with pytest.raises(Refused, match="is scheduled with this promise"):
        describe_commitment(commitment, by=None, amount=9, currency="EUR")


def test_whom_something_was_promised_with_stays(commitment):
    union = add_organisation(by=None, name="Islanders' Union")

    with pytest.raises(Refused, match="This promise is public"):
        describe_commitment(commitment, by=None, counterparties=[union])


def test_what_readers_were_told_of_a_commitment_is_kept(commitment, records_officer):
    first = commitment.title

    describe_commitment(commitment, by=records_officer, title="A ferry")
    describe_commitment(commitment, by=records_officer, title="A ferry")
    describe_commitment(commitment, by=records_officer, success_criteria="It sails.")

    one, two = commitment.revisions.order_by("number")
    assert (one.content["title"], one.by) == (first, records_officer)
    assert (two.content["title"], two.content["success_criteria"]) == ("A ferry", "")


def test_a_column_that_a_colleague_changed_meanwhile_is_not_overwritten(
    unheard, writer
):
    describe_commitment(unheard, by=writer, success_criteria="It sails.")

    with pytest.raises(Conflict, match="A colleague changed the success criteria"):
        describe_commitment(
            unheard, by=writer, was={"success_criteria": ""}, success_criteria="Quays."
        )
    was = {"success_criteria": "It sails."}
    changed = describe_commitment(
        unheard, by=writer, was=was, success_criteria="Quays."
    )
    assert changed.success_criteria == "Quays."


@pytest.mark.parametrize("name", ["slug", "id", "statements", "tytle"])
def test_the_address_of_a_commitment_is_not_described(unheard, writer, name):
    with pytest.raises(TypeError, match=f"Nobody sets {name} of a commitment"):
        describe_commitment(unheard, by=writer, **{name: 1})


@pytest.mark.parametrize("link", ["part_of", "superseded_by"])
def test_promises_do_not_lead_round_in_a_circle(writer, link):
    edition = make_edition()
    first, second, third = (
        mark_commitment(
            edition, by=writer, title=title, **span(edition, PROMISE)
        ).commitment
        for title in ("One", "Two", "Three")
    )
    describe_commitment(first, by=writer, **{link: second})
    describe_commitment(second, by=writer, **{link: third})

    for other in (first, third):
        with pytest.raises(Refused, match="leads back to “Three” already: choose anot"):
            describe_commitment(third, by=writer, **{link: other})
    assert describe_commitment(first, by=writer, **{link: third})
