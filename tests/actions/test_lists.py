import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest

from briefings.actions.lists import delete_filter, request_export, save_filter
from briefings.actions.people import add_person, add_role, appoint
from briefings.actions.record import add_note
from briefings.errors import Refused
from briefings.jobs import exports
from briefings.jobs.exports import delete_old_exports, guarded, make_exports
from briefings.models import Export, SavedFilter
from tests.making import MONDAY, make_edition, make_marked_edition
from tests.working import work_once

pytestmark = pytest.mark.django_db


def table(export: Export) -> list[list[str]]:
    export = Export.objects.get(pk=export.pk)
    text = bytes(export.file).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_filter_is_kept_without_the_page_it_was_seen_on(writer):
    kept = save_filter(
        by=writer, subject="release", name="  My \n drafts ", query="state=draft&p=3"
    )

    assert (kept.name, kept.query) == ("My drafts", "state=draft")


def test_the_same_name_again_is_the_new_filters(writer):
    save_filter(by=writer, subject="release", name="Mine", query="state=draft")
    save_filter(by=writer, subject="release", name="Mine", query="mine=yes")

    assert SavedFilter.objects.get().query == "mine=yes"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"name": " "}, "Give the filter a name"),
        ({"query": "p=2"}, "this would be all of it"),
        ({"subject": "user"}, "There is no such list"),
        ({"query": "q=" + "x" * 3000}, "at most 2000 characters"),
        ({"name": "x" * 81}, "at most 80 characters"),
    ],
)
def test_a_filter_that_cannot_be_kept_says_why(writer, asked, why):
    filter_ = {"subject": "release", "name": "Mine", "query": "mine=yes"}

    with pytest.raises(Refused, match=why):
        save_filter(by=writer, **(filter_ | asked))


def test_a_filter_is_deleted_by_who_keeps_it(writer, approver):
    kept = save_filter(by=writer, subject="quote", name="Mine", query="q=ferry")

    with pytest.raises(Refused, match="a colleague’s"):
        delete_filter(kept, by=approver)
    delete_filter(kept, by=writer)

    assert not SavedFilter.objects.exists()


def test_an_export_holds_the_rows_of_the_filtered_list(writer):
    make_edition(headline="Ferries, again", kind="statement")
    make_edition(headline="A bridge")
    export = request_export(by=writer, subject="release", query="q=ferries")

    assert make_exports() == 1

    headings, row = table(export)
    assert headings[:4] == ["headline", "kind", "standing", "writer"]
    assert row[:4] == [
        "Ferries, again",
        "Statement",
        "Not public. It is being written.",
        "Wilma",
    ]
    export.refresh_from_db()
    assert (export.rows, export.rows_done) == (1, 1)


@pytest.mark.parametrize(
    ("subject", "cell"),
    [
        ("quote", "Ines Calder"),
        ("figure", "4200"),
        ("commitment", "Open a ferry line to Skerrow"),
    ],
)
def test_every_list_can_be_exported(records_officer, subject, cell):
    make_marked_edition()
    export = request_export(by=records_officer, subject=subject, query="")

    make_exports()

    headings, row = table(export)
    assert len(headings) == len(row)
    assert cell in row


def test_a_list_without_a_sheet_of_its_own_exports_what_it_shows(writer):
    person = add_person(by=writer, name="=Ines Calder")
    role = add_role(by=writer, title="Transport Minister")
    appoint(person, role, by=writer, started_on=MONDAY.date())
    add_note(make_edition(), by=writer, words="Ask the harbour.")
    held = request_export(by=writer, subject="roleappointment", query="")
    noted = request_export(by=writer, subject="editorialnote", query="")

    make_exports()

    headings, row = table(held)
    assert headings[:3] == ["person", "role", "capacity"]
    assert row[:4] == [
        "'=Ines Calder",
        "Transport Minister",
        "Substantive",
        "2091-03-05",
    ]
    assert table(noted)[1][:2] == [
        "Ask the harbour.",
        "A ferry for Skerrow (edition 1)",
    ]


def test_no_cell_becomes_a_formula():
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b", None, Decimal("-5")]

    assert guarded(cells) == [
        *("'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx"),
        *("a=b", "", Decimal("-5")),
    ]


def test_what_a_killed_worker_left_is_begun_anew(writer):
    make_edition()
    export = request_export(by=writer, subject="release", query="")
    Export.objects.update(rows=1000, rows_done=500)

    make_exports()

    assert len(table(export)) == 2
    assert make_exports() == 0


def test_an_export_that_fails_says_so_and_stops_no_other(writer, approver, monkeypatch):
    bad = request_export(by=writer, subject="release", query="created_at__x=1")
    gone = request_export(by=approver, subject="release", query="")
    good = request_export(by=writer, subject="release", query="")
    approver.groups.clear()

    assert make_exports() == 3

    failures = dict(Export.objects.values_list("pk", "failure"))
    assert failures[bad.pk]
    assert "may not look at this list" in failures[gone.pk]
    assert failures[good.pk] == ""


def test_progress_is_told_while_rows_are_written(writer, monkeypatch):
    for _ in range(5):
        make_edition()
    request_export(by=writer, subject="release", query="")
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 2)
    told = []
    tell = exports._tell
    monkeypatch.setattr(
        exports, "_tell", lambda e, **about: (told.append(about), tell(e, **about))
    )

    make_exports()

    assert [about for about in told if "rows" in about] == [
        {"rows": 5, "rows_done": 0},
        {"rows": 5, "rows_done": 2},
        {"rows": 5, "rows_done": 4},
    ]


def test_old_exports_are_deleted(writer, clock):
    export = request_export(by=writer, subject="release", query="")

    clock.move_to(export.asked_at + timedelta(days=6))
    assert delete_old_exports() == 0
    clock.move_to(MONDAY + timedelta(days=365 * 80))
    assert delete_old_exports() == 1


def test_nobody_fills_the_queue(writer):
    for _ in range(3):
        request_export(by=writer, subject="release", query="")

    with pytest.raises(Refused, match="wait for one"):
        request_export(by=writer, subject="release", query="")


def test_who_may_not_see_a_list_exports_none(django_user_model):
    nobody = django_user_model.objects.create_user("Nemo", is_staff=True)

    with pytest.raises(Refused, match="may not look at quotes"):
        request_export(by=nobody, subject="quote", query="")
    with pytest.raises(Refused, match="no such list"):
        request_export(by=nobody, subject="user", query="")


@pytest.mark.usefixtures("committed")
def test_a_worker_makes_what_was_asked_for(writer):
    make_edition(headline="By a worker")
    export = request_export(by=writer, subject="release", query="")

    work_once()

    assert table(export)[1][0] == "By a worker"
