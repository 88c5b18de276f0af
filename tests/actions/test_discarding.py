import pytest

from briefings.actions.addresses import readdress_release
from briefings.actions.commitments import describe_commitment
from briefings.actions.discarding import bring_back_edition, discard_edition
from briefings.actions.imports import ImportedBefore, import_release
from briefings.actions.issue import issue_edition, unschedule_edition
from briefings.actions.notices import remove_release
from briefings.actions.quotes import mark_quote
from briefings.actions.releases import begin_correction
from briefings.actions.restoring import begin_correction_with
from briefings.actions.retagging import Tagging, plan_retagging
from briefings.actions.review import request_changes, submit_edition
from briefings.actions.subjects import add_topic
from briefings.errors import Refused
from briefings.models import (
    Commitment,
    CommitmentStatement,
    Edition,
    Figure,
    Quote,
    Release,
)
from briefings.proposals import said_before
from briefings.workflow import State
from tests.making import (
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db

SLUG = "a-ferry-for-skerrow"


def begin(live: Edition, writer) -> Edition:
    return begin_correction(live.release, by=writer)


def test_a_draft_is_discarded_and_brought_back_with_all_that_it_had(writer, approver):
    edition = make_marked_edition(written_by=writer)
    content, saved = edition.content(), edition.revisions.count()

    discarded = discard_edition(edition, by=approver, reason=" Pasted twice. ")

    assert discarded.state == State.DISCARDED
    move = edition.transitions.latest("id")
    assert (move.move, move.from_state, move.by, move.note) == (
        "discard",
        State.DRAFT,
        approver,
        "Pasted twice.",
    )
    back = bring_back_edition(discarded, by=writer)
    assert back.state == State.DRAFT
    assert back.content() == content
    assert back.revisions.count() == saved
    assert back.transitions.latest("id").move == "bring_back"


@pytest.mark.parametrize("is_asked_to_change", [False, True])
def test_what_is_in_review_comes_back_as_a_draft(writer, approver, is_asked_to_change):
    edition = make_edition_in_review(written_by=writer)
    if is_asked_to_change:
        request_changes(edition, by=approver, reason="Is it so?")

    discard_edition(edition, by=writer)

    assert bring_back_edition(edition, by=writer).state == State.DRAFT
    assert submit_edition(edition, by=writer).state == State.IN_REVIEW


def test_what_was_signed_or_issued_is_not_discarded(writer, approver, publisher, clock):
    edition = make_approved_edition(written_by=writer)
    with pytest.raises(Refused, match="an approver has to request changes"):
        discard_edition(edition, by=writer)
    scheduled = issue_edition(edition, by=publisher, at=THURSDAY)
    with pytest.raises(Refused, match="scheduled: unschedule it first"):
        discard_edition(scheduled, by=writer)
    clock.move_to(THURSDAY)
    with pytest.raises(Refused, match="What was issued cannot be discarded"):
        discard_edition(scheduled, by=writer)

    assert fresh(edition).state == State.ISSUED


def test_what_was_unscheduled_and_sent_back_can_be_discarded(
    writer, approver, publisher, clock
):
    edition = issue_edition(make_approved_edition(), by=publisher, at=THURSDAY)
    unschedule_edition(edition, by=publisher)
    request_changes(edition, by=approver, reason="It was pasted twice.")

    assert discard_edition(edition, by=writer).state == State.DISCARDED


def test_whoever_may_not_write_discards_nothing_and_brings_nothing_back(
    writer, records_officer
):
    edition = make_edition(written_by=writer)
    records_officer.groups.clear()

    with pytest.raises(Refused, match="may not write releases"):
        discard_edition(edition, by=records_officer)
    discard_edition(edition, by=writer)
    with pytest.raises(Refused, match="may not write releases"):
        bring_back_edition(edition, by=records_officer)
    with pytest.raises(Refused, match="not possible while the edition is discarded"):
        discard_edition(edition, by=writer)


def test_what_is_not_discarded_is_not_brought_back(writer):
    with pytest.raises(Refused, match="“Bring back” is not possible"):
        bring_back_edition(make_edition(), by=writer)


def test_nobody_works_on_what_is_discarded(writer, approver):
    edition = make_edition(written_by=writer)
    discard_edition(edition, by=writer)

    with pytest.raises(Refused, match="was discarded"):
        save(edition, headline="Another")
    with pytest.raises(Refused, match="was discarded"):
        mark_quote(edition, by=writer, **span(edition, "We start on Monday."))
    with pytest.raises(Refused, match="not possible while the edition is discarded"):
        submit_edition(edition, by=writer)
    with pytest.raises(Refused, match="was discarded: bring it back first"):
        readdress_release(edition.release, by=writer, slug="elsewhere")


def test_another_correction_gets_the_number_of_the_discarded_one(writer, clock):
    live = make_issued_edition(written_by=writer)
    first = begin(live, writer)
    discard_edition(first, by=writer)
    clock.move_to(THURSDAY)

    second = save(begin(live, writer), change_note="It calls at Holm, too.")
    make_issued_edition(second)

    assert (first.number, second.number) == (2, 2)
    assert live.release.newest_edition == second
    live.refresh_from_db()
    assert live.live_during.upper == THURSDAY
    # The next one follows the issued one, and not the discarded one of its number.
    clock.move_to(THURSDAY.replace(hour=12))
    third = save(begin(live, writer), change_note="It calls at Holm on Sundays.")
    make_issued_edition(third)
    assert third.number == 3
    assert fresh(second).live_during.upper == THURSDAY.replace(hour=12)


def test_a_correction_comes_back_where_it_was(writer):
    live = make_issued_edition(written_by=writer)
    correction = begin(live, writer)
    discard_edition(correction, by=writer)

    back = bring_back_edition(correction, by=writer)

    assert (back.number, back.state) == (2, State.DRAFT)
    assert live.release.newest_edition == back


def test_a_correction_does_not_come_back_beside_another_one(writer, clock):
    live = make_issued_edition(written_by=writer)
    first = save(begin(live, writer), headline="A ferry for Holm")
    discard_edition(first, by=writer)
    second = save(begin(live, writer), change_note="It calls at Holm, too.")

    with pytest.raises(Refused, match="Edition 2 is already being written"):
        bring_back_edition(first, by=writer)

    clock.move_to(THURSDAY)
    make_issued_edition(second)
    with pytest.raises(Refused, match="Edition 2 was issued since"):
        bring_back_edition(first, by=writer)
    restored = begin_correction_with(first.revisions.latest("number"), by=writer)
    assert (restored.number, restored.headline) == (3, "A ferry for Holm")


def test_a_correction_of_a_removed_release_stays_discarded(writer, publisher):
    live = make_issued_edition(written_by=writer)
    correction = begin(live, writer)
    discard_edition(correction, by=writer)
    remove_release(live.release, by=publisher, explanation="A court ordered it.")

    with pytest.raises(Refused, match="was removed"):
        bring_back_edition(correction, by=writer)


def test_a_new_release_takes_the_address_of_a_discarded_one(writer):
    first = make_edition(written_by=writer)
    discard_edition(first, by=writer)
    assert first.release.slug == SLUG

    second = make_edition(written_by=writer)

    assert second.release.slug == SLUG
    back = bring_back_edition(first, by=writer)
    assert back.release.slug.startswith(f"{SLUG}-")


def test_an_address_that_nobody_took_is_there_when_a_release_comes_back(writer):
    edition = make_edition(written_by=writer)
    discard_edition(edition, by=writer)

    assert bring_back_edition(edition, by=writer).release.slug == SLUG


def test_an_editor_chooses_the_address_of_a_discarded_release(writer):
    discard_edition(make_edition(written_by=writer), by=writer)
    other = make_edition(headline="Another").release

    assert readdress_release(other, by=writer, slug=SLUG).slug == SLUG


def test_a_file_that_was_discarded_is_brought_back_rather_than_read_again(writer):
    source = b"A quay for Holm\n\nThe quay opens on Monday.\n"
    edition = import_release(source, name="quay.txt", by=writer)
    discard_edition(edition, by=writer)

    with pytest.raises(ImportedBefore, match="was discarded: bring it back") as refusal:
        import_release(source, name="quay.txt", by=writer)

    assert refusal.value.edition == edition


def test_what_only_a_discarded_draft_holds_is_not_kept(writer):
    kept = make_marked_edition(written_by=writer, headline="Kept")
    edition = make_marked_edition(written_by=writer)
    promise = edition.statements.get().commitment
    discard_edition(edition, by=writer)

    for model in (Quote, CommitmentStatement, Figure):
        assert {row.edition for row in model.objects.without_discarded()} == {kept}
    assert Release.objects.without_discarded().get() == kept.release
    assert Release.objects.discarded().get() == edition.release
    assert promise not in Commitment.objects.without_discarded()
    assert Commitment.objects.discarded().get() == promise
    bring_back_edition(edition, by=writer)
    assert promise in Commitment.objects.without_discarded()


def test_a_promise_of_a_discarded_draft_was_not_announced_before(writer):
    edition = make_marked_edition(written_by=writer)
    promise = edition.statements.get().commitment
    other = make_edition(written_by=writer, headline="Another ferry")
    words = span(other, "will open a ferry line to Skerrow by 1 June 2091")
    proposal = other.suggestions.create(
        kind="commitment", words=other.plain_text[words["start"] : words["end"]]
    )
    assert said_before(other, [proposal]) == [[promise]]

    discard_edition(edition, by=writer)

    assert said_before(other, [proposal]) == [[]]


def test_a_promise_told_otherwise_meanwhile_comes_back_as_it_is(writer):
    edition = make_marked_edition(written_by=writer)
    promise = edition.statements.get().commitment
    discard_edition(edition, by=writer)
    describe_commitment(promise, by=writer, was={}, title="Open the line")

    back = bring_back_edition(edition, by=writer)

    assert back.content()["statements"][0]["commitment"]["title"] == "Open the line"
    assert back.revisions.latest("number").digest == back.digest


def test_a_discarded_release_is_left_out_when_many_are_tagged(writer):
    edition = make_edition(written_by=writer)
    discard_edition(edition, by=writer)
    tagging = Tagging({"topics": [add_topic(by=writer, name="Ferries")]}, {})

    (plan,) = plan_retagging([edition.release], tagging, person=writer)

    assert plan.is_left_out
    assert "bring it back" in plan.why
