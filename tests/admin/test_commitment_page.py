import pytest

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


def test_a_writer_describes_a_commitment_but_does_not_follow_it(
    client, writer, commitment
):
    client.force_login(writer)
    shown = client.get(page_of(commitment)).context["page"]

    forged = press(client, commitment, "update", **UPDATE, **EVIDENCE)
    fields = {n: shown.describe[n].value() for n in shown.describe.fields}
    fields |= {"success_criteria": "A ferry sails every day."}
    filled = {n: v for n, v in fields.items() if v}
    saved = press(client, commitment, "describe", **filled)

    assert not shown.update.is_offered
    assert "may not follow commitments" in said(forged)
    assert said(saved) == "The commitment is saved."
    commitment.refresh_from_db()
    assert commitment.success_criteria == "A ferry sails every day."
