"""What kind of release it is: chosen until readers know it, and signed."""

from importlib import import_module

import pytest
from django.apps import apps

from briefings.actions.releases import begin_correction, create_release
from briefings.actions.restoring import begin_correction_with, restore_revision
from briefings.errors import Refused
from briefings.models import digest_of
from briefings.models.releases import Kind
from briefings.workflow import State
from tests.making import (
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    save,
)
from tests.models.raw_sql import refuses, run

pytestmark = pytest.mark.django_db


def test_the_kind_of_a_draft_is_changed_and_saved(writer):
    edition = make_edition(written_by=writer)
    before = edition.digest

    changed = save(edition, kind=Kind.STATEMENT)

    assert fresh(edition).release.kind == Kind.STATEMENT
    assert changed.digest != before
    assert edition.revisions.latest("number").content["kind"] == Kind.STATEMENT


def test_another_kind_is_read_again_by_the_approver():
    edition = make_approved_edition()

    changed = save(edition, kind=Kind.SPEECH)

    assert (changed.state, changed.approved_digest) == (State.IN_REVIEW, "")
    assert changed.transitions.latest("id").move == "reopen"


def test_the_kind_stays_once_readers_know_it(writer, clock):
    live = make_issued_edition(written_by=writer)
    correction = begin_correction(live.release, by=writer)

    with pytest.raises(Refused, match="know this release as a press release"):
        save(correction, kind=Kind.STATEMENT)
    assert save(correction, kind=Kind.PRESS_RELEASE).state == State.DRAFT
    with pytest.raises(Refused, match="is issued"):
        save(live, kind=Kind.STATEMENT)
    assert refuses("UPDATE briefings_release SET kind = 'statement'")


def test_a_kind_that_nobody_knows_is_refused():
    with pytest.raises(Refused, match="'tweet' is not a valid choice"):
        save(make_edition(), kind="tweet")


def test_an_earlier_kind_comes_back_with_the_words_of_its_day(writer):
    edition = make_edition(written_by=writer)
    first = edition.revisions.get()
    edition = save(edition, kind=Kind.STATEMENT)

    restore_revision(edition, first, by=writer)

    assert fresh(edition).release.kind == Kind.PRESS_RELEASE


def test_words_of_another_kind_come_back_without_it_once_it_is_known(writer):
    edition = make_edition(written_by=writer)
    first = edition.revisions.get()
    edition = save(edition, kind=Kind.STATEMENT, headline="Another")
    make_issued_edition(edition)

    correction = begin_correction_with(first, by=writer)

    assert correction.headline == "A ferry for Skerrow"
    assert correction.release.kind == Kind.STATEMENT


def test_what_was_in_hand_before_kinds_were_signed_is_signed_with_its_kind(writer):
    draft = create_release(by=writer, kind=Kind.SPEECH, headline="A draft")
    approved = make_approved_edition(written_by=writer)
    live = make_issued_edition(written_by=writer, headline="Live")
    for edition in (draft, approved, live):
        assert edition.content()["kind"] == edition.release.kind
    # Editions did not keep the names that they print then.
    kept = "what_is_signed_keeps_what_it_prints"
    run(f"ALTER TABLE briefings_edition DROP CONSTRAINT {kept}")
    run("SET LOCAL session_replication_role = replica")
    run("UPDATE briefings_revision SET content = content - 'kind', digest = 'old'")
    run(
        "UPDATE briefings_edition SET digest = 'old', "
        "approved_digest = CASE approved_digest WHEN '' THEN '' ELSE 'old' END"
    )
    run("SET LOCAL session_replication_role = origin")

    import_module("briefings.migrations.0014_kind_is_signed").sign_kinds(apps, None)

    for edition in (fresh(draft), fresh(approved)):
        assert edition.digest == digest_of(edition.content())
        assert edition.revisions.latest("number").digest == edition.digest
    assert fresh(draft).state == State.DRAFT
    assert (fresh(approved).state, fresh(approved).approved_by) == ("in_review", None)
    assert approved.transitions.latest("id").move == "reopen"
    assert fresh(live).digest == "old"
    assert make_issued_edition(draft_with_text(draft)).state == State.ISSUED


def draft_with_text(draft):
    return save(draft, body="We start on Monday.")
