"""Walks every model, so that a new one keeps the promises without being listed here."""

import re
from collections.abc import Iterable
from itertools import combinations

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import PROTECT

from briefings.models import AuditEntry, Invitation, User
from tests.models.raw_sql import models_of_ours, run

pytestmark = pytest.mark.django_db

# Days and moments that stand in no order, with the reason.
UNORDERED = {
    ("event", "merged_at", "starts_on"): "Found to be another on any day.",
    ("event", "merged_at", "ends_on"): "Found to be another on any day.",
    **{
        ("event", column, "changed_at"): "The calendar tells the last change of any."
        for column in ("merged_at", "starts_on", "ends_on")
    },
    **{
        ("event", column, told): "Calendars keep the days that they were told before."
        for column in ("merged_at", "starts_on", "ends_on", "changed_at")
        for told in ("told_from", "told_until")
    },
    ("asset", "not_for_use_after", "uploaded_at"): "A licence may have ended.",
    ("asset", "not_for_use_after", "rendered_at"): "A licence may have ended.",
    ("commitmentupdate", "effective_on", "new_due_by"): "A deadline may have passed.",
    ("commitmentupdate", "effective_on", "recorded_at"): "Entered ahead or after.",
    (
        "commitmentupdate",
        "effective_on",
        "confirmed_at",
    ): "Entered ahead or after.",
    ("commitmentupdate", "recorded_at", "new_due_by"): "A deadline may have passed.",
    ("commitmentupdate", "new_due_by", "confirmed_at"): "A deadline may have passed.",
    **{
        ("edition", "delivered_on", moment): "A speech may go out before, or after."
        for moment in ("issued_at", "embargoed_until", "created_at")
    },
    ("edition", "issued_at", "created_at"): "Each is written by the clock.",
    ("edition", "issued_at", "embargoed_until"): "Somebody may say that it is over.",
    ("edition", "embargoed_until", "created_at"): "An old release may come in.",
    ("feature", "until", "at"): "A day, written while it lies ahead.",
    ("guestaccess", "at", "embargoed_until"): "A lift may be late to be read of.",
    **{
        ("guestlink", "due_on", moment): "A day, written while it lies ahead."
        for moment in (
            *("made_at", "expires_at", "revoked_at"),
            *("mailed_at", "mail_due_at", "reminded_at"),
        )
    },
    **{
        ("guestlink", "expires_at", moment): "Whatever happens may happen later."
        for moment in ("revoked_at", "mailed_at", "mail_due_at", "reminded_at")
    },
    **{
        ("guestlink", "revoked_at", moment): "Either may come first."
        for moment in ("mailed_at", "mail_due_at", "reminded_at")
    },
    ("guestlink", "mailed_at", "mail_due_at"): "It may be mailed again.",
    ("guestlink", "mailed_at", "reminded_at"): "It may be mailed again.",
    ("guestlink", "mail_due_at", "reminded_at"): "It may be mailed again.",
    ("guestsession", "expires_at", "ended_at"): "Either may come first.",
    **{
        ("journalist", "accredited_until", moment): "It may be brought forward."
        for moment in ("accredited_at", "revoked_at", "terms_accepted_at")
    },
    ("journalist", "revoked_at", "terms_accepted_at"): "Either may come first.",
    ("importedfile", "embargoed_until", "at"): "An old release may come in.",
    ("invitation", "expires_at", "accepted_at"): "In time.",
    ("invitation", "expires_at", "revoked_at"): "Before, or when nobody came.",
    ("mail", "due_at", "sent_at"): "One goes with another that is due.",
    ("release", "first_published_at", "created_at"): "Entered later, or scheduled.",
    ("reminder", "on", "at"): "A day, written while it lies ahead.",
    ("reminder", "on", "settled_at"): "It may be done before its day.",
    ("release", "removed_at", "created_at"): "Each is written by the clock.",
}


def fields_with_choices() -> list[models.Field]:
    return [
        field
        for model in models_of_ours()
        for field in model._meta.concrete_fields
        if field.choices
    ]


