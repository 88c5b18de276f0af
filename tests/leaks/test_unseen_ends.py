"""The end of an appointment that only a limited draft announces is nowhere for who may
not see that draft, and what they do meanwhile does not undo it."""

from datetime import date, timedelta

import pytest

from briefings.actions.limits import limit_release
from briefings.actions.people import add_person, add_role, appoint, end_appointment
from briefings.actions.subjects import add_entry, change_entry, remove_entry
from briefings.errors import Refused
from briefings.models import AuditEntry, Limit, Release, RoleAppointment
from briefings.models.visibility import looking_as
from briefings.permissions import ADMINISTRATOR, WRITER, audit_open_to
from tests.making import MONDAY, make_edition, make_member

pytestmark = pytest.mark.django_db

BEGAN = date(2090, 1, 1)
ENDS = MONDAY.date()
A_DAY = timedelta(days=1)


@pytest.fixture
def draft(db):
    edition = make_edition(headline="Zyzzyva resigns")
    nan = make_member(WRITER, "Nan")
    limit_release(edition.release, by=edition.written_by, people=[nan])
    return edition


@pytest.fixture
def outsider(db):
    make_member(ADMINISTRATOR, "Orla")
    return make_member(WRITER, "Orla")


@pytest.fixture
def held(draft):
    ines = add_person(by=None, name="Ines Calder")
    role = add_role(by=None, title="Harbour Master")
    held = appoint(ines, role, by=None, started_on=BEGAN)
    return end_appointment(
        held, by=draft.written_by, ended_on=ENDS, announced_in=draft.release
    )


def as_seen(held):
    row = RoleAppointment.objects.get(pk=held.pk)
    return row.ended_on, row.end_announced_in


def test_an_end_is_told_with_the_draft_that_announces_it(held, draft, outsider):
    rows = RoleAppointment.objects

    with looking_as(outsider):
        assert as_seen(held) == (None, None)
        assert held in rows.filter(ended_on=None, end_announced_in=None)
        assert held in rows.on(ENDS + A_DAY)
        assert rows.values_list("ended_on", "end_announced_in__slug").get() == (
            None,
            None,
        )
        assert not rows.filter(person__appointments__ended_on__gt=BEGAN).exists()
        assert not Release.objects.filter(appointments_ended=held).exists()
        assert rows.select_related("end_announced_in").get().end_announced_in is None
    with looking_as(draft.written_by):
        assert as_seen(held) == (ENDS, draft.release)
        assert held not in rows.on(ENDS + A_DAY)


def test_the_end_is_told_once_the_limit_is_gone(held, draft, outsider):
    Limit.objects.all().delete()

    with looking_as(outsider):
        assert as_seen(held) == (ENDS, draft.release)


def test_no_page_tells_the_end(client, held, outsider):
    client.force_login(outsider)
    own = f"{held.pk}/change/"

    for page in (own, "", f"held/?on={ENDS + A_DAY}"):
        answer = client.get(f"/admin/briefings/roleappointment/{page}", follow=True)
        told = answer.content.decode()
        assert "Ines Calder" in told
        assert "Zyzzyva" not in told
        assert f"{ENDS:%Y-%m-%d}" not in told.replace(str(ENDS + A_DAY), "")
        assert f"{ENDS:%-d %b %Y}" not in told


def test_who_changes_something_else_takes_no_hidden_end_away(held, draft, outsider):
    with looking_as(outsider):
        change_entry(held, by=outsider, was={"ended_on": None}, capacity="acting")

    assert as_seen(held) == (ENDS, draft.release)
    assert RoleAppointment.objects.get().capacity == "acting"


def test_an_end_that_is_entered_goes_before_a_hidden_one(held, outsider):
    later = ENDS + 30 * A_DAY

    with looking_as(outsider):
        row = RoleAppointment.objects.get(pk=held.pk)
        end_appointment(row, by=outsider, ended_on=later)
        assert as_seen(held) == (later, None)
        told = audit_open_to(outsider).filter(subject="roleappointment")
        assert next((e.old, e.new) for e in told.order_by("-pk")) == (
            {"ended_on": None},
            {"ended_on": f"{later}"},
        )
    assert as_seen(held) == (later, None)


def test_a_beginning_after_a_hidden_end_is_entered_all_the_same(held, outsider):
    with looking_as(outsider):
        change_entry(held, by=outsider, started_on=ENDS + A_DAY)
        assert as_seen(held) == (None, None)


def test_nobody_finds_a_hidden_end_by_entering_what_it_would_let_in(held, outsider):
    again = RoleAppointment(
        person=held.person, role=held.role, started_on=ENDS + 2 * A_DAY
    )

    with looking_as(outsider), pytest.raises(Refused, match="holds that role already"):
        add_entry(again, by=outsider)
    assert add_entry(again, by=None)


def test_an_appointment_with_a_hidden_end_is_removed_as_one_without(held, outsider):
    with looking_as(outsider):
        remove_entry(held, by=outsider)
    told = AuditEntry.objects.get(subject="roleappointment", verb="delete")

    assert "ended_on" not in told.old
    assert not RoleAppointment.objects.exists()


def test_the_audit_keeps_quiet_of_a_hidden_end_and_its_later_days(
    held, draft, outsider
):
    with looking_as(draft.written_by):
        change_entry(held, by=draft.written_by, ended_on=ENDS + A_DAY)
    whole = AuditEntry.objects.filter(subject="roleappointment")
    assert whole.count() == 3

    with looking_as(outsider):
        told = audit_open_to(outsider).filter(subject="roleappointment")
        assert [entry.verb for entry in told] == ["add"]
