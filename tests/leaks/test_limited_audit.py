"""The audit hides what is hidden, and nothing that hangs on a release is forgotten."""

import pytest
from django.apps import apps

from briefings import permissions
from briefings.models import (
    AuditEntry,
    Limit,
    Release,
    User,
)
from briefings.models.hidden_entries import UNTOLD_RELEASE
from briefings.models.visibility import LimitedQuerySet, looking_as
from briefings.models.watching import is_watched
from briefings.permissions import audit_open_to
from tests.leaks.limited_world import add_limited, make_world
from tests.making import make_member

pytestmark = pytest.mark.django_db


def limited(model: type) -> bool:
    return isinstance(model._default_manager.all(), LimitedQuerySet)


def test_whatever_hangs_on_a_release_is_limited_with_it():
    """But for the limits themselves, and for what only a public release has. People are
    in a register, their portraits with them."""
    models = apps.get_app_config("briefings").get_models()
    loose = {
        model.__name__
        for model in models
        for field in model._meta.fields
        if not limited(model) and field.related_model and limited(field.related_model)
    }

    assert loose == {"FormerAddress", "Limit", "Person", "Withdrawal"}


def test_the_audit_tells_nothing_new_of_a_limited_release(clock):
    outsider = make_world(clock)["Orla"]
    make_member(permissions.APPROVER, "Nan")
    before = entries_told(outsider)
    add_limited()
    whole = set(AuditEntry.objects.all()) - before

    assert entries_told(outsider) - before == set()
    assert {"limit", "quote", "commitment", "commitmentupdate", "evidence"} <= {
        entry.subject for entry in whole
    }
    Limit.objects.all().delete()
    assert whole <= entries_told(outsider)


def entries_told(person: User) -> set[AuditEntry]:
    with looking_as(person):
        return set(audit_open_to(person))


def test_the_audit_knows_of_all_that_is_hidden():
    """A row about something of a release names it, or is found by what it is about."""
    leading = {"release", "edition", "comment"}
    told = {
        model.__name__
        for model in apps.get_app_config("briefings").get_models()
        if limited(model) and is_watched(model._meta.db_table) and model is not Release
        if not leading & {field.name for field in model._meta.fields}
    }

    assert told == set(UNTOLD_RELEASE) - {"Evidence"}
