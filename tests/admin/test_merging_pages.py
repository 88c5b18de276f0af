"""What was entered twice, at the desk: one page for every kind of row."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.merging import merge
from briefings.actions.people import add_organisation, add_role
from briefings.actions.subjects import add_event, add_place, add_topic
from briefings.admin.deeds import page_of
from tests.admin.pressing import said
from tests.making import make_edition

pytestmark = pytest.mark.django_db

ADDED = {
    "organisation": add_organisation,
    "role": lambda by, name: add_role(by=by, title=name),
    "topic": add_topic,
    "place": add_place,
    "event": add_event,
}
every_kind = pytest.mark.parametrize("kind", ADDED)


def make_twins(kind):
    return [ADDED[kind](by=None, name=name) for name in ("Skerrow", "Skerow")]


def address(kind, row):
    return reverse(f"admin:briefings_{kind}_merge", args=[row.pk])


def press(client, kind, kept, twice):
    sent = {"do": "merge", "merge-duplicate": twice.pk}
    return client.post(address(kind, kept), sent, follow=True)


@every_kind
def test_two_rows_are_compared_merged_and_parted(client, records_officer, kind):
    kept, twice = make_twins(kind)
    client.force_login(records_officer)

    with CaptureQueriesContext(connection) as captured:
        page = client.get(address(kind, kept), {"duplicate": twice.pk})
    assert "Merge the two" in page.content.decode()
    assert len(captured) < 30
    done = press(client, kind, kept, twice)
    assert said(done) == f"Skerow and Skerrow are one {kind} now."

    sent = {"do": f"part-{twice.pk}"}
    parted = client.post(address(kind, kept), sent, follow=True)
    assert said(parted) == "Skerow and Skerrow are two again."


@every_kind
def test_the_history_of_both_rows_tells_of_it(client, records_officer, kind):
    kept, twice = make_twins(kind)
    client.force_login(records_officer)

    press(client, kind, kept, twice)

    for row in (kept, twice):
        told = LogEntry.objects.get(object_id=row.pk, content_type__model=kind)
        assert told.user == records_officer
        assert told.change_message == f"Skerow and Skerrow are one {kind} now."


@every_kind
def test_a_forged_request_of_a_writer_is_refused(client, writer, kind):
    kept, twice = make_twins(kind)
    client.force_login(writer)

    assert "Compare the two" not in client.get(page_of(kept)).content.decode()
    told = press(client, kind, kept, twice)

    assert "may not merge what was entered twice" in said(told)
    twice.refresh_from_db()
    assert twice.merged_into is None


@every_kind
def test_a_stranger_is_sent_to_sign_in(client, kind):
    kept, twice = make_twins(kind)

    answer = client.post(address(kind, kept), {"do": "merge"})

    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
    twice.refresh_from_db()
    assert twice.merged_into is None


@every_kind
def test_lists_and_choosers_offer_the_kept_row_under_both_names(client, writer, kind):
    kept, twice = make_twins(kind)
    merge(kept, twice, by=None)
    client.force_login(writer)

    listed = client.get(reverse(f"admin:briefings_{kind}_changelist"), {"q": "Skerow"})

    assert page_of(kept) in listed.content.decode()
    assert page_of(twice) not in listed.content.decode()


@every_kind
def test_the_other_row_can_be_chosen_to_compare(client, records_officer, kind):
    make_twins(kind)
    client.force_login(records_officer)
    asked = {"app_label": "briefings", "field_name": "merged_into", "model_name": kind}

    found = client.get(reverse("admin:autocomplete"), asked | {"term": "Skerow"})

    assert "Skerow" in {row["text"] for row in found.json()["results"]}


def test_the_lists_of_editions_filter_by_both_rows_at_once(client, writer):
    kept, twice = make_twins("topic")
    merge(kept, twice, by=None)
    make_edition(headline="Of the kept", topics=[kept, twice])
    make_edition(headline="Of the other", topics=[twice])
    client.force_login(writer)

    page = client.get(
        reverse("admin:briefings_edition_changelist"), {"topics__id__exact": kept.pk}
    ).content.decode()

    assert page.count("Of the kept") == 1
    assert "Of the other" in page
    assert ">Skerow<" not in page


def test_the_list_of_releases_counts_both_rows_as_one(client, writer):
    kept, twice = make_twins("topic")
    merge(kept, twice, by=None)
    make_edition(headline="Of the kept", topics=[kept])
    make_edition(headline="Of the other", topics=[twice])
    client.force_login(writer)

    page = client.get(
        reverse("admin:briefings_release_changelist"), {"topic": kept.pk}
    ).content.decode()

    assert "Skerrow (2)" in page
    assert "Of the kept" in page
    assert "Of the other" in page
