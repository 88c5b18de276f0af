"""How much an edition's page asks of the database, in each of its states, when it has
everything that an edition can have."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now, TruncDate
from django.test.utils import CaptureQueriesContext

from briefings.actions.comments import add_comment, reply_to_comment
from briefings.actions.figures import mark_figure
from briefings.actions.guests import ask_fact_check
from briefings.actions.issue import issue_urgently
from briefings.actions.record import add_note
from briefings.actions.releases import begin_correction
from briefings.actions.reminders import set_reminder
from briefings.actions.review import request_changes, submit_edition
from briefings.actions.writing import keep_unsaved_text
from briefings.admin.deeds import page_of
from briefings.models import Edition, FactCheckAnswer, FactCheckRemark, User
from briefings.models.editions import TAGS
from briefings.models.involvements import Part
from briefings.models.tagged import tags_of
from briefings.text.markup.anchors import anchor_at
from tests.making import (
    BODY,
    fresh,
    make_approved_edition,
    make_issued_edition,
    make_tagged_edition,
    mark_words,
    save,
    span,
)

pytestmark = pytest.mark.django_db

FEW = 29
PAGES = ("releases", "quotes", "commitments", "people", "topics", "places", "events")
LINKS = " ".join(f"[there](/{page}/nowhere/)" for page in PAGES)
CROWD = "Ada Berg and Bo Carr were there, as was Odd Larsen."


def full_edition(by=None):
    """With links to pages of every kind, names, comments and sums."""
    body = f"{BODY}\n\n{LINKS}\n\n{CROWD} It costs £5 million."
    edition = make_tagged_edition(body=body, written_by=by)
    mark_words(edition, "Ada Berg and Bo Carr", speaker="Ada Berg")
    mark_sum(edition)
    return discussed(edition, by)


def mark_sum(edition):
    money = {"value": 5_000_000, "currency": "GBP", "unit": "pounds"}
    there = span(edition, "£5 million")
    mark_figure(edition, by=edition.written_by, **money, **there)


def discussed(edition, by):
    comment = add_comment(edition, by=by, said="Who?", **span(edition, "Skerrow"))
    reply_to_comment(comment, by=by, said="Ines.")
    add_note(edition, by=by, words="Wait for the minister.")
    [today] = Edition.objects.values_list(TruncDate(Now()), flat=True)[:1]
    soon = today + timedelta(days=9)
    ada = User.objects.get(username="Ada")
    set_reminder(edition, by=by, person=ada, on=soon, words="The fares.")
    link = ask_fact_check(edition, by=by, name="Jo", email="jo@x.example", due_on=soon)
    answer_outside(edition, link=link)
    return edition


def answer_outside(edition, **link):
    """As somebody outside does at a browser."""
    says = {"verdict": "change", "said": "The port is old.", **link}
    FactCheckAnswer.objects.create(**says)
    remark = FactCheckRemark(edition=edition, passage=0, read="Skerrow", **says)
    there = span(edition, "Skerrow")
    remark.place(anchor_at(edition.plain_text, there["start"], there["end"]))
    remark.save()


def queries(client, edition, person):
    client.force_login(person)
    client.get(page_of(edition))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(edition)).status_code == 200
    return len(asked)


def test_a_draft_that_somebody_left_unsaved(client, administrator, writer):
    edition = full_edition(by=writer)
    keep_unsaved_text(edition, by=administrator, based_on=1, content={"headline": "A"})

    assert queries(client, edition, administrator) < FEW


def test_a_correction_in_review_after_changes_were_asked_for(
    client, administrator, writer, approver
):
    issued = make_issued_edition(make_tagged_edition())
    edition = begin_correction(issued.release, by=writer)
    edition = save(edition, body=f"{BODY}\n\n{LINKS} £5 million", change_note="A sum.")
    mark_sum(edition)
    discussed(edition, by=writer)
    submit_edition(edition, by=writer, asked=approver, note="At last.")
    request_changes(edition, by=approver, reason="The sum is missing.")
    edition = save(edition, body=f"{BODY}\n\n{LINKS} £5 million\n\n{CROWD}")
    submit_edition(edition, by=writer)

    # Those to choose from who may be asked instead.
    assert queries(client, edition, administrator) <= FEW
    assert queries(client, edition, approver) <= FEW


def test_an_approved_one(client, administrator):
    edition = make_approved_edition(full_edition())

    assert queries(client, edition, administrator) < FEW


def test_one_that_is_scheduled_and_one_that_readers_read(client, administrator, clock):
    edition = make_issued_edition(full_edition())

    assert queries(client, edition, administrator) < FEW


def test_one_that_went_out_without_approval(client, administrator, publisher):
    edition = full_edition()
    issue_urgently(fresh(edition), by=publisher, reason="The storm is here.")

    assert queries(client, edition, administrator) < FEW


def test_tags_are_named_as_their_rows_are_printed():
    edition = make_tagged_edition()

    tags = tags_of(edition)

    for tag in TAGS:
        rows = list(getattr(edition, tag).all())
        assert len(rows) == 1
        assert [(row, str(row)) for row in tags[tag]] == [(r, str(r)) for r in rows]
    for part in Part:
        [involved] = edition.involvements.filter(part=part)
        assert tags[part] == [involved.organisation]
        assert str(tags[part][0]) == str(involved.organisation)
