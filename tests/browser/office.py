"""Something of everything that an office has, to look at."""

from collections.abc import Iterator
from datetime import timedelta

from briefings.actions.issue import issue_edition
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.releases import begin_correction
from briefings.actions.review import request_changes
from briefings.models import Edition
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
)

LISTS = (
    "release",
    "edition",
    "quote",
    "commitment",
    "figure",
    "suggestion",
    "person",
    "organisation",
    "role",
    "roleappointment",
    "topic",
    "place",
    "event",
    "contact",
    "user",
)


def in_every_state(publisher, approver, clock) -> Iterator[Edition]:
    yield make_tagged_edition(headline="A draft")
    yield make_edition_in_review(headline="A release in review")
    yield request_changes(
        make_edition_in_review(headline="Changes"), by=approver, reason="Is it so?"
    )
    approved = make_approved_edition(headline="An approved release")
    yield approved
    yield issue_edition(
        make_approved_edition(headline="Scheduled"), by=publisher, at=THURSDAY
    )
    yield make_issued_edition(make_marked_edition(headline="A live release"))
    corrected = make_issued_edition(headline="A corrected release")
    yield begin_correction(corrected.release, by=corrected.written_by)
    withdrawn = make_issued_edition(headline="A withdrawn release")
    withdraw_release(withdrawn.release, by=publisher, explanation="Under review.")
    yield withdrawn
    removed = make_issued_edition(headline="A removed release")
    clock.move_to(MONDAY + timedelta(hours=1))
    remove_release(removed.release, by=publisher, explanation="A court ordered it.")
    yield removed
