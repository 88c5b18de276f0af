"""Two colleagues who change the people of the record at one moment."""

from datetime import date

import pytest

from briefings.actions.merging import merge
from briefings.actions.people import add_person, add_role, appoint, hand_over
from briefings.models import Person, Role
from tests.actions.racing import at_once, kinds, the_refusal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("committed"),
]
DAY = date(2091, 3, 5)


def test_of_two_handovers_of_a_role_one_happens(writer, approver):
    role = add_role(by=writer, title="Transport Minister")
    ines, odd, una = (add_person(by=writer, name=n) for n in ("Ines", "Odd", "Una"))
    held = appoint(ines, role, by=writer, started_on=date(2090, 1, 1))

    outcomes = at_once(
        lambda: hand_over(role, to=odd, on=DAY, by=writer),
        lambda: hand_over(role, to=una, on=DAY, by=approver),
        door=lambda: Role.objects.select_for_update().get(pk=role.pk),
    )

    assert kinds(outcomes) == ["Refused", "RoleAppointment"]
    assert "began on 5 March 2091" in the_refusal(outcomes)
    held.refresh_from_db()
    assert held.ended_on == DAY
    assert role.appointments.count() == 2


def test_two_who_merge_both_ways_make_no_circle(records_officer, administrator):
    ines, inez = (add_person(by=None, name=n) for n in ("Ines", "Inez"))

    outcomes = at_once(
        lambda: merge(ines, inez, by=records_officer),
        lambda: merge(inez, ines, by=administrator),
        door=lambda: list(Person.objects.select_for_update().order_by("pk")),
    )

    assert kinds(outcomes) == ["Person", "Refused"]
    assert "is one already" in the_refusal(outcomes)
    assert Person.objects.kept().count() == 1
