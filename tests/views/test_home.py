from datetime import date

import pytest

from briefings.actions.commitments import (
    confirm_update,
    mark_commitment,
    record_update,
)
from briefings.models import Commitment
from tests.making import (
    THURSDAY,
    fresh,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
    span,
)
from tests.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(clock):
    promise = {"due_by": date(2091, 3, 8), "deadline_basis": "stated"}
    make_issued_edition(make_marked_edition(promise=promise))
    return Commitment.objects.get()


def test_home_shows_what_is_new_and_what_is_due(stranger, commitment):
    page = read(stranger, "/")

    assert "A ferry for Skerrow" in page
    assert "What is due Open a ferry line to Skerrow 8 March 2091 Announced" in page
    assert "No commitment is recorded as delivered yet." in page
    assert "Past its date" not in page


def test_promise_is_past_its_date_the_day_after(stranger, clock, commitment):
    clock.move_to(THURSDAY)
    assert "Past its date" not in read(stranger, "/")

    clock.move_to(THURSDAY.replace(day=9))
    assert "Past its date Open a ferry line to Skerrow" in read(stranger, "/")


def test_what_is_late_alone_is_told_without_an_empty_list(stranger, clock, commitment):
    clock.move_to(THURSDAY.replace(day=9))

    page = read(stranger, "/")

    assert "What is due Nothing is due in the days to come. Past its date" in page
    assert "Was due 8 March 2091" in page


def test_kept_promise_is_due_no_more(stranger, clock, commitment, records_officer):
    update = record_update(
        commitment,
        by=records_officer,
        stage="delivered",
        words="Open.",
        effective_on=date(2091, 3, 4),
        evidence=[{"kind": "news_report", "title": "X", "url": "https://x.example/"}],
    )
    confirm_update(update, by=make_member("Records officer", "Ruth"))
    clock.move_to(THURSDAY)

    page = read(stranger, "/")

    assert "Nothing with a date is open." in page
    assert "What was kept Open a ferry line to Skerrow 4 March 2091 Delivered" in page


def test_paused_promise_is_not_due_but_may_be_past_its_date(
    stranger, clock, commitment, records_officer
):
    record_update(
        commitment,
        by=records_officer,
        stage="paused",
        reason="blocked_by_court_or_third_party",
        words="A court stopped the works.",
        effective_on=date(2091, 3, 4),
        evidence=[{"kind": "news_report", "title": "X", "url": "https://x.example/"}],
    )
    clock.move_to(THURSDAY)
    assert "Nothing with a date is open." in read(stranger, "/")

    clock.move_to(THURSDAY.replace(day=9))
    assert "Past its date Open a ferry line to Skerrow" in read(stranger, "/")


def test_home_says_nothing_of_what_is_embargoed(stranger, clock):
    empty = stranger.get("/").content
    make_issued_edition(make_marked_edition(), at=THURSDAY)

    assert stranger.get("/").content == empty

    clock.move_to(THURSDAY)
    assert "A ferry for Skerrow" in read(stranger, "/")


@pytest.fixture
def promised(commitment):
    """Beside the ferry line two more, due a day before it and long after."""
    for title, due_by in (("Deepen the quay", 7), ("Light the quay", 20)):
        words = f"The office will {title.lower()} by then."
        edition = make_edition(headline=title, body=words)
        mark_commitment(
            edition,
            by=edition.written_by,
            title=title,
            due_by=date(2091, 3, due_by),
            deadline_basis="stated",
            **span(edition, words),
        )
        make_issued_edition(fresh(edition))
    return Commitment.objects.public()


def test_a_deadline_that_was_moved_stands_among_those_that_were_not(
    promised, clock, commitment, records_officer
):
    moved = record_update(
        commitment,
        by=records_officer,
        stage="in_progress",
        words="It takes longer.",
        effective_on=date(2091, 3, 4),
        new_due_by=date(2091, 3, 12),
        evidence=[{"kind": "news_report", "title": "X", "url": "https://x.example/"}],
    )
    confirm_update(moved, by=make_member("Records officer", "Ruth"))
    clock.move_to(THURSDAY.replace(day=9))

    due = promised.unfinished().nearest(5)
    late = promised.unfinished().nearest(5, are_late=True)

    assert [one.title for one in due] == [commitment.title, "Light the quay"]
    assert [one.title for one in late] == ["Deepen the quay"]
    clock.move_to(THURSDAY.replace(day=21))
    assert not due.all()
    assert [one.title for one in late.all()] == [
        "Light the quay",
        commitment.title,
        "Deepen the quay",
    ]


def test_no_more_are_looked_for_than_are_shown(promised, clock):
    due = promised.unfinished().nearest(2)

    assert [one.title for one in due] == [
        "Deepen the quay",
        "Open a ferry line to Skerrow",
    ]
