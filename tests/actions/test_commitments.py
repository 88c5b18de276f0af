from datetime import date

import pytest

from briefings.actions.commitments import (
    change_statement,
    confirm_update,
    describe_commitment,
    mark_commitment,
    restate_commitment,
    unmark_statement,
)
from briefings.actions.people import add_organisation
from briefings.actions.releases import begin_correction
from briefings.errors import Refused
from briefings.models import Commitment, CommitmentUpdate
from tests.actions.promising import LOG, PROMISE, record
from tests.making import (
    fresh,
    make_edition,
    span,
)

pytestmark = pytest.mark.django_db


def test_marking_words_makes_a_commitment_of_them(writer):
    edition = make_edition()

    statement = mark_commitment(
        edition,
        by=writer,
        kind="funding",
        amount=75,
        currency="EUR",
        deadline_words="by 1 June",
        counterparties=[add_organisation(by=None, name="Skerrow Council")],
        **span(edition, PROMISE),
    )

    made = Commitment.objects.get()
    assert (statement.words, statement.novelty) == (PROMISE, "new")
    assert (made.title, made.kind, made.amount) == (PROMISE, "funding", 75)
    assert made.counterparties.get().name == "Skerrow Council"
    assert f"commitment-{statement.ref}" in fresh(edition).body_html


def test_a_long_promise_gets_a_short_title_of_whole_words(writer):
    body = "We will " + "mend the roads of Skerrow and " * 8 + "more."
    edition = make_edition(body=body)

    mark_commitment(edition, by=writer, start=0, end=len(body))

    title = Commitment.objects.get().title
    assert len(title) <= 120
    assert title.endswith(" and…") or body[len(title) - 1] == " "


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"amount": 75}, "Give the sum's currency"),
        ({"due_by": date(2091, 6, 1)}, "Say where the date comes from"),
        (
            {
                "due_from": date(2091, 6, 2),
                "due_by": date(2091, 6, 1),
                "deadline_basis": "stated",
            },
            "The last day cannot be before the first",
        ),
        ({"kind": "dream"}, "Kind: Value 'dream' is not a valid choice"),
    ],
)
def test_a_commitment_that_cannot_be_stored_is_refused(writer, about, sentence):
    edition = make_edition()

    with pytest.raises(Refused, match=sentence):
        mark_commitment(edition, by=writer, **about, **span(edition, PROMISE))

    assert not Commitment.objects.exists()


def test_the_same_promise_said_again_is_one_commitment(commitment, writer):
    again = make_edition(headline="The ferry is coming")

    statement = restate_commitment(
        commitment, by=writer, edition=again, **span(again, PROMISE)
    )

    assert statement.novelty == "restated"
    assert commitment.statements.count() == 2
    assert Commitment.objects.count() == 1


def test_a_statement_changes_its_words_or_its_commitment(commitment, writer):
    edition = make_edition()
    statement = mark_commitment(edition, by=writer, **span(edition, PROMISE))

    changed = change_statement(
        statement,
        by=writer,
        commitment=commitment,
        novelty="revised",
        **span(edition, "by 1 June 2091"),
    )

    assert changed.ref == statement.ref
    assert (changed.commitment, changed.novelty) == (commitment, "revised")
    assert edition.statements.get().words == "by 1 June 2091"


def test_a_promise_nothing_states_any_more_goes_with_its_last_statement(writer):
    edition = make_edition()
    union = add_organisation(by=None, name="Islanders' Union")
    statement = mark_commitment(
        edition, by=writer, counterparties=[union], **span(edition, PROMISE)
    )

    unmark_statement(statement, by=writer)

    assert not Commitment.objects.exists()
    assert PROMISE in fresh(edition).plain_text


def test_a_promise_the_record_states_stays(commitment, writer):
    draft = begin_correction(commitment.statements.get().edition.release, by=writer)

    unmark_statement(draft.statements.get(), by=writer)

    assert Commitment.objects.get() == commitment


