"""Lists of the record are searched by the beginnings of words, through indexes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.people import add_organisation
from briefings.actions.review import request_changes
from briefings.admin import searching
from briefings.admin.deeds import page_of
from briefings.models import AuditEntry, Figure, Quote
from tests.making import (
    make_edition,
    make_edition_in_review,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client, administrator):
    """How many rows a list shows of what is searched there."""
    client.force_login(administrator)

    def of(model: str, words: str) -> int:
        page = reverse(f"admin:briefings_{model}_changelist")
        return len(client.get(page, {"q": words}).context["cl"].result_list)

    return of


def test_marked_words_are_found_by_beginnings_of_theirs(found):
    edition = make_tagged_edition()
    figure, statement = edition.figures.first(), edition.statements.get()
    word = max(figure.words.split(), key=len)
    promised = max(statement.words.split(), key=len).strip(".,")

    assert found("figure", word[:-1]) == 1
    assert found("figure", figure.ref) == 1
    assert found("commitmentstatement", promised[:-1]) == 1
    assert found("commitment", promised[:-1]) == 1
    assert found("commitment", statement.commitment.slug) == 1
    for model in ("figure", "commitmentstatement", "commitment"):
        assert found(model, "zeppelin") == found(model, "…") == 0


@pytest.mark.parametrize(
    "typed", ["quay", "Café", "cafe", "75", "Ærø", "aero", "isles"]
)
def test_marks_and_signs_beside_a_word_are_none_of_its_letters(found, typed):
    """Also where the locale C tells letters, as in the database that comes along."""
    edition = make_edition_in_review(headline="“Quay” for £75 (Café–Ærø/Isles…)")

    assert found("edition", typed) == 1
    assert found("transition", typed) == edition.transitions.count()


def test_moves_are_found_by_their_note_and_their_headline(found, approver):
    edition = make_edition_in_review(headline="A quay for Skerrow")
    request_changes(edition, by=approver, reason="Ask the harbourmaster.")

    assert found("transition", "harbourm") == 1
    assert found("transition", "skerrow quay") == edition.transitions.count() > 1
    assert found("revision", "skerr") == edition.revisions.count() >= 1
    assert found("transition", "zeppelin") == found("revision", "zeppelin") == 0


def test_the_list_of_saved_states_asks_as_little_of_many_as_of_few(
    client, administrator
):
    client.force_login(administrator)
    page = reverse("admin:briefings_revision_changelist")
    edition = make_marked_edition()

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(page).status_code == 200
        return len(made)

    queries()  # the first page of a process asks for more, to remember it
    few = queries()
    for number in range(12):
        save(edition, summary=f"Summary {number}")
    assert queries() == few < 30


@pytest.mark.parametrize("looked_through_first", [0, 2, 20_000])
def test_of_many_hits_those_of_the_newest_headlines_are_shown(
    found, monkeypatch, looked_through_first
):
    monkeypatch.setattr(searching, "NEWEST", looked_through_first)
    for number in range(4):
        make_edition(headline=f"Ferry {number}")

    assert found("edition", "ferry") == found("revision", "ferry") == 4
    monkeypatch.setattr(searching.IndexedSearch, "MOST_HITS", 3)
    for model in ("edition", "revision", "release"):
        assert found(model, "ferry") == 3


def test_a_word_is_found_in_the_language_of_its_text(found):
    make_edition(headline="First", body="The harbours are open.")
    make_edition(headline="Second", body="Die Häfen sind offen.", language="de")
    make_edition(headline="Third", body="Mae harbours ar agor.", language="cy")

    assert found("edition", "harbour") == 1
    assert found("edition", "harbours") == 2
    assert found("edition", "Hafen") == 1
    assert found("edition", '"harbours are"') == 1


def test_a_page_that_was_shown_is_told_without_asking_who_may_see_what(
    client, records_officer
):
    """Asked of every table that may name an organisation, PostgreSQL plans for longer
    than the page takes."""
    body = add_organisation(by=None, name="Harbour Board")
    client.force_login(records_officer)

    with CaptureQueriesContext(connection) as made:
        client.get(page_of(body))

    (told,) = (q["sql"] for q in made if "briefings_auditentry" in q["sql"])
    assert "briefings_limit" not in told
    assert AuditEntry.objects.filter(verb="opened", label="Harbour Board").exists()


def test_figures_are_found_by_their_source(found):
    edition = make_tagged_edition()
    Figure.objects.filter(pk=edition.figures.first().pk).update(
        source_name="Harbour statistics"
    )

    assert found("figure", "harb stat") == 1


def test_a_quote_is_the_same_if_it_is_so_to_its_last_word():
    quote = make_issued_edition(make_marked_edition()).quotes.get()

    assert Quote.objects.saying([quote.words]).get() == quote
    assert not Quote.objects.saying([quote.words[:-1], f"{quote.words}s"]).exists()
