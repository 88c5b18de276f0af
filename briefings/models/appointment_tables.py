"""A table of appointments, and what each of its lines would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from briefings.models.people import Person, RoleAppointment
from briefings.models.releases import Release
from briefings.text.appointments import WrittenAppointment

# The number of a row, or the name of one that is not there yet.
Key = int | str | tuple[Any, ...]
NEW = 0


@dataclass(frozen=True)
class Table:
    """A table, and how it is meant. `chosen` says who is meant by a name that several
    people have: the number of a person, or `NEW`. `followed` says by the number of a
    line whom it follows, where several hold the role: keys of its `holders`. Readers
    learn nothing of it before the release is public that it is `announced_in`."""

    text: str
    last_day: bool = False
    ends_former: bool = False
    chosen: Mapping[str, int] = field(default_factory=dict)
    announced_in: Release | None = None
    followed: Mapping[int, frozenset[str]] = field(default_factory=dict)


@dataclass
class Line:
    """What one line of a table would do: `new`, `ends`, `unchanged` or `refused`.
    `until` is the end of a new one that names none, because somebody else begins,
    and `until_told_by` the number of the release that announces who does. Where it is
    not plain whom a new one follows, `holders` are to be chosen from, by their keys."""

    written: WrittenAppointment
    outcome: str = "new"
    organisation: Key | None = None
    role: Key = ""
    person: Key = ""
    adds: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    choices: list[Person] = field(default_factory=list)
    ending: list[RoleAppointment] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)
    until: date | None = None
    until_told_by: int | None = None
    until_is_chosen: bool = False

    @property
    def ended_on(self) -> date | None:
        return self.written.ended_on or self.until

    @property
    def keys(self) -> tuple[Any, ...]:
        return self.organisation, self.role, self.person

    @property
    def done(self) -> tuple[Any, ...]:
        """All that it would do beside what somebody chooses here."""
        until = None if self.until_is_chosen else self.until
        ending = {key_of_held(held) for held in self.ending} - self.holders.keys()
        told = (sorted(ending), sorted(self.holders))
        return self.written, self.outcome, self.keys, until, *told

    def refuse(self, *sentences: str) -> None:
        self.outcome = "refused"
        self.sentences += sentences


def key_of_held(held: RoleAppointment) -> str:
    return f"held-{held.pk}"