def test_nothing_is_done_with_a_commitment_a_colleague_took_out(writer, unheard):
    edition = make_edition()
    statement = mark_commitment(edition, by=writer, **span(edition, PROMISE))
    unmark_statement(unheard.statements.get(), by=None)

    for act in (
        lambda: restate_commitment(
            unheard, by=writer, edition=edition, **span(edition, "on Monday")
        ),
        lambda: change_statement(statement, by=writer, commitment=unheard),
        lambda: describe_commitment(unheard, by=writer, title="Other"),
        lambda: record(unheard, by=None),
        lambda: mark_commitment(
            edition, by=writer, part_of=unheard, **span(edition, "on Monday")
        ),
    ):
        with pytest.raises(Refused, match="A colleague took this commitment out"):
            act()


def test_somebody_who_may_not_write_marks_and_describes_nothing(
    commitment, unheard, records_officer
):
    edition = make_edition()
    statement = commitment.statements.get()

    for change in (
        lambda by: mark_commitment(edition, by=by, **span(edition, PROMISE)),
        lambda by: restate_commitment(
            commitment, by=by, edition=edition, **span(edition, PROMISE)
        ),
        lambda by: change_statement(statement, by=by, novelty="revised"),
        lambda by: unmark_statement(statement, by=by),
        lambda by: describe_commitment(unheard, by=by, title="Other"),
    ):
        with pytest.raises(Refused, match="may not write releases"):
            change(records_officer)


def test_the_promises_of_an_issued_edition_are_fixed(commitment, writer):
    statement = commitment.statements.get()
    edition = statement.edition

    for change in (
        lambda: mark_commitment(edition, by=writer, **span(edition, "4,200")),
        lambda: change_statement(statement, by=writer, novelty="revised"),
        lambda: unmark_statement(statement, by=writer),
    ):
        with pytest.raises(Refused, match=r"issued\. Begin a correction"):
            change()


def test_what_became_of_a_promise_is_recorded_with_its_evidence(
    commitment, records_officer
):
    update = record(commitment, by=records_officer)

    assert CommitmentUpdate.objects.get() == update
    assert (update.by, update.confirmed_by) == (records_officer, None)
    assert update.evidence.get().title == "Log"


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"evidence": []}, "Name the evidence: anything beyond “announced” rests on"),
        ({"stage": "paused"}, "Give the reason"),
        ({"stage": "not_pursued"}, "Give the reason"),
        ({"stage": "forgotten"}, "Stage: Value 'forgotten' is not a valid choice"),
        ({"evidence": [LOG | {"url": ""}]}, "Give an address or one of our releases"),
        ({"words": ""}, "Words: This field cannot be blank"),
    ],
)
def test_an_update_that_says_too_little_is_refused(
    commitment, records_officer, about, sentence
):
    with pytest.raises(Refused, match=sentence):
        record(commitment, by=records_officer, **about)

    assert not CommitmentUpdate.objects.exists()


def test_an_update_that_only_announces_rests_on_the_announcement(
    commitment, records_officer
):
    assert record(commitment, by=records_officer, stage="announced", evidence=[])


def test_a_second_person_confirms_an_update_once(
    commitment, records_officer, administrator
):
    update = record(commitment, by=records_officer, stage="delivered")

    with pytest.raises(Refused, match="An update needs a second person"):
        confirm_update(update, by=records_officer)
    assert confirm_update(update, by=administrator).confirmed_by == administrator
    with pytest.raises(Refused, match="This update is confirmed already"):
        confirm_update(update, by=administrator)


def test_only_those_who_keep_commitments_update_them(
    commitment, writer, records_officer
):
    with pytest.raises(Refused, match="may not follow commitments to delivery"):
        record(commitment, by=writer)

    update = record(commitment, by=records_officer)
    with pytest.raises(Refused, match="may not follow commitments to delivery"):
        confirm_update(update, by=writer)
