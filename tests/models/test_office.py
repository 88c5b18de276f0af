from datetime import date

import pytest

from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.models import Person, PersonName
from briefings.text.office import KnownAppointment, KnownPerson

pytestmark = pytest.mark.django_db


def make_minister(writer, name):
    person = add_person(by=writer, name=name)
    PersonName.objects.create(person=person, name=f"Lady {name}")
    role = add_role(
        by=writer,
        title=f"Minister of {name}",
        other_titles=[f"{name} Minister"],
        organisation=add_organisation(by=writer, name=f"Ministry of {name}"),
    )
    return appoint(person, role, by=writer, started_on=date(2024, 1, 1))


def test_the_office_knows_names_and_posts(writer):
    held = make_minister(writer, "Calder")

    office = Person.objects.as_office()

    assert office.people == (KnownPerson(held.person_id, "Calder", ("Lady Calder",)),)
    assert office.appointments == (
        KnownAppointment(
            held.pk,
            held.person_id,
            ("Minister of Calder", "Calder Minister"),
            "Ministry of Calder",
            date(2024, 1, 1),
            None,
        ),
    )


@pytest.mark.parametrize("count", [1, 4])
def test_it_takes_three_queries_however_many_people_there_are(
    writer, count, django_assert_num_queries
):
    for number in range(count):
        make_minister(writer, f"Calder {number}")

    with django_assert_num_queries(3):
        Person.objects.as_office()
