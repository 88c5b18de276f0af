"""Putting a row into the database, or saying in a sentence why it may not be there;
and having a worker look at what waits there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from briefings.errors import Refused

_Row = TypeVar("_Row", bound=models.Model)


def store(row: _Row) -> _Row:
    """Save the row. PostgreSQL alone decides on its constraints, once, which two people
    cannot get around by being quick; its refusal becomes the constraint's sentence."""
    for field in row._meta.fields:
        value = getattr(row, field.attname, None)
        if isinstance(value, str):
            setattr(row, field.attname, storable(value))
    with refusing(row):
        row.clean_fields(exclude=_not_typed_in(row))
        row.save()
        # Rows pointed at are looked up when a transaction ends: too late for anybody
        # to be told.
        connection.check_constraints()
    return row


def refuse_echo(rows: models.QuerySet[Any], **said: Any) -> None:
    """The very same `said` again `by` the same person within a minute is a button
    pressed twice. The caller holds the lock that the first press took."""
    just_now = rows.filter(at__gt=Now() - timedelta(minutes=1))
    if just_now.filter(**said).exists():
        raise Refused(
            _("You said exactly this less than a minute ago: it is there once.")
        )


@contextmanager
def refusing(row: models.Model) -> Iterator[None]:
    """Let a constraint or a trigger that minds the row say so in its sentence."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as error:
        raise Refused(_sentences(error)) from error
    except IntegrityError as error:
        raise Refused(_sentence(row, error)) from error


def storable(text: str) -> str:
    """Without the two things PostgreSQL cannot keep: NUL and half a character."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def call_a_worker(job: str, *, lock: str) -> None:
    """With the transaction, and once however many ask for it."""
    try:
        with transaction.atomic():
            app.configure_task(job, queueing_lock=lock).defer()
    except AlreadyEnqueued:
        pass


def _not_typed_in(row: models.Model) -> set[str]:
    """Columns that no form fills in; and rows pointed at, which PostgreSQL looks up."""
    return {
        field.name
        for field in row._meta.fields
        if not field.editable or field.remote_field or field.generated
    }


def _sentence(row: models.Model, error: IntegrityError) -> str:
    refused: Any = getattr(error.__cause__, "diag", None)
    name = refused and refused.constraint_name
    for constraint in row._meta.constraints:
        if constraint.name == name:
            return str(constraint.get_violation_error_message())
    if refused and not name:
        # A trigger's own words.
        return str(refused.message_primary)
    return (
        f"This {row._meta.verbose_name} cannot be kept as it is: it points at "
        "something that is gone, or another one is like it."
    )


def _sentences(error: ValidationError) -> str:
    return " ".join(
        f"{field.replace('_', ' ').capitalize()}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    )
