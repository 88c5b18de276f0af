from dataclasses import dataclass, field
from typing import Any

from briefings.actions.people import (
    add_organisation,
    add_person,
    add_role,
    appoint,
    end_appointment,
)
from briefings.actions.subjects import (
    add_contact,
    add_event,
    add_government,
    add_place,
    add_topic,
)
from briefings.models import (
    Commitment,
    Contact,
    Event,
    Figure,
    Government,
    Organisation,
    Person,
    Place,
    Release,
    Role,
    RoleAppointment,
    Topic,
    User,
)


@dataclass
class Cast:
    """Everybody and everything of the sample by the key its files use."""

    governments: dict[str, Government] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    releases: dict[str, Release] = field(default_factory=dict)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)

    def enlist(self, written: dict[str, Any], *, by: User) -> None:
        """Add the subjects written in a file; organisations, roles and places come
        before those that name them."""
        for kind, add in _ADD.items():
            rows = getattr(self, kind)
            for key, about in written.get(kind, {}).items():
                rows[key] = add(by=by, **self.linked(about))

    def linked(self, about: dict[str, Any]) -> dict[str, Any]:
        """`about` with rows for the keys of them."""
        return {name: self._row(name, value) for name, value in about.items()}

    def appoint(
        self, about: dict[str, Any], *, by: User, announced_in: Release | None = None
    ) -> RoleAppointment:
        columns = self.linked(about)
        person, role = columns.pop("person"), columns.pop("role")
        return appoint(person, role, by=by, announced_in=announced_in, **columns)

    def end(self, about: dict[str, Any], *, by: User) -> RoleAppointment:
        held = self.people[about["person"]].appointments.get(
            role=self.roles[about["role"]], ended_on=None
        )
        return end_appointment(held, by=by, ended_on=about["ended_on"])

    def _row(self, name: str, value: Any) -> Any:
        if name not in _REFERENCES:
            return value
        rows = getattr(self, _REFERENCES[name])
        return [rows[key] for key in value] if isinstance(value, list) else rows[value]


_ADD: dict[str, Any] = {
    "governments": add_government,
    "organisations": add_organisation,
    "roles": add_role,
    "people": add_person,
    "topics": add_topic,
    "places": add_place,
    "events": add_event,
    "contacts": add_contact,
}
_REFERENCES = {
    "organisation": "organisations",
    "host": "organisations",
    "responsible_organisation": "organisations",
    "counterparties": "organisations",
    "role": "roles",
    "responsible_role": "roles",
    "person": "people",
    "speaker": "people",
    "within": "places",
    "place": "places",
    "said_at": "events",
    "commitment": "commitments",
    "release": "releases",
}
