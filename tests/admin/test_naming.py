"""Names that are entered where they are chosen."""

import pytest
from django.urls import reverse

from briefings.actions.merging import merge
from briefings.actions.people import add_person
from briefings.models import Person, Release, Topic

ENTER = "/admin/enter/"


def choices(client, field: str, term: str, *, model: str = "edition"):
    asked = {
        "app_label": "briefings",
        "model_name": model,
        "field_name": field,
        "term": term,
    }
    return client.get(reverse("admin:autocomplete"), asked).json()["results"]


def test_a_name_nobody_bears_is_offered_as_a_new_row(client, writer):
    client.force_login(writer)

    [offer] = choices(client, "people", " Ada   Berg ")

    assert offer["text"] == "Enter “Ada Berg” as a new person"
    made = client.post(offer["address"], {"name": offer["name"]}).json()
    person = Person.objects.get(name="Ada Berg")
    assert made == {"id": str(person.pk), "text": "Ada Berg"}
    assert person.sort_name == "Berg, Ada"
    [found] = choices(client, "people", "ada berg")
    assert found["id"] == made["id"]


def test_no_name_is_offered_where_a_row_needs_more_or_nothing_is_typed(client, writer):
    client.force_login(writer)

    assert choices(client, "related_releases", "Ferries") == []
    assert choices(client, "people", "  ") == []
    assert choices(client, "people", "x" * 201) == []
    assert client.post(f"{ENTER}release/", {"name": "Ferries"}).status_code == 404
    assert not Release.objects.exists()


def test_the_second_of_two_clicks_finds_the_row_of_the_first(client, writer):
    client.force_login(writer)
    kept = add_person(by=writer, name="Ada Berg")
    twice = add_person(by=writer, name="Ada  Berg")
    merge(kept, twice, by=None)

    made = client.post(f"{ENTER}person/", {"name": "ADA BERG"}).json()
    topics = [client.post(f"{ENTER}topic/", {"name": "Quays"}).json() for _ in range(2)]

    assert made["id"] == str(kept.pk)
    assert topics[0] == topics[1]
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("name", ["", " \0 "])
def test_nothing_is_entered_without_a_name(client, writer, name):
    client.force_login(writer)

    answer = client.post(f"{ENTER}topic/", {"name": name})

    assert (answer.status_code, answer.json()) == (
        400,
        {"refused": "Type a name first."},
    )
    assert not Topic.objects.exists()


def test_who_may_not_write_is_neither_offered_nor_allowed_it(client, records_officer):
    client.force_login(records_officer)

    assert choices(client, "people", "Ada Berg") == []
    forged = client.post(f"{ENTER}person/", {"name": "Ada Berg"})

    assert "may not" in forged.json()["refused"]
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client):
    answer = client.post(f"{ENTER}person/", {"name": "Ada Berg"})

    assert answer.status_code == 302
    assert not Person.objects.exists()
