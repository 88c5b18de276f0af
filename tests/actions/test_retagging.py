import pytest

from briefings.actions.people import add_organisation
from briefings.actions.releases import begin_correction
from briefings.actions.retagging import Tagging, plan_retagging, retag_release
from briefings.actions.subjects import add_topic
from briefings.errors import Refused
from briefings.workflow import State
from tests.making import (
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferries():
    return add_topic(by=None, name="Ferries")


@pytest.fixture
def harbours():
    return add_topic(by=None, name="Harbours")


def topics(edition) -> set[str]:
    return {topic.name for topic in edition.topics.all()}


def test_a_draft_is_saved_with_the_tags(writer, ferries, harbours):
    edition = make_edition(topics=[harbours], summary="It sails on Monday.")
    tagging = Tagging({"topics": [ferries]}, {"topics": [harbours]})

    saved = retag_release(edition.release, tagging, by=writer)

    assert (topics(saved), saved.state) == ({"Ferries"}, State.DRAFT)
    assert saved.summary == "It sails on Monday."
    assert saved.revisions.latest("number").by == writer


def test_what_is_public_gets_a_minor_correction_to_approve(writer, ferries):
    edition = make_issued_edition()

    correction = retag_release(
        edition.release, Tagging({"topics": [ferries]}, {}), by=writer
    )

    assert (correction.number, correction.state) == (2, State.IN_REVIEW)
    assert (correction.change, topics(correction)) == ("minor", {"Ferries"})
    assert topics(fresh(edition)) == set()


def test_an_approval_of_other_tags_is_void(writer, ferries):
    edition = make_approved_edition()
    tagging = Tagging({"topics": [ferries]}, {})

    (plan,) = plan_retagging([edition.release], tagging, person=writer)
    saved = retag_release(edition.release, tagging, by=writer)

    assert "goes back to the approver" in plan.why
    assert saved.state == State.IN_REVIEW


def test_what_is_scheduled_or_in_a_colleagues_hands_is_left_out(
    writer, approver, ferries, clock
):
    scheduled = make_issued_edition(at=THURSDAY)
    corrected = make_issued_edition()
    begin_correction(corrected.release, by=approver)
    tagged = make_edition(topics=[ferries])
    tagging = Tagging({"topics": [ferries]}, {})
    releases = [edition.release for edition in (scheduled, corrected, tagged)]

    plans = plan_retagging(releases, tagging, person=writer)

    assert [plan.why for plan in plans] == [
        "It is scheduled: unschedule it first.",
        "A correction by Asa is in hand: ask them.",
        "Nothing to change: its tags are as you want them.",
    ]
    for plan in plans:
        with pytest.raises(Refused) as refusal:
            retag_release(plan.edition.release, tagging, by=writer)
        assert str(refusal.value) == plan.why


def test_the_opposite_leaves_no_correction_that_changes_nothing(writer, ferries):
    edition = make_issued_edition()
    tagging = Tagging({"topics": [ferries]}, {})
    correction = retag_release(edition.release, tagging, by=writer)

    undone = retag_release(edition.release, tagging.opposite(), by=writer)

    assert (undone, undone.state) == (correction, State.DISCARDED)
    again = retag_release(edition.release, tagging, by=writer)
    assert again != correction
    assert again.state == State.IN_REVIEW


def test_a_correction_of_something_else_stays_when_its_tags_are_as_before(
    writer, ferries
):
    edition = make_issued_edition()
    tagging = Tagging({"topics": [ferries]}, {})
    correction = retag_release(edition.release, tagging, by=writer)
    save(correction, summary="It sails on Tuesday.")

    kept = retag_release(edition.release, tagging.opposite(), by=writer)

    assert (topics(kept), kept.state) == (set(), State.IN_REVIEW)
    assert kept.summary == "It sails on Tuesday."


def test_a_correction_that_somebody_began_is_theirs_to_discard(writer, ferries):
    edition = make_issued_edition()
    begin_correction(edition.release, by=writer)
    tagging = Tagging({"topics": [ferries]}, {})
    retag_release(edition.release, tagging, by=writer)

    kept = retag_release(edition.release, tagging.opposite(), by=writer)

    assert kept.state == State.DRAFT


def test_organisations_keep_their_order_and_never_both_lead_and_support(writer):
    first, second, third = (
        add_organisation(by=None, name=name) for name in ("One", "Two", "Three")
    )
    edition = make_edition(lead_organisations=[first, second])
    release = edition.release

    saved = retag_release(
        release,
        Tagging({"lead_organisations": [third]}, {"lead_organisations": [first]}),
        by=writer,
    )

    led = [i.organisation.name for i in saved.involvements.order_by("position")]
    assert led == ["Two", "Three"]
    with pytest.raises(Refused, match="would both lead and support"):
        retag_release(
            release, Tagging({"supporting_organisations": [third]}, {}), by=writer
        )


def test_a_choice_makes_sense(ferries):
    with pytest.raises(Refused, match="both added and removed"):
        Tagging({"topics": [ferries]}, {"topics": [ferries]})
    with pytest.raises(Refused, match="Choose a tag"):
        Tagging({}, {})


def test_who_may_not_write_changes_no_tags(records_officer, ferries):
    edition = make_edition()

    with pytest.raises(Refused, match="may not write releases"):
        retag_release(
            edition.release, Tagging({"topics": [ferries]}, {}), by=records_officer
        )

    assert topics(edition) == set()
