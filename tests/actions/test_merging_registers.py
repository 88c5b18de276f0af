"""Organisations, roles, topics, places and events entered twice: what holds of people
holds of them."""

from datetime import date

import pytest

from briefings.actions.merging import merge, unmerge
from briefings.actions.naming import enter_name
from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
    hand_over,
)
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_event, add_place, add_topic
from briefings.errors import Refused
from briefings.models import Organisation, Person, Role, RoleAppointment
from briefings.models.held import held_in, told_once
from tests.making import (
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_marked_edition,
)

pytestmark = pytest.mark.django_db

TAGS = {
    "lead_organisations": add_organisation,
    "topics": add_topic,
    "places": add_place,
    "events": add_event,
}
every_kind = pytest.mark.parametrize("tag", TAGS)


def make_named(tag: str, name: str, *, at=None):
    """A row that an issued release names."""
    row = TAGS[tag](by=None, name=name)
    make_issued_edition(make_edition(headline=f"On {name}", **{tag: [row]}), at=at)
    return row


@every_kind
def test_what_was_entered_twice_is_kept_once(tag, records_officer):
    kept, twice = make_named(tag, "Skerrow"), make_named(tag, "Skerow")

    merge(kept, twice, by=records_officer)

    twice.refresh_from_db()
    assert (twice.kept, twice.merged_by) == (kept, records_officer)
    assert list(type(kept).objects.public()) == [kept]
    assert twice.editions.count() == 1


@every_kind
def test_it_is_two_again_when_they_are_parted(tag, records_officer):
    kept, twice = make_named(tag, "Skerrow"), make_named(tag, "Skerow")
    merge(kept, twice, by=records_officer)

    unmerge(twice, by=records_officer)

    assert set(type(kept).objects.public()) == {kept, twice}
    with pytest.raises(Refused, match="Skerow is not merged with another"):
        unmerge(twice, by=records_officer)


@every_kind
def test_only_records_officers_merge(tag, writer):
    kept, twice = (TAGS[tag](by=None, name=name) for name in ("Skerrow", "Skerow"))

    with pytest.raises(Refused, match="may not merge what was entered twice"):
        merge(kept, twice, by=writer)


@every_kind
def test_nothing_is_merged_in_a_circle(tag, records_officer):
    first, second = (TAGS[tag](by=None, name=name) for name in ("Skerrow", "Skerow"))
    merge(first, second, by=records_officer)

    for pair in ((first, first), (second, first), (first, second)):
        with pytest.raises(Refused, match="is one already: choose two"):
            merge(*pair, by=records_officer)


@every_kind
def test_a_name_under_embargo_does_not_become_public(tag, clock, records_officer):
    known, secret = make_named(tag, "Skerrow"), make_named(tag, "Holm", at=THURSDAY)

    with pytest.raises(Refused, match="Readers do not know Holm yet"):
        merge(secret, known, by=records_officer)
    assert merge(known, secret, by=records_officer) == known


@every_kind
def test_typing_the_other_name_finds_the_kept_row(tag, writer):
    kept, twice = (TAGS[tag](by=None, name=name) for name in ("Skerrow", "Skerow"))
    merge(kept, twice, by=None)

    assert enter_name(type(kept), "skerow", by=writer) == kept


def test_only_two_of_a_kind_can_be_the_same(records_officer):
    topic, place = add_topic(by=None, name="Holm"), add_place(by=None, name="Holm")

    with pytest.raises(Refused, match="Only two of a kind"):
        merge(topic, place, by=records_officer)


def test_a_body_is_not_the_same_as_what_it_is_a_part_of(records_officer):
    ministry = add_organisation(by=None, name="Ministry")
    office = add_organisation(by=None, name="Office", parent=ministry)
    unit = add_organisation(by=None, name="Unit", parent=office)

    for pair in ((ministry, unit), (unit, ministry)):
        with pytest.raises(Refused, match="Unit is a part of Ministry"):
            merge(*pair, by=records_officer)


def test_a_body_stays_known_by_a_role_that_was_entered_twice(records_officer):
    body = add_organisation(by=None, name="Ministry of Transport")
    twice = add_role(by=None, title="Minister", organisation=body)
    edition = make_marked_edition()
    quote = edition.quotes.get()
    held = appoint(quote.speaker, twice, by=None, started_on=date(2000, 1, 1))
    change_quote(quote, by=None, appointment=held)
    make_issued_edition(edition)
    kept = add_role(by=None, title="Transport Minister")

    with pytest.raises(Refused, match="Readers do not know Transport Minister yet"):
        merge(kept, twice, by=records_officer)
    merge(twice, kept, by=records_officer)
    assert list(Role.objects.public()) == [twice]
    assert list(Organisation.objects.public()) == [body]


@pytest.fixture
def twins():
    """Two roles that are one."""
    roles = [add_role(by=None, title=title) for title in ("Minister", "The Minister")]
    merge(*roles, by=None)
    return [Role.objects.get(pk=role.pk) for role in roles]


def test_the_holders_of_two_roles_are_united(twins):
    kept, twice = twins
    ines, odd = (add_person(by=None, name=name) for name in ("Ines Low", "Odd Larsen"))
    appoint(ines, kept, by=None, started_on=date(2020, 1, 1), ended_on=date(2021, 1, 1))
    RoleAppointment.objects.create(person=odd, role=twice, started_on=date(2021, 1, 1))

    assert {held.person for held in held_in(twice)} == {ines, odd}
    new = appoint(ines, twice, by=None, started_on=date(2022, 1, 1))
    assert new.role == kept


def test_what_one_person_holds_twice_is_told_once(twins):
    kept, twice = twins
    ines = add_person(by=None, name="Ines Low")
    appoint(ines, kept, by=None, started_on=date(2020, 1, 1), ended_on=date(2021, 6, 1))
    overlapping = {"started_on": date(2021, 1, 1), "ended_on": date(2022, 1, 1)}
    RoleAppointment.objects.create(person=ines, role=twice, **overlapping)
    later = {"started_on": date(2023, 1, 1)}
    RoleAppointment.objects.create(person=ines, role=twice, **later)

    told = told_once(held_in(kept).with_end().order_by("started_on"))

    assert [(held.started_on, held.left_on) for held in told] == [
        (date(2020, 1, 1), date(2022, 1, 1)),
        (date(2023, 1, 1), None),
    ]


def test_standing_in_is_told_beside_the_full_post(twins):
    kept, twice = twins
    ines = add_person(by=None, name="Ines Low")
    appoint(ines, kept, by=None, started_on=date(2020, 1, 1))
    RoleAppointment.objects.create(
        person=ines, role=twice, started_on=date(2019, 1, 1), capacity="acting"
    )

    assert len(told_once(held_in(kept).with_end())) == 2


def test_a_handover_ends_the_holder_under_the_other_row(twins):
    kept, twice = twins
    ines, odd = (add_person(by=None, name=name) for name in ("Ines Low", "Odd Larsen"))
    held = RoleAppointment.objects.create(
        person=ines, role=twice, started_on=date(2020, 1, 1)
    )

    new = hand_over(twice, to=odd, on=date(2021, 1, 1), by=None)

    held.refresh_from_db()
    assert held.ended_on == date(2021, 1, 1)
    assert new.role == kept


def test_the_reader_knows_a_post_by_the_titles_of_both_rows(twins):
    twice = twins[1]
    ines = add_person(by=None, name="Ines Low")
    RoleAppointment.objects.create(person=ines, role=twice, started_on=date(2020, 1, 1))

    [known] = Person.objects.as_office().appointments

    assert known.titles == ("Minister", "The Minister")
