"""Who ends when the next begins: returns, confirmations, leave, and several at once."""

from datetime import date

import pytest

from briefings.actions.appointments import enter_appointments, report_on
from briefings.actions.people import add_person, add_role, appoint
from briefings.models import RoleAppointment
from briefings.models.appointment_tables import Table, key_of_held

pytestmark = pytest.mark.django_db

HEAD = "name,post,start_date,end_date,capacity\n"


@pytest.fixture
def whip(writer):
    return add_role(by=writer, title="Whip")


@pytest.fixture
def hold(writer, whip):
    """Have somebody hold the role from the first day of a year."""

    def holding(name: str, year: int, until: int = 0, **about) -> RoleAppointment:
        person = add_person(by=writer, name=name)
        if until:
            about["ended_on"] = date(until, 1, 1)
        return appoint(person, whip, by=writer, started_on=date(year, 1, 1), **about)

    return holding


def table(*lines: str, **how) -> Table:
    rows = "".join(f"{row}\n" for row in lines)
    return Table(HEAD + rows, **{"ends_former": True} | how)


def begins(name: str, year: int, capacity: str = "", until: str = "") -> str:
    return f"{name},Whip,{year}-01-01,{until},{capacity}"


def lines(*rows: str, **how):
    return report_on(table(*rows, **how)).lines


def held() -> list[tuple]:
    """Who held the role how, from which year until which."""
    rows = RoleAppointment.objects.select_related("person").order_by("started_on", "pk")
    return [
        (a.person.name, a.capacity, a.started_on.year, a.ended_on and a.ended_on.year)
        for a in rows
    ]


def test_somebody_returns_to_a_role_that_another_held_meanwhile(writer, hold):
    hold("Ines", 2090)
    returning = table(begins("Odd", 2091), begins("Ines", 2092))

    enter_appointments(returning, by=writer)

    assert held() == [
        ("Ines", "substantive", 2090, 2091),
        ("Odd", "substantive", 2091, 2092),
        ("Ines", "substantive", 2092, None),
    ]
    again = report_on(returning)
    assert [line.outcome for line in again.lines] == ["unchanged"] * 2


def test_somebody_returns_within_one_table_in_whatever_order(writer):
    rows = (begins("Ines", 2092), begins("Odd", 2091), begins("Ines", 2090))

    enter_appointments(table(*rows), by=writer)

    assert [(name, end) for name, _, _, end in held()] == [
        ("Ines", 2091),
        ("Odd", 2092),
        ("Ines", None),
    ]
    assert {line.outcome for line in lines(*rows)} == {"unchanged"}


def test_whom_nobody_followed_does_not_return(hold):
    hold("Ines", 2090)

    [ines] = lines(begins("Ines", 2092))

    assert ines.outcome == "refused"
    assert ines.sentences == [
        "This person holds that role from 1 January 2090 already."
    ]


def test_nobody_returns_where_the_former_holders_do_not_end(hold):
    hold("Ines", 2090)

    [odd, ines] = lines(begins("Odd", 2091), begins("Ines", 2092), ends_former=False)

    assert (odd.outcome, ines.outcome) == ("new", "refused")


def test_who_acted_is_confirmed(writer, hold):
    hold("Ines", 2090, capacity="acting")
    confirming = table(begins("Ines", 2091))

    [line] = report_on(confirming).lines
    assert line.sentences == ["Ines is confirmed: their appointment until then ends."]
    enter_appointments(confirming, by=writer)

    assert held() == [
        ("Ines", "acting", 2090, 2091),
        ("Ines", "substantive", 2091, None),
    ]
    assert [line.outcome for line in report_on(confirming).lines] == ["unchanged"]


