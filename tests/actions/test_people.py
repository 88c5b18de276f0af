from datetime import date

import pytest

from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
    end_appointment,
    person_called,
)
from briefings.actions.subjects import add_contact, add_event, add_place, add_topic
from briefings.errors import Refused
from briefings.models import PersonName

pytestmark = pytest.mark.django_db


def test_a_person_gets_an_address_and_a_place_in_the_alphabet(writer):
    person = add_person(by=writer, name="Ines Maria Calder")

    assert person.slug == "ines-maria-calder"
    assert person.sort_name == "Calder, Ines Maria"
    assert add_person(by=writer, name="Aristotle").sort_name == "Aristotle"
    assert (
        add_person(by=writer, name="Li Wei", sort_name="Li Wei").sort_name == "Li Wei"
    )


@pytest.mark.parametrize(
    "add", [add_person, add_organisation, add_topic, add_place, add_event]
)
def test_two_of_one_name_have_two_addresses(writer, add):
    slugs = [add(by=writer, name="Skerrow").slug for _ in "12"]

    assert slugs[0] == "skerrow"
    assert slugs[1].startswith("skerrow-")


@pytest.mark.parametrize(
    "add",
    [add_person, add_organisation, add_topic, add_place, add_event, add_contact],
)
def test_somebody_who_may_not_write_adds_nothing(records_officer, add):
    with pytest.raises(Refused, match="may not write releases"):
        add(by=records_officer, name="Skerrow")


@pytest.mark.parametrize(
    "add",
    [add_person, add_organisation, add_topic, add_place, add_event, add_contact],
)
def test_everything_has_a_name(writer, add):
    with pytest.raises(Refused, match="Name: This field cannot be blank"):
        add(by=writer, name="")


def test_an_event_does_not_end_before_it_starts(writer):
    with pytest.raises(Refused, match="An event cannot end before it starts"):
        add_event(
            by=writer,
            name="Harbour Day",
            starts_on=date(2091, 3, 2),
            ends_on=date(2091, 3, 1),
        )


def test_an_appointment_ends_once_and_on_a_day(writer):
    person = add_person(by=writer, name="Ines Calder")
    role = add_role(by=writer, title="Transport Minister")
    held = appoint(person, role, by=writer, started_on=date(2090, 1, 1))

    with pytest.raises(Refused, match="The end must be after the start"):
        end_appointment(held, by=writer, ended_on=date(2090, 1, 1))
    ended = end_appointment(held, by=writer, ended_on=date(2091, 1, 1))
    assert ended.ended_on == date(2091, 1, 1)
    with pytest.raises(Refused, match="This appointment ended on 1 January 2091"):
        end_appointment(held, by=writer, ended_on=date(2092, 1, 1))


def test_nobody_holds_a_role_twice_at_once_but_again_later(writer):
    person = add_person(by=writer, name="Ines Calder")
    role = add_role(by=writer, title="Transport Minister")
    days = {"started_on": date(2090, 1, 1), "ended_on": date(2091, 1, 1)}
    appoint(person, role, by=writer, **days)

    with pytest.raises(Refused, match="This person holds that role already then"):
        appoint(person, role, by=writer, started_on=date(2090, 12, 31))
    assert appoint(person, role, by=writer, started_on=date(2091, 1, 1))


def test_somebody_who_may_not_write_appoints_nobody(writer, records_officer):
    person = add_person(by=writer, name="Ines Calder")
    role = add_role(by=writer, title="Transport Minister")
    held = appoint(person, role, by=writer, started_on=date(2090, 1, 1))

    for change in (
        lambda by: add_role(by=by, title="Premier"),
        lambda by: appoint(person, role, by=by, started_on=date(2095, 1, 1)),
        lambda by: end_appointment(held, by=by, ended_on=date(2091, 1, 1)),
    ):
        with pytest.raises(Refused, match="may not write releases"):
            change(records_officer)


def test_a_person_is_found_by_the_names_they_had():
    ines = add_person(by=None, name="Ines Calder")
    PersonName.objects.create(person=ines, name="Ines Larsen")

    assert person_called("ines calder") == person_called("Ines Larsen") == ines
    assert person_called("Odd Larsen") is None


def test_of_two_people_called_alike_nobody_is_taken():
    ines = add_person(by=None, name="Ines Calder")
    PersonName.objects.create(person=ines, name="Ines Larsen")
    add_person(by=None, name="ines larsen")

    assert person_called("Ines Calder") == ines
    with pytest.raises(Refused, match="Several people are called Ines Larsen: choose"):
        person_called("Ines Larsen")
