"""A person at a psql prompt."""

import re

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

REFUSAL = (
    "cannot be (rewritten|changed|deleted|undone)"
    "|only added to|can be ended|issued after it was written"
    "|promise is public|was quoted in this role"
)


def run(statement: str, *values, table: str = "") -> int:
    """`{table}` in the statement is the table; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{table}", table), values)
        return cursor.rowcount


def one_row(statement: str, *values, table: str = "") -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{table}", table), values)
        return cursor.fetchone()


def refuses(statement: str, *values, table: str = "") -> bool:
    """Whether a trigger of the record, and not something else, was in the way."""
    try:
        with transaction.atomic():
            run(statement, *values, table=table)
    except IntegrityError as error:
        return bool(re.search(REFUSAL, str(error)))
    return False


def models_of_ours() -> list[type[models.Model]]:
    return list(apps.get_app_config("briefings").get_models(include_auto_created=True))


def tables(*, pointing_at: type[models.Model] | None = None) -> list[str]:
    return sorted(
        model._meta.db_table
        for model in models_of_ours()
        if pointing_at is None
        or any(field.related_model is pointing_at for field in model._meta.fields)
    )
