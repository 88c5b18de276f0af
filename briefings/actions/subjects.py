from typing import Any, TypeVar

from django.db import models, transaction

from briefings.actions.addresses import free_slug
from briefings.actions.storing import store
from briefings.models import Contact, Event, Place, Topic, User
from briefings.permissions import demand
from briefings.workflow import Duty

_Subject = TypeVar("_Subject", bound=models.Model)


def add_topic(*, by: User | None, name: str, **about: Any) -> Topic:
    return _add_addressed(Topic, by=by, name=name, **about)


def add_place(*, by: User | None, name: str, **about: Any) -> Place:
    return _add_addressed(Place, by=by, name=name, **about)


def add_event(*, by: User | None, name: str, **about: Any) -> Event:
    return _add_addressed(Event, by=by, name=name, **about)


def add_contact(*, by: User | None, name: str, **about: Any) -> Contact:
    return _add(Contact, by=by, name=name, **about)


@transaction.atomic
def _add_addressed(
    model: type[_Subject], *, by: User | None, name: str, **about: Any
) -> _Subject:
    return _add(model, by=by, name=name, slug=free_slug(model, name), **about)


@transaction.atomic
def _add(model: type[_Subject], *, by: User | None, **about: Any) -> _Subject:
    demand(by, Duty.WRITE)
    return store(model(**about))
