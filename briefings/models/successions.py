"""Who follows whom in a role when a table of appointments is entered.

One day after the other is looked at. A role may be held by several side by side, and
then nobody can tell from the days alone whose place is taken: whoever enters the table
chooses. Who acts takes nobody's place, and who is on leave keeps theirs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from briefings.models.appointment_tables import Key, Line, Table, key_of_held
from briefings.models.people import Capacity, RoleAppointment
from briefings.text.dates import day_in_words

_MOST_NAMED = 40  # of those who hold one role side by side
_GOES_ON: dict[tuple[str, str], str] = {
    (Capacity.ACTING, Capacity.SUBSTANTIVE): "is confirmed",
    (Capacity.ON_LEAVE, Capacity.SUBSTANTIVE): "is back",
    (Capacity.SUBSTANTIVE, Capacity.ON_LEAVE): "goes on leave",
}


def settle(
    held: Sequence[RoleAppointment], lines: Sequence[Line], table: Table
) -> None:
    """Say in the lines of one role who ends whom, and refuse those that would have
    somebody in it twice at once."""
    filled = {a.pk: line for line in lines for a in line.ending}
    while True:
        begun = [line for line in lines if line.outcome == "new"]
        stays = [_held(a, filled.get(a.pk)) for a in held]
        stays += [_begun(line) for line in begun]
        contradicted = _Succession(table).run(stays)
        if contradicted is None:
            break
        # Whatever it would have done to others is not done.
        contradicted.line.refuse(contradicted.refusal)
    for stay in stays:
        stay.write()
    _tell_of_one_day([stay for stay in stays if not stay.refusal])


@dataclass(eq=False)
class _Stay:
    """Somebody in a role: as the registers have it, or a new line of the table."""

    person: Key
    name: str
    span: Any
    ended_on: date | None
    line: Any = None
    filled_by: Line | None = None
    refusal: str = ""
    is_named: bool = False
    is_chosen: bool = False
    told_by: int | None = None
    ending: list[RoleAppointment] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.span.started_on or date.min

    @property
    def capacity(self) -> str:
        return str(self.span.capacity)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    def is_held_on(self, day: date) -> bool:
        return self.ended_on is None or self.ended_on > day

    @property
    def key(self) -> str:
        return f"line-{self.span.line}" if self.line else key_of_held(self.span)

    @property
    def label(self) -> str:
        capacity = Capacity(self.capacity)
        how = "" if capacity == Capacity.SUBSTANTIVE else f", {capacity.label.lower()}"
        return f"{self.name}{how}, {days_of_stay(self.span)}"

    def write(self) -> None:
        """Tell the line, once it is known that it stands."""
        if self.line is None:
            return
        if self.refusal:
            self.line.refuse(self.refusal)
            return
        if self.ended_on != self.span.ended_on:
            self.line.until, self.line.until_told_by = self.ended_on, self.told_by
            self.line.until_is_chosen = self.is_chosen
        self.line.ending, self.line.holders = self.ending, self.holders
        self.line.sentences += self.sentences


def _held(appointment: RoleAppointment, filled_by: Line | None) -> _Stay:
    person = appointment.person
    end = filled_by.written.ended_on if filled_by else appointment.ended_on
    return _Stay(
        person.kept.pk, str(person.kept.name), appointment, end, filled_by=filled_by
    )


def _begun(line: Line) -> _Stay:
    written = line.written
    return _Stay(line.person, written.person, written, written.ended_on, line)


class _Succession:
    def __init__(self, table: Table) -> None:
        self.table = table

    def run(self, stays: Iterable[_Stay]) -> _Stay | None:
        """Go from day to day. A new line that somebody's later appointment in the
        registers contradicts is given back: without it all is otherwise."""
        standing: list[_Stay] = []
        in_order = sorted(stays, key=lambda s: (s.day, s.line is not None))
        for day, begun in groupby(in_order, key=lambda s: s.day):
            former = [s for s in standing if s.is_held_on(day)]
            leaving = [s for s in former if s.is_open]
            arrived: list[_Stay] = []
            for stay in begun:
                twice = self._held_already(stay, former, arrived)
                if twice and stay.line is None and twice.line:
                    twice.refusal = _held_by(stay)
                    return twice
                if twice and stay.line:
                    stay.refusal = _held_by(twice)
                    continue
                self._follow(stay, former, leaving)
                arrived.append(stay)
            standing = [*former, *arrived]
        return None

    def _held_already(
        self, stay: _Stay, former: list[_Stay], arrived: list[_Stay]
    ) -> _Stay | None:
        """The appointment of the same person that goes on beside this one. One in
        another capacity ends with it: who acted is confirmed."""
        for other in _of(stay.person, arrived):
            return other
        for other in _of(stay.person, former):
            goes_on = other.is_open and other.capacity != stay.capacity
            if not (goes_on and self.table.ends_former):
                return other
        return None

    def _follow(self, stay: _Stay, former: list[_Stay], leaving: list[_Stay]) -> None:
        own = list(_of(stay.person, former))
        for mine in own:
            self._end(mine, stay)
        if stay.capacity != Capacity.SUBSTANTIVE:
            return
        leaving = [s for s in leaving if s.person != stay.person]
        places = {s.person for s in former if s.capacity != Capacity.ACTING}
        places.discard(stay.person)
        is_plain = len(places) <= 1
        if any(mine.capacity == Capacity.ON_LEAVE for mine in own):
            # Their own place is taken again, from whoever stood in.
            leaving = [s for s in leaving if s.capacity == Capacity.ACTING]
            is_plain = not places
        if not self.table.ends_former:
            self._name(stay, leaving)
        elif is_plain:
            for other in leaving:
                self._end(other, stay)
            self._name_who_leaves_later(stay, former)
        elif leaving:
            self._choose(stay, leaving)

    def _name_who_leaves_later(self, stay: _Stay, former: list[_Stay]) -> None:
        """A known end is not moved: until then two hold the role."""
        for other in former:
            leaves = other.ended_on
            is_another = (
                other.person != stay.person and other.capacity != Capacity.ACTING
            )
            if leaves and leaves > stay.day and is_another and stay.line:
                until = day_in_words(leaves)
                stay.sentences.append(f"{other.name} holds this role until {until}.")

    def _choose(self, stay: _Stay, leaving: list[_Stay]) -> None:
        if stay.line is None:
            self._name(stay, leaving)
            return
        offered = leaving[:_MOST_NAMED]
        stay.holders = {other.key: other.label for other in offered}
        chosen = self.table.followed.get(stay.span.line, frozenset())
        followed = [other for other in offered if other.key in chosen]
        for other in followed:
            other.is_chosen = other.is_open
            self._end(other, stay)
        if not followed:
            names = ", ".join(other.name for other in offered)
            stay.sentences.append(
                f"Several may hold this role at once, so nobody ends: {names}."
            )

    def _name(self, stay: _Stay, others: list[_Stay]) -> None:
        day = day_in_words(stay.day)
        for other in others:
            if other.is_named:
                continue
            if other.line:
                other.sentences.append(f"{stay.name} holds this role from {day}.")
            elif stay.line:
                stay.sentences.append(f"{other.name} still holds this role.")
            other.is_named = bool(other.line or stay.line)

    def _end(self, stay: _Stay, by: _Stay) -> None:
        """The registers end nobody who is in them."""
        if not stay.is_open or (stay.line is None and by.line is None):
            return
        stay.ended_on = by.day
        if stay.line is None:
            by.ending.append(stay.span)
            ends = f"Ends the appointment of {stay.name} that day."
            if stay.person == by.person:
                ends = f"{_goes_on(stay, by)}: their appointment until then ends."
            by.sentences.append(ends)
            return
        # The end would give away who begins, were it told before them.
        if by.line is None:
            stay.told_by = by.span.announced_in_id
        what = _goes_on(stay, by) if stay.person == by.person else f"{by.name} begins"
        stay.sentences.append(f"Ends on {day_in_words(by.day)}, when {what}.")


def _of(person: Key, stays: Iterable[_Stay]) -> Iterator[_Stay]:
    return (stay for stay in stays if stay.person == person)


def _goes_on(stay: _Stay, by: _Stay) -> str:
    then = (stay.capacity, by.capacity)
    return f"{by.name} {_GOES_ON.get(then, 'goes on in another capacity')}"


def _held_by(stay: _Stay) -> str:
    line = stay.line or stay.filled_by
    if line:
        return f"Line {line.written.line} has this person in that role then."
    return f"This person holds that role {days_of_stay(stay.span)} already."


def _tell_of_one_day(stays: Sequence[_Stay]) -> None:
    """Neither of two who begin on one day ends the other: they are only named."""
    begun: dict[date | None, list[_Stay]] = {}
    for stay in stays:
        if stay.span.ended_on is not None or stay.capacity != Capacity.SUBSTANTIVE:
            continue
        same_day = begun.setdefault(stay.span.started_on, [])
        names = [other.name for other in same_day if other.person != stay.person]
        if stay.line and names:
            named = ", ".join(names[:_MOST_NAMED])
            stay.line.sentences.append(f"Begins in this role that day too: {named}.")
        same_day.append(stay)


def days_of_stay(held: Any) -> str:
    start = held.started_on and f"from {day_in_words(held.started_on)}"
    end = held.ended_on and f"until {day_in_words(held.ended_on)}"
    return " ".join(part for part in (start, end) if part) or "always"
