from datetime import date

import pytest

from briefings.actions.people import (
    add_person,
    add_role,
    appoint,
    end_appointment,
    hand_over,
)
from briefings.errors import Refused
from briefings.models import RoleAppointment
from tests.making import make_edition

pytestmark = pytest.mark.django_db

START, DAY = date(2090, 1, 1), date(2091, 3, 5)


@pytest.fixture
def role(writer):
    return add_role(by=writer, title="Transport Minister")


@pytest.fixture
def held(writer, role):
    return make_holder(role, "Ines Calder", by=writer)


@pytest.fixture
def odd(writer):
    return add_person(by=writer, name="Odd Larsen")


def make_holder(role, name, *, by, **about) -> RoleAppointment:
    return appoint(add_person(by=by, name=name), role, by=by, started_on=START, **about)


def test_one_holder_ends_and_the_next_begins_on_one_day(writer, role, held, odd):
    release = make_edition(headline="New posts").release

    next_held = hand_over(role, to=odd, on=DAY, by=writer, announced_in=release)

    held.refresh_from_db()
    assert (held.ended_on, held.end_announced_in) == (DAY, release)
    assert (next_held.person, next_held.started_on) == (odd, DAY)
    assert next_held.announced_in == release


def test_who_stands_in_ends_too(writer, role, held, odd):
    end_appointment(held, by=writer, ended_on=date(2091, 1, 1))
    acting = make_holder(role, "Ada Acting", by=writer, capacity="acting")

    hand_over(role, to=odd, on=DAY, by=writer)

    acting.refresh_from_db()
    assert acting.ended_on == DAY


def test_who_stood_in_may_follow(writer, role, held):
    acting = make_holder(role, "Ada Acting", by=writer, capacity="acting")

    full = hand_over(role, to=acting.person, on=DAY, by=writer)

    acting.refresh_from_db()
    assert (acting.ended_on, full.capacity) == (DAY, "substantive")


def test_a_role_that_nobody_holds_begins(writer, role, odd):
    assert hand_over(role, to=odd, on=DAY, by=writer).started_on == DAY


def test_of_several_holders_one_is_followed(writer, role, held, odd):
    other = make_holder(role, "Ada Second", by=writer)

    with pytest.raises(Refused, match="Several people hold this role"):
        hand_over(role, to=odd, on=DAY, by=writer)
    hand_over(role, to=odd, on=DAY, by=writer, follows=other)

    held.refresh_from_db()
    other.refresh_from_db()
    assert (held.ended_on, other.ended_on) == (None, DAY)


def test_nobody_follows_themselves_or_an_end_that_is_known(writer, role, held, odd):
    with pytest.raises(Refused, match="Ines Calder holds this role on 5 March 2091"):
        hand_over(role, to=held.person, on=DAY, by=writer)
    with pytest.raises(Refused, match="Ines Calder began on 1 January 2090"):
        hand_over(role, to=odd, on=START, by=writer)
    end_appointment(held, by=writer, ended_on=date(2092, 1, 1))
    with pytest.raises(Refused, match="holds this role until 1 January 2092"):
        hand_over(role, to=odd, on=DAY, by=writer)

    assert role.appointments.count() == 1


def test_who_may_not_write_hands_nothing_over(records_officer, role, held, odd):
    with pytest.raises(Refused, match="may not write releases"):
        hand_over(role, to=odd, on=DAY, by=records_officer)


def test_nobody_is_put_before_somebody_who_began_later(writer, role, odd):
    later = make_holder(role, "Ines Calder", by=writer)

    with pytest.raises(Refused, match="Ines Calder holds this role from 1 January"):
        hand_over(role, to=odd, on=date(2089, 1, 1), by=writer)

    assert RoleAppointment.objects.get() == later
