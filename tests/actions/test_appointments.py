from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions.appointments import (
    enter_appointments,
    enter_good_appointments,
    report_on,
)
from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
)
from briefings.errors import Conflict, Refused
from briefings.models import Organisation, Person, Role, RoleAppointment
from briefings.models.appointment_tables import NEW, Table
from tests.making import make_edition

pytestmark = pytest.mark.django_db

HEAD = "name,post,organisation,start_date,end_date,acting\n"
CABINET = HEAD + (
    "Ines Calder,Premier,Cabinet Office,2090-01-01,2091-01-01,False\n"
    "Odd Larsen,Premier,Cabinet Office,2091-01-01,,False\n"
    "Ines Calder,Transport Minister,Ministry of Transport,2091-01-01,,True\n"
)


def outcomes(text: str, **how) -> list[str]:
    return [line.outcome for line in report_on(Table(text, **how)).lines]


def line(text: str, **how):
    [one] = report_on(Table(HEAD + text, **how)).lines
    return one


@pytest.fixture
def premier(writer):
    cabinet = add_organisation(by=writer, name="Cabinet Office")
    return add_role(
        by=writer, title="Premier", organisation=cabinet, other_titles=["First Lord"]
    )


@pytest.fixture
def ines(writer):
    return add_person(by=writer, name="Ines Calder")


def test_a_report_says_what_is_new_and_saves_nothing():
    report = report_on(Table(CABINET))

    assert report.counts == {
        "new": 3,
        "new person": 2,
        "new role": 2,
        "new organisation": 2,
    }
    assert not Person.objects.exists()


def test_a_table_is_entered_as_the_report_had_it(writer):
    table = Table(CABINET)

    enter_appointments(table, by=writer, shown=report_on(table).digest)

    assert Person.objects.get(name="Odd Larsen").sort_name == "Larsen, Odd"
    assert {o.slug for o in Organisation.objects.all()} == {
        "cabinet-office",
        "ministry-of-transport",
    }
    held = RoleAppointment.objects.get(role__title="Transport Minister")
    assert (held.person.name, held.capacity) == ("Ines Calder", "acting")
    assert held.role.organisation.name == "Ministry of Transport"


def test_a_second_time_the_same_table_changes_nothing(writer):
    enter_appointments(Table(CABINET), by=writer)

    assert outcomes(CABINET) == ["unchanged"] * 3
    enter_appointments(Table(CABINET), by=writer)
    assert RoleAppointment.objects.count() == 3
    assert Role.objects.count() == Person.objects.count() == 2


def test_whom_the_registers_know_is_not_entered_again(writer, premier, ines):
    found = line("INES CALDER,First Lord,Cabinet Office,2090-01-01,,\n")

    assert (found.person, found.role, found.adds) == (ines.pk, premier.pk, [])


def test_the_end_of_an_appointment_is_filled_in(writer, premier, ines):
    held = appoint(ines, premier, by=writer, started_on=date(2090, 1, 1))
    text = HEAD + "Ines Calder,Premier,Cabinet Office,2090-01-01,2091-01-01,\n"

    assert outcomes(text) == ["ends"]
    enter_appointments(Table(text), by=writer)

    held.refresh_from_db()
    assert held.ended_on == date(2091, 1, 1)


def test_who_overlaps_is_a_conflict(writer, premier, ines):
    appoint(ines, premier, by=writer, started_on=date(2090, 1, 1))

    found = line("Ines Calder,Premier,Cabinet Office,2090-05-01,,\n")

    assert found.outcome == "refused"
    assert found.sentences == [
        "This person holds that role from 1 January 2090 already."
    ]


def test_lines_of_one_table_are_compared_with_each_other():
    one = "Ines Calder,Premier,,2090-01-01,2091-01-01,\n"

    assert outcomes(HEAD + one + one) == ["new", "unchanged"]
    other = "Ines Calder,Premier,,2090-12-31,,\n"
    assert outcomes(HEAD + one + other) == ["new", "refused"]


def test_of_several_people_of_a_name_an_editor_chooses(writer, ines):
    other = add_person(by=writer, name="Ines Calder")
    text = "Ines Calder,Premier,,2090-01-01,,\n"

    found = line(text)

    assert found.outcome == "refused"
    assert set(found.choices) == {ines, other}
    assert line(text, chosen={"ines calder": other.pk}).person == other.pk
    assert line(text, chosen={"ines calder": NEW}).adds == ["role", "person"]
    assert line(text, chosen={"ines calder": 9_999}).outcome == "refused"


def test_whoever_held_the_role_is_named_or_ends(writer, premier, ines):
    held = appoint(ines, premier, by=writer, started_on=date(2090, 1, 1))
    text = "Odd Larsen,Premier,Cabinet Office,2091-01-01,,\n"

    assert line(text).sentences == ["Ines Calder still holds this role."]
    enter_appointments(Table(HEAD + text, ends_former=True), by=writer)

    held.refresh_from_db()
    assert held.ended_on == date(2091, 1, 1)


IN_TURN = HEAD + (
    "Odd Larsen,Premier,Cabinet Office,2092-01-01,,\n"
    "Ines Calder,Premier,Cabinet Office,2090-01-01,,\n"
)


