import pytest
from django.urls import reverse

from briefings.admin.deeds import page_of
from briefings.models import Commitment
from tests.admin.pressing import press, said
from tests.making import make_issued_edition, make_marked_edition

UPDATE = {
    "stage": "in_progress",
    "effective_on": "2091-04-01",
    "words": "The first piles are driven.",
}
EVIDENCE = {
    "evidence_kind": "news_report",
    "evidence_title": "Piles at Skerrow",
    "evidence_url": "https://news.example/piles",
}


@pytest.fixture
def commitment(db):
    make_issued_edition(make_marked_edition())
    return Commitment.objects.get()


def test_a_records_officer_follows_a_commitment(client, records_officer, commitment):
    client.force_login(records_officer)

    response = press(client, commitment, "update", **UPDATE, **EVIDENCE)

    assert said(response) == "Recorded."
    update = commitment.updates.get()
    assert update.by == records_officer
    assert update.evidence.get().title == "Piles at Skerrow"


def test_an_update_without_evidence_is_refused_and_kept_in_the_form(
    client, records_officer, commitment
):
    client.force_login(records_officer)

    response = press(client, commitment, "update", **UPDATE)

    assert "Name the evidence" in said(response)
    assert "The first piles are driven." in response.content.decode()
    assert not commitment.updates.exists()


def test_nobody_confirms_their_own_update(
    client, records_officer, administrator, commitment
):
    client.force_login(records_officer)
    press(client, commitment, "update", **{**UPDATE, "stage": "delivered"}, **EVIDENCE)
    deed = f"confirm-{commitment.updates.get().pk}"

    own = press(client, commitment, deed)
    client.force_login(administrator)
    other = press(client, commitment, deed)

    assert "second person" in said(own)
    assert said(other) == "Confirmed."
    assert commitment.updates.get().confirmed_by == administrator


def describe(client, commitment, **changed):
    form = client.get(page_of(commitment)).context["page"].describe
    fields = {n: form[n].value() for n in form.fields} | changed
    filled = {n: v for n, v in fields.items() if v}
    return press(client, commitment, "describe", **filled)


def test_a_writer_describes_a_commitment_until_readers_know_it(
    client, writer, commitment
):
    unheard = make_marked_edition().statements.get().commitment
    client.force_login(writer)

    saved = describe(client, unheard, success_criteria="A ferry sails every day.")
    forged = describe(client, commitment, success_criteria="A ferry sails every day.")

    assert said(saved) == "The commitment is saved."
    unheard.refresh_from_db()
    assert unheard.success_criteria == "A ferry sails every day."
    assert "may not follow commitments" in said(forged)
    assert not forged.context["page"].describe.is_offered


def test_a_writer_does_not_follow_a_commitment(client, writer, commitment):
    client.force_login(writer)

    forged = press(client, commitment, "update", **UPDATE, **EVIDENCE)

    assert not forged.context["page"].update.is_offered
    assert "may not follow commitments" in said(forged)


def test_sums_and_targets_are_printed_as_people_write_them(client, records_officer):
    promise = {
        "amount": 34_000_000,
        "currency": "EUR",
        "target_value": 14,
        "target_unit": "gates",
    }
    make_issued_edition(make_marked_edition(promise=promise))
    client.force_login(records_officer)

    listed = client.get(reverse("admin:briefings_commitment_changelist"))
    page = client.get(page_of(Commitment.objects.get()))

    assert "€34\N{NO-BREAK SPACE}million" in listed.content.decode()
    assert "Announced" in listed.content.decode()
    assert ("Target value", "14") in page.context["described"]
    assert ("Amount", "34,000,000") in page.context["described"]


def test_number_in_a_form_has_no_idle_zeros(client, writer):
    edition = make_marked_edition(promise={"target_value": 14})
    client.force_login(writer)

    page = client.get(page_of(edition.statements.get().commitment)).content.decode()

    assert 'value="14"' in page
    assert "14.0000" not in page


def test_what_was_promised_in_public_is_shown_and_not_offered(
    client, records_officer, commitment
):
    client.force_login(records_officer)
    page = client.get(page_of(commitment))

    saved = describe(client, commitment, success_criteria="A ferry sails every day.")

    assert "deadline_words" not in page.context["page"].describe.fields
    assert ("Deadline words", "by 1 June 2091") in page.context["described"]
    assert said(saved) == "The commitment is saved."
