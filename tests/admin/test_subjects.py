from django.urls import reverse

from briefings.models import Organisation, Person, Role, Topic

NO_ROWS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}


def empty_inlines(*names: str) -> dict:
    return {f"{n}-{k}": v for n in names for k, v in NO_ROWS.items()}


def test_a_person_added_gets_an_address_and_a_name_to_sort_by(client, writer):
    client.force_login(writer)
    inlines = empty_inlines("appointments", "other_names")

    client.post(
        reverse("admin:briefings_person_add"), {"name": "Odo Brandt", **inlines}
    )

    person = Person.objects.get()
    assert person.slug == "odo-brandt"
    assert person.sort_name == "Brandt, Odo"


def test_an_appointment_is_added_with_the_person(client, writer):
    client.force_login(writer)
    client.post(
        reverse("admin:briefings_role_add"),
        {"title": "Works Minister", **empty_inlines("appointments")},
    )
    row = {
        "appointments-TOTAL_FORMS": 1,
        "appointments-INITIAL_FORMS": 0,
        "appointments-0-role": Role.objects.get().pk,
        "appointments-0-capacity": "acting",
        "appointments-0-started_on": "2091-01-01",
        **empty_inlines("other_names"),
    }

    client.post(reverse("admin:briefings_person_add"), {"name": "Odo Brandt", **row})

    assert Person.objects.get().appointments.get().role.title == "Works Minister"


def test_the_address_of_a_subject_stays_when_its_name_changes(client, writer):
    client.force_login(writer)
    client.post(reverse("admin:briefings_topic_add"), {"name": "Ferries"})
    topic = Topic.objects.get()

    client.post(
        reverse("admin:briefings_topic_change", args=[topic.pk]),
        {"name": "Ferries and quays", "slug": "other"},
    )

    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Ferries and quays", "ferries")


def test_a_wrong_website_is_said_beside_its_field(client, writer):
    client.force_login(writer)
    fields = {"name": "Board of Works", "kind": "agency", "website": "not an address"}

    response = client.post(
        reverse("admin:briefings_organisation_add"),
        fields | empty_inlines("other_names"),
    )

    assert "website" in response.context["adminform"].form.errors
    assert not Organisation.objects.exists()


def test_whoever_may_not_write_adds_nobody(client, records_officer):
    client.force_login(records_officer)

    response = client.post(reverse("admin:briefings_person_add"), {"name": "Odo"})

    assert response.status_code == 403
    assert not Person.objects.exists()
