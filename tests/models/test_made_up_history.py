"""Nobody makes history up, either: moments are the database's, and what a release was
published as stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from briefings.actions.commitments import confirm_update, record_update
from briefings.actions.issue import backdate_edition
from briefings.actions.notices import remove_release, withdraw_release
from briefings.errors import Refused
from briefings.models import (
    Commitment,
    CommitmentUpdate,
    FormerAddress,
    Release,
    Transition,
)
from tests.making import (
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
)
from tests.models.raw_sql import run
from tests.models.test_editions import A_YEAR_AGO, correct

pytestmark = pytest.mark.django_db

LOG = {"kind": "news_report", "title": "Log", "url": "https://log.example/"}
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def refused(words: str, statement: str, *values) -> bool:
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        run(statement, *values)
    return True


def test_what_a_release_was_published_as_cannot_be_rewritten():
    make_issued_edition()
    change = "UPDATE briefings_release SET "

    assert refused("published as", change + "kind = 'speech'")
    assert refused("with its first", change + "first_published_at = '2001-01-01'")


def test_neither_a_release_nor_its_removal_is_made_up():
    release = make_issued_edition().release
    change = "UPDATE briefings_release SET removal_explanation = 'x', "
    insert = (
        "INSERT INTO briefings_release (slug, kind, removal_explanation, redirect_to, "
        "removed_at) VALUES ('x', 'speech', 'x', '', '2001-01-01')"
    )

    earlier = change + "removed_at = now() - interval '1 day'"
    assert refused("cannot be made up", earlier)
    assert refused("before it is public", insert)
    remove_release(release, by=None, explanation="It was wrong.")
    assert refused(
        "cannot be rewritten", "UPDATE briefings_release SET redirect_to='/x/'"
    )


def test_a_revision_is_not_slipped_in_beside_an_issued_edition():
    edition = make_issued_edition()

    insert = (
        "INSERT INTO briefings_revision (edition_id, number, content, digest) "
        "VALUES (%s, 99, '{}', '')"
    )
    assert refused("of an issued edition", insert, edition.pk)


def test_evidence_is_not_slipped_in_once_an_update_is_confirmed(records_officer):
    make_issued_edition(make_marked_edition())
    update = record_update(
        Commitment.objects.get(),
        by=records_officer,
        stage="in_progress",
        words="The quay is being built.",
        effective_on=date(2026, 6, 1),
        evidence=[LOG],
    )
    insert = (
        "INSERT INTO briefings_evidence (update_id, kind, title, url, archived_url) "
        "VALUES (%s, 'news_report', 'x', 'https://x.example/', '')"
    )

    assert run(insert, update.pk) == 1
    confirm_update(update, by=make_member("Records officer", "Ruth"))
    assert refused("is confirmed", insert, update.pk)


def test_what_is_scheduled_goes_out_as_the_kind_that_was_signed():
    make_issued_edition(at=THURSDAY)

    assert refused("kind of an issued", "UPDATE briefings_release SET kind = 'speech'")


def test_what_is_not_issued_yet_may_be_of_another_kind():
    draft = make_edition()

    Release.objects.filter(pk=draft.release_id).update(kind="speech")

    assert Release.objects.get().kind == "speech"


def test_a_public_address_changes_only_once_it_is_kept_as_a_former_one():
    release = make_issued_edition().release
    change = "UPDATE briefings_release SET slug = 'moved'"

    assert refused("former one", change)
    FormerAddress.objects.create(release=release, slug=release.slug)
    assert run(change) == 1


def test_the_moment_of_a_transition_is_the_databases():
    edition = make_issued_edition()

    forged = Transition.objects.create(
        edition=edition,
        move="issue",
        from_state="approved",
        to_state="issued",
        at=LONG_AGO,
    )

    assert Transition.objects.get(pk=forged.pk).at > LONG_AGO


def test_an_update_is_recorded_and_confirmed_when_it_is(
    clock, records_officer, administrator
):
    make_issued_edition(make_marked_edition())
    update = record_update(
        Commitment.objects.get(),
        by=records_officer,
        stage="delivered",
        words="It runs.",
        effective_on=date(2026, 1, 1),
        evidence=[{"kind": "news_report", "title": "L", "url": "https://x.example/"}],
    )
    before = CommitmentUpdate.objects.get().recorded_at

    confirm_update(update, by=administrator)

    confirmed_at = CommitmentUpdate.objects.get().confirmed_at
    assert not CommitmentUpdate.objects.in_effect(before).exists()
    assert CommitmentUpdate.objects.in_effect(confirmed_at).exists()


def test_a_withdrawal_begins_when_it_is_made(publisher):
    release = make_issued_edition().release
    insert = (
        "INSERT INTO briefings_withdrawal (release_id, explanation, in_force_during) "
        "VALUES (%s, 'x', %s)"
    )

    assert refused("when it is made", insert, release.pk, "[2001-01-01,)")
    assert refused("when it is made", insert, release.pk, "[2090-01-01,2091-01-01)")
    withdraw_release(release, by=publisher, explanation="A sum was wrong.")
    assert refused("one_withdrawal", insert, release.pk, "[2090-01-01,)")


def test_a_time_the_public_has_seen_is_not_given_to_other_words(writer, publisher):
    first = backdate_edition(make_approved_edition(), by=publisher, at=A_YEAR_AGO)
    entered = first.issued_at
    second = correct(first, by=writer)

    with pytest.raises(Refused, match="was live then"):
        backdate_edition(second, by=publisher, at=entered + timedelta(microseconds=1))