def held_days() -> dict:
    held = RoleAppointment.objects.select_related("person")
    return {a.person.name: (a.started_on.year, a.ended_on) for a in held}


def test_who_follows_in_the_same_table_ends_the_one_before(writer):
    table = Table(IN_TURN, ends_former=True)
    [_, ines] = report_on(table).lines
    assert ines.sentences == ["Ends on 1 January 2092, when Odd Larsen begins."]

    enter_appointments(table, by=writer)

    assert held_days() == {
        "Ines Calder": (2090, date(2092, 1, 1)),
        "Odd Larsen": (2092, None),
    }
    assert outcomes(IN_TURN, ends_former=True) == ["unchanged"] * 2


def test_who_follows_in_the_same_table_is_named(writer):
    [_, ines] = report_on(Table(IN_TURN)).lines

    assert ines.sentences == ["Odd Larsen holds this role from 1 January 2092."]
    assert ines.until is None


def test_who_is_entered_before_a_holder_ends_when_that_one_begins(
    writer, premier, ines
):
    appoint(ines, premier, by=writer, started_on=date(2092, 1, 1))
    text = "Odd Larsen,Premier,Cabinet Office,2091-06-01,,\n"

    named = ["Ines Calder holds this role from 1 January 2092."]
    assert line(text).sentences == named
    enter_appointments(Table(HEAD + text, ends_former=True), by=writer)

    assert held_days() == {
        "Ines Calder": (2092, None),
        "Odd Larsen": (2091, date(2092, 1, 1)),
    }


def test_an_end_is_told_by_the_release_that_tells_who_follows(writer, premier, ines):
    release = make_edition(headline="New posts").release
    appoint(
        *(ines, premier), by=writer, started_on=date(2092, 1, 1), announced_in=release
    )
    text = HEAD + "Odd Larsen,Premier,Cabinet Office,2091-06-01,,\n"

    enter_appointments(Table(text, ends_former=True), by=writer)

    odd = RoleAppointment.objects.get(person__name="Odd Larsen")
    assert (odd.ended_on, odd.end_announced_in) == (date(2092, 1, 1), release)


def test_a_holder_ends_when_the_first_of_several_begins(writer, premier, ines):
    appoint(ines, premier, by=writer, started_on=date(2090, 1, 1))
    later = "Odd Larsen,Premier,Cabinet Office,2092-01-01,,\n"
    first = "Una Low,Premier,Cabinet Office,2091-01-01,,\n"
    known = "Ines Calder,Premier,Cabinet Office,2090-01-01,,\n"

    table = Table(HEAD + later + first + known, ends_former=True)
    enter_appointments(table, by=writer)

    assert held_days() == {
        "Ines Calder": (2090, date(2091, 1, 1)),
        "Una Low": (2091, date(2092, 1, 1)),
        "Odd Larsen": (2092, None),
    }


def test_two_who_begin_on_one_day_are_named_and_neither_ends():
    both = "Ines Calder,Premier,,2090-01-01,,\nOdd Larsen,Premier,,2090-01-01,,\n"

    [_, odd] = report_on(Table(HEAD + both, ends_former=True)).lines

    assert odd.sentences == ["Begins in this role that day too: Ines Calder."]
    assert odd.until is None


def test_one_bad_line_stops_all_or_is_left_out(writer):
    table = Table(CABINET + "Una Low,Premier,,never,,\n")

    with pytest.raises(Refused, match="Nothing is entered, because of line 5"):
        enter_appointments(table, by=writer)
    assert not Person.objects.exists()

    enter_good_appointments(table, by=writer)
    assert RoleAppointment.objects.count() == 3
    assert not Person.objects.filter(name="Una Low").exists()


def test_what_changed_since_the_report_is_shown_first(writer):
    table = Table(CABINET)
    shown = report_on(table).digest
    add_person(by=writer, name="Odd Larsen")

    for enter in (enter_appointments, enter_good_appointments):
        with pytest.raises(Conflict, match="A colleague changed the registers"):
            enter(table, by=writer, shown=shown)
    assert not RoleAppointment.objects.exists()


def test_who_may_not_write_enters_nothing(records_officer):
    for enter in (enter_appointments, enter_good_appointments):
        with pytest.raises(Refused, match="may not write releases"):
            enter(Table(CABINET), by=records_officer)


def test_an_empty_table_and_what_is_none_are_refused(writer):
    with pytest.raises(Refused, match="There is no appointment in this table"):
        report_on(Table(HEAD))
    with pytest.raises(Refused, match="names no column for"):
        enter_appointments(Table("Dear colleagues"), by=writer)


def test_a_long_table_takes_as_many_queries_as_a_short_one(writer):
    def queries(first: int, number: int) -> int:
        lines = (
            f"Person {n},Role {n},Body {n},2090-01-01,,\n"
            for n in range(first, first + number)
        )
        with CaptureQueriesContext(connection) as made:
            enter_appointments(Table(HEAD + "".join(lines)), by=writer)
        return len(made)

    queries(0, 1)  # what Django looks up once
    assert queries(10, 1) == queries(100, 300) <= 25
