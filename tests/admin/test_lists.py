"""The lists of the record: filters that combine, filters that are kept, files."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.comments import add_comment
from briefings.actions.issue import approve_afterwards, issue_urgently
from briefings.actions.lists import SHEETS, request_export
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.people import add_organisation
from briefings.actions.quotes import change_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_topic
from briefings.admin import release_filters
from briefings.admin.deeds import page_of
from briefings.admin.searching import IndexedSearch
from briefings.admin.site import ShortPaginator
from briefings.jobs.exports import make_exports
from briefings.models import Edition, Export, SavedFilter, Withdrawal
from briefings.readiness import obstacles, stopped_editions
from tests.admin.pressing import said
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    mark_words,
    save,
)

pytestmark = pytest.mark.django_db

RELEASES = "/admin/briefings/release/"


def listed(client, **query) -> set[str]:
    changelist = client.get(RELEASES, query).context["cl"]
    return {release.newest_headline for release in changelist.result_list}


def choices(client, parameter: str, **query) -> list[str]:
    changelist = client.get(RELEASES, query).context["cl"]
    (spec,) = [
        spec
        for spec in changelist.filter_specs
        if getattr(spec, "parameter_name", "") == parameter
    ]
    return [choice["display"] for choice in spec.choices(changelist)]


@pytest.fixture
def office(writer, publisher, clock):
    make_edition(headline="Draft", written_by=writer)
    make_edition_in_review(headline="In review")
    make_issued_edition(headline="Scheduled", at=THURSDAY)
    make_issued_edition(headline="Live")
    begin_correction(make_issued_edition(headline="Corrected").release, by=writer)
    withdrawn = make_issued_edition(headline="Withdrawn")
    withdraw_release(withdrawn.release, by=publisher, explanation="It was wrong.")
    removed = make_issued_edition(headline="Removed")
    clock.move_to(MONDAY + timedelta(hours=1))
    remove_release(removed.release, by=publisher, explanation="A court said so.")
    urgent = make_edition(headline="Urgent")
    issue_urgently(urgent, by=publisher, reason="The water rises.")


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("draft", {"Draft", "Corrected"}),
        ("in_review", {"In review"}),
        ("scheduled", {"Scheduled"}),
        ("live", {"Live", "Corrected", "Urgent"}),
        ("withdrawn", {"Withdrawn"}),
        ("removed", {"Removed"}),
    ],
)
def test_releases_are_found_by_how_they_stand(client, writer, office, state, found):
    client.force_login(writer)

    assert listed(client, state=state) == found


def test_filters_combine_and_count_what_they_would_leave(client, writer, office):
    client.force_login(writer)

    assert listed(client, state="draft", mine="yes") == {"Draft", "Corrected"}
    assert listed(client, state="live", needs="approval") == {"Urgent"}
    counts = choices(client, "state", mine="yes")
    assert "Draft (2)" in counts
    assert "Public (1)" in counts
    assert "In review (0)" in counts
    assert "Wren (2)" in choices(client, "author")


def test_the_list_tells_how_much_went_out_without_approval(
    client, writer, approver, publisher
):
    client.force_login(writer)
    page = client.get(RELEASES, {"needs": "haste"})
    assert "Nothing was issued in the last twelve months." in page.text

    make_issued_edition(headline="In peace")
    make_issued_edition(headline="Calmly")
    hasty = make_edition(headline="In haste")
    issue_urgently(hasty, by=publisher, reason="A dam broke.")
    approve_afterwards(hasty, by=approver)

    assert listed(client, needs="haste") == {"In haste"}
    assert listed(client, needs="approval") == set()
    share = "Without approval in the last twelve months: 1 of 3 issued, 33.3%."
    assert share in client.get(RELEASES, {"needs": "approval"}).text
    assert share not in client.get(RELEASES).text


def test_releases_are_found_by_what_their_current_edition_names(client, writer):
    edition = make_tagged_edition(headline="Tagged")
    topic, ministry = edition.topics.get(), edition.organisations.first()
    place = edition.places.get()
    make_edition(headline="Bare")
    client.force_login(writer)

    assert listed(client, topic=topic.pk) == {"Tagged"}
    assert listed(client, organisation=ministry.pk) == {"Tagged"}
    assert listed(client, place=place.pk) == {"Tagged"}
    assert f"{place} (1)" in choices(client, "place")
    assert "Ferries (1)" in choices(client, "topic")
    other = add_topic(by=None, name="Bridges")
    assert "Bridges" in choices(client, "topic", topic=other.pk)
    save(fresh(edition), topics=[])
    assert listed(client, topic=topic.pk) == set()


def test_releases_are_found_by_the_days_they_came_out(client, writer, clock):
    make_issued_edition(headline="Monday")
    make_issued_edition(headline="Thursday", at=THURSDAY)
    client.force_login(writer)

    assert listed(client, since="2091-03-06") == {"Thursday"}
    assert listed(client, until="2091-03-05") == {"Monday"}
    assert listed(client, since="2091-03-05", until="2091-03-08", q="mon") == {"Monday"}


def test_headlines_are_found_while_they_are_typed(client, writer):
    make_edition(headline="Communities by the Élysée")
    make_edition(headline="A harbour community")
    client.force_login(writer)

    assert listed(client, q="communi") == {
        "Communities by the Élysée",
        "A harbour community",
    }
    assert listed(client, q="elys COMMUNITIES") == {"Communities by the Élysée"}
    assert listed(client, q="a-harbour-c") == {"A harbour community"}
    assert listed(client, q="mmunity") == listed(client, q="?!") == set()


def test_of_many_hits_a_list_shows_the_newest_and_a_file_all(
    client, writer, monkeypatch
):
    monkeypatch.setattr(IndexedSearch, "MOST_HITS", 2)
    for number in range(3):
        make_edition(headline=f"Ferry {number}")
    client.force_login(writer)

    assert listed(client, q="ferry") == {"Ferry 1", "Ferry 2"}
    assert SHEETS["release"].rows(writer, "q=ferry").count() == 3


def test_lists_count_no_further_than_anybody_leafs(client, writer, monkeypatch):
    for number in range(3):
        make_edition(headline=f"Ferry {number}")
    client.force_login(writer)
    assert "3 releases" in client.get(RELEASES).content.decode()

    monkeypatch.setattr(ShortPaginator, "MOST", 2)
    monkeypatch.setattr(release_filters, "MOST", 2)

    assert "More than 2 releases" in client.get(RELEASES).content.decode()
    assert "Draft (2+)" in choices(client, "state")


@pytest.mark.parametrize(
    "query", ["state=odd", "topic=x", "since=never", "desk=odd", "until=9999-12-31"]
)
def test_a_filter_nobody_offered_leads_back_to_the_list(client, writer, query):
    client.force_login(writer)

    answer = client.get(f"{RELEASES}?{query}", follow=True)

    assert answer.status_code == 200


def test_unresolved_comments_are_found(client, writer):
    edition = make_edition(headline="Commented")
    make_edition(headline="Bare")
    add_comment(edition, by=writer, said="Sure?", start=0, end=3)
    client.force_login(writer)

    assert listed(client, needs="comments") == {"Commented"}


def test_what_cannot_be_published_is_what_the_rules_say(client, writer, approver):
    """One edition for each rule that stops, and some that none stops."""
    make_edition(headline="Without text", body="")
    make_edition(headline="Untitled")
    speaker_missing = make_marked_edition(headline="Nobody speaks")
    quote = speaker_missing.quotes.get()
    change_quote(quote, by=writer, was={"speaker": quote.speaker}, speaker=None)
    lost = make_marked_edition(headline="Lost words")
    save(lost, body="The boat sails on Monday.")
    begin_correction(make_issued_edition(headline="Unexplained").release, by=writer)
    ready = make_edition(headline="Ready")
    mark_words(ready, "The islands have waited long enough.")
    make_issued_edition(headline="Issued")
    client.force_login(writer)

    by_rule = {
        edition.pk
        for edition in Edition.objects.exclude(state="issued")
        if any(o.stops for o in obstacles(edition, day=MONDAY.date()))
    }

    assert {edition.pk for edition in stopped_editions()} == by_rule
    assert listed(client, needs="stopped") == {
        "Without text",
        "Untitled",
        "Nobody speaks",
        "Lost words",
        "Unexplained",
    }


def test_the_list_asks_as_much_for_many_rows_as_for_few(client, writer):
    def fill():
        make_tagged_edition(lead_organisations=[add_organisation(by=None, name="X")])
        make_issued_edition(make_marked_edition())

    def queries(**query):
        with CaptureQueriesContext(connection) as asked:
            client.get(RELEASES, query)
        return len(asked)

    client.force_login(writer)
    fill()
    few = [queries(), queries(needs="stopped")]
    for _ in range(3):
        fill()

    assert [queries(), queries(needs="stopped")] == few
    assert max(few) < 30


def test_a_filter_is_kept_shown_on_the_desk_and_deleted(client, writer):
    client.force_login(writer)
    form = {
        "save-subject": "release",
        "save-query": "state=draft",
        "save-called": "Mine",
    }

    answer = client.post("/admin/filters/", {"do": "save", **form}, follow=True)

    assert "on top of this list" in said(answer)
    assert answer.redirect_chain[-1][0] == RELEASES + "?state=draft"
    (kept,) = answer.context["shelf"]
    assert (kept.name, kept.is_here) == ("Mine", True)
    (kept,) = client.get("/admin/").context["shelf"]
    assert kept.url == RELEASES + "?state=draft"
    assert not kept.is_here
    gone = client.post("/admin/filters/", {"do": kept.delete.name}, follow=True)
    assert said(gone) == "The filter “Mine” is deleted."
    assert not SavedFilter.objects.exists()


def test_a_colleagues_filter_is_neither_shown_nor_deleted(client, writer, approver):
    client.force_login(writer)
    form = {"save-subject": "quote", "save-query": "q=ferry", "save-called": "Mine"}
    client.post("/admin/filters/", {"do": "save", **form})
    kept = SavedFilter.objects.get()

    client.force_login(approver)
    endless = client.post(
        "/admin/filters/", {"do": f"delete-{'9' * 5000}"}, follow=True
    )
    assert "Look at it once more" in endless.content.decode()
    forged = client.post("/admin/filters/", {"do": f"delete-{kept.pk}"}, follow=True)

    assert said(forged) == said(endless)
    assert client.get("/admin/").context["shelf"] == []
    assert SavedFilter.objects.exists()


def test_a_list_becomes_a_file_for_who_asked(client, writer, approver):
    make_edition(headline="Ferries")
    client.force_login(writer)
    form = {"export-subject": "release", "export-query": "state=draft&p=1"}

    answer = client.post("/admin/exports/", {"do": "export", **form}, follow=True)

    export = Export.objects.get()
    assert (export.person, export.query) == (writer, "state=draft")
    assert "Waiting for a worker." in answer.content.decode()
    page = reverse("admin:export", args=[export.pk])
    assert client.get(page + "file/").status_code == 404
    make_exports()
    told = client.get(page + "progress/").json()
    assert (told["isOver"], told["said"]) == (True, "Ready: 1 row.")
    file = client.get(told["file"])
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert file.content.startswith(b"\xef\xbb\xbfheadline,")
    assert "Download" in client.get("/admin/exports/").content.decode()

    client.force_login(approver)
    for path in ("", "progress/", "file/"):
        assert client.get(page + path).status_code == 404


def test_an_export_nobody_offered_is_refused_in_the_same_words(client, writer):
    client.force_login(writer)

    form = {"do": "export", "export-subject": "user", "export-query": ""}
    answer = client.post("/admin/exports/", form)

    assert "There is no such list." in said(answer)
    assert not Export.objects.exists()


def test_who_lost_their_role_gets_no_file(client, writer):
    export = request_export(by=writer, subject="release", query="")
    make_exports()
    writer.groups.clear()
    client.force_login(writer)

    assert client.get(f"/admin/exports/{export.pk}/file/").status_code == 403


# What is featured is a page on which all of it is done, and no more than a few rows.
@pytest.mark.parametrize("name", sorted(SHEETS.keys() - {"feature"}))
def test_every_list_keeps_filters_and_offers_an_export(client, administrator, name):
    make_marked_edition()
    client.force_login(administrator)

    list_ = reverse(f"admin:briefings_{name}_changelist")
    page = client.get(list_, {"q": "a"}).content.decode()

    assert "Export as CSV" in page
    assert "Save this filter as" in page
    assert "<style" not in page


def test_moments_and_periods_of_lists_name_the_offices_zone(client, publisher, clock):
    clock.move_to(datetime(2091, 7, 2, 14, 15, tzinfo=UTC))
    edition = make_issued_edition()
    withdraw_release(edition.release, by=publisher, explanation="It was wrong.")
    client.force_login(publisher)

    moves = client.get("/admin/briefings/transition/").content.decode()
    periods = client.get("/admin/briefings/withdrawal/").content.decode()
    page = client.get(page_of(Withdrawal.objects.get())).content.decode()

    assert re.search(r">\d+ \w+ \d{4}, \d\d:\d\d (GMT|BST)<", moves)
    assert "Since Monday 2 July 2091, 15:15 BST" in periods
    assert "Since Monday 2 July 2091, 15:15 BST" in page


def test_all_lists_but_those_of_accounts_can_be_files(client, administrator):
    client.force_login(administrator)

    page = client.get("/admin/briefings/user/").content.decode()

    assert {"edition", "person", "topic", "transition", "withdrawal"} <= {*SHEETS}
    assert "user" not in SHEETS
    assert "Export as CSV" not in page
