from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.issue import issue_urgently
from briefings.actions.record import add_note
from briefings.actions.releases import begin_correction
from briefings.actions.review import request_changes, submit_edition
from briefings.admin.deeds import page_of
from tests.admin.pressing import said
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
)

HOME = "/admin/"


def desk(client, person, **query):
    client.force_login(person)
    return client.get(HOME, query).context["desk"]


def piles(client, person) -> dict[str, list[str]]:
    sections = desk(client, person).sections
    return {s.name: [row.headline for row in s.rows] for s in sections}


def test_a_writer_finds_drafts_and_what_is_asked_of_them(client, writer, approver):
    make_edition(written_by=writer, headline="Mine")
    make_edition(headline="Of a colleague")
    sent_back = make_edition_in_review(written_by=writer, headline="Sent back")
    request_changes(sent_back, by=approver, reason="Name the harbour.")

    found = desk(client, writer).sections

    assert {s.name for s in found} == {"drafts", "changes"}
    rows = {row.headline: row for s in found for row in s.rows}
    assert set(rows) == {"Mine", "Sent back"}
    assert "Name the harbour." in rows["Sent back"].note
    assert rows["Sent back"].who == "Asa"
    assert rows["Sent back"].url == page_of(sent_back)


def test_an_approver_finds_first_what_was_submitted_to_them(
    client, writer, approver, administrator
):
    make_edition_in_review(headline="For all")
    to_me = make_edition(headline="For Asa")
    submit_edition(to_me, by=to_me.written_by, asked=approver)
    elsewhere = make_edition(headline="For Ada")
    submit_edition(elsewhere, by=elsewhere.written_by, asked=administrator)
    make_edition_in_review(headline="Own words", written_by=approver)

    assert piles(client, approver)["review"] == ["For Asa", "For all"]
    assert "review" not in piles(client, writer)


def test_a_countdown_names_the_zone(client, publisher, clock):
    make_issued_edition(headline="Tonight", at=MONDAY + timedelta(hours=6))
    make_issued_edition(headline="Later", at=THURSDAY)

    (today, later) = desk(client, publisher).sections

    assert (today.name, later.name) == ("today", "scheduled")
    assert [row.headline for row in later.rows] == ["Later"]
    (row,) = today.rows
    assert row.when == "Monday 5 March, 15:00 UK time (GMT), in 6 hours"


def test_what_is_approved_corrected_or_urgent_waits_in_plain_sight(
    client, writer, publisher
):
    make_approved_edition(headline="Approved")
    live = make_issued_edition(headline="Out")
    begin_correction(live.release, by=writer)
    issue_urgently(make_edition(headline="Flood"), by=publisher, reason="Water rises.")

    found = piles(client, publisher)

    assert found["ready"] == ["Approved"]
    assert found["corrections"] == ["Out"]
    assert found["unapproved"] == ["Flood"]


def test_work_left_in_own_drafts_is_counted_for_each_release(client, writer):
    make_marked_edition(written_by=writer, headline="Bare figure")

    found = {s.name: s for s in desk(client, writer).sections}

    (row,) = found["figures"].rows
    assert (row.headline, row.note) == ("Bare figure", "1 figure")
    assert row.url.endswith("#figures")


def test_a_section_links_to_all_of_its_rows(client, writer):
    for number in range(10):
        make_edition(written_by=writer, headline=f"Draft {number}")

    (section,) = desk(client, writer).sections

    assert (len(section.rows), section.total) == (8, 10)
    listed = client.get(section.url).context["cl"]
    assert listed.result_count == 10


def test_promises_kept_by_nobody_are_shown_to_who_keeps_them(
    client, writer, records_officer, clock
):
    due = {"due_by": THURSDAY.date(), "deadline_basis": "stated"}
    make_issued_edition(make_marked_edition(promise=due))

    clock.move_to(THURSDAY + timedelta(days=1))
    assert "overdue" in piles(client, records_officer)
    assert "overdue" not in piles(client, writer)
    assert "silent" not in piles(client, records_officer)

    clock.move_to(MONDAY + timedelta(days=91))
    (section,) = [
        s for s in desk(client, records_officer).sections if s.name == "silent"
    ]
    assert client.get(section.url).context["cl"].result_count == 1


def test_what_colleagues_did_is_news_until_it_is_read(client, writer, approver):
    edition = make_edition_in_review(written_by=writer)
    other = make_edition(headline="None of theirs")
    add_note(other, by=approver, words="Not for Wren.")
    request_changes(edition, by=approver, reason="Shorter, please.")
    add_note(edition, by=writer, words="A note to self.")

    shown = desk(client, writer)

    assert [h.words for h in shown.news.happenings] == ["Shorter, please."]
    until = shown.now.isoformat()
    read = client.post(HOME, {"do": "read", "read-until": until}, follow=True)
    assert said(read) == "Marked as read."
    assert desk(client, writer).news.happenings == []


def test_news_of_later_than_the_page_stays_news(client, writer, approver):
    edition = make_edition_in_review(written_by=writer)
    shown = desk(client, writer)
    request_changes(edition, by=approver, reason="Shorter, please.")
    before = (shown.now - timedelta(seconds=1)).isoformat()

    client.post(HOME, {"do": "read", "read-until": before})

    writer.refresh_from_db()
    assert writer.desk_read_at == datetime.fromisoformat(before)
    assert desk(client, writer).news.total == 1


def test_somebody_without_a_role_finds_nothing(client, writer, django_user_model):
    make_edition(headline="Secret")
    nobody = django_user_model.objects.create_user("Nemo", is_staff=True)
    client.force_login(nobody)

    page = client.get(HOME)
    forged = client.post(HOME, {"do": "read", "read-until": "2026-01-01 00:00"})

    assert page.context["desk"].sections == []
    assert b"Secret" not in page.content
    assert "Your account may not look at editions." in said(forged)
    nobody.refresh_from_db()
    assert nobody.desk_read_at is None


def test_an_empty_desk_says_what_to_do_first(client, writer):
    client.force_login(writer)

    assert b"paste its text or choose its file" in client.get(HOME).content


@pytest.mark.parametrize("many", [3])
def test_the_desk_asks_as_much_for_many_rows_as_for_few(client, administrator, many):
    def fill():
        edition = make_marked_edition(written_by=administrator)
        add_note(edition, by=edition.written_by, words="Look.")
        make_edition_in_review()
        make_issued_edition()
        begin_correction(make_issued_edition().release, by=administrator)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("admin:index"))
        return len(asked)

    client.force_login(administrator)
    fill()
    few = queries()
    for _ in range(many):
        fill()

    assert queries() == few < 30


def test_what_an_approver_cannot_review_any_more_waits_for_all_of_them(
    client, writer, approver, administrator
):
    edition = make_edition(written_by=writer)
    submit_edition(edition, by=writer, asked=approver)
    assert "review" not in piles(client, administrator)

    approver.groups.clear()

    assert piles(client, administrator)["review"] == [edition.headline]


def test_changes_are_asked_of_who_submitted_and_of_all_where_the_writer_left(
    client, writer, approver, administrator
):
    edition = make_edition(written_by=writer)
    submit_edition(edition, by=administrator)
    request_changes(edition, by=approver, reason="Name the harbour.")
    assert piles(client, administrator)["changes"] == [edition.headline]
    assert "changes" not in piles(client, approver)

    writer.is_active = False
    writer.save()

    assert piles(client, approver)["changes"] == [edition.headline]
