"""Appointments as they are told: of somebody, or of a role, that was entered twice,
both rows may have the same one."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from briefings.models.people import Role, RoleAppointment, RoleAppointmentQuerySet
from briefings.models.spans import overlap


def held_in(role: Role) -> RoleAppointmentQuerySet:
    """The appointments to a role, also those entered with a duplicate of it."""
    return RoleAppointment.objects.filter(role__in=role.rows())


def told_once(held: Iterable[RoleAppointment]) -> list[Any]:
    """Appointments in their order, those of one person in one role that share days
    united into the first of them. Needs `left_on`, the end as it is told."""
    told: list[Any] = []
    for appointment in held:
        twin = next((i for i, a in enumerate(told) if _is_same(a, appointment)), None)
        if twin is None:
            told.append(appointment)
        else:
            told[twin] = _united(told[twin], appointment)
    return told


def _is_same(one: Any, other: Any) -> bool:
    if _who_and_what(one) != _who_and_what(other):
        return False
    if one.started_on == other.started_on:
        return True
    return one.capacity == other.capacity and overlap(one, other, end="left_on")


def _who_and_what(held: Any) -> tuple[int, int]:
    return held.person.kept.pk, held.role.kept.pk


def _united(one: Any, other: Any) -> Any:
    whole = copy(one)
    starts, ends = (one.started_on, other.started_on), (one.left_on, other.left_on)
    whole.started_on = None if None in starts else min(starts)
    whole.left_on = None if None in ends else max(ends)
    return whole
