"""Nobody rewrites what was issued: no queryset, and no person at a psql prompt."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from briefings.actions.commitments import (
    confirm_update,
    describe_commitment,
    record_update,
)
from briefings.actions.notices import (
    reinstate_release,
    remove_release,
    withdraw_release,
)
from briefings.actions.people import add_organisation, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import change_entry
from briefings.errors import Refused
from briefings.models import (
    Commitment,
    CommitmentStatement,
    Edition,
    Evidence,
    Figure,
    Quote,
)
from tests.making import (
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
)
from tests.models.raw_sql import REFUSAL, one_row, refuses, run, tables

pytestmark = pytest.mark.django_db

# Rows about an issued edition that are not part of what was issued.
OF_THE_DESK = {
    "briefings_suggestion",
    "briefings_tagproposal",
    "briefings_editorialnote",
    "briefings_comment",
    "briefings_reminder",
    "briefings_mail",
    "briefings_presence",
    "briefings_unsavedtext",
}
# What readers are told of an edition afterwards is only added to.
TOLD_LATER = {"briefings_changenotecorrection", "briefings_earlysightnote"}
# What people outside were given, and said.
OF_GUESTS = {"briefings_guestlink", "briefings_factcheckremark"}
# Tables that hold nothing of the record, and that nothing of the record points to.
NOT_THE_RECORD = {
    "briefings_limit",
    "briefings_membership",
    "briefings_word",
    "briefings_allowance",
    *OF_THE_DESK,
    "briefings_collection",
    "briefings_collectionentry",
    "briefings_feature",
    "briefings_importedfile",
    "briefings_invitation",
    "briefings_invitation_roles",
    "briefings_reply",
    "briefings_savedfilter",
    "briefings_export",
    "briefings_guestcode",
    "briefings_guestsession",
    "briefings_personname",
    "briefings_unwantedmail",
    "briefings_organisationname",
    "briefings_user_groups",
    "briefings_user_user_permissions",
}
PARTS = [
    t
    for t in tables(pointing_at=Edition)
    if t not in OF_THE_DESK | TOLD_LATER | OF_GUESTS
]
TAGS = [table for table in PARTS if "_edition_" in table]


@pytest.fixture
def issued():
    return make_issued_edition(make_tagged_edition())


@pytest.fixture
def update(records_officer):
    make_issued_edition(make_marked_edition())
    return record_update(
        Commitment.objects.get(),
        by=records_officer,
        stage="delivered",
        words="The first ferry sailed.",
        effective_on=date(2026, 6, 1),
        evidence=[{"kind": "news_report", "title": "Log", "url": "https://x.example/"}],
    )


def test_no_part_of_an_issued_edition_is_changed_or_deleted(issued):
    of_it = "SELECT EXISTS (SELECT FROM {table} WHERE edition_id = %s)"
    delete = "DELETE FROM {table} WHERE edition_id = %s"
    change = "UPDATE {table} SET id = id WHERE edition_id = %s"
    there = [t for t in PARTS if one_row(of_it, issued.pk, table=t)[0]]

    # A row in every table, or the two lines below would prove nothing.
    assert there == PARTS
    assert [t for t in PARTS if not refuses(change, issued.pk, table=t)] == []
    assert [t for t in PARTS if not refuses(delete, issued.pk, table=t)] == []


def test_no_tag_is_added_to_an_issued_edition_or_moved_there(issued):
    draft = make_edition(headline="Another release")
    insert = "INSERT INTO {table} VALUES (DEFAULT, %s, %s)"
    move = "UPDATE {table} SET edition_id = %s WHERE edition_id = %s"

    for table in TAGS:
        tag = one_row("SELECT * FROM {table} LIMIT 1", table=table)[2]
        assert refuses(insert, issued.pk, tag, table=table), table
        assert run(insert, draft.pk, tag, table=table) == 1
        assert refuses(move, issued.pk, draft.pk, table=table), table


def test_no_record_is_put_into_an_issued_edition_or_moved_there(issued):
    draft = make_marked_edition(headline="Another release")
    move = "UPDATE {table} SET edition_id = %s WHERE edition_id = %s"

    for model in (Quote, CommitmentStatement, Figure):
        row = model.objects.get(edition=issued)
        row.pk, row.ref, row._state.adding = None, "fresh", True
        with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
            row.save()
        table = model._meta.db_table
        assert refuses(move, issued.pk, draft.pk, table=table), table
        # It was the issue that was in the way: the draft takes the same row, where
        # its own has not taken the place.
        row.edition, row.start, row.end = draft, None, None
        row.save()


def test_querysets_are_refused_as_raw_statements_are(issued):
    for change in (
        lambda: Edition.objects.filter(pk=issued.pk).update(headline="Otherwise"),
        lambda: issued.quotes.update(context="Otherwise"),
        lambda: issued.figures.all().delete(),
        lambda: issued.topics.clear(),
        lambda: issued.transitions.update(note="Otherwise"),
    ):
        with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
            change()


def test_a_topic_that_an_edition_names_cannot_be_deleted(issued):
    with pytest.raises(ProtectedError):
        issued.topics.get().delete()


def test_no_table_is_emptied_that_holds_the_record_or_leads_to_it():
    kept = [t for t in tables() if t not in NOT_THE_RECORD]

    empty = "TRUNCATE {table} CASCADE"
    assert [t for t in kept if not refuses(empty, table=t)] == []
    assert "briefings_person" in kept


def test_tables_that_hold_nothing_of_the_record_may_be_emptied():
    # Else the rule above would also pass if no table could ever be emptied.
    for table in NOT_THE_RECORD:
        run("TRUNCATE {table} CASCADE", table=table)


def test_the_history_of_a_draft_is_kept_as_that_of_an_issued_edition():
    draft = make_edition()

    for table in ("briefings_revision", "briefings_transition"):
        assert refuses("UPDATE {table} SET digest = 'x'", table=table)
        assert refuses(
            "DELETE FROM {table} WHERE edition_id = %s", draft.pk, table=table
        )


def test_what_was_promised_in_public_cannot_be_promised_otherwise(update):
    commitment = update.commitment
    change = "UPDATE briefings_commitment SET "

    assert refuses(change + "amount = 1, currency = 'EUR'")
    assert refuses(change + "deadline_words = 'one day'")
    assert refuses(change + "slug = 'other'")
    assert run(change + "success_criteria = 'It sails.'")
    named = "INSERT INTO briefings_commitment_counterparties VALUES (DEFAULT, %s, %s)"
    council = add_organisation(by=None, name="Skerrow Council")
    assert refuses(named, commitment.pk, council.pk)
    assert run(named, make_marked_edition().statements.get().commitment_id, council.pk)


def test_what_readers_were_told_of_a_commitment_is_only_added_to(update):
    describe_commitment(update.commitment, by=None, title="A ferry")

    assert refuses("UPDATE briefings_commitmentrevision SET number = 9")
    assert refuses("DELETE FROM briefings_commitmentrevision")


def test_somebody_quoted_in_a_role_keeps_it(writer):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Transport Minister")
    other = add_role(by=writer, title="Harbour Minister")
    held = appoint(quote.speaker, role, by=writer, started_on=date(2020, 1, 1))
    change_quote(quote, by=writer, appointment=held)
    move = "UPDATE briefings_roleappointment SET role_id = %s"

    assert run(move, other.pk)
    assert run(move, role.pk)
    make_issued_edition(fresh(edition))
    assert refuses(move, other.pk)
    with pytest.raises(Refused, match="Somebody was quoted in this role"):
        change_entry(held, by=writer, role=other)
    assert change_entry(held, by=writer, ended_on=date(2025, 1, 1)).ended_on


def test_an_update_of_a_commitment_is_only_added_to(update, approver):
    change = "UPDATE briefings_commitmentupdate SET "

    assert refuses(change + "words = 'Otherwise'")
    assert refuses(change + "words = 'Otherwise', confirmed_by_id = %s", approver.pk)
    assert refuses("DELETE FROM briefings_commitmentupdate WHERE id = %s", update.pk)


def test_an_update_is_confirmed_once(update, administrator, approver):
    confirm_update(update, by=administrator)

    confirm = "UPDATE briefings_commitmentupdate SET confirmed_by_id = %s"
    assert refuses(confirm, approver.pk)
    assert refuses(confirm, None)


def test_evidence_is_only_added_to(update):
    evidence = Evidence.objects.get(update=update)

    assert refuses("UPDATE briefings_evidence SET title = 'x'")
    assert refuses("DELETE FROM briefings_evidence WHERE id = %s", evidence.pk)


def test_a_withdrawal_can_be_ended_but_not_rewritten(publisher):
    release = make_issued_edition().release
    withdraw_release(release, by=publisher, explanation="A sum was wrong.")
    change = "UPDATE briefings_withdrawal SET "

    assert refuses(change + "explanation = 'x'")
    assert refuses(change + "in_force_during = '[2020-01-01,)'")
    assert refuses("DELETE FROM briefings_withdrawal")
    reinstate_release(release, by=publisher)
    reopened = "in_force_during = tstzrange(lower(in_force_during), NULL)"
    assert refuses(change + reopened)


def test_a_removal_is_neither_undone_nor_rewritten(publisher):
    release = make_issued_edition().release
    remove_release(release, by=publisher, explanation="A court ordered it.")
    change = "UPDATE briefings_release SET "

    assert refuses(change + "removed_at = now() + interval '1 day'")
    assert refuses(change + "removal_explanation = 'x'")
    assert refuses(change + "removed_at = NULL, removal_explanation = ''")
    assert refuses(change + "redirect_to = '/moved/'")
    assert run(change + "slug = slug") == 1
