"""Names that are entered where they are chosen."""

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Q

from briefings.actions.people import add_organisation, add_person
from briefings.actions.storing import storable
from briefings.actions.subjects import add_contact, add_event, add_place, add_topic
from briefings.errors import Refused
from briefings.models import (
    Contact,
    Event,
    Organisation,
    Person,
    PersonName,
    Place,
    Topic,
    User,
)
from briefings.models.merging import Mergeable
from briefings.permissions import demand
from briefings.workflow import Duty

NAMED: dict[Any, Callable[..., Any]] = {
    Person: add_person,
    Organisation: add_organisation,
    Topic: add_topic,
    Place: add_place,
    Event: add_event,
    Contact: add_contact,
}


@transaction.atomic
def enter_name(model: Any, name: str, *, by: User | None) -> Any:
    """The row of this name: a new one, unless it is known already."""
    demand(by, Duty.WRITE)
    if model not in NAMED:
        raise Refused(f"A {model._meta.verbose_name} needs more than a name.")
    name = re.sub(r"\s+", " ", storable(name)).strip()
    if not name:
        raise Refused("Type a name first.")
    known = known_by(model, name).order_by("pk").first()
    return known or NAMED[model](by=by, name=name)


def known_by(model: Any, name: str) -> Any:
    """The rows of this name; of people also those who bear, or bore, it beside theirs,
    and of what was entered twice the row that is kept."""
    known = model.objects.filter(name__iexact=name)
    if not issubclass(model, Mergeable):
        return known
    called = Q(pk__in=known)
    if model is Person:
        others = PersonName.objects.filter(name__iexact=name)
        called |= Q(pk__in=others.values("person"))
    return model.objects.kept_of(model.objects.filter(called))