def pairs_of_dates() -> list[tuple[models.Field, models.Field]]:
    return [
        (one, other)
        for model in models_of_ours()
        if model is not User
        for one, other in combinations(
            [f for f in model._meta.concrete_fields if isinstance(f, models.DateField)],
            2,
        )
        if (model._meta.model_name, one.name, other.name) not in UNORDERED
    ]


def name_of(field: models.Field) -> str:
    return f"{field.model._meta.model_name}.{field.name}"


def columns(fields: Iterable[models.Field]) -> set[str]:
    return {field.column for field in fields}


class Bare:
    """A table like the real one in its columns, with those of its constraints that
    are about all of some columns, and without the rest: so whatever is refused, these
    refuse it."""

    def __init__(
        self, *about: models.Field, but_not: Iterable[models.Field] = ()
    ) -> None:
        model = about[0].model
        self.table = model._meta.db_table
        run("CREATE TEMPORARY TABLE bare (LIKE {table})", table=self.table)
        for name, definition in self._checks():
            named = set(re.findall(r"\w+", definition))
            if named >= columns(about) and not named & columns(but_not):
                run(f"ALTER TABLE bare ADD CONSTRAINT {name} {definition}")
        for column in model._meta.concrete_fields:
            if not column.generated:
                run(f'ALTER TABLE bare ALTER "{column.column}" DROP NOT NULL')

    def _checks(self) -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE conrelid = %s::regclass AND contype = 'c'",
                [self.table],
            )
            return cursor.fetchall()

    def refuses(self, **values) -> bool:
        columns = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("%s" for _ in values)
        statement = "INSERT INTO bare ({table}) VALUES "
        try:
            with transaction.atomic():
                run(statement + f"({marks})", *values.values(), table=columns)
        except IntegrityError:
            return True
        return False


def test_there_are_fields_with_choices_and_pairs_of_dates_to_walk():
    assert len(fields_with_choices()) >= 20
    assert {"commitment.due_from", "event.starts_on", "figure.period_from"} <= {
        name_of(first) for first, _ in pairs_of_dates()
    }


@pytest.mark.parametrize("field", fields_with_choices(), ids=name_of)
def test_the_database_knows_the_choices_and_no_others(field):
    """A choice added in Python only would be offered, and then refused."""
    others = [f for f in field.model._meta.concrete_fields if not f.choices]
    bare = Bare(field, but_not=others)

    assert bare.refuses(**{field.column: "x"})
    refused = [v for v in dict(field.flatchoices) if bare.refuses(**{field.column: v})]
    assert refused == []


@pytest.mark.parametrize(("first", "last"), pairs_of_dates(), ids=name_of)
def test_a_period_that_ends_before_it_begins_cannot_be_stored(first, last):
    bare = Bare(first, last)

    backwards = {first.column: "2091-03-06", last.column: "2091-03-05"}
    assert bare.refuses(**backwards)


def test_no_exception_is_listed_for_a_pair_that_is_gone():
    known = {
        (model._meta.model_name, field.name)
        for model in models_of_ours()
        for field in model._meta.concrete_fields
    }

    for model, one, other in UNORDERED:
        assert {(model, one), (model, other)} <= known


def test_what_the_record_points_to_is_protected():
    # The audit outlives whatever it tells of, and is no reason to keep it.
    of_accounts = (
        User.groups.through,
        User.user_permissions.through,
        Invitation.roles.through,
    )
    loose = [
        name_of(field)
        for model in models_of_ours()
        if model not in (*of_accounts, AuditEntry)
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete is not PROTECT
    ]

    # The list of counterparties goes with a commitment that nothing states any more;
    # what somebody wants no e-mails about is no part of the record.
    assert loose == ["commitment_counterparties.commitment", "unwantedmail.person"]


def test_postgresql_knows_every_foreign_key_too():
    with connection.cursor() as cursor:
        for model in set(models_of_ours()) - {AuditEntry}:
            table = model._meta.db_table
            known = connection.introspection.get_relations(cursor, table)
            wanted = {f.column for f in model._meta.concrete_fields if f.remote_field}
            assert wanted <= known.keys(), table
