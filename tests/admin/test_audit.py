"""The page that tells what happened, for those who may read it."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.lists import request_export
from briefings.actions.people import add_person
from briefings.admin.deeds import page_of
from briefings.jobs.exports import make_exports
from briefings.models import AuditEntry, Export
from briefings.permissions import audit_open_to
from tests.admin.pressing import press
from tests.making import make_edition, make_issued_edition, save

pytestmark = pytest.mark.django_db

AUDIT = "/admin/briefings/auditentry/"


@pytest.fixture
def reader(client, administrator):
    client.force_login(administrator)
    return client


def listed(reader, **query) -> list[AuditEntry]:
    return list(reader.get(AUDIT, query).context["cl"].result_list)


def test_it_is_open_to_administrators_alone(client, publisher, administrator):
    client.force_login(publisher)
    assert client.get(AUDIT).status_code == 403
    entry = AuditEntry.objects.first()
    assert client.get(page_of(entry)).status_code == 404
    assert not audit_open_to(publisher).exists()
    assert "What happened" not in client.get("/admin/").content.decode()

    client.force_login(administrator)
    assert client.get(AUDIT).status_code == 200
    assert client.get(page_of(entry)).status_code == 200


def test_nothing_is_added_changed_or_deleted_there(reader):
    entry = AuditEntry.objects.first()

    assert reader.get(f"{AUDIT}add/").status_code == 403
    assert reader.post(f"{AUDIT}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    reader.post(page_of(entry), {"verb": "otherwise"})
    assert AuditEntry.objects.get(pk=entry.pk).verb == entry.verb


def test_it_is_searched_by_who_what_and_when(reader, writer, administrator):
    edition = make_edition(headline="Two ferries for Skerrow", written_by=writer)
    other = make_issued_edition(headline="A bridge")
    reader.force_login(writer)
    reader.get(page_of(edition))
    reader.force_login(administrator)

    seen = listed(reader, kind="view", person=writer.pk)
    assert [entry.number for entry in seen] == [str(edition.pk)]
    of_release = listed(reader, release=other.release_id, kind="move")
    assert of_release[0].verb == "issue"
    found = listed(reader, q="ferr skerr", kind="change", subject="edition")
    assert {entry.label for entry in found} == {edition.headline}
    assert {e.subject for e in listed(reader, subject="user")} == {"user"}
    assert listed(reader, since="2091-01-01") == []
    assert listed(reader, until="2001-01-01") == []
    assert listed(reader, source="clock") == []
    assert listed(reader, subject="edition", number=edition.pk)[0].kind == "view"
    assert reader.get(AUDIT, {"old__icontains": "ferry"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["kind=odd", "person=x", "person=" + "9" * 30, "since=never", "release=x", "o=1"],
)
def test_what_nobody_offered_leads_back_to_the_list(reader, query):
    assert reader.get(f"{AUDIT}?{query}", follow=True).status_code == 200


def test_an_entry_opens_to_its_differences_and_what_came_with_it(reader, administrator):
    edition = make_edition(headline="A ferry for Skerrow", written_by=administrator)
    save(edition, headline="Two ferries for Skerrow", body="All is new.")
    press(reader, edition, "submit", digest=type(edition).objects.get().digest)

    changed = AuditEntry.objects.filter(subject="edition", new__has_key="headline")
    page = reader.get(page_of(changed.first())).content.decode()
    assert "<del>A ferry for Skerrow</del>" in page
    assert "<ins>Two ferries for Skerrow</ins>" in page
    assert "<ins>All is new.</ins>" in page
    assert page_of(edition) in page
    move = AuditEntry.objects.get(verb="submit")
    page = reader.get(page_of(move)).content.decode()
    assert "By the same request" in page
    assert move.request in page
    assert f"POST {page_of(edition)}" in page


def test_marks_of_html_stay_words(reader, administrator):
    add_person(by=administrator, name="<script>alert(1)</script>")

    page = reader.get(AUDIT).content.decode()
    entry = AuditEntry.objects.filter(subject="person").first()

    for shown in (page, reader.get(page_of(entry)).content.decode()):
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown


def test_a_list_asks_as_much_of_many_entries_as_of_few(reader, administrator):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(AUDIT).status_code == 200
        return len(queries)

    few = asked()
    for number in range(30):
        add_person(by=administrator, name=f"Number {number}")

    assert asked() == few


def test_it_is_a_file_and_whoever_fetches_it_is_told(reader, administrator, publisher):
    make_edition(headline="A ferry for Skerrow")
    export = request_export(by=administrator, subject="auditentry", query="kind=move")
    make_exports()

    file = reader.get(f"/admin/exports/{export.pk}/file/").content.decode("utf-8-sig")

    (row,) = csv.DictReader(io.StringIO(file))
    assert (row["kind"], row["verb"]) == ("Move", "create")
    assert row["label"] == "A ferry for Skerrow"
    told = AuditEntry.objects.filter(subject="export").values_list("verb", flat=True)
    assert list(told) == ["downloaded", "export"]
    assert Export.objects.get().failure == ""


def test_who_reads_the_audit_is_in_it(reader, administrator):
    reader.get(AUDIT, {"q": "ferry"})

    entry = AuditEntry.objects.filter(kind="view").first()
    assert (entry.subject, entry.label) == ("auditentry", "q=…")
    assert entry.person == administrator
