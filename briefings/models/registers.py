"""What a table of appointments means in the registers as they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from briefings.models.appointment_tables import NEW, Key, Line, Table
from briefings.models.people import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)
from briefings.models.successions import days_of_stay, settle
from briefings.text.appointments import WrittenAppointment


def folded(name: str) -> str:
    return " ".join(name.casefold().split())


class Registers:
    """The rows that a table may mean, in six queries."""

    def __init__(self, rows: Sequence[WrittenAppointment]) -> None:
        self.people: dict[str, dict[int, Person]] = defaultdict(dict)
        self.organisations: dict[str, set[int]] = defaultdict(set)
        self.roles: dict[str, list[Role]] = defaultdict(list)
        self.held: dict[int, list[RoleAppointment]] = defaultdict(list)
        self._find_people({row.person for row in rows})
        self._find_organisations({row.organisation for row in rows} - {""})
        self._find_roles({row.role for row in rows})
        self._find_held()

    def _find_people(self, names: set[str]) -> None:
        rows = Person.objects.select_related("merged_into")
        for row in _called(rows, names):
            self.people[folded(row.name)][row.kept.pk] = row.kept
        others = PersonName.objects.select_related("person__merged_into")
        for other in _called(others, names):
            kept = other.person.kept
            self.people[folded(other.name)][kept.pk] = kept

    def _find_organisations(self, names: set[str]) -> None:
        rows = Organisation.objects.select_related("merged_into")
        for row in _called(rows, names):
            self.organisations[folded(row.name)].add(row.kept.pk)
        others = OrganisationName.objects.select_related("organisation__merged_into")
        for other in _called(others, names):
            self.organisations[folded(other.name)].add(other.organisation.kept.pk)

    def _find_roles(self, titles: set[str]) -> None:
        other = Q(other_titles__overlap=list(titles))
        rows = Role.objects.select_related(
            "organisation__merged_into", "merged_into__organisation__merged_into"
        )
        for row in _called(rows, titles, "title", other):
            for title in {folded(title) for title in (row.title, *row.other_titles)}:
                if row.kept not in self.roles[title]:
                    self.roles[title].append(row.kept)

    def _find_held(self) -> None:
        roles = {role.pk for found in self.roles.values() for role in found}
        rows = Role.objects.filter(Q(pk__in=roles) | Q(merged_into__in=roles))
        held = RoleAppointment.objects.filter(role__in=rows)
        for row in held.select_related("person__merged_into", "role__merged_into"):
            self.held[row.role.kept.pk].append(row)


def _called(
    rows: QuerySet[Any], names: set[str], column: str = "name", other: Q | None = None
) -> QuerySet[Any]:
    """Also as they stand: a database may fold no more than plain letters."""
    low = [name.lower() for name in names]
    called = Q(**{f"{column}__in": names}) | Q(low_name__in=low)
    found: QuerySet[Any] = rows.alias(low_name=Lower(column))
    return found.filter(called | (other or Q(pk=None)))


def planned(
    rows: Iterable[WrittenAppointment], known: Registers, table: Table
) -> list[Line]:
    plan = _Plan(known, table)
    lines = [plan.line(row) for row in rows]
    plan.follow_up(lines)
    return lines


class _Plan:
    def __init__(self, known: Registers, table: Table) -> None:
        self.known, self.table = known, table
        self.before: dict[Any, list[WrittenAppointment]] = defaultdict(list)
        self.filled: dict[int, int] = {}

    def line(self, row: WrittenAppointment) -> Line:
        line = Line(row)
        if row.faults:
            line.refuse(*row.faults)
            return line
        self._find_organisation(line)
        self._find_role(line)
        self._find_person(line)
        if line.outcome != "refused":
            self._compare_with_held(line)
            self._compare_with_lines(line)
        return line

    def _find_organisation(self, line: Line) -> None:
        name = line.written.organisation
        if not name:
            return
        found = self.known.organisations.get(folded(name), set())
        if len(found) > 1:
            line.refuse(f"Several organisations are called {name}.")
        elif found:
            line.organisation = next(iter(found))
        else:
            line.organisation = folded(name)
            line.adds.append("organisation")

    def _find_role(self, line: Line) -> None:
        title = line.written.role
        called = self.known.roles.get(folded(title), [])
        found = _of_organisation(called, line.organisation)
        if len(found) > 1:
            line.refuse(f"Several roles are called {title}: name the organisation.")
        elif found:
            line.role = found[0].pk
            # The body is known by the role, whatever the table calls it.
            line.adds = [what for what in line.adds if what != "organisation"]
        else:
            line.role = (folded(title), line.organisation)
            line.adds.append("role")

    def _find_person(self, line: Line) -> None:
        name = folded(line.written.person)
        found = self.known.people.get(name, {})
        chosen = self.table.chosen.get(name)
        if chosen in found:
            line.person = chosen or 0
        elif len(found) == 1:
            line.person = next(iter(found))
        elif not found or chosen == NEW:
            line.person = name
            line.adds.append("person")
        if len(found) > 1:
            line.choices = list(found.values())
        if line.person == "":
            line.refuse(f"Several people are called {line.written.person}: choose one.")

    def _compare_with_held(self, line: Line) -> None:
        held = self._held(line.role)
        theirs = [a for a in held if a.person.kept.pk == line.person]
        for appointment in theirs:
            if _is_same(appointment, line.written):
                line.outcome = "unchanged"
                return
            if self.table.ends_former and _was_followed(appointment, line, held):
                line.outcome = "unchanged"
                line.sentences.append(f"Held {days_of_stay(appointment)}.")
                return
        for appointment in theirs:
            if _is_end_of(appointment, line.written):
                line.outcome, line.ending = "ends", [appointment]

    def _held(self, role: Key) -> list[RoleAppointment]:
        return self.known.held.get(role, []) if isinstance(role, int) else []

    def _compare_with_lines(self, line: Line) -> None:
        earlier = self.before[line.person, line.role]
        for other in earlier:
            if line.outcome != "unchanged" and _is_same(other, line.written):
                line.outcome, line.ending = "unchanged", []
                line.sentences.append(f"Line {other.line} says the same.")
                return
        earlier.append(line.written)
        for held in line.ending:
            other_line = self.filled.setdefault(held.pk, line.written.line)
            if other_line != line.written.line:
                line.ending = []
                line.refuse(f"Line {other_line} has another end for this.")

    def follow_up(self, lines: list[Line]) -> None:
        """Who holds a role one after the other, of the registers and of the table
        alike."""
        begun: dict[Key, list[Line]] = defaultdict(list)
        for line in lines:
            if line.outcome in ("new", "ends"):
                begun[line.role].append(line)
        for role, of_role in begun.items():
            settle(self._held(role), of_role, self.table)


def _of_organisation(roles: list[Role], organisation: Key | None) -> list[Role]:
    """Those of the body, else those of none; of no body named, all."""
    if organisation is None:
        return roles
    own = [role for role in roles if role.body and role.body.pk == organisation]
    return own or [role for role in roles if role.body is None]


def _is_same(one: Any, written: WrittenAppointment) -> bool:
    return (one.started_on, one.ended_on, one.capacity) == (
        written.started_on,
        written.ended_on,
        written.capacity,
    )


def _is_end_of(held: RoleAppointment, written: WrittenAppointment) -> bool:
    return (
        held.started_on == written.started_on
        and held.capacity == written.capacity
        and held.ended_on is None
        and written.ended_on is not None
    )


def _was_followed(
    of_person: RoleAppointment, line: Line, held: Iterable[RoleAppointment]
) -> bool:
    """Whether it is what the line begins, ended by the next as the table wants it: by
    somebody else, or by the same person who is confirmed."""
    written = line.written
    return (
        written.ended_on is None
        and (of_person.started_on, of_person.capacity)
        == (written.started_on, written.capacity)
        and of_person.ended_on is not None
        and any(a.started_on == of_person.ended_on for a in held)
    )
