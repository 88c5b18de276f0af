import pytest
from django.db import DatabaseError, transaction

from briefings.actions.issue import (
    approve_afterwards,
    issue_urgently,
    unschedule_edition,
)
from briefings.actions.review import submit_edition
from briefings.errors import Refused
from briefings.models import Edition
from briefings.workflow import State
from tests.making import (
    make_approved_edition,
    make_edition,
    make_edition_in_review,
)

pytestmark = pytest.mark.django_db
WHY = "The dam is over its banks now."


def test_an_urgent_release_is_public_at_once_and_stays_flagged(publisher, stranger):
    edition = issue_urgently(make_edition_in_review(), by=publisher, reason=WHY)

    page = stranger.get(edition.release.get_absolute_url())
    assert page.status_code == 200
    assert WHY not in page.content.decode()
    assert list(Edition.objects.unapproved()) == [edition]
    assert edition.transitions.get(move="issue_urgently").note == WHY


def test_an_urgent_issue_says_why(publisher):
    with pytest.raises(Refused, match="Say why this cannot wait"):
        issue_urgently(make_edition(), by=publisher, reason="  ")


def test_only_those_trusted_with_it_issue_without_approval(writer, approver, publisher):
    edition = make_edition()
    for person in (writer, approver):
        with pytest.raises(Refused, match="may not issue releases that nobody"):
            issue_urgently(edition, by=person, reason=WHY)

    assert issue_urgently(edition, by=publisher, reason=WHY).state == State.ISSUED


def test_what_is_approved_is_issued_in_the_common_way(publisher):
    with pytest.raises(Refused, match="not possible while the edition is approved"):
        issue_urgently(make_approved_edition(), by=publisher, reason=WHY)


def test_obstacles_stop_an_urgent_issue_too(publisher):
    with pytest.raises(Refused, match="no text yet"):
        issue_urgently(make_edition(body=""), by=publisher, reason=WHY)


def test_somebody_who_did_not_write_or_issue_it_takes_the_flag_away(
    approver, administrator
):
    edition = make_edition(written_by=approver)
    edition = issue_urgently(edition, by=administrator, reason=WHY)

    for own in (approver, administrator):
        with pytest.raises(Refused, match="second pair of eyes"):
            approve_afterwards(edition, by=own)


def test_an_approval_afterwards_is_given_once(approver, publisher):
    edition = issue_urgently(make_edition(), by=publisher, reason=WHY)

    approve_afterwards(edition, by=approver)

    assert not Edition.objects.unapproved().exists()
    with pytest.raises(Refused, match="does not wait"):
        approve_afterwards(edition, by=approver)


def test_a_writer_does_not_approve_afterwards(writer, publisher):
    edition = issue_urgently(make_edition(), by=publisher, reason=WHY)

    with pytest.raises(Refused, match="may not approve releases"):
        approve_afterwards(edition, by=writer)


def test_an_urgent_release_is_not_unscheduled(publisher):
    edition = issue_urgently(make_edition(), by=publisher, reason=WHY)

    with pytest.raises(Refused, match="public already"):
        unschedule_edition(edition, by=publisher)


def test_the_database_lets_no_edition_out_without_approval_or_reason():
    edition = make_edition()

    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(
            state=State.ISSUED, issued_at=edition.created_at
        )


def test_a_release_is_submitted_to_somebody(approver):
    edition = make_edition()

    submit_edition(edition, by=edition.written_by, asked=approver, note="By noon?")

    assert edition.transitions.get(move="submit").asked == approver


def test_only_an_approver_who_did_not_write_it_is_asked(writer, approver):
    with pytest.raises(Refused, match="may not approve releases"):
        submit_edition(make_edition(), by=approver, asked=writer)
    with pytest.raises(Refused, match="second pair of eyes"):
        submit_edition(make_edition(written_by=approver), by=approver, asked=approver)
