from datetime import date

import pytest

from briefings.actions.commitments import change_statement, unmark_statement
from briefings.actions.figures import change_figure, mark_figure, unmark_figure
from briefings.actions.notices import remove_release
from briefings.actions.people import add_organisation, add_person
from briefings.actions.quotes import change_quote, unmark_quote
from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.review import (
    approve_edition,
    request_changes,
    submit_edition,
)
from briefings.actions.subjects import add_contact, add_event, add_place, add_topic
from briefings.errors import Conflict, Refused
from briefings.models import Commitment
from briefings.models.editions import SIGNED_WORDS, TAGS
from briefings.models.facts import FACTS
from briefings.workflow import State
from tests.making import (
    fresh,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db

OTHER_WORDS = {
    "kind": "statement",
    "headline": "Other",
    "summary": "Other",
    "key_points": ["Other"],
    "body": "Other",
    "notes_to_editors": "Other",
    "language": "cy",
    "dateline": "Other",
    "change": "minor",
    "change_note": "Other",
}
OTHER_FACTS = {
    "political": True,
    "delivered_on": date(2091, 3, 4),
    "venue": "The Old Quay",
    "given_as": "transcript",
}
OTHER_TAGS = {
    "people": lambda: [add_person(by=None, name="Una Marsh")],
    "topics": lambda: [add_topic(by=None, name="Harbours")],
    "places": lambda: [add_place(by=None, name="Norvik")],
    "events": lambda: [add_event(by=None, name="Harbour Day")],
    "contacts": lambda: [add_contact(by=None, name="Harbour desk")],
    "related_releases": lambda: [make_edition(headline="Other").release],
    "lead_organisations": lambda: [add_organisation(by=None, name="Harbour Board")],
    "supporting_organisations": list,
}


def another_figure(edition):
    mark_figure(edition, by=None, value=1, unit="June", **span(edition, "1 June"))


def quoted(edition):
    return edition.quotes.get()


OTHER_RECORDS = {
    "a quote's speaker": lambda e: change_quote(
        quoted(e), by=None, speaker=add_person(by=None, name="Una Marsh")
    ),
    "a quote's context": lambda e: change_quote(quoted(e), by=None, context="Other"),
    "a quote's words": lambda e: change_quote(
        quoted(e), by=None, **span(e, "We start on Monday.")
    ),
    "a quote less": lambda e: unmark_quote(quoted(e), by=None),
    "a statement's novelty": lambda e: change_statement(
        e.statements.get(), by=None, novelty="restated"
    ),
    "a statement less": lambda e: unmark_statement(e.statements.get(), by=None),
    "a figure's value": lambda e: change_figure(e.figures.get(), by=None, value=4201),
    "a figure's source": lambda e: change_figure(
        e.figures.get(), by=None, source_name="The petition"
    ),
    "a figure more": another_figure,
    "a figure less": lambda e: unmark_figure(e.figures.get(), by=None),
}


def test_submitting_puts_a_draft_before_the_approvers(writer):
    edition = submit_edition(make_edition(), by=writer, note="Ready.")

    assert fresh(edition).state == State.IN_REVIEW
    last = edition.transitions.latest("id")
    assert (last.move, last.from_state, last.to_state) == (
        "submit",
        State.DRAFT,
        State.IN_REVIEW,
    )
    assert (last.by, last.note, last.digest) == (writer, "Ready.", edition.digest)


@pytest.mark.parametrize(
    "make", [make_edition_in_review, make_approved_edition, make_issued_edition]
)
def test_only_a_draft_is_submitted(writer, make):
    edition = make()

    with pytest.raises(Refused, match="“Submit for review” is not possible while the"):
        submit_edition(edition, by=writer)


def test_no_correction_is_submitted_of_what_was_removed(writer, publisher):
    issued = make_issued_edition()
    edition = begin_correction(issued.release, by=writer)
    remove_release(issued.release, by=publisher, explanation="A court ordered it.")

    with pytest.raises(Refused, match="was removed: discard"):
        submit_edition(edition, by=writer)


def test_somebody_who_may_not_write_submits_nothing(records_officer):
    with pytest.raises(Refused, match="may not write releases"):
        submit_edition(make_edition(), by=records_officer)


@pytest.mark.parametrize("make", [make_edition_in_review, make_approved_edition])
def test_changes_are_requested_with_a_reason(approver, make):
    edition = request_changes(make(), by=approver, reason="Check the date.")

    assert edition.state == State.CHANGES_REQUESTED
    assert (edition.approved_by, edition.approved_digest) == (None, "")
    assert edition.transitions.latest("id").note == "Check the date."
    assert submit_edition(edition, by=None).state == State.IN_REVIEW


def test_what_postgresql_cannot_keep_is_left_out_of_a_note(writer, approver):
    edition = submit_edition(make_edition(), by=writer, note="Rea\0dy.\ud800 ")
    assert edition.transitions.latest("id").note == "Ready."

    edition = request_changes(edition, by=approver, reason="Che\0ck.")
    assert edition.transitions.latest("id").note == "Check."


def test_a_request_for_changes_says_what_should_change(approver):
    with pytest.raises(Refused, match="Say what should change"):
        request_changes(make_edition_in_review(), by=approver, reason="  ")


def test_a_writer_does_not_request_changes(writer):
    with pytest.raises(Refused, match="may not approve releases or ask for changes"):
        request_changes(make_edition_in_review(), by=writer, reason="Check the date.")


@pytest.mark.parametrize("make", [make_edition, make_issued_edition])
def test_changes_are_requested_only_of_what_is_under_review(approver, make):
    with pytest.raises(Refused, match="“Request changes” is not possible"):
        request_changes(make(), by=approver, reason="Check the date.")


def test_an_approval_is_bound_to_the_content(approver):
    edition = approve_edition(make_edition_in_review(), by=approver)

    assert (edition.state, edition.approved_by) == (State.APPROVED, approver)
    assert edition.approved_digest == edition.digest
    assert edition.transitions.latest("id").digest == edition.digest


def test_the_writer_cannot_approve_their_own_words(administrator, approver):
    edition = make_edition_in_review(written_by=administrator)

    with pytest.raises(Refused, match="second pair of eyes: ask a colleague"):
        approve_edition(edition, by=administrator)

    # The same call by a colleague passes, so nothing else was in the way.
    assert approve_edition(edition, by=approver).state == State.APPROVED


def test_somebody_who_mended_the_words_cannot_approve_them(approver, administrator):
    edition = make_edition_in_review()
    last = edition.revisions.latest("number")
    edition = save_draft(
        edition, by=approver, based_on=last.number, headline="A quicker ferry"
    )

    with pytest.raises(Refused, match="second pair of eyes"):
        approve_edition(edition, by=approver)

    assert approve_edition(edition, by=administrator).state == State.APPROVED


def test_somebody_who_marked_a_figure_cannot_approve_it(approver):
    edition = make_edition()
    mark_figure(edition, by=approver, value=1, unit="June", **span(edition, "1 June"))
    edition = submit_edition(fresh(edition), by=edition.written_by)

    with pytest.raises(Refused, match="second pair of eyes"):
        approve_edition(edition, by=approver)


def test_a_writer_may_not_approve_a_colleagues_words(writer):
    with pytest.raises(Refused, match="may not approve releases"):
        approve_edition(make_edition_in_review(), by=writer)


def test_a_second_request_for_changes_is_told_whose_turn_it_is(approver, administrator):
    edition = make_edition_in_review()
    request_changes(edition, by=approver, reason="The date.")

    with pytest.raises(Refused, match="while the edition is back with its writer"):
        request_changes(edition, by=administrator, reason="The place.")


@pytest.mark.parametrize("make", [make_edition, make_issued_edition])
def test_only_what_is_in_review_is_approved(approver, make):
    with pytest.raises(Refused, match="“Approve” is not possible while the edition is"):
        approve_edition(make(), by=approver)


def test_words_that_changed_while_the_approver_read_are_not_approved(approver):
    read = make_edition_in_review()
    save(read, headline="Other")

    with pytest.raises(Conflict, match="changed while you were reading: read it again"):
        approve_edition(read, by=approver)
    with pytest.raises(Conflict, match="changed while you were reading"):
        approve_edition(fresh(read), by=approver, digest=read.digest)

    assert approve_edition(fresh(read), by=approver).headline == "Other"


@pytest.mark.parametrize("body", [" ", "---", "#", "&nbsp;"])
def test_a_release_without_text_is_not_approved(approver, body):
    with pytest.raises(Refused, match="There is no text yet"):
        approve_edition(make_edition_in_review(body=body), by=approver)


@pytest.mark.parametrize("headline", ["", " ", "Untitled"])
def test_a_release_without_a_headline_of_its_own_is_not_approved(approver, headline):
    with pytest.raises(Refused, match="Give the release a headline"):
        approve_edition(make_edition_in_review(headline=headline), by=approver)


def test_words_of_a_record_that_are_not_in_the_text_are_not_approved(approver):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    # As a person at a psql prompt could; no action does.
    edition.quotes.update(words="x" * len(quote.words))
    save(edition, summary="A ferry.")
    edition = submit_edition(fresh(edition), by=edition.written_by)

    with pytest.raises(Refused, match="words of a quote are not those of the text"):
        approve_edition(edition, by=approver)


def test_a_quote_of_nobody_is_not_approved(approver):
    edition = make_marked_edition()
    change_quote(edition.quotes.get(), by=edition.written_by, speaker=None)
    edition = submit_edition(fresh(edition), by=edition.written_by)

    with pytest.raises(
        Refused, match="Nobody is linked as the speaker of “The islands"
    ):
        approve_edition(edition, by=approver)


@pytest.mark.parametrize(
    ("gone", "what"),
    [
        ("The islands have waited long enough.", "quote"),
        ("open a ferry line", "commitment"),
        ("Almost 4,200 people", "figure"),
    ],
)
def test_a_record_whose_words_are_gone_stops_approval(approver, gone, what):
    edition = make_marked_edition()
    body = edition.body
    edition = save(edition, body=body.replace(gone, "Nothing of the kind"))
    edition = submit_edition(edition, by=edition.written_by)

    with pytest.raises(Refused, match=f"words of a {what} are no longer in the text"):
        approve_edition(edition, by=approver)

    # Putting the words back mends the record.
    mended = save(edition, body=body)
    assert approve_edition(mended, by=approver).state == State.APPROVED


def test_every_word_tag_and_record_that_is_signed_is_tried_below():
    assert OTHER_WORDS.keys() == set(SIGNED_WORDS)
    assert OTHER_FACTS.keys() == set(FACTS)
    involved = {"lead_organisations", "supporting_organisations"}
    assert OTHER_TAGS.keys() == {*TAGS, *involved}
    assert set(fresh(make_edition()).content()) == {
        *SIGNED_WORDS,
        *TAGS,
        *("organisations", "quotes", "statements", "figures"),
    }


@pytest.mark.parametrize("name", [*OTHER_WORDS, *OTHER_FACTS, *OTHER_TAGS])
def test_an_approval_ends_with_any_change_of_words_or_tags(name):
    edition = make_approved_edition(make_tagged_edition(kind="speech"))
    values = OTHER_WORDS | OTHER_FACTS
    value = values.get(name) or OTHER_TAGS[name]()

    save(edition, **{name: value})

    assert_approval_void(edition)


@pytest.mark.parametrize("change", OTHER_RECORDS.values(), ids=OTHER_RECORDS)
def test_an_approval_ends_with_any_change_of_a_record(change):
    edition = make_approved_edition(make_marked_edition())

    change(edition)

    assert_approval_void(edition)


def assert_approval_void(edition):
    edition = fresh(edition)
    assert edition.state == State.IN_REVIEW
    assert (edition.approved_by, edition.approved_digest) == (None, "")
    last = edition.transitions.latest("id")
    assert (last.move, last.note) == ("reopen", "The words changed.")


def test_the_timeline_names_who_ended_an_approval(approver):
    edition = make_approved_edition(make_marked_edition())

    change_figure(edition.figures.get(), by=approver, source_name="The petition")

    last = edition.transitions.latest("id")
    assert (last.move, last.by) == ("reopen", approver)


def test_a_save_of_the_same_words_leaves_the_approval(approver):
    edition = make_approved_edition(make_tagged_edition())

    save(edition, headline=edition.headline, topics=list(edition.topics.all()))

    assert fresh(edition).state == State.APPROVED


def test_the_digest_is_that_of_the_content_wherever_it_is_read():
    edition = make_tagged_edition()
    digest = edition.digest

    assert Commitment.objects.count() == 1
    assert save(edition, headline="Other").digest != digest
    assert save(edition, headline=edition.headline).digest == digest
