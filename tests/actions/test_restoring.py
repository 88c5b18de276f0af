import pytest

from briefings.actions.commitments import (
    describe_commitment,
    mark_commitment,
    restate_commitment,
    unmark_statement,
)
from briefings.actions.figures import mark_figure, unmark_figure
from briefings.actions.files import delete_file, remove_file, use_file
from briefings.actions.limits import limit_release
from briefings.actions.people import add_organisation, add_person, add_role
from briefings.actions.quotes import change_quote, unmark_quote
from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.restoring import begin_correction_with, restore_revision
from briefings.actions.subjects import add_event, remove_entry
from briefings.errors import Refused
from briefings.models import Commitment, Edition
from briefings.models.visibility import looking_as
from briefings.workflow import State
from tests.attaching import attach
from tests.making import (
    BODY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db


def restore(edition, number: int, *, by) -> Edition:
    return restore_revision(edition, edition.revisions.get(number=number), by=by)


def test_earlier_words_come_back_as_a_new_revision_and_nothing_is_lost(writer):
    edition = make_edition()
    save(edition, headline="Worse words", body="Nothing.", summary="Short.")

    restored = restore(edition, 1, by=writer)

    assert (restored.headline, restored.body) == ("A ferry for Skerrow", BODY)
    said = [r.content["headline"] for r in edition.revisions.all()]
    assert said == ["A ferry for Skerrow", "Worse words", "A ferry for Skerrow"]
    move = edition.transitions.get(move="restore")
    assert (move.by, move.note) == (writer, "What revision 1 held is back.")


def test_tags_and_organisations_come_back_too(writer):
    edition = make_tagged_edition()
    number = edition.revisions.latest("number").number
    before = fresh(edition).content()
    save(edition, people=[], topics=[], places=[], lead_organisations=[])

    restored = restore(edition, number, by=writer)

    assert restored.content() == before


def test_what_was_deleted_since_is_named_and_the_rest_comes_back(writer):
    edition = make_tagged_edition()
    last = edition.revisions.latest("number").number
    use, topic = edition.files.get(), edition.topics.get()
    remove_file(use, by=writer)
    delete_file(use.asset, by=writer)
    save(edition, topics=[], places=[])
    remove_entry(topic, by=writer)

    restored = restore(edition, last, by=writer)

    gone = "but for what was deleted since: 1 topic, the file “Passengers.csv”"
    move = restored.transitions.get(move="restore")
    assert move.note == f"What revision {last} held is back, {gone}."
    assert (restored.places.count(), restored.topics.count()) == (1, 0)
    with pytest.raises(Refused, match=f"as in revision {last} already, {gone}"):
        restore(edition, last, by=writer)


def test_a_quote_comes_back_by_name_when_its_speaker_was_deleted(writer):
    edition = make_marked_edition()
    last = edition.revisions.latest("number").number
    quote = edition.quotes.get()
    speaker = quote.speaker
    other = add_person(by=writer, name="Ines Calder-Holm")
    change_quote(quote, by=writer, speaker=other, speaker_name=other.name)
    remove_entry(speaker, by=writer)

    restored = restore(edition, last, by=writer)

    back = restored.quotes.get()
    assert (back.speaker, back.speaker_name) == (None, "Ines Calder")
    assert restored.transitions.get(move="restore").note == (
        f"What revision {last} held is back, but for what was deleted since: "
        "the speaker of “The islands have waited long enough. We start on Monday.”."
    )


def test_a_promise_comes_back_without_the_role_that_was_deleted(writer):
    role = add_role(by=writer, title="Ferry Commissioner")
    edition = make_marked_edition(promise={"responsible_role": role})
    last = edition.revisions.latest("number").number
    statement = edition.statements.get()
    unmark_statement(statement, by=writer)
    remove_entry(role, by=writer)

    restored = restore(edition, last, by=writer)

    back = restored.statements.get().commitment
    assert (back.pk, back.responsible_role) == (statement.commitment_id, None)
    note = restored.transitions.get(move="restore").note
    assert "the responsible role of “Open a ferry line to Skerrow”" in note


def test_a_sum_and_its_part_come_back_together(writer):
    edition = make_edition(body="£40 million, of which £15 million for Skerrow.")
    about = {"value": 40, "unit": "GBP"} | span(edition, "£40 million")
    whole = mark_figure(edition, by=writer, **about)
    about = {"value": 15, "part_of": whole} | span(edition, "£15 million")
    part = mark_figure(edition, by=writer, unit="GBP", **about)
    last = edition.revisions.latest("number").number
    unmark_figure(part, by=writer)
    unmark_figure(whole, by=writer)

    restored = restore(edition, last, by=writer)

    back = restored.figures.get(ref=part.ref)
    assert back.part_of == restored.figures.get(ref=whole.ref)
    assert restored.transitions.get(move="restore").note.endswith("held is back.")


def test_a_promise_and_its_part_come_back_together(writer):
    edition = make_edition(body="A quay is built in the port. A port is built.")
    part, whole = (
        mark_commitment(edition, by=writer, title=title, **span(edition, words))
        for title, words in (("Quay", "A quay is built"), ("Port", "A port is built"))
    )
    about = {"part_of": whole.commitment, "superseded_by": whole.commitment}
    describe_commitment(part.commitment, by=writer, **about)
    last = edition.revisions.latest("number").number
    unmark_statement(part, by=writer)
    unmark_statement(whole, by=writer)

    restored = restore(edition, last, by=writer)

    back, port = (Commitment.objects.get(title=title) for title in ("Quay", "Port"))
    assert (back.part_of, back.superseded_by) == (port, port)
    assert restored.transitions.get(move="restore").note.endswith("held is back.")


def test_what_a_promise_consists_of_is_not_said_to_be_back(writer):
    edition = make_marked_edition()
    last = edition.revisions.latest("number").number
    promise = edition.statements.get().commitment
    describe_commitment(promise, by=writer, title="Open two lines")
    stays = "Promises described otherwise since stay so: “Open two lines”."

    with pytest.raises(Refused, match=f"as in revision {last} already. {stays}"):
        restore(edition, last, by=writer)

    save(edition, headline="Other words")
    restored = restore(edition, last, by=writer)
    note = restored.transitions.get(move="restore").note
    assert note == f"What revision {last} held is back. {stays}"


def test_a_promise_that_is_a_limited_drafts_by_now_is_left_as_that_has_it(
    writer, approver
):
    edition = make_marked_edition(written_by=writer)
    last = edition.revisions.latest("number").number
    statement = edition.statements.get()
    secret = make_edition(written_by=writer, headline="A secret")
    about = {"edition": secret, **span(secret, "The islands")}
    there = restate_commitment(statement.commitment, by=writer, **about)
    unmark_statement(statement, by=writer)
    describe_commitment(there.commitment, by=writer, title="A secret line")
    limit_release(secret.release, by=writer, people=[writer])

    with looking_as(approver):
        restored = restore(edition, last, by=approver)
        back = restored.statements.get().commitment

    there.commitment.refresh_from_db()
    assert there.commitment.title == "A secret line"
    assert back.title == "Open a ferry line to Skerrow"
    assert back != there.commitment


def test_what_is_gone_is_told_in_words_that_read(writer):
    there = {
        "said_at": add_event(by=writer, name="Island Summit"),
        "organisation": add_organisation(by=writer, name="Ferry Board"),
    }
    edition = make_marked_edition()
    change_quote(edition.quotes.get(), by=writer, **there)
    last = edition.revisions.latest("number").number
    without = {**dict.fromkeys(there), "context": "By radio."}
    change_quote(edition.quotes.get(), by=writer, **without)
    for row in there.values():
        remove_entry(row, by=writer)

    restored = restore(edition, last, by=writer)

    note = restored.transitions.get(move="restore").note
    assert "since: the organisation and the event of “The islands have" in note


def test_what_may_not_be_seen_is_not_told_to_be_deleted(writer, approver):
    secret = make_edition(headline="A secret")
    edition = make_edition(related_releases=[secret.release])
    save(edition, headline="Other words")
    limit_release(secret.release, by=writer, people=[writer])

    with looking_as(approver):
        restored = restore(edition, 1, by=approver)

    move = restored.transitions.get(move="restore")
    assert move.note == "What revision 1 held is back."


def test_records_whose_words_are_back_are_placed_again(writer):
    edition = make_marked_edition()
    number = edition.revisions.latest("number").number
    save(edition, body="Nothing is left of it.")
    assert edition.quotes.get().is_lost

    restore(edition, number, by=writer)

    assert not edition.quotes.get().is_lost
    assert not edition.figures.get().is_lost
    assert fresh(edition).digest == edition.revisions.get(number=number).digest


def test_records_taken_out_since_come_back_with_the_words_in_one_step(writer):
    edition = make_marked_edition()
    last = edition.revisions.latest("number")
    before = fresh(edition).content()
    unmark_quote(edition.quotes.get(), by=writer)
    unmark_statement(edition.statements.get(), by=writer)
    unmark_figure(edition.figures.get(), by=writer)
    save(edition, body=f"A new beginning.\n\n{BODY}")
    saves = edition.revisions.count()

    restored = restore(edition, last.number, by=writer)

    assert restored.content() == before
    assert edition.revisions.count() == saves + 1


def test_a_state_that_differs_in_records_alone_comes_back(writer):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    change_quote(quote, by=writer, speaker_role="Minister of Transport")

    restored = restore(edition, edition.revisions.count() - 1, by=writer)
    assert restored.quotes.get().speaker_role == "Transport Minister"

    # What was marked since goes.
    restored = restore(edition, 1, by=writer)
    assert restored.content()["quotes"] == restored.content()["figures"] == []


def test_an_earlier_edition_comes_back_into_the_correction_in_hand(writer):
    first = make_issued_edition(make_marked_edition())
    correction = begin_correction(first.release, by=writer)
    unmark_quote(correction.quotes.get(), by=writer)
    save(correction, body="Nothing.", change_note="All was wrong.")

    restored = restore_revision(correction, first.revisions.last(), by=writer)

    assert (restored.body, restored.change_note) == (BODY, "All was wrong.")
    assert restored.content()["quotes"] == first.content()["quotes"]
    assert "edition 1" in restored.transitions.get(move="restore").note


def test_a_correction_is_begun_with_the_words_before_the_public_ones(writer):
    edition = make_edition()
    save(edition, headline="Worse words")
    issued = make_issued_edition(edition)

    correction = begin_correction_with(issued.revisions.first(), by=writer)

    assert (correction.number, correction.state) == (2, State.DRAFT)
    assert correction.headline == "A ferry for Skerrow"
    assert fresh(issued).headline == "Worse words"


def test_what_came_after_approval_is_approved_again(writer):
    edition = make_edition()
    save(edition, headline="Better words")
    edition = make_approved_edition(edition)

    assert restore(edition, 1, by=writer).state == State.IN_REVIEW


def test_only_writers_restore_and_only_what_there_is(records_officer, writer):
    edition = make_edition()
    save(edition, headline="Other words")

    with pytest.raises(Refused, match="may not write"):
        restore(edition, 1, by=records_officer)
    with pytest.raises(Refused, match="another release"):
        restore_revision(make_edition(), edition.revisions.first(), by=writer)
    with pytest.raises(Refused, match="as in revision 2 already"):
        restore(edition, 2, by=writer)


def test_an_issued_edition_is_not_restored(writer):
    edition = make_edition()
    save(edition, headline="Other words")
    edition = make_issued_edition(edition)

    with pytest.raises(Refused, match="Begin a correction"):
        restore(edition, 1, by=writer)

    assert Edition.objects.get(pk=edition.pk).headline == "Other words"


def test_what_a_colleague_saved_meanwhile_is_not_overwritten_unread(writer, approver):
    edition = make_edition()
    edition = save(edition, body="Mine.")
    seen = edition.revisions.latest("number").number
    save_draft(edition, by=approver, based_on=seen, body="Theirs.")

    with pytest.raises(Refused, match="Asa saved this release at"):
        restore_revision(edition, edition.revisions.first(), by=writer, over=seen)
    assert fresh(edition).body == "Theirs."

    restore_revision(edition, edition.revisions.first(), by=writer, over=seen + 1)
    assert fresh(edition).body == BODY


def test_a_file_comes_back_that_only_a_limited_draft_shows_by_now(writer, approver):
    edition = make_edition(written_by=writer)
    use = attach(edition)
    kept = edition.revisions.latest("number")
    remove_file(use, by=writer)
    limited = make_edition(written_by=approver)
    use_file(limited, use.asset, by=approver)
    limit_release(limited.release, by=approver, people=[approver])

    with looking_as(writer):
        restore_revision(edition, kept, by=writer)

    assert edition.files.get().asset == use.asset
