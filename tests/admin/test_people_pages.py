"""The pages for the people of the record."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.merging import merge
from briefings.actions.people import add_organisation, add_person, add_role, appoint
from briefings.admin.deeds import page_of
from briefings.models import Person, RoleAppointment
from tests.admin.pressing import said
from tests.making import make_edition

HEAD = "name,post,organisation,start_date,end_date\n"
TABLE = HEAD + (
    "Ines Calder,Premier,Cabinet Office,2090-01-01,\n"
    "Odd Larsen,Transport Minister,Ministry of Transport,2090-02-01,2091-02-01\n"
)
BAD = "Una Low,Premier,Cabinet Office,soon,\n"


def address(name: str, *args) -> str:
    return reverse(f"admin:briefings_{name}", args=args)


IMPORT, HELD = "roleappointment_import", "roleappointment_held"


def look(client, text: str, **fields):
    sent = {"do": "report", "report-pasted": text}
    return client.post(address(IMPORT), sent | fields)


def enter(client, page, **fields):
    """Press the button under a report, with what its form carries."""
    deed = page.context["enter"]
    hidden = {deed[f.name].html_name: f.value() or "" for f in deed.hidden_fields()}
    return client.post(
        address(IMPORT), {"do": "enter", **hidden, **fields}, follow=True
    )


@pytest.fixture
def role(writer):
    body = add_organisation(by=writer, name="Cabinet Office")
    return add_role(by=writer, title="Premier", organisation=body)


@pytest.fixture
def held(writer, role):
    ines = add_person(by=writer, name="Ines Calder")
    return appoint(ines, role, by=writer, started_on=date(2090, 1, 1))


def test_a_table_is_looked_at_and_then_entered(client, writer):
    client.force_login(writer)

    page = look(client, TABLE)
    assert "Enter 2 appointments" in page.content.decode()
    assert not Person.objects.exists()
    done = enter(client, page)

    assert said(done) == "2 appointments entered."
    assert RoleAppointment.objects.count() == 2
    assert "known already" in look(client, TABLE).content.decode()


def test_a_table_may_be_announced_in_a_release(client, writer):
    release = make_edition(headline="A new cabinet").release
    client.force_login(writer)

    enter(client, look(client, TABLE, **{"report-announced_in": release.pk}))

    announced = RoleAppointment.objects.filter(announced_in=release)
    assert announced.count() == 2
    assert announced.filter(end_announced_in=release).count() == 1


def test_bad_lines_are_told_and_may_be_left_out(client, writer):
    client.force_login(writer)

    page = look(client, TABLE + BAD)
    assert "The start is no date" in page.content.decode()
    stopped = enter(client, page)
    assert "Nothing is entered, because of line 4" in said(stopped)
    assert not Person.objects.exists()
    done = enter(client, stopped, **{"enter-leave_out": "on"})

    assert said(done) == "2 appointments entered."


def test_one_of_two_namesakes_is_chosen(client, writer, held):
    other = add_person(by=writer, name="Ines Calder")
    client.force_login(writer)

    page = look(client, TABLE)
    assert "Who is Ines Calder?" in page.content.decode()
    who = {"enter-who-ines calder": str(other.pk)}
    again = enter(client, page, again="1", **who)
    assert "Enter 2 appointments" in again.content.decode()
    done = enter(client, again, **who)

    assert said(done) == "2 appointments entered."
    assert other.appointments.get().role.title == "Premier"


def test_of_several_holders_is_chosen_who_ends(client, writer, held):
    una = add_person(by=writer, name="Una Low")
    second = appoint(una, held.role, by=writer, started_on=date(2090, 6, 1))
    client.force_login(writer)
    ends_former = {"report-ends_former": "on"}
    text = HEAD + "Odd Larsen,Premier,Cabinet Office,2091-01-01,\n"

    page = look(client, text, **ends_former)
    asked = "Line 2: who ends when Odd Larsen begins as Premier on 1 January 2091?"
    assert asked in page.content.decode()
    who = {"enter-follows-2": f"held-{second.pk}"}
    again = enter(client, page, again="1", **who)
    assert f'value="held-{second.pk}" checked' in again.content.decode()
    assert "Ends the appointment of Una Low that day." in again.content.decode()
    assert said(enter(client, again, **who)) == "1 appointment entered."

    held.refresh_from_db()
    second.refresh_from_db()
    assert (held.ended_on, second.ended_on) == (None, date(2091, 1, 1))


def test_of_several_holders_nobody_ends_where_nobody_is_chosen(client, writer, held):
    una = add_person(by=writer, name="Una Low")
    appoint(una, held.role, by=writer, started_on=date(2090, 6, 1))
    client.force_login(writer)
    text = HEAD + "Odd Larsen,Premier,Cabinet Office,2091-01-01,\n"

    page = look(client, text, **{"report-ends_former": "on"})
    assert said(enter(client, page, **{"enter-follows-x": "1"})).startswith("1 app")

    assert not RoleAppointment.objects.exclude(ended_on=None).exists()


def test_what_a_colleague_changed_meanwhile_is_shown_first(client, writer):
    client.force_login(writer)
    page = look(client, TABLE)
    add_person(by=writer, name="Odd Larsen")

    told = enter(client, page)

    assert "A colleague changed the registers meanwhile" in said(told)
    assert said(enter(client, told)) == "2 appointments entered."


def test_what_is_no_table_is_refused_in_the_actions_words(client, writer):
    client.force_login(writer)

    assert "names no column for" in said(look(client, "Dear colleagues"))
    assert said(look(client, "")) == "Choose a file or paste a table."


def test_a_file_is_read_before_what_was_pasted(client, writer):
    client.force_login(writer)
    upload = SimpleUploadedFile("cabinet.csv", TABLE.encode(), "text/csv")
    picture = SimpleUploadedFile("cabinet.png", b"\xff\xfe\x00\xd8", "image/png")

    page = look(client, "Dear colleagues", **{"report-chosen": upload})
    assert "Enter 2 appointments" in page.content.decode()
    told = look(client, "", **{"report-chosen": picture})
    assert "encoding that cannot be read" in said(told)


def test_a_doubtful_encoding_is_told_in_the_dry_run(client, writer):
    client.force_login(writer)
    table = TABLE.replace("Ines", "Zoë").encode("cp1252")
    upload = SimpleUploadedFile("cabinet.csv", b"sep=,\r\n" + table, "text/csv")

    page = look(client, "", **{"report-chosen": upload})

    assert "read as Windows-1252" in said(page)
    assert "Zoë" in page.content.decode()


def test_somebody_who_may_not_write_enters_no_table(client, records_officer):
    client.force_login(records_officer)

    assert client.get(address(IMPORT)).status_code == 403
    forged = {"do": "enter", "enter-text": TABLE, "enter-shown": ""}
    told = client.post(address(IMPORT), forged)
    assert "may not write releases" in said(told)
    assert not Person.objects.exists()


def test_a_role_is_handed_over_on_its_page(client, writer, role, held):
    odd = add_person(by=writer, name="Odd Larsen")
    client.force_login(writer)
    assert "Ines Calder" in client.get(page_of(role)).content.decode()

    sent = {"do": "handover", "handover-person": odd.pk, "handover-on": "2091-03-05"}
    done = client.post(address("role_handover", role.pk), sent, follow=True)

    assert said(done) == "Odd Larsen holds this role from 5 March 2091."
    held.refresh_from_db()
    assert held.ended_on == date(2091, 3, 5)


def test_a_handover_is_refused_in_the_actions_words(
    client, writer, records_officer, role, held
):
    sent = {
        "do": "handover",
        "handover-person": held.person.pk,
        "handover-on": "2091-03-05",
    }
    for user, reason in ((writer, "already"), (records_officer, "may not write")):
        client.force_login(user)
        told = client.post(address("role_handover", role.pk), sent, follow=True)
        assert reason in said(told)


def test_people_are_compared_merged_and_parted(client, records_officer, held):
    kept, twice = held.person, add_person(by=None, name="Inez Larsen")
    client.force_login(records_officer)
    merge = address("person_merge", kept.pk)

    page = client.get(merge, {"duplicate": twice.pk}).content.decode()
    assert "Merge the two" in page
    sent = {"do": "merge", "merge-duplicate": twice.pk}
    done = client.post(merge, sent, follow=True)
    assert said(done) == "Inez Larsen and Ines Calder are one person now."
    assert "Part them again" in done.content.decode()

    parted = client.post(merge, {"do": f"part-{twice.pk}"}, follow=True)
    assert said(parted) == "Inez Larsen and Ines Calder are two again."


def test_a_writer_merges_nobody(client, writer, held):
    twice = add_person(by=None, name="Inez Larsen")
    client.force_login(writer)

    assert "Compare the two" not in client.get(page_of(twice)).content.decode()
    sent = {"do": "merge", "merge-duplicate": twice.pk}
    told = client.post(address("person_merge", held.person.pk), sent)
    assert "may not merge what was entered twice" in said(told)


def test_choosers_offer_the_kept_person_under_every_name(client, writer, held):
    twice = add_person(by=None, name="Inez Larsen")
    merge(held.person, twice, by=None)
    client.force_login(writer)
    asked = {
        "app_label": "briefings",
        "model_name": "quote",
        "field_name": "speaker",
        "term": "Larsen",
    }

    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert [row["text"] for row in found if row["id"] != "new"] == ["Ines Calder"]


def test_a_role_is_found_by_its_other_titles(client, writer, role):
    add_role(by=writer, title="Secretary of State", other_titles=["Home Secretary"])
    client.force_login(writer)
    asked = {
        "app_label": "briefings",
        "model_name": "roleappointment",
        "field_name": "role",
        "term": "Home Sec",
    }

    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert [row["text"] for row in found] == ["Secretary of State"]


def test_who_held_a_role_on_a_day_is_answered(client, writer, role, held):
    client.force_login(writer)

    def page(on: str) -> str:
        asked = {"on": on, "role": role.pk, "organisation": role.organisation_id}
        return client.get(address(HELD), asked).content.decode()

    assert "Ines Calder" in page("2090-06-01")
    assert "Nobody is recorded for that day." in page("2089-12-31")
    assert "Enter a valid date" in page("yesterday")


def test_the_pages_take_as_many_queries_for_many_rows_as_for_few(client, writer, role):
    client.force_login(writer)

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            person = add_person(by=writer, name=f"Person {number}")
            appoint(person, role, by=writer, started_on=date(2020, 1, 1))

    def queries() -> list[int]:
        counts = []
        for page in (address(HELD), address(IMPORT), page_of(role)):
            with CaptureQueriesContext(connection) as made:
                assert client.get(page).status_code == 200
            counts.append(len(made))
        return counts

    fill(0, 2)
    queries()  # the first pages of a process ask for more, to remember it
    few = queries()
    fill(2, 12)
    assert queries() == few
    assert max(few) < 30


def test_a_table_that_fills_in_an_end_is_counted_as_that(client, writer):
    client.force_login(writer)
    head = "name,role,organisation,start date,end date\n"
    enter(client, look(client, f"{head}Odd Larsen,Premier,,2090-01-01,\n"))

    page = look(client, f"{head}Odd Larsen,Premier,,2090-01-01,2091-01-01\n")
    done = enter(client, page)

    assert said(done) == "0 appointments entered, 1 end filled in."
