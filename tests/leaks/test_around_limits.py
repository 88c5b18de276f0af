"""Ways around a limit: through what points at hidden rows, through what was taken out
of them, and through what is refused because of them."""

import pytest

from briefings.actions.commitments import (
    describe_commitment,
    mark_commitment,
    restate_commitment,
    unmark_statement,
)
from briefings.actions.files import change_rights, remove_file, upload_file
from briefings.actions.issue import issue_edition
from briefings.actions.limits import limit_release, open_release
from briefings.actions.translations import join_translation
from briefings.admin import site
from briefings.errors import Refused
from briefings.models import Asset, AuditEntry, Commitment, Person
from briefings.models.visibility import looking_as
from briefings.permissions import (
    ADMINISTRATOR,
    PUBLISHER,
    RECORDS_OFFICER,
    WRITER,
    audit_open_to,
)
from tests.drawing import CSV
from tests.making import (
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_member,
    save,
    span,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(db):
    return make_member(WRITER, "Nan")


@pytest.fixture
def stranger_at_the_desk(db):
    return make_member(ADMINISTRATOR, "Orla")


def limited(edition, named):
    limit_release(edition.release, by=edition.written_by, people=[named])
    return edition


def test_no_list_is_asked_by_what_points_at_its_rows(rf, administrator):
    """`?editions=55` would tell whom a hidden draft names."""
    request = rf.get("/")
    request.user = administrator
    let_through = [
        f"{model.__name__}: {field.name}"
        for model, page in site._registry.items()
        if model._meta.app_label == "briefings" and model.__name__ != "User"
        for field in model._meta.get_fields()
        if field.is_relation and not field.many_to_one
        if field.name not in filtered_by(page)
        for lookup in (field.name, f"{field.name}__isnull", f"{field.name}__gt")
        if page.lookup_allowed(lookup, "1", request)
    ]

    assert let_through == []
    assert site._registry[Person].lookup_allowed("sort_name", "x", request)


def filtered_by(page) -> set[str]:
    """What its filters offer, of rows that are limited themselves or known."""
    paths = [one[0] if isinstance(one, tuple) else one for one in page.list_filter]
    return {path.partition("__")[0] for path in paths if isinstance(path, str)}


def test_a_list_is_asked_for_nothing_of_another_table(client, administrator):
    client.force_login(administrator)

    for asked in ("editions=1", "quotes__isnull=0", "duplicates__name=x"):
        answer = client.get(f"/admin/briefings/person/?{asked}")
        assert answer.status_code == 400, asked
    answer = client.get("/admin/briefings/commitment/?superseded_by__title=x")
    assert answer.status_code == 400


def test_what_is_taken_out_of_a_hidden_draft_stays_hidden(named, stranger_at_the_desk):
    edition = limited(make_edition(), named)
    by = edition.written_by
    use = upload_file(edition, by=by, name="plan.csv", content=b"year,n\n2090,1\n")
    remove_file(use, by=by)

    with looking_as(stranger_at_the_desk):
        assert not Asset.objects.exists()
    with looking_as(by):
        assert Asset.objects.exists()


def test_the_audit_keeps_quiet_of_a_promise_that_is_gone(named, stranger_at_the_desk):
    body = "The bridge will open by 1 May 2092."
    edition = limited(make_edition(body=body), named)
    words = span(edition, "will open by 1 May 2092")
    statement = mark_commitment(
        edition, by=edition.written_by, title="Open the bridge", **words
    )
    unmark_statement(statement, by=edition.written_by)

    assert AuditEntry.objects.filter(subject="commitment", verb="delete").exists()
    with looking_as(stranger_at_the_desk):
        told = audit_open_to(stranger_at_the_desk).filter(subject="commitment")
        assert not told.exists()


def test_a_promise_that_a_hidden_draft_states_is_not_changed_behind_its_back(
    named, clock
):
    known = make_issued_edition(make_marked_edition()).statements.get().commitment
    draft = limited(make_edition(headline="A second", body="By 1 May 2092."), named)
    words = span(draft, "By 1 May 2092")
    restate_commitment(known, by=draft.written_by, edition=draft, **words)
    officer = make_member(RECORDS_OFFICER, "Rafe")

    with (
        looking_as(officer),
        pytest.raises(Refused, match="cannot be changed just now"),
    ):
        describe_commitment(known, by=officer, title="Otherwise")
    assert not draft.revisions.filter(by=officer).exists()


def test_no_promise_is_named_that_only_a_hidden_draft_states(client, named, clock):
    known = make_issued_edition(make_marked_edition()).statements.get().commitment
    draft = limited(make_marked_edition(headline="A second"), named)
    hidden = draft.statements.get().commitment
    Commitment.objects.filter(pk=hidden.pk).update(title="Zyzzyva")
    Commitment.objects.filter(pk=known.pk).update(superseded_by=hidden)
    client.force_login(make_member(WRITER, "Cole"))

    page = client.get(f"/admin/briefings/commitment/{known.pk}/change/", follow=True)

    assert known.title in page.content.decode()
    assert "Zyzzyva" not in page.content.decode()


def test_nothing_that_everybody_sees_leads_to_what_is_limited(named):
    hidden = limited(make_edition(headline="Zyzzyva", language="cy"), named)
    by, draft = hidden.written_by, make_edition()

    with pytest.raises(Refused, match="is limited to some"):
        save(draft, related_releases=[hidden.release])
    with pytest.raises(Refused, match="is limited to some"):
        join_translation(draft.release, by=by, original=hidden.release)

    limited(draft, named)
    save(draft, related_releases=[hidden.release])
    with pytest.raises(Refused, match="is limited to some"):
        open_release(draft.release, by=by)


@pytest.mark.parametrize("leads", ["related", "translated"])
def test_what_goes_public_leads_to_nothing_that_stays_limited(named, clock, leads):
    """Both may be limited while they are drafts; one of them alone goes out."""
    hidden = limited(make_edition(headline="Zyzzyva", language="cy"), named)
    draft = limited(make_edition(headline="A ferry"), named)
    if leads == "related":
        save(draft, related_releases=[hidden.release])
    else:
        by = draft.written_by
        join_translation(draft.release, by=by, original=hidden.release)
    approved = make_approved_edition(draft)

    with pytest.raises(Refused, match="“Zyzzyva” is limited to some"):
        issue_edition(approved, by=None, at=THURSDAY)
    publisher = make_member(PUBLISHER, "Petra")
    with pytest.raises(Refused, match=r"^Something is limited"):
        issue_edition(approved, by=publisher, at=THURSDAY)

    issue_edition(make_approved_edition(hidden), by=None, at=THURSDAY)
    assert issue_edition(fresh(approved), by=None, at=THURSDAY).live_from == THURSDAY


def test_the_audit_of_what_led_there_before_tells_nothing_of_it(
    named, stranger_at_the_desk
):
    hidden, draft = make_edition(headline="Zyzzyva", language="cy"), make_edition()
    save(draft, related_releases=[hidden.release])
    join_translation(draft.release, by=draft.written_by, original=hidden.release)
    limited(hidden, named)

    with looking_as(stranger_at_the_desk):
        told = audit_open_to(stranger_at_the_desk)
        assert not told.filter(subject="edition_related_releases").exists()
        assert not told.filter(new__translation_of_id=hidden.release_id).exists()


def test_the_bytes_of_a_hidden_file_are_another_file_to_who_uploads_them(
    named, stranger_at_the_desk, clock
):
    hidden = limited(make_edition(), named)
    secret = upload_file(hidden, by=named, name="bridge.csv", content=CSV).asset
    change_rights(secret, by=named, licence_terms="Not before Thursday.")
    make_issued_edition(hidden, at=THURSDAY)
    outsider = make_member(WRITER, "Cole")

    with looking_as(outsider):
        draft = make_edition(headline="Another", written_by=outsider)
        own = upload_file(draft, by=outsider, name="bridge.csv", content=CSV).asset
        assert own != secret
        assert own.licence_terms == ""
        change_rights(own, by=outsider, licence="public_domain")
        remove_file(draft.files.get(), by=outsider)
        assert Asset.objects.filter(pk=own.pk).exists()

    assert Asset.objects.get(pk=secret.pk).licence == ""
    clock.move_to(THURSDAY)
    assert Asset.objects.public().get() == secret
