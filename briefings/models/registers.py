"""What a table of appointments means in the registers as they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from briefings.models.people import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)
from briefings.models.releases import Release
from briefings.models.spans import overlap
from briefings.text.appointments import WrittenAppointment
from briefings.text.dates import day_in_words

# The number of a row, or the name of one that is not there yet.
Key = int | str | tuple[Any, ...]
NEW = 0


@dataclass(frozen=True)
class Table:
    """A table, and how it is meant. `chosen` says who is meant by a name that several
    people have: the number of a person, or `NEW`. Readers learn nothing of it before
    the release is public that it is `announced_in`."""

    text: str
    last_day: bool = False
    ends_former: bool = False
    chosen: Mapping[str, int] = field(default_factory=dict)
    announced_in: Release | None = None


@dataclass
class Line:
    """What one line of a table would do: `new`, `ends`, `unchanged` or `refused`."""

    written: WrittenAppointment
    outcome: str = "new"
    organisation: Key | None = None
    role: Key = ""
    person: Key = ""
    adds: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    choices: list[Person] = field(default_factory=list)
    ending: list[RoleAppointment] = field(default_factory=list)

    @property
    def keys(self) -> tuple[Any, ...]:
        return self.organisation, self.role, self.person

    def refuse(self, *sentences: str) -> None:
        self.outcome = "refused"
        self.sentences += sentences


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
        for appointment in theirs:
            if _is_end_of(appointment, line.written):
                line.outcome, line.ending = "ends", [appointment]
            elif overlap(appointment, line.written):
                days = _span(appointment)
                line.refuse(f"This person holds that role {days} already.")
                return

    def _held(self, role: Key) -> list[RoleAppointment]:
        return self.known.held.get(role, []) if isinstance(role, int) else []

    def _compare_with_lines(self, line: Line) -> None:
        earlier = self.before[line.person, line.role]
        for other in earlier:
            if line.outcome == "new" and _is_same(other, line.written):
                line.outcome = "unchanged"
                line.sentences.append(f"Line {other.line} says the same.")
                return
            if line.outcome != "unchanged" and overlap(other, line.written):
                line.refuse(f"Line {other.line} has this person in that role then.")
                return
        earlier.append(line.written)

    def follow_up(self, lines: list[Line]) -> None:
        """Whoever holds a role that somebody else begins ends, or is named."""
        told = {(line.person, line.role) for line in lines}
        taken: set[int] = set()
        for line in lines:
            for held in self._former(line, told):
                name = held.person.kept.name
                if not self.table.ends_former:
                    line.sentences.append(f"{name} still holds this role.")
                elif held.pk not in taken:
                    taken.add(held.pk)
                    line.ending.append(held)
                    line.sentences.append(f"Ends the appointment of {name} that day.")

    def _former(
        self, line: Line, told: set[tuple[Key, Key]]
    ) -> Iterator[RoleAppointment]:
        if line.outcome != "new" or line.written.ended_on:
            return
        for held in self._held(line.role):
            key = (held.person.kept.pk, line.role)
            if not held.ended_on and key not in told and _began_before(held, line):
                yield held


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


def _began_before(held: RoleAppointment, line: Line) -> bool:
    day = line.written.started_on
    return day is not None and (held.started_on is None or held.started_on < day)


def _span(held: RoleAppointment) -> str:
    start = held.started_on and f"from {day_in_words(held.started_on)}"
    end = held.ended_on and f"until {day_in_words(held.ended_on)}"
    return " ".join(part for part in (start, end) if part) or "always"
