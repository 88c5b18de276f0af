from datetime import date, timedelta

import pytest

from briefings.actions.commitments import (
    confirm_update,
    describe_commitment,
    mark_commitment,
    record_update,
)
from briefings.actions.issue import issue_edition, unschedule_edition
from briefings.actions.notices import remove_release, withdraw_release
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.releases import begin_correction
from briefings.actions.subjects import add_event, add_place
from briefings.models import (
    Commitment,
    CommitmentStatement,
    CommitmentUpdate,
    Contact,
    Edition,
    Event,
    Figure,
    Organisation,
    Person,
    Place,
    Quote,
    Release,
    Role,
    RoleAppointment,
    Topic,
)
from tests.making import (
    MONDAY,
    THURSDAY,
    make_approved_edition,
    make_edition,
    make_issued_edition,
    make_marked_edition,
    make_tagged_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db

A_SECOND = timedelta(seconds=1)
EVERYTHING = [
    Release,
    Edition,
    Quote,
    CommitmentStatement,
    Figure,
    Commitment,
    Person,
    Organisation,
    Role,
    RoleAppointment,
    Topic,
    Place,
    Event,
    Contact,
]


def make_whole_edition() -> Edition:
    """A draft that names something of every kind, in every way there is."""
    edition = make_tagged_edition()
    by = edition.written_by
    role = add_role(
        by=by,
        title="Transport Minister",
        organisation=add_organisation(by=by, name="Department of Roads"),
    )
    quote = edition.quotes.get()
    appointment = appoint(quote.speaker, role, by=by, started_on=date(2090, 1, 1))
    heard_at = add_event(by=by, name="Harbour Day")
    change_quote(quote, by=by, appointment=appointment, said_at=heard_at)
    describe_commitment(
        edition.statements.get().commitment,
        by=by,
        responsible_role=add_role(by=by, title="Harbour Master"),
        responsible_organisation=add_organisation(by=by, name="Harbour Board"),
        counterparties=[add_organisation(by=by, name="Islanders' Union")],
    )
    return edition


def seen(model, at=None) -> set:
    return set(model.objects.public(at))


def hidden(model) -> set:
    return set(model.objects.all()) - seen(model)


def test_nothing_is_public_before_the_lift_and_everything_named_is_at_it(clock):
    make_issued_edition(make_whole_edition(), at=THURSDAY)

    clock.move_to(THURSDAY - A_SECOND)
    assert [m.__name__ for m in EVERYTHING if seen(m)] == []
    assert [m.__name__ for m in EVERYTHING if m.objects.published().exists()] == []
    clock.move_to(THURSDAY)
    assert [m.__name__ for m in EVERYTHING if not seen(m)] == []
    unpublished = {release.slug for release in hidden(Release)}
    assert unpublished == {"an-older-story"}


def test_every_way_of_naming_counts(clock):
    make_issued_edition(make_whole_edition())

    for model in (Person, Organisation, Role, RoleAppointment, Topic, Place, Event):
        assert hidden(model) == set(), model.__name__
    assert hidden(Commitment) == hidden(Contact) == set()


def test_the_moment_asked_about_decides_and_not_the_clock(clock):
    make_issued_edition(make_whole_edition(), at=THURSDAY)

    for model in EVERYTHING:
        assert seen(model, at=THURSDAY), model.__name__
        assert not seen(model, at=THURSDAY - A_SECOND), model.__name__


def test_a_draft_and_an_approved_edition_make_nothing_public(clock):
    make_approved_edition(make_whole_edition())

    assert [m.__name__ for m in EVERYTHING if seen(m)] == []


def test_an_unscheduled_release_never_happened(clock):
    edition = make_issued_edition(make_whole_edition(), at=THURSDAY)

    unschedule_edition(edition, by=None)

    clock.move_to(THURSDAY)
    assert [m.__name__ for m in EVERYTHING if seen(m)] == []


def test_the_edition_that_was_replaced_is_published_but_no_longer_public(clock):
    first = make_issued_edition()
    draft = save(begin_correction(first.release, by=None), change_note="A date.")
    second = issue_edition(make_approved_edition(draft), by=None, at=THURSDAY)

    assert seen(Edition) == {first}
    clock.move_to(THURSDAY)
    assert seen(Edition) == {second}
    assert set(Edition.objects.published()) == {first, second}
    assert seen(Edition, at=MONDAY) == {first}


def test_what_a_scheduled_correction_adds_is_hidden_until_it_is_live(clock, writer):
    first = make_issued_edition(make_marked_edition())
    draft = begin_correction(first.release, by=writer)
    draft = save(draft, change_note="More.", body=draft.body + "\nFares will be free.")
    mark_commitment(draft, by=writer, title="Free fares", **span(draft, "be free"))
    save(draft, people=[add_person(by=writer, name="Una Marsh")])
    issue_edition(make_approved_edition(draft), by=None, at=THURSDAY)

    assert {c.title for c in hidden(Commitment)} == {"Free fares"}
    assert {p.name for p in hidden(Person)} == {"Una Marsh"}
    assert Quote.objects.published().count() == 1
    clock.move_to(THURSDAY)
    assert hidden(Commitment) == hidden(Person) == set()
    assert Quote.objects.public().count() == 1


def test_a_person_a_correction_takes_out_stays_named_by_the_history(clock, writer):
    first = make_edition(people=[add_person(by=None, name="Una Marsh")])
    first = make_issued_edition(first)
    draft = begin_correction(first.release, by=writer)
    draft = save(draft, change_note="Out.", people=[])
    issue_edition(make_approved_edition(draft), by=None, at=THURSDAY)

    clock.move_to(THURSDAY)
    assert {person.name for person in seen(Person)} == {"Una Marsh"}


def test_a_removed_release_takes_everything_with_it_also_from_past_days(
    clock, publisher
):
    edition = make_issued_edition(make_whole_edition())
    clock.move_to(THURSDAY)

    remove_release(edition.release, by=publisher, explanation="A court ordered it.")

    for at in (None, MONDAY):
        assert [m.__name__ for m in EVERYTHING if seen(m, at)] == []
        assert not Edition.objects.published(at).exists()


def test_a_withdrawn_release_stays_readable(clock, publisher):
    release = make_issued_edition(make_whole_edition()).release

    withdraw_release(release, by=publisher, explanation="A sum was wrong.")

    assert seen(Release) == {release}
    assert release.withdrawn(MONDAY).explanation == "A sum was wrong."
    assert release.withdrawn(MONDAY - A_SECOND) is None


def test_an_appointment_is_unknown_until_the_release_that_announces_it(clock):
    announcing = make_issued_edition(headline="A new minister", at=THURSDAY).release
    speaker = make_issued_edition(make_marked_edition()).quotes.get().speaker
    role = add_role(by=None, title="Prime Minister")
    appointment = appoint(
        speaker, role, by=None, started_on=date(2091, 3, 8), announced_in=announcing
    )

    assert seen(RoleAppointment) == seen(Role) == set()
    clock.move_to(THURSDAY)
    assert seen(RoleAppointment) == {appointment}
    assert seen(Role) == {role}


def test_a_place_is_public_through_an_event_that_is(clock):
    quay = add_place(by=None, name="Skerrow Quay")
    opening = add_event(by=None, name="The opening", place=quay)
    make_issued_edition(make_edition(events=[opening]), at=THURSDAY)

    assert seen(Place) == set()
    clock.move_to(THURSDAY)
    assert seen(Place) == {quay}


def test_an_event_hosted_by_an_organisation_does_not_name_its_host(clock):
    """The page of the event shows the host only where something public names it."""
    host = add_organisation(by=None, name="Harbour Board")
    event = add_event(by=None, name="The opening", host=host)

    make_issued_edition(make_edition(events=[event]))

    assert seen(Event) == {event}
    assert seen(Organisation) == set()


def test_updates_that_need_a_second_person_count_once_they_are_confirmed(
    clock, records_officer, administrator
):
    make_issued_edition(make_marked_edition())
    made = Commitment.objects.get()
    log = [{"kind": "news_report", "title": "Log", "url": "https://x.example/"}]
    for stage, due in (
        ("in_progress", None),
        ("in_progress", date(2092, 1, 1)),
        ("delivered", None),
    ):
        record_update(
            made,
            by=records_officer,
            stage=stage,
            words="So far.",
            effective_on=date(2091, 3, 5),
            new_due_by=due,
            evidence=log,
        )

    in_effect = CommitmentUpdate.objects.in_effect
    assert [(u.stage, u.new_due_by) for u in in_effect()] == [("in_progress", None)]
    for update in CommitmentUpdate.objects.all():
        confirm_update(update, by=administrator)
    assert in_effect().count() == 3
    recorded = CommitmentUpdate.objects.earliest("recorded_at").recorded_at
    assert in_effect(recorded - A_SECOND).count() == 0


def test_lists_of_what_is_public_pass_no_drafts():
    # In the index that they go by, what was never published stands first.
    newest = str(Edition.objects.public().newest_first().query)

    assert '"first_published_at" <= ' in newest


@pytest.mark.parametrize("model", [Person, Organisation, Role, Topic, Place, Event])
def test_rows_of_registers_are_looked_up_one_by_one(model):
    """By each way of being named, and by their duplicates."""
    asked = str(model.objects.public().query)

    assert asked.count(" OFFSET 0)") > len(model.objects.all().named_in)


def test_promises_are_joined_with_what_states_them():
    assert "OFFSET" not in str(Commitment.objects.public().query)
