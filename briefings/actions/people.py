from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from briefings.actions.addresses import free_slug, wait_for_other_addresses
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import (
    Organisation,
    Person,
    Release,
    Role,
    RoleAppointment,
    User,
)
from briefings.models.held import held_in
from briefings.models.people import HELD_ONCE_AT_A_TIME, Capacity
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand, demand_to_show
from briefings.text.dates import day_in_words
from briefings.workflow import Duty


@transaction.atomic
def add_person(*, by: User | None, name: str, **about: Any) -> Person:
    demand(by, Duty.WRITE)
    mind_portrait(about, by=by)
    about["sort_name"] = about.get("sort_name") or sort_name(name)
    person = Person(name=name, slug=free_slug(Person, name), **about)
    store(person)
    return person


@transaction.atomic
def add_organisation(*, by: User | None, name: str, **about: Any) -> Organisation:
    demand(by, Duty.WRITE)
    organisation = Organisation(name=name, slug=free_slug(Organisation, name), **about)
    store(organisation)
    return organisation


@transaction.atomic
def add_role(*, by: User | None, title: str, **about: Any) -> Role:
    demand(by, Duty.WRITE)
    role = Role(title=title, slug=free_slug(Role, title), **about)
    store(role)
    return role


@transaction.atomic
def appoint(
    person: Person, role: Role, *, by: User | None, started_on: date, **about: Any
) -> RoleAppointment:
    demand(by, Duty.WRITE)
    appointment = RoleAppointment(
        person=person.kept, role=role.kept, started_on=started_on, **about
    )
    mind_unseen_end(appointment)
    store(appointment)
    return appointment


@transaction.atomic
def end_appointment(
    appointment: RoleAppointment,
    *,
    by: User | None,
    ended_on: date,
    announced_in: Release | None = None,
) -> RoleAppointment:
    """`ended_on` is the first day the person does not hold the role any more. Readers
    are not told before the release is public that announces it."""
    demand(by, Duty.WRITE)
    appointment = RoleAppointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.ended_on:
        raise Refused(f"This appointment ended on {appointment.ended_on:%-d %B %Y}.")
    appointment.ended_on, appointment.end_announced_in = ended_on, announced_in
    mind_unseen_end(appointment)
    store(appointment)
    return appointment


def mind_portrait(about: Mapping[str, Any], *, by: User | None) -> None:
    if portrait := about.get("portrait"):
        demand_to_show(portrait, by)


def mind_unseen_end(row: models.Model) -> None:
    """A step of actions that keep an appointment: what they say goes before an end that
    they may not see, and is refused as if nobody had entered it."""
    if not isinstance(row, RoleAppointment):
        return
    if row.ended_on or row.end_announced_in:
        unseen_ends_give_way([row])
    elif row.started_on:
        unseen_ends_give_way([row], ended_on__lte=row.started_on)
    try:
        HELD_ONCE_AT_A_TIME.validate(RoleAppointment, row)
    except ValidationError as error:
        raise Refused(error.message) from error


def unseen_ends_give_way(rows: Iterable[RoleAppointment], **only: Any) -> None:
    """An end that a draft announces which whoever acts may not see is taken out by a
    statement of its own, so that the audit can tell of the one without the other."""
    seen = RoleAppointment.objects.filter(ended_on=None, end_announced_in=None)
    keys = list(
        seen.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    with seeing_everything():
        there = RoleAppointment.objects.filter(pk__in=keys, **only)
        there = there.exclude(ended_on=None, end_announced_in=None)
        there.update(ended_on=None, end_announced_in=None)


@transaction.atomic
def hand_over(
    role: Role,
    *,
    to: Person,
    on: date,
    by: User | None,
    follows: RoleAppointment | None = None,
    announced_in: Release | None = None,
) -> RoleAppointment:
    """End who holds the role and begin the next that day. Whoever stands in, or is on
    leave, ends too; where several hold it, `follows` says whose place is taken."""
    demand(by, Duty.WRITE)
    role = Role.objects.select_for_update().get(pk=role.kept.pk)
    for held in _ending(role, on, follows):
        _refuse_handover(held, to, on)
        end_appointment(held, by=by, ended_on=on, announced_in=announced_in)
    return appoint(to, role, by=by, started_on=on, announced_in=announced_in)


def _ending(
    role: Role, on: date, follows: RoleAppointment | None
) -> list[RoleAppointment]:
    held = list(held_in(role).on(on).select_related("person", "role"))
    in_full = [a for a in held if a.capacity == Capacity.SUBSTANTIVE]
    if follows and follows not in held:
        raise Refused(
            f"{follows.person} does not hold this role on {day_in_words(on)}: look "
            "again."
        )
    if len(in_full) > 1 and not follows:
        names = ", ".join(str(a.person) for a in in_full)
        raise Refused(f"Several people hold this role: {names}. Say who is followed.")
    if not in_full:
        _refuse_later_holder(role, on)
    return [follows] if follows and len(in_full) > 1 else held


def _refuse_later_holder(role: Role, on: date) -> None:
    """Whoever begins before somebody else did would hold the role beside them."""
    later = held_in(role).filter(started_on__gt=on, capacity=Capacity.SUBSTANTIVE)
    first = later.select_related("person").order_by("started_on").first()
    if first and first.started_on:
        raise Refused(
            f"{first.person} holds this role from {day_in_words(first.started_on)}. "
            "Enter who held it before by an appointment with both its days."
        )


def _refuse_handover(held: RoleAppointment, to: Person, on: date) -> None:
    is_theirs = held.person_id in {row.pk for row in to.rows()}
    if is_theirs and held.capacity == Capacity.SUBSTANTIVE:
        raise Refused(f"{to} holds this role on {day_in_words(on)} already.")
    if held.ended_on:
        raise Refused(
            f"{held.person} holds this role until {day_in_words(held.ended_on)}: "
            "hand over on that day, or change that appointment first."
        )
    if held.started_on == on:
        raise Refused(
            f"{held.person} began on {day_in_words(on)}: change that appointment, or "
            "hand over on a later day."
        )


@transaction.atomic
def enter_person(name: str, *, by: User | None) -> Person:
    """The person of this name, or a new one. Two colleagues who do so at once enter
    one person."""
    wait_for_other_addresses()
    return person_called(name) or add_person(by=by, name=name)


def person_called(name: str) -> Person | None:
    """The person of this name, today's or an earlier one. Of several nobody but an
    editor can choose."""
    called = Q(name__iexact=name) | Q(other_names__name__iexact=name)
    rows = Person.objects.filter(called).select_related("merged_into")
    people = {row.kept for row in rows}
    if len(people) > 1:
        raise Refused(f"Several people are called {name}: choose the speaker.")
    return people.pop() if people else None


def sort_name(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name
