"""What was entered into the registers by mistake goes again."""

import pytest
from django.urls import reverse

from briefings.actions.people import add_person, add_role, appoint
from briefings.actions.subjects import (
    add_contact,
    add_event,
    add_place,
    add_topic,
)
from briefings.models import Person, RoleAppointment
from tests.admin.pressing import said
from tests.making import MONDAY, make_marked_edition, make_tagged_edition

pytestmark = pytest.mark.django_db


def page(row) -> str:
    return reverse(f"admin:briefings_{row._meta.model_name}_delete", args=[row.pk])


@pytest.fixture
def held(writer):
    person = add_person(by=writer, name="Ines Cadler")
    role = add_role(by=writer, title="Transport Minister")
    return appoint(person, role, by=writer, started_on=MONDAY.date())


def test_a_mistyped_appointment_and_then_its_person_are_removed(client, writer, held):
    client.force_login(writer)

    for row in (held, held.person):
        asked = client.get(page(row)).content.decode()
        assert "Are you sure" in asked
        answer = client.post(page(row), {"post": "yes"}, follow=True)
        assert "deleted successfully" in said(answer)

    assert not Person.objects.exists()
    assert not RoleAppointment.objects.exists()


def test_a_mistyped_appointment_is_removed_on_the_page_of_its_person(
    client, writer, held
):
    client.force_login(writer)
    address = reverse("admin:briefings_person_change", args=[held.person.pk])
    form = {
        "name": "Ines Cadler",
        "sort_name": "Cadler, Ines",
        "biography": "",
        "appointments-TOTAL_FORMS": 1,
        "appointments-INITIAL_FORMS": 1,
        "appointments-0-id": held.pk,
        "appointments-0-person": held.person.pk,
        "appointments-0-role": held.role.pk,
        "appointments-0-capacity": held.capacity,
        "appointments-0-started_on": "2091-03-05",
        "appointments-0-DELETE": "on",
        "other_names-TOTAL_FORMS": 0,
        "other_names-INITIAL_FORMS": 0,
    }

    assert "appointments-0-DELETE" in client.get(address).content.decode()
    client.post(address, form)

    assert not RoleAppointment.objects.exists()
    assert Person.objects.exists()


def test_whoever_the_record_names_stays(client, writer):
    quoted = make_marked_edition().quotes.get().speaker
    tagged = make_tagged_edition().people.get()
    client.force_login(writer)

    for person in (quoted, tagged):
        asked = client.get(page(person)).content.decode()
        client.post(page(person), {"post": "yes"}, follow=True)
        assert "Are you sure" not in asked

    assert {quoted, tagged} <= {*Person.objects.all()}


def test_who_may_not_write_removes_nothing(client, records_officer, held):
    client.force_login(records_officer)

    assert client.get(page(held)).status_code == 403
    assert client.post(page(held), {"post": "yes"}).status_code == 403
    assert RoleAppointment.objects.exists()


@pytest.mark.parametrize("add", [add_topic, add_place, add_event, add_contact])
def test_what_nothing_names_goes_from_every_register(client, writer, add):
    entry = add(by=writer, name="Ferrys")
    client.force_login(writer)

    assert client.get(page(entry)).status_code == 200
    client.post(page(entry), {"post": "yes"})

    assert not type(entry).objects.exists()
