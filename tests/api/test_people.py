from datetime import date, timedelta

import pytest

from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
    end_appointment,
)
from briefings.actions.subjects import add_contact, add_event, add_place, add_topic
from briefings.models import PersonName
from tests.making import (
    MONDAY,
    THURSDAY,
    make_edition,
    make_issued_edition,
    make_marked_edition,
)


@pytest.fixture(autouse=True)
def on_monday(clock, db):
    return clock


@pytest.fixture
def minister(writer):
    return add_role(by=writer, title="Minister")


def test_a_person_is_known_once_something_public_names_them(api, clock):
    make_issued_edition(make_marked_edition(), at=THURSDAY)

    api.get("people/ines-calder/", status=404)
    assert api.slugs("people/") == []

    clock.move_to(THURSDAY)
    assert api.get("people/ines-calder/")["sort_name"] == "Calder, Ines"
    assert api.slugs("people/") == ["ines-calder"]


def test_an_appointment_is_known_once_its_release_is_public(
    api, clock, writer, minister
):
    person = add_person(by=writer, name="Ada Quay")
    make_issued_edition(make_edition(people=[person]))
    news = make_issued_edition(make_edition(headline="A minister"), at=THURSDAY)
    appoint(
        person,
        minister,
        by=writer,
        started_on=MONDAY.date(),
        announced_in=news.release,
    )

    assert api.get("people/ada-quay/")["appointments"] == []
    api.get("roles/minister/", status=404)

    clock.move_to(THURSDAY)
    [held] = api.get("people/ada-quay/")["appointments"]
    assert held["role"]["name"] == "Minister"
    assert api.get("roles/minister/")["holders"][0]["person"]["name"] == "Ada Quay"


def test_an_end_that_lies_ahead_is_not_told(api, clock, writer, minister):
    person = add_person(by=writer, name="Ada Quay")
    news = make_issued_edition(make_edition(people=[person]))
    held = appoint(
        person, minister, by=writer, started_on=date(2090, 1, 1),
        announced_in=news.release,
    )  # fmt: skip
    end_appointment(held, by=writer, ended_on=THURSDAY.date())

    def ends():
        [told] = api.get("people/ada-quay/")["appointments"]
        return told["ended_on"]

    assert ends() is None
    clock.move_to(THURSDAY)
    assert ends() == "2091-03-08"


def test_a_name_is_told_once_it_is_borne(api, clock, writer):
    person = add_person(by=writer, name="Ada Quay")
    make_issued_edition(make_edition(people=[person]))
    PersonName.objects.create(
        person=person, name="Ada Harbour", started_on=THURSDAY.date()
    )

    assert api.get("people/ada-quay/")["other_names"] == []

    clock.move_to(THURSDAY + timedelta(hours=1))
    [name] = api.get("people/ada-quay/")["other_names"]
    assert name["name"] == "Ada Harbour"


def test_an_unknown_parent_is_not_told(api, writer):
    group = add_organisation(by=writer, name="Group")
    office = add_organisation(by=writer, name="Office", parent=group)
    make_issued_edition(make_edition(lead_organisations=[office]))

    assert api.get("organisations/office/")["parent"] is None
    assert api.slugs("organisations/") == ["office"]

    make_issued_edition(make_edition(headline="B", supporting_organisations=[group]))
    assert api.get("organisations/office/")["parent"]["slug"] == "group"


def test_subjects_are_told_with_what_is_public_around_them(api, writer):
    host = add_organisation(by=writer, name="Host")
    sea = add_place(by=writer, name="The sea")
    skerrow = add_place(by=writer, name="Skerrow", within=sea)
    summit = add_event(by=writer, name="Summit", place=skerrow, host=host)
    topic = add_topic(by=writer, name="Ferries", description="Boats.")
    make_issued_edition(make_edition(events=[summit], topics=[topic]))

    told = api.get("events/summit/")

    assert (told["place"]["name"], told["host"]) == ("Skerrow", None)
    assert api.get("places/skerrow/")["within"] is None
    assert api.get("topics/ferries/")["description"] == "Boats."


def test_names_are_in_order(api, writer):
    people = [add_person(by=writer, name=n) for n in ("Ada Quay", "Ines Calder")]
    make_issued_edition(make_edition(people=people))

    assert api.slugs("people/") == ["ines-calder", "ada-quay"]


def test_an_announced_appointment_names_its_holder(api, writer, minister):
    news = make_issued_edition(make_edition())
    person = add_person(by=writer, name="Ada Quay")
    since = {"started_on": MONDAY.date(), "announced_in": news.release}
    appoint(person, minister, by=writer, **since)

    [holder] = api.get("roles/minister/")["holders"]

    assert holder["person"]["name"] == api.get("people/ada-quay/")["name"]


def test_a_host_and_an_employer_are_told_once_they_are_public(api, writer):
    office = add_organisation(by=writer, name="Office")
    contact = add_contact(by=writer, name="Press desk", organisation=office)
    summit = add_event(by=writer, name="Summit", host=office)
    make_issued_edition(make_edition(events=[summit], contacts=[contact]))

    def told():
        [asked] = api.get("releases/a-ferry-for-skerrow/")["contacts"]
        return asked["organisation"], api.get("events/summit/")["host"]

    assert told() == (None, None)

    make_issued_edition(make_edition(headline="B", lead_organisations=[office]))
    assert [link["slug"] for link in told()] == ["office", "office"]
