"""What the audit keeps of words that somebody typed, or was refused with, who sees more
than others do."""

import pytest

from briefings.actions.commitments import restate_commitment
from briefings.actions.limits import limit_release
from briefings.actions.lists import request_export, save_filter
from briefings.admin.auditing import releases_limited_in
from briefings.models import AuditEntry
from briefings.models.visibility import looking_as
from briefings.permissions import ADMINISTRATOR, RECORDS_OFFICER, audit_open_to
from tests.admin.pressing import said
from tests.admin.test_commitment_page import describe
from tests.making import (
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
    span,
)

pytestmark = pytest.mark.django_db


def limited(edition, *people):
    limit_release(edition.release, by=edition.written_by, people=people)
    return edition


def told_to(person) -> str:
    with looking_as(person):
        return str([vars(entry) for entry in audit_open_to(person)])


def test_a_refusal_that_names_a_limited_draft_is_told_with_it(client, clock):
    known = make_issued_edition(make_marked_edition()).statements.get().commitment
    draft = make_edition(headline="Zyzzyva rises", body="By 1 May 2092.")
    officer = make_member(RECORDS_OFFICER, "Rafe")
    limited(draft, officer)
    words = span(draft, "By 1 May 2092")
    restate_commitment(known, by=draft.written_by, edition=draft, **words)
    make_issued_edition(draft, at=THURSDAY)
    client.force_login(officer)

    answer = describe(client, known, title="Otherwise")

    assert "“Zyzzyva rises” is scheduled" in said(answer)
    refusal = AuditEntry.objects.get(kind="refusal")
    assert refusal.release_id == draft.release_id
    assert "Zyzzyva" not in told_to(make_member(ADMINISTRATOR, "Orla"))


def test_a_sentence_is_searched_for_every_limited_draft_and_for_no_other(clock):
    one, other = make_marked_edition(headline="One"), make_edition(headline="Other")
    make_edition(headline="Open to all")
    for edition in (one, other):
        limited(edition, make_member(RECORDS_OFFICER, "Rafe"))

    found = releases_limited_in("“One” is not “Other”, nor Open to all.")

    assert set(found) == {one.release_id, other.release_id}
    assert set(releases_limited_in("Open a ferry line to Skerrow")) == {one.release_id}
    make_issued_edition(one)
    assert not releases_limited_in("One")


def test_words_that_somebody_searches_for_are_not_in_the_audit(client, administrator):
    request_export(by=administrator, subject="release", query="q=zyzzyva&state=draft")
    about = {"subject": "release", "query": "q=zyzzyva", "name": "Zyzzyva"}
    save_filter(by=administrator, **about)
    client.force_login(administrator)
    client.get("/admin/briefings/release/?state=draft&q=zyzzyva+rises")

    told = list(AuditEntry.objects.all())
    assert "zyzzyva" not in str([vars(entry) for entry in told]).casefold()
    assert {"release?q=…&state=draft", "state=draft&q=…"} <= {e.label for e in told}
    assert "savedfilter" in {entry.subject for entry in told}
