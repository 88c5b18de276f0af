"""Many appointments entered at once, as a change of government needs it: first a report
of what would happen, line by line, then exactly that."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from briefings.actions.addresses import free_slugs, wait_for_other_addresses
from briefings.actions.people import sort_name, unseen_ends_give_way
from briefings.actions.storing import refusing
from briefings.errors import Conflict, Refused
from briefings.models import Organisation, Person, Role, RoleAppointment, User
from briefings.models.appointment_tables import Line, Table
from briefings.models.registers import Registers, planned
from briefings.permissions import demand
from briefings.text.appointments import NotATable, read_appointments
from briefings.workflow import Duty


class Report:
    """What a table would do to the registers as they are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.bad = [line for line in lines if line.outcome == "refused"]
        self.good = [line for line in lines if line.outcome in ("new", "ends")]

    @property
    def counts(self) -> Counter[str]:
        """Lines by their outcome, and what is new, each once."""
        new = {
            (what, key)
            for line in self.good
            for what, key in zip(
                ("organisation", "role", "person"), line.keys, strict=True
            )
            if what in line.adds
        }
        outcomes = Counter(line.outcome for line in self.lines)
        return outcomes + Counter(f"new {what}" for what, _ in new)

    @property
    def digest(self) -> str:
        """The same while it would do the same, whomever somebody chooses."""
        told = [line.done for line in self.lines]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def report_on(table: Table) -> Report:
    """Look, and change nothing; a handful of queries however long the table is."""
    try:
        rows = read_appointments(table.text, last_day=table.last_day)
    except NotATable as error:
        raise Refused(str(error)) from error
    if not rows:
        raise Refused("There is no appointment in this table.")
    return Report(planned(rows, Registers(rows), table))


@transaction.atomic
def enter_appointments(
    table: Table, *, by: User | None, shown: str | None = None
) -> Report:
    """Enter every line, or nothing. `shown` is the digest of the report that somebody
    has read: if anything else would happen by now they read it again."""
    report = _looked_at_again(table, by=by, shown=shown)
    if report.bad:
        lines = ", ".join(str(line.written.line) for line in report.bad[:10])
        raise Refused(
            f"Nothing is entered, because of line {lines}. Mend the table, or leave "
            "such lines out."
        )
    return _enter(report, table)


@transaction.atomic
def enter_good_appointments(
    table: Table, *, by: User | None, shown: str | None = None
) -> Report:
    """Enter what can be entered, and leave the other lines out."""
    return _enter(_looked_at_again(table, by=by, shown=shown), table)


def _looked_at_again(table: Table, *, by: User | None, shown: str | None) -> Report:
    demand(by, Duty.WRITE)
    # Nobody else enters a table, or a new name, until this is done.
    wait_for_other_addresses()
    report = report_on(table)
    if shown is not None and shown != report.digest:
        raise Conflict(
            "A colleague changed the registers meanwhile, or a choice changes other "
            "lines: nothing is entered. Read the report once more."
        )
    return report


def _enter(report: Report, table: Table) -> Report:
    bodies = _added(report, "organisation", _organisation)
    roles = _added(report, "role", lambda line: _role(line, bodies))
    people = _added(report, "person", _person)
    _end(report, table)
    begun = [
        RoleAppointment(
            person_id=people.get(line.person, line.person),
            role_id=roles.get(line.role, line.role),
            started_on=line.written.started_on,
            ended_on=line.ended_on,
            capacity=line.written.capacity,
            announced_in=table.announced_in,
            end_announced_in_id=_end_told_by(line, table),
        )
        for line in report.good
        if line.outcome == "new"
    ]
    with refusing(RoleAppointment()):
        RoleAppointment.objects.bulk_create(begun)
    return report


def _end_told_by(line: Line, table: Table) -> int | None:
    if not line.ended_on:
        return None
    told_by = table.announced_in.pk if table.announced_in else None
    return line.until_told_by or told_by


def _added(report: Report, what: str, make: Any) -> dict[Any, int]:
    """The numbers of new rows by what the lines call them."""
    new = {getattr(ln, what): make(ln) for ln in report.good if what in ln.adds}
    if not new:
        return {}
    rows: list[Any] = list(new.values())
    for row, slug in zip(rows, free_slugs(type(rows[0]), map(str, rows)), strict=True):
        row.slug = slug
    type(rows[0]).objects.bulk_create(rows)
    return {key: row.pk for key, row in new.items()}


def _organisation(line: Line) -> Organisation:
    return Organisation(name=line.written.organisation)


def _role(line: Line, bodies: dict[Any, int]) -> Role:
    body: Any = bodies.get(line.organisation, line.organisation)
    return Role(title=line.written.role, organisation_id=body)


def _person(line: Line) -> Person:
    name = line.written.person
    return Person(name=name, sort_name=sort_name(name))


def _end(report: Report, table: Table) -> None:
    days = {
        held.pk: line.written.ended_on
        if line.outcome == "ends"
        else line.written.started_on
        for line in report.good
        for held in line.ending
    }
    locked = RoleAppointment.objects.select_for_update().filter(pk__in=days)
    rows = list(locked.order_by("pk"))
    for row in rows:
        if row.ended_on:
            raise Conflict("A colleague ended an appointment meanwhile: look again.")
        row.ended_on, row.end_announced_in = days[row.pk], table.announced_in
    unseen_ends_give_way(rows)
    with refusing(RoleAppointment()):
        RoleAppointment.objects.bulk_update(rows, ["ended_on", "end_announced_in"])
