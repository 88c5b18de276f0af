"""The registers of an office: whom and what its releases name."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError

from briefings.actions.addresses import free_slug
from briefings.actions.marking import (
    Was,
    get_or_refuse,
    refuse_overwriting,
    set_columns,
)
from briefings.actions.people import (
    mind_portrait,
    mind_unseen_end,
    unseen_ends_give_way,
)
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import (
    Contact,
    Event,
    Government,
    Place,
    RoleAppointment,
    Topic,
    User,
)
from briefings.permissions import demand
from briefings.workflow import Duty

_Subject = TypeVar("_Subject", bound=models.Model)
_THEN = "nothing of yours is saved. Look at it, then change what is still wrong"


def add_topic(*, by: User | None, name: str, **about: Any) -> Topic:
    return _add_addressed(Topic, by=by, name=name, **about)


def add_place(*, by: User | None, name: str, **about: Any) -> Place:
    return _add_addressed(Place, by=by, name=name, **about)


def add_event(*, by: User | None, name: str, **about: Any) -> Event:
    return _add_addressed(Event, by=by, name=name, **about)


def add_government(*, by: User | None, name: str, **about: Any) -> Government:
    return _add_addressed(Government, by=by, name=name, **about)


def add_contact(*, by: User | None, name: str, **about: Any) -> Contact:
    return _add(Contact, by=by, name=name, **about)


@transaction.atomic
def add_entry(row: _Subject, *, by: User | None) -> _Subject:
    """Enter a name, an appointment or a contact, which have no address of their own."""
    demand(by, Duty.WRITE)
    mind_unseen_end(row)
    return store(row)


@transaction.atomic
def change_entry(
    row: _Subject, *, by: User | None, was: Was = None, **about: Any
) -> _Subject:
    """Change only the columns that `about` names; what a colleague changed in others
    stands, and in these too where it is not what `was` holds, as whoever changes them
    had read it. An address stays, because readers link to it."""
    demand(by, Duty.WRITE)
    row = get_or_refuse(row)
    refuse_overwriting(row, about, was or {}, then=_THEN)
    mind_portrait(about, by=by)
    columns = {field.name for field in row._meta.fields} - {"id", "slug"}
    set_columns(row, about, columns)
    mind_unseen_end(row)
    return store(row)


@transaction.atomic
def remove_entry(row: models.Model, *, by: User | None) -> None:
    """Take out a name or an appointment that nothing of the record points to."""
    demand(by, Duty.WRITE)
    try:
        row = get_or_refuse(row)
        if isinstance(row, RoleAppointment):
            unseen_ends_give_way([row])
        if isinstance(row, Government) and row.is_of_the_record:
            raise Refused(f"“{row}” is part of the record: it stays.")
        row.delete()
    except ProtectedError as error:
        raise Refused(f"“{row}” is part of the record: it stays.") from error


@transaction.atomic
def _add_addressed(
    model: type[_Subject], *, by: User | None, name: str, **about: Any
) -> _Subject:
    return _add(model, by=by, name=name, slug=free_slug(model, name), **about)


@transaction.atomic
def _add(model: type[_Subject], *, by: User | None, **about: Any) -> _Subject:
    demand(by, Duty.WRITE)
    return store(model(**about))