def test_who_acts_in_the_table_is_confirmed_in_it(writer):
    acting, confirmed = begins("Ines", 2090, "acting"), begins("Ines", 2091)

    [first, _] = lines(acting, confirmed)
    assert first.sentences == ["Ends on 1 January 2091, when Ines is confirmed."]
    enter_appointments(table(acting, confirmed), by=writer)

    assert held()[0] == ("Ines", "acting", 2090, 2091)
    assert {line.outcome for line in lines(acting, confirmed)} == {"unchanged"}


def test_nobody_is_confirmed_where_former_appointments_do_not_end(hold):
    hold("Ines", 2090, capacity="acting")

    [line] = lines(begins("Ines", 2091), ends_former=False)

    assert line.outcome == "refused"


def test_who_is_confirmed_beside_a_known_end_waits_for_it(hold):
    hold("Ines", 2090, 2093, capacity="acting")

    assert [ln.outcome for ln in lines(begins("Ines", 2091))] == ["refused"]
    assert [ln.outcome for ln in lines(begins("Ines", 2093))] == ["new"]


def test_who_acts_takes_nobodys_place(writer, hold):
    hold("Ines", 2090)

    enter_appointments(table(begins("Odd", 2091, "acting")), by=writer)

    assert held() == [
        ("Ines", "substantive", 2090, None),
        ("Odd", "acting", 2091, None),
    ]


def test_who_is_on_leave_keeps_their_place_until_somebody_takes_it(writer, hold):
    hold("Ines", 2090)
    leave, cover = begins("Ines", 2091, "on leave"), begins("Odd", 2091, "acting")

    enter_appointments(table(leave, cover), by=writer)
    assert held()[1:] == [
        ("Ines", "on_leave", 2091, None),
        ("Odd", "acting", 2091, None),
    ]

    enter_appointments(table(begins("Una", 2092)), by=writer)
    assert held() == [
        ("Ines", "substantive", 2090, 2091),
        ("Ines", "on_leave", 2091, 2092),
        ("Odd", "acting", 2091, 2092),
        ("Una", "substantive", 2092, None),
    ]


def test_who_comes_back_from_leave_ends_who_stood_in(writer, hold):
    hold("Ines", 2090, capacity="on_leave")
    hold("Odd", 2090, capacity="acting")

    [line] = lines(begins("Ines", 2091))
    assert line.sentences[0] == "Ines is back: their appointment until then ends."
    enter_appointments(table(begins("Ines", 2091)), by=writer)

    assert held() == [
        ("Ines", "on_leave", 2090, 2091),
        ("Odd", "acting", 2090, 2091),
        ("Ines", "substantive", 2091, None),
    ]


def test_who_comes_back_takes_no_place_but_their_own(writer, hold):
    hold("Ines", 2090, capacity="on_leave")
    hold("Una", 2090)

    enter_appointments(table(begins("Ines", 2091)), by=writer)

    assert ("Una", "substantive", 2090, None) in held()


@pytest.fixture
def two(hold):
    return hold("Ines", 2090), hold("Una", 2091)


def test_of_several_side_by_side_nobody_ends_unless_chosen(two):
    [line] = lines(begins("Odd", 2092))

    assert line.sentences == [
        "Several may hold this role at once, so nobody ends: Ines, Una."
    ]
    assert (line.outcome, line.ending) == ("new", [])
    assert list(line.holders.values()) == [
        "Ines, from 1 January 2090",
        "Una, from 1 January 2091",
    ]


def test_of_several_side_by_side_the_chosen_one_ends(writer, two):
    ines, una = map(key_of_held, two)
    chosen = {2: frozenset({una}), 3: frozenset({ines})}

    enter_appointments(table(begins("Odd", 2092), followed=chosen), by=writer)

    assert held() == [
        ("Ines", "substantive", 2090, None),
        ("Una", "substantive", 2091, 2092),
        ("Odd", "substantive", 2092, None),
    ]


def test_one_who_is_no_holder_of_the_role_cannot_be_chosen(writer, two):
    other = add_role(by=writer, title="Clerk")
    clerk = appoint(two[0].person, other, by=writer, started_on=date(2090, 1, 1))
    chosen = {2: frozenset({key_of_held(clerk), "line-2", "held-x", ""})}

    [line] = lines(begins("Odd", 2092), followed=chosen)

    assert line.ending == []


