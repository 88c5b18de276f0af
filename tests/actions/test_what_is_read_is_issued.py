"""Nothing goes out otherwise, or earlier, than somebody who may meant it to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from briefings.actions.commitments import describe_commitment, restate_commitment
from briefings.actions.imports import import_release
from briefings.actions.issue import (
    change_embargo,
    issue_edition,
    issue_urgently,
    lift_now,
)
from briefings.actions.people import add_person, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.releases import save_draft
from briefings.actions.review import submit_edition
from briefings.errors import Conflict, Refused
from briefings.models import Commitment, User, waiting
from briefings.permissions import those_with
from briefings.readiness import obstacles
from briefings.workflow import Duty, State
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    save,
)

pytestmark = pytest.mark.django_db


def test_an_urgent_issue_is_of_the_words_that_were_read(publisher):
    edition = make_edition()
    read = edition.digest
    save(edition, body="The minister is a half-finished sentence.")

    with pytest.raises(Conflict, match="changed while you were reading"):
        issue_urgently(edition, by=publisher, reason="A flood.", digest=read)

    assert fresh(edition).state == State.DRAFT
    now = fresh(edition)
    issue_urgently(now, by=publisher, reason="A flood.", digest=now.digest)


@pytest.fixture
def embargoed(writer):
    day = (timezone.now() + timedelta(days=2)).strftime("%-d %B %Y")
    text = f"EMBARGOED UNTIL 10:00, {day}\n\nA quay\n\nIt opens for everybody.\n"
    edition = import_release(text.encode(), name="quay.txt", by=writer)
    assert edition.release.imported_files.get().embargoed_until
    return edition


def test_a_text_goes_out_before_its_embargo_only_if_that_is_said(embargoed, publisher):
    edition = make_approved_edition(embargoed)

    with pytest.raises(Refused, match="is embargoed until"):
        issue_edition(edition, by=publisher)
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(Refused, match="is embargoed until"):
        issue_edition(edition, by=publisher, at=tomorrow)

    assert fresh(edition).state == State.APPROVED
    issued = issue_edition(edition, by=publisher, despite_embargo=True)
    assert issued.state == State.ISSUED


def test_the_embargo_of_the_text_is_when_it_may_go_out(embargoed, publisher):
    edition = make_approved_edition(embargoed)
    until = embargoed.release.imported_files.get().embargoed_until

    issued = issue_edition(edition, by=publisher, at=until)

    assert issued.live_from == until
    assert lift_now(issued, by=publisher).live_from < until


def test_an_urgent_issue_keeps_the_embargo_too(embargoed, publisher):
    with pytest.raises(Refused, match="is embargoed until"):
        issue_urgently(embargoed, by=publisher, reason="A flood.")

    issue_urgently(embargoed, by=publisher, reason="A flood.", despite_embargo=True)


def test_a_promise_of_a_scheduled_release_stays_as_it_was_approved(
    clock, records_officer, publisher
):
    scheduled = make_issued_edition(make_marked_edition(), at=THURSDAY)
    [promise] = Commitment.objects.all()

    with pytest.raises(Refused, match="is scheduled with this promise"):
        describe_commitment(promise, by=None, title="Open two lines")

    assert lift_now(scheduled, by=publisher).state == State.ISSUED
    describe_commitment(promise, by=records_officer, title="Open two lines")


def test_who_keeps_promises_may_mend_one_that_an_approved_draft_says_again(
    records_officer, writer
):
    make_issued_edition(make_marked_edition())
    [promise] = Commitment.objects.all()
    draft = make_edition(headline="Once more", written_by=writer)
    words = "will open a ferry line to Skerrow by 1 June 2091"
    start = draft.plain_text.index(words)
    span = {"start": start, "end": start + len(words)}
    restate_commitment(promise, by=writer, edition=draft, **span)
    draft = make_approved_edition(draft)

    describe_commitment(promise, by=records_officer, title="Open two lines")

    assert fresh(draft).state == State.IN_REVIEW


def test_a_quote_takes_no_other_persons_post(writer):
    edition = make_marked_edition(written_by=writer)
    quote = edition.quotes.get()
    king = add_person(by=writer, name="Somebody Else")
    role = add_role(by=writer, title="King of Skerrow")
    crowned = appoint(king, role, by=writer, started_on=MONDAY.date())

    with pytest.raises(Refused, match="was Somebody Else’s post, not Ines Calder’s"):
        change_quote(quote, by=writer, appointment=crowned)


def test_a_post_that_had_ended_is_pointed_out(writer):
    edition = make_marked_edition(written_by=writer)
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Mayor of Skerrow")
    day = MONDAY.date()
    held = appoint(
        quote.speaker,
        role,
        by=writer,
        started_on=day - timedelta(days=900),
        ended_on=day - timedelta(days=30),
    )
    change_quote(quote, by=writer, appointment=held)

    told = [o for o in obstacles(fresh(edition), day=day) if "post of" in o.sentence]

    assert [(o.stops, o.place) for o in told] == [(False, f"quote-{quote.ref}")]
    assert "did not hold the post of Mayor of Skerrow on 5 March 2091" in str(told)


def test_whoever_mends_what_they_were_asked_to_review_leaves_it_to_others(
    writer, approver, administrator
):
    edition = make_edition(written_by=writer)
    submit_edition(edition, by=writer, asked=approver)
    now = timezone.now()
    assert not to_review(administrator, now).exists()

    save_draft(fresh(edition), by=approver, based_on=1, body="A mended text.")

    assert not to_review(approver, now).exists()
    assert list(to_review(administrator, now)) == [edition]


def test_what_was_submitted_to_somebody_who_left_waits_for_the_others(
    writer, approver, administrator
):
    edition = make_edition(written_by=writer)
    submit_edition(edition, by=writer, asked=approver)
    User.objects.filter(pk=approver.pk).update(is_active=False)

    assert list(to_review(administrator, timezone.now())) == [edition]


def to_review(person, now):
    return waiting.to_review(person, now, able=those_with(Duty.REVIEW))


@pytest.mark.usefixtures("clock")
def test_any_draft_is_held_back_until_somebody_says_otherwise(writer, publisher):
    edition = make_approved_edition()

    change_embargo(edition, by=writer, until=THURSDAY)
    with pytest.raises(Refused, match="is embargoed until 8 March 2091, 09:00 GMT"):
        issue_edition(fresh(edition), by=publisher)
    with pytest.raises(Refused, match="is its embargo already"):
        change_embargo(edition, by=writer, until=THURSDAY)
    assert fresh(edition).state == State.APPROVED

    change_embargo(edition, by=writer, until=None)
    assert issue_edition(fresh(edition), by=publisher).state == State.ISSUED
    moves = edition.transitions.filter(move="embargo").values_list("note", flat=True)
    assert list(moves) == ["Until 8 March 2091, 09:00 GMT", "It has none any more."]


@pytest.mark.usefixtures("clock")
def test_an_embargo_lies_ahead_and_is_of_what_is_in_hand(writer):
    with pytest.raises(Refused, match="has passed"):
        change_embargo(make_edition(), by=writer, until=MONDAY)
    with pytest.raises(Refused, match="time zone"):
        change_embargo(make_edition(), by=writer, until=THURSDAY.replace(tzinfo=None))
    with pytest.raises(Refused, match="is issued"):
        change_embargo(make_issued_edition(), by=writer, until=THURSDAY)
