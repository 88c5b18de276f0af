from datetime import date

from django.urls import reverse

from briefings.actions.people import add_person, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_contact, add_entry, change_entry
from briefings.models import Organisation, Person, PersonName, Role, Topic, User
from tests.making import THURSDAY, fresh, make_issued_edition, make_marked_edition

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


def test_a_writer_does_not_give_a_quoted_minister_another_role(client, writer):
    edition = make_marked_edition()
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Transport Minister")
    other = add_role(by=writer, title="Dog Catcher")
    held = appoint(quote.speaker, role, by=writer, started_on=date(2020, 1, 1))
    change_quote(quote, by=writer, appointment=held)
    make_issued_edition(fresh(edition))
    client.force_login(writer)
    page = reverse("admin:briefings_roleappointment_change", args=[held.pk])
    typed = {"person": held.person_id, "role": other.pk, "capacity": "substantive"}

    response = client.post(page, {**typed, "started_on": "2020-01-01"}, follow=True)

    assert "Somebody was quoted in this role" in response.content.decode()
    held.refresh_from_db()
    assert held.role == role


def test_only_what_was_typed_is_changed(client, writer):
    ines = add_person(by=writer, name="Ines Calder")
    client.force_login(writer)
    page = reverse("admin:briefings_person_change", args=[ines.pk])
    inlines = empty_inlines("appointments", "other_names")
    typed = {"name": "Ines Hale", "sort_name": "Calder, Ines", **inlines}

    client.post(page, typed)

    ines.refresh_from_db()
    assert (ines.name, ines.slug) == ("Ines Hale", "ines-calder")


def as_read(client, page: str) -> dict:
    """The form of an entry and of the rows under it, as a browser would send them."""
    context = client.get(page).context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    main = [context["adminform"].form, *(f.management_form for f in formsets)]
    fields = {}
    for form in [*main, *(form for formset in formsets for form in formset.forms)]:
        for field in form:
            value = field.field.prepare_value(field.value())
            fields[field.html_name] = "" if value is None else value
            if field.field.show_hidden_initial:
                fields[field.html_initial_name] = fields[field.html_name]
    return fields


def test_what_a_colleague_changed_since_the_page_was_read_stands(client, writer):
    ines = add_person(by=writer, name="Ines Calder")
    add_entry(PersonName(person=ines, name="Ines Hale"), by=writer)
    client.force_login(writer)
    page = reverse("admin:briefings_person_change", args=[ines.pk])
    form = as_read(client, page)
    change_entry(ines, by=writer, name="Dame Ines Calder")
    change_entry(ines.other_names.get(), by=writer, name="Ines Hale-Calder")

    since = {"other_names-0-started_on": "2091-01-01"}
    client.post(page, form | since | {"sort_name": "Calder, Dame Ines"})

    ines.refresh_from_db()
    assert (ines.name, ines.sort_name) == ("Dame Ines Calder", "Calder, Dame Ines")
    other = ines.other_names.get()
    assert (other.name, other.started_on) == ("Ines Hale-Calder", date(2091, 1, 1))


def test_what_both_changed_stays_the_colleagues_and_is_told(client, writer):
    desk = add_contact(by=writer, name="Transport desk", telephone="01")
    client.force_login(writer)
    page = reverse("admin:briefings_contact_change", args=[desk.pk])
    form = as_read(client, page)
    change_entry(desk, by=writer, telephone="02")

    response = client.post(page, form | {"telephone": "03"}, follow=True)

    assert "changed the telephone" in response.content.decode()
    desk.refresh_from_db()
    assert desk.telephone == "02"


def test_a_former_name_is_corrected_with_the_person(client, writer):
    ines = add_person(by=writer, name="Ines Calder")
    name = add_entry(PersonName(person=ines, name="Ines Hale"), by=writer)
    client.force_login(writer)
    row = {
        "other_names-TOTAL_FORMS": 1,
        "other_names-INITIAL_FORMS": 1,
        "other_names-0-id": name.pk,
        "other_names-0-person": ines.pk,
        "other_names-0-name": "Ines Larsen",
        **empty_inlines("appointments"),
    }

    page = reverse("admin:briefings_person_change", args=[ines.pk])
    client.post(page, {"name": "Ines Calder", "sort_name": "Calder", **row})

    assert ines.other_names.get().name == "Ines Larsen"


def test_somebody_without_a_role_sees_nothing_on_the_desk(client, writer):
    make_issued_edition(headline="A secret ferry", at=THURSDAY)
    nobody = User.objects.create_user("nobody", is_staff=True)

    client.force_login(writer)
    assert "A secret ferry" in client.get("/admin/").content.decode()
    client.force_login(nobody)
    assert "A secret ferry" not in client.get("/admin/").content.decode()
