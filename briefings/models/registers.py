"""What a table of appointments means in the registers as they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from briefings.models.people import (
    Capacity,
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
    """What one line of a table would do: `new`, `ends`, `unchanged` or `refused`.
    `until` is the end of a new one that names none, because somebody else begins,
    and `until_told_by` the number of the release that announces who does."""

    written: WrittenAppointment
    outcome: str = "new"
    organisation: Key | None = None
    role: Key = ""
    person: Key = ""
    adds: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    choices: list[Person] = field(default_factory=list)
    ending: list[RoleAppointment] = field(default_factory=list)
    until: date | None = None
    until_told_by: int | None = None

    @property
    def ended_on(self) -> date | None:
        return self.written.ended_on or self.until

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
            if self.table.ends_former and _was_followed(appointment, line, held):
                line.outcome = "unchanged"
                line.sentences.append(f"Held {_span(appointment)}.")
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
        """Whoever holds a role that somebody else begins ends, or is named: of the
        registers and of the table alike."""
        closed = {a.pk for line in lines if line.outcome == "ends" for a in line.ending}
        begun: dict[Key, list[Line]] = defaultdict(list)
        for line in lines:
            if line.outcome == "new":
                begun[line.role].append(line)
        for role, beginning in begun.items():
            new = [_Stay(line.person, line.written, line) for line in beginning]
            held = [_Stay(a.person.kept.pk, a) for a in self._held(role)]
            for stay in held:
                if stay.is_open and stay.span.pk not in closed:
                    self._end_held(stay, _next(stay, new))
            for stay in new:
                if stay.is_open:
                    self._end_new(stay, _next(stay, held + new))
            _tell_of_one_day(held, new)

    def _end_held(self, stay: "_Stay", following: "_Stay | None") -> None:
        if following is None or following.line is None:
            return
        line = following.line
        if self.table.ends_former:
            line.ending.append(stay.span)
            line.sentences.append(f"Ends the appointment of {stay.name} that day.")
        else:
            line.sentences.append(f"{stay.name} still holds this role.")

    def _end_new(self, stay: "_Stay", following: "_Stay | None") -> None:
        if following is None or stay.line is None:
            return
        day = following.span.started_on
        if self.table.ends_former:
            stay.line.until = day
            # The end would give away who begins, were it told before them.
            if following.line is None:
                stay.line.until_told_by = following.span.announced_in_id
            sentence = f"Ends on {day_in_words(day)}, when {following.name} begins."
        else:
            sentence = f"{following.name} holds this role from {day_in_words(day)}."
        stay.line.sentences.append(sentence)


@dataclass(frozen=True)
class _Stay:
    """Somebody in a role: as the registers have it, or a new line of the table."""

    person: Key
    span: Any
    line: Line | None = None

    @property
    def name(self) -> str:
        held = self.line is None
        return str(self.span.person.kept.name if held else self.span.person)

    @property
    def is_open(self) -> bool:
        return self.span.ended_on is None

    @property
    def fills_role(self) -> bool:
        """Who only stood in for a while took nobody's place."""
        return self.is_open or self.span.capacity == Capacity.SUBSTANTIVE


def _next(stay: _Stay, others: Iterable[_Stay]) -> _Stay | None:
    """Whoever else begins first after somebody did."""
    later = [
        other
        for other in others
        if other.fills_role
        and other.person != stay.person
        and (other.span.started_on or date.min) > (stay.span.started_on or date.min)
    ]
    return min(later, key=lambda other: other.span.started_on, default=None)


def _tell_of_one_day(held: list[_Stay], new: list[_Stay]) -> None:
    """Neither of two who begin on one day ends the other: they are only named."""
    begun: dict[date | None, list[_Stay]] = defaultdict(list)
    for stay in (*held, *new):
        if not stay.is_open:
            continue
        same_day = begun[stay.span.started_on]
        names = [other.name for other in same_day if other.person != stay.person]
        if stay.line and names:
            named = ", ".join(names)
            stay.line.sentences.append(f"Begins in this role that day too: {named}.")
        same_day.append(stay)


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
    """Whether it is what the line begins, ended by the next as the table wants it."""
    written = line.written
    return (
        written.ended_on is None
        and (of_person.started_on, of_person.capacity)
        == (written.started_on, written.capacity)
        and of_person.ended_on is not None
        and any(
            a.started_on == of_person.ended_on and a.person.kept.pk != line.person
            for a in held
        )
    )


def _span(held: RoleAppointment) -> str:
    start = held.started_on and f"from {day_in_words(held.started_on)}"
    end = held.ended_on and f"until {day_in_words(held.ended_on)}"
    return " ".join(part for part in (start, end) if part) or "always"
