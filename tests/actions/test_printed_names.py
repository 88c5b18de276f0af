"""What an edition prints of other rows stays as its approver read it."""

import importlib

import pytest
from django.db import IntegrityError, connection, transaction

from briefings.actions.issue import (
    backdate_edition,
    issue_edition,
    issue_urgently,
    unschedule_edition,
)
from briefings.actions.people import add_organisation
from briefings.actions.releases import begin_correction
from briefings.actions.review import approve_edition, request_changes, submit_edition
from briefings.actions.subjects import add_contact, add_topic, change_entry
from briefings.errors import Refused
from briefings.models import Edition
from briefings.models.printing import what_is_printed
from briefings.readiness import stopped_editions
from tests.making import (
    MONDAY,
    THURSDAY,
    fresh,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_tagged_edition,
    save,
)
from tests.models.raw_sql import refuses, run
from tests.models.test_editions import A_YEAR_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return add_contact(by=None, name="Transport desk", telephone="020 1111")


@pytest.fixture
def approved(desk):
    return make_approved_edition(make_edition(contacts=[desk]))


def telephone_of(contact, edition) -> str:
    return fresh(edition).printed["contacts"][str(contact.pk)]["telephone"]


def test_an_edition_keeps_all_that_it_prints_of_other_rows():
    edition = make_issued_edition(make_tagged_edition())

    named = {kind: list(rows.values()) for kind, rows in edition.printed.items()}

    assert sorted(named["organisations"]) == [
        "Ministry of Transport",
        "Skerrow Council",
    ]
    assert (named["topics"], named["places"]) == (["Ferries"], ["Skerrow"])
    assert named["events"] == ["Island Summit"]
    assert sorted(named["people"]) == ["Ines Calder", "Odd Larsen"]
    assert named["contacts"] == [
        {"name": "Transport desk", "telephone": "", "email": "", "hours": ""}
    ]


def test_every_way_of_issuing_keeps_it(desk, publisher, clock):
    past = make_approved_edition(make_edition(headline="Past", contacts=[desk]))
    backdated = backdate_edition(past, by=publisher, at=A_YEAR_AGO)
    urgent = issue_urgently(
        make_edition(headline="Urgent", contacts=[desk]), by=publisher, reason="Flood."
    )
    ahead = make_issued_edition(
        make_edition(headline="Ahead", contacts=[desk]), at=THURSDAY
    )

    for edition in (backdated, urgent, ahead):
        assert (
            fresh(edition).printed["contacts"][str(desk.pk)]["telephone"] == "020 1111"
        )


def test_a_number_that_changed_since_it_was_approved_is_not_issued(
    approved, desk, publisher
):
    change_entry(desk, by=None, telephone="020 2222")

    told = "telephone of Transport desk was “020 1111” .* and is “020 2222” now"
    with pytest.raises(Refused, match=told):
        issue_edition(approved, by=publisher)
    assert [e.pk for e in stopped_editions()] == [approved.pk]


def test_once_it_is_approved_anew_it_is_issued_as_it_is_now(
    approved, desk, approver, publisher
):
    change_entry(desk, by=None, telephone="020 2222")
    request_changes(approved, by=approver, reason="The number changed.")
    assert fresh(approved).printed is None
    submit_edition(approved, by=approved.written_by)
    approve_edition(fresh(approved), by=approver)

    issued = issue_edition(approved, by=publisher)

    assert telephone_of(desk, issued) == "020 2222"


def test_a_name_that_changed_since_is_not_issued(publisher):
    topic = add_topic(by=None, name="Ferries")
    edition = make_approved_edition(make_edition(topics=[topic]))
    change_entry(topic, by=None, name="Boats")

    with pytest.raises(Refused, match="“Ferries” was approved, and is “Boats” now"):
        issue_edition(edition, by=publisher)


def test_a_scheduled_edition_goes_out_as_it_was_approved(
    approved, desk, publisher, clock
):
    edition = issue_edition(approved, by=publisher, at=THURSDAY)
    change_entry(desk, by=None, telephone="020 2222")

    assert telephone_of(desk, edition) == "020 1111"
    taken_back = unschedule_edition(edition, by=publisher)
    with pytest.raises(Refused, match="020 2222"):
        issue_edition(taken_back, by=publisher, at=THURSDAY)


def test_a_correction_prints_what_is_true_by_then(approved, desk, publisher, clock):
    clock.move_to(MONDAY)
    first = issue_edition(approved, by=publisher)
    change_entry(desk, by=None, telephone="020 2222")
    clock.move_to(THURSDAY)
    second = begin_correction(first.release, by=first.written_by)
    issued = make_issued_edition(save(second, change="minor"))

    assert telephone_of(desk, first) == "020 1111"
    assert telephone_of(desk, issued) == "020 2222"


def test_nobody_rewrites_what_was_printed(approved, publisher):
    change = "UPDATE briefings_edition SET printed = printed || '{\"topics\": {}}'"
    rewrite = "UPDATE briefings_edition SET printed = jsonb_set(printed, '{x}', '1')"
    edition = issue_edition(approved, by=publisher)

    assert refuses(rewrite)
    assert not refuses(change)  # Nothing is different.
    assert fresh(edition).printed == edition.printed


def test_only_what_is_approved_has_names_that_it_keeps(approved):
    draft = make_edition(headline="A draft")

    for edition, printed in ((draft, {}), (approved, None)):
        rows = Edition.objects.filter(pk=edition.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(printed=printed)


def test_what_was_issued_before_gets_the_names_of_the_day_they_are_first_kept():
    body = add_organisation(by=None, name="Ministry")
    edition = make_issued_edition(make_tagged_edition(lead_organisations=[body]))
    change_entry(body, by=None, name="Ministry of Transport")
    migration = importlib.import_module(
        "briefings.migrations.0019_names_printed_before"
    )

    for statement in (
        migration.GUARD.format("DISABLE"),
        migration.KEEP,
        migration.GUARD.format("ENABLE"),
    ):
        # A migration has a transaction of its own, in which nothing waits.
        connection.check_constraints()
        run(statement)

    assert fresh(edition).printed == what_is_printed(edition)
    assert "Ministry of Transport" in fresh(edition).printed["organisations"].values()
    assert refuses("UPDATE briefings_edition SET headline = 'x'")
