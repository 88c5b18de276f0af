"""Whatever page of the desk names what waits for its moment, the audit tells which, and
to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from briefings.actions.collections import add_collection, collect_releases
from briefings.actions.limits import limit_release
from briefings.actions.releases import begin_correction
from briefings.admin.deeds import page_of
from briefings.admin.telling import _MARKS
from briefings.models import AuditEntry
from tests.making import (
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)

pytestmark = pytest.mark.django_db

HEADLINE = "Møller & “Sons” build <i>a</i> bridge"
SUGGESTIONS = reverse("admin:autocomplete")


def tomorrow():
    return timezone.now() + timedelta(days=1)


def make_waiting(headline: str = HEADLINE):
    return make_issued_edition(headline=headline, at=tomorrow())


@pytest.fixture
def editor(client, writer):
    client.force_login(writer)
    return client


def suggest(client, term: str):
    about = {"app_label": "briefings", "model_name": "edition"}
    about |= {"field_name": "related_releases", "term": term}
    return client.get(SUGGESTIONS, about)


def told() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(verb="was told of").order_by("id")
    return list(rows.values_list("label", "path"))


def test_a_suggestion_while_typing_is_told_with_its_release(editor, writer):
    edition = make_waiting()

    assert "-bridge" in suggest(editor, "Møll").content.decode()

    [entry] = AuditEntry.objects.filter(verb="was told of")
    assert (entry.label, entry.path) == (HEADLINE, SUGGESTIONS)
    assert (entry.person, entry.kind, entry.subject) == (writer, "view", "edition")
    assert (entry.number, entry.release) == (str(edition.pk), edition.release)


def test_a_suggestion_that_names_nothing_of_it_leaves_no_row(editor):
    make_waiting()
    make_issued_edition(headline="A ferry")

    assert "a-ferry" in suggest(editor, "ferr").content.decode()

    assert told() == []


def test_a_page_asked_again_within_minutes_is_told_once_and_another_page_again(editor):
    edition = make_waiting()
    collection = add_collection(by=None, title="Bridges")
    collect_releases(collection, [edition.release], by=None)
    about_it = reverse("admin:briefings_collection_change", args=[collection.pk])

    for page in (SUGGESTIONS, SUGGESTIONS, about_it, about_it):
        suggest(editor, "Møll") if page == SUGGESTIONS else editor.get(page)

    told_at = [path for _, path in told()]
    assert told_at[0] == SUGGESTIONS
    assert len(told_at) == len(set(told_at))


@pytest.mark.parametrize(
    "page",
    ["edition_changelist", "release_changelist", "release_calendar", "index"],
)
def test_lists_name_in_the_audit_what_they_name(editor, page):
    make_waiting()
    model = f"briefings_{page}" if page != "index" else page

    shown = editor.get(reverse(f"admin:{model}")).content.decode()

    assert ("Møller" in shown, bool(told())) in {(True, True), (False, False)}
    assert page == "index" or "Møller" in shown


def test_the_page_of_a_promise_tells_of_the_release_that_makes_it(editor):
    edition = make_issued_edition(make_marked_edition(headline=HEADLINE), at=tomorrow())
    promise = edition.statements.get().commitment

    editor.get(reverse("admin:briefings_commitment_change", args=[promise.pk]))

    assert [label for label, _ in told()] == [HEADLINE]


def test_a_list_of_files_tells_of_the_release_that_a_file_waits_in(editor):
    edition = make_issued_edition(make_tagged_edition(headline=HEADLINE), at=tomorrow())
    assert edition.files.get().asset.name == "Passengers.csv"

    editor.get(reverse("admin:briefings_asset_changelist"))

    assert [label for label, _ in told()] == [HEADLINE]


def test_whoever_opens_it_is_told_of_by_that_alone(editor, writer):
    edition = make_waiting()

    editor.get(page_of(edition))

    verbs = AuditEntry.objects.filter(kind="view", release=edition.release)
    assert list(verbs.values_list("verb", flat=True)) == ["opened"]


def test_what_readers_have_is_not_told_of(editor):
    live = make_issued_edition(headline="A bridge for everybody")
    draft = begin_correction(live.release, by=None)
    make_edition(headline="A bridge in a draft")
    assert draft.headline == live.headline

    suggest(editor, "brid")

    assert told() == []


def test_many_are_told_in_one_statement_and_each_with_its_name(editor):
    headlines = {f"Bridge number {number}" for number in range(5)}
    for headline in headlines:
        make_waiting(headline)

    with CaptureQueriesContext(connection) as asked:
        suggest(editor, "brid")

    assert {label for label, _ in told()} == headlines
    written = [q for q in asked if "INSERT INTO briefings_auditentry" in q["sql"]]
    assert len(written) == 1


def test_nobody_is_said_to_be_told_of_what_is_hidden_from_them(
    client, editor, writer, approver
):
    hidden = make_waiting("Night trains")
    limit_release(hidden.release, by=writer, people=[writer])
    make_issued_edition(headline="Night trains return to Skerrow")
    client.force_login(approver)

    shown = client.get(reverse("admin:briefings_release_changelist"))

    assert "Night trains return" in shown.content.decode()
    assert told() == []


def test_the_beginning_of_another_name_tells_of_nothing(editor):
    make_waiting("Night trains")
    make_issued_edition(headline="Night trainspotters meet")

    assert "trainspotters" in suggest(editor, "trainspotters").content.decode()

    assert told() == []


def test_a_short_headline_is_told_of_too(editor):
    make_waiting("Tax cut")

    assert "tax-cut" in suggest(editor, "Tax").content.decode()

    assert [label for label, _ in told()] == ["Tax cut"]


def test_a_page_that_repeats_what_was_typed_tells_of_nothing(editor):
    make_waiting("The secret merger")

    topics = reverse("admin:briefings_topic_changelist")
    shown = editor.get(topics, {"q": "The secret merger"}).content.decode()

    assert "The secret merger" in shown
    assert told() == []


def test_the_words_of_a_correction_that_waits_are_told_of(client, administrator):
    live = make_issued_edition(headline="A bridge for everybody")
    draft = begin_correction(live.release, by=None)
    draft = save(draft, change_note="The price was too low by half.")
    make_issued_edition(draft, at=tomorrow())

    client.force_login(administrator)
    listed = client.get(reverse("admin:briefings_auditentry_changelist"))

    assert "The price was too low by half." in listed.content.decode()
    assert [label for label, _ in told()] == ["A bridge for everybody"]


def test_angle_brackets_without_end_are_read_in_one_pass():
    assert len(_MARKS.sub("", "<" * 200_000)) == 200_000