def test_of_several_in_one_table_the_chosen_one_ends(writer):
    rows = (begins("Ines", 2090), begins("Una", 2090), begins("Odd", 2092))
    assert lines(*rows)[2].holders.keys() == {"line-2", "line-3"}

    chosen = {4: frozenset({"line-3"})}
    enter_appointments(table(*rows, followed=chosen), by=writer)

    assert {(name, end) for name, _, _, end in held()} == {
        ("Ines", None),
        ("Una", 2092),
        ("Odd", None),
    }
    assert {line.outcome for line in lines(*rows)} == {"unchanged"}


def test_what_was_chosen_under_a_report_is_entered_without_another(writer, two):
    row = begins("Odd", 2092)
    shown = report_on(table(row)).digest
    chosen = {2: frozenset({key_of_held(two[0])})}

    enter_appointments(table(row, followed=chosen), by=writer, shown=shown)

    assert held()[0] == ("Ines", "substantive", 2090, 2092)


def test_somebody_who_leaves_later_holds_the_role_side_by_side(hold):
    hold("Ines", 2090, until=2095)
    hold("Una", 2091)

    [line] = lines(begins("Odd", 2092))

    assert line.ending == []
    assert list(line.holders.values()) == ["Una, from 1 January 2091"]


def test_whoever_leaves_later_by_a_known_end_is_named(hold):
    hold("Ines", 2090, until=2095)

    [odd] = lines(begins("Odd", 2092))

    assert odd.sentences == ["Ines holds this role until 1 January 2095."]


def test_whose_end_the_table_fills_in_is_named_by_who_begins_before_it(hold):
    hold("Ines", 2090)

    [_, odd] = lines(begins("Ines", 2090, until="2093-01-01"), begins("Odd", 2092))
    [_, una] = lines(begins("Ines", 2090, until="2093-01-01"), begins("Una", 2093))

    assert odd.sentences == ["Ines holds this role until 1 January 2093."]
    assert una.sentences == []


def test_two_who_follow_one_on_a_day_end_that_one_once(writer, hold):
    hold("Ines", 2090)

    enter_appointments(table(begins("Odd", 2091), begins("Una", 2091)), by=writer)

    assert {(name, end) for name, _, _, end in held()} == {
        ("Ines", 2091),
        ("Odd", None),
        ("Una", None),
    }


def test_a_line_that_cannot_be_does_nothing_to_others(hold):
    hold("Una", 2089)
    hold("Ines", 2092)

    [ines] = lines(begins("Ines", 2090))

    assert ines.outcome == "refused"
    assert ines.sentences == [
        "This person holds that role from 1 January 2092 already."
    ]
    assert (ines.ending, ines.until) == ([], None)


def test_one_appointment_has_one_end(hold):
    hold("Ines", 2090)

    ends = [begins("Ines", 2090, until=f"{year}-01-01") for year in (2091, 2091, 2092)]

    assert [line.outcome for line in lines(*ends)] == ["ends", "unchanged", "refused"]
    assert lines(*ends)[2].sentences == ["Line 2 has another end for this."]


def test_an_end_that_is_filled_in_lets_somebody_return(writer, hold):
    hold("Ines", 2090)
    rows = (begins("Ines", 2090, until="2091-01-01"), begins("Ines", 2093))

    enter_appointments(table(*rows, ends_former=False), by=writer)

    assert [(start, end) for _, _, start, end in held()] == [(2090, 2091), (2093, None)]


def test_one_line_that_overlaps_the_other_is_refused_by_its_number(writer):
    rows = (begins("Ines", 2090, until="2093-01-01"), begins("Ines", 2092))

    assert lines(*rows)[1].sentences == ["Line 2 has this person in that role then."]
