"""What editors read of an edition's life and its times."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.comments import (
    add_comment,
    add_comment_beside,
    reply_to_comment,
    resolve_comment,
)
from briefings.actions.guests import ask_fact_check, give_preview, revoke_link
from briefings.actions.imports import import_release
from briefings.actions.issue import backdate_edition
from briefings.actions.record import add_note, correct_change_note
from briefings.actions.releases import begin_correction
from briefings.actions.review import submit_edition
from briefings.actions.suggestions import accept_suggestions, reject_suggestion
from briefings.admin.deeds import page_of
from briefings.admin.timeline import Timeline
from briefings.models import FactCheckAnswer
from briefings.models.comments import Beside
from briefings.workflow import DONE, EVENTS, MOVES
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    save,
    span,
)

FERRY = """\
Skerrow gets a ferry

The government will open a ferry line to Skerrow by June 2091.

Transport Minister Ines Calder said: "The islands have waited long enough."

More than 4,200 people signed the petition for it.
"""


def moves(edition) -> list[str]:
    return [
        entry.what for entry in Timeline(edition, {}).entries if entry.kind == "move"
    ]


def test_every_move_and_event_can_be_told_as_done():
    assert set(DONE) == {*MOVES, *EVENTS}


@pytest.mark.django_db
def test_timeline_tells_what_was_done(clock):
    now = make_issued_edition(headline="Now")
    later = make_issued_edition(headline="Later", at=THURSDAY)

    assert moves(now) == ["Issued", "Approved", "Submitted for review", "Created"]
    assert moves(later)[0] == "Scheduled for 8 March 2091, 09:00 GMT"


def test_timeline_of_an_edition_from_before_the_record(clock, administrator):
    edition = make_approved_edition()
    backdate_edition(edition, by=None, at=MONDAY - timedelta(days=3))

    assert moves(edition)[0] == "Entered as issued on 2 March 2091, 09:00 GMT"


def test_desk_says_when_and_how_long_until(client, publisher, clock):
    make_issued_edition(headline="To come", at=THURSDAY)
    client.force_login(publisher)

    desk = client.get(reverse("admin:index")).content.decode()

    assert "Thursday 8 March, 09:00 UK time (GMT), in 3 days" in desk


def test_embargo_is_asked_for_in_a_named_zone(client, administrator, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    edition = make_approved_edition()
    client.force_login(administrator)

    moves = client.get(page_of(edition)).context["page"].moves

    asked = {deed.name: deed for deed in moves if "at" in deed.fields}
    assert set(asked) == {"schedule", "backdate", "changeembargo"}
    for deed in asked.values():
        said = deed.fields["at"].help_text
        assert said == "Time in the office’s zone, Asia/Tokyo (JST now)."
    assert (asked["schedule"].is_folded, asked["backdate"].is_folded) == (False, True)


def history_of(client, edition, **asked):
    address = reverse("admin:briefings_edition_history", args=[edition.pk])
    return client.get(address, asked)


def whats(response) -> list[str]:
    return [entry.what for entry in response.context["timeline"].entries]


def test_history_tells_of_all_editions_of_a_release(client, writer, publisher):
    first = make_issued_edition()
    second = begin_correction(first.release, by=writer)
    save(second, headline="A later ferry", change_note="The day was wrong.")
    second = make_issued_edition(second)
    correct_change_note(second, by=publisher, words="So was the month.")
    client.force_login(writer)

    response = history_of(client, first)

    told = {
        (entry.what, entry.edition) for entry in response.context["timeline"].entries
    }
    assert {("Issued", 1), ("Issued", 2), ("Change note corrected", 2)} <= told
    assert "So was the month." in response.content.decode()


def test_history_tells_of_people_outside_and_of_what_is_settled(client, writer, clock):
    edition = make_edition(written_by=writer)
    due, about = THURSDAY.date(), {"email": "ada@lab.example"}
    check = ask_fact_check(edition, by=writer, name="Ada", due_on=due, **about)
    FactCheckAnswer.objects.create(link=check, verdict="change", said="It was 4,300.")
    revoke_link(give_preview(edition, by=writer, name="Kim", **about), by=writer)
    comment = add_comment(edition, by=writer, said="Who?", **span(edition, "Skerrow"))
    resolve_comment(comment, by=writer)
    client.force_login(writer)

    page = history_of(client, edition, show="guests")

    told = [(entry.what, str(entry.by)) for entry in page.context["timeline"].entries]
    assert sorted(told) == [
        ("Fact check answered: change this", "Ada"),
        ("Fact check asked of Ada", "Wren"),
        ("Link of Kim revoked", "Wren"),
        ("Preview given to Kim", "Wren"),
    ]
    assert "It was 4,300." in page.text
    assert "Comment resolved" in whats(history_of(client, edition, show="notes"))
    by_wren = whats(history_of(client, edition, by=writer.pk))
    assert "Link of Kim revoked" in by_wren
    assert "Fact check answered: change this" not in by_wren


def test_history_tells_where_words_beside_the_text_were_commented_on(client, writer):
    edition = make_edition(written_by=writer, headline="Skerrow gets a ferry")
    about = {"part": Beside.HEADLINE, "words": "Skerrow"}
    comment = add_comment_beside(edition, by=writer, said="Where?", **about)
    reply_to_comment(comment, by=writer, said="North of Hollin.")
    resolve_comment(comment, by=writer)
    client.force_login(writer)

    assert whats(history_of(client, edition, show="notes")) == [
        "Comment resolved at the headline",
        "Reply at the headline",
        "Comment at the headline",
    ]


def test_history_is_narrowed_down_by_links(client, writer, approver):
    edition = make_edition(written_by=writer)
    add_note(edition, by=approver, words="Is the date right?")
    comment = add_comment(edition, by=approver, said="Who?", **span(edition, "Skerrow"))
    reply_to_comment(comment, by=writer, said="Ines.")
    submit_edition(edition, by=writer, asked=approver)
    client.force_login(writer)

    assert whats(history_of(client, edition, show="notes")) == [
        "Reply",
        "Comment",
        "Note",
    ]
    assert whats(history_of(client, edition, show="saves")) == ["Saved as revision 1"]
    moved = whats(history_of(client, edition, show="moves"))
    assert moved == ["Submitted for review to Asa", "Created"]
    of_asa = history_of(client, edition, by=approver.pk)
    assert whats(of_asa) == ["Comment", "Note"]
    people = [str(link["label"]) for link in of_asa.context["timeline"].people]
    assert people == ["Anybody", "Asa", "Wren"]
    assert 'href="?show=notes&amp;by=' in of_asa.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"show": "9"},
        {"by": "x"},
        {"page": "many"},
        {"page": "9" * 5000},
        {"by": "9" * 5000},
    ],
)
def test_history_answers_whatever_is_asked(client, writer, asked):
    client.force_login(writer)

    assert history_of(client, make_edition(), **asked).status_code == 200


def test_a_long_history_comes_in_pages_of_as_many_queries(client, writer):
    edition = make_marked_edition()
    comment = add_comment(edition, by=writer, said="Who?", **span(edition, "Skerrow"))
    reply_to_comment(comment, by=writer, said="Ines.")
    add_note(edition, by=writer, words="A note.")
    client.force_login(writer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert history_of(client, edition).status_code == 200
        return len(asked)

    few = queries()
    for number in range(60):
        add_note(edition, by=writer, words=f"Note {number}")
    assert queries() <= few < 20

    pages = [whats(history_of(client, edition, show="notes", page=n)) for n in (1, 2)]
    assert [len(page) for page in pages] == [50, 13]


def test_a_stranger_reads_no_history(db, stranger):
    assert history_of(stranger, make_edition()).status_code == 302


@pytest.mark.django_db
def test_what_was_decided_of_the_suggestions_of_a_day_is_one_entry(clock, writer):
    edition = import_release(FERRY.encode(), name="ferry.txt", by=writer)
    first, *rest = edition.suggestions.order_by("start")
    reject_suggestion(first, by=writer)
    accept_suggestions(edition, by=writer)
    assert len(rest) > 1

    decided = [
        (entry.what, entry.by)
        for asked in ({}, {"show": "saves"}, {"by": str(writer.pk)})
        for entry in Timeline(edition, asked).entries
        if entry.kind == "decided"
    ]

    taken = edition.suggestions.filter(verdict="accepted").count()
    assert decided == [(f"Suggestions: {taken} accepted, 1 rejected", writer)] * 3
    assert taken > 1


@pytest.mark.django_db
def test_suggestions_decided_on_another_day_are_another_entry(clock, writer):
    edition = import_release(FERRY.encode(), name="ferry.txt", by=writer)
    first, second, *_ = edition.suggestions.order_by("start")
    reject_suggestion(first, by=writer)
    clock.move_to(MONDAY + timedelta(days=1))
    reject_suggestion(second, by=writer)

    entries = Timeline(edition, {"show": "saves"}).entries

    assert [e.what for e in entries if e.kind == "decided"] == [
        "Suggestions: 1 rejected"
    ] * 2
