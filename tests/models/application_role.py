"""A second role of the server, as the application has one in production."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg.sql import SQL, Identifier, Literal

PASSWORD = "only for this test"


def name_of_role() -> str:
    """Roles are the server's, which other runs of the tests may share."""
    return f"{connection.settings_dict['NAME']}_app"


@contextmanager
def application_role() -> Iterator[str]:
    """Committed, for connections of its own."""
    role, made = Identifier(name_of_role()), "CREATE ROLE {} LOGIN PASSWORD {}"
    execute(SQL(made).format(role, Literal(PASSWORD)))
    try:
        call_command("grant_application_role", name_of_role(), stdout=StringIO())
        yield name_of_role()
    finally:
        execute(SQL("DROP OWNED BY {}").format(role))
        execute(SQL("DROP ROLE {}").format(role))


def execute(statement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(connection.connection))


def connect_as(role: str) -> psycopg.Connection:
    """Past Django, as somebody would who stole the password of the application."""
    mine = connection.get_connection_params()
    known = {k: v for k, v in mine.items() if k in ("dbname", "host", "port")}
    return psycopg.connect(**known, user=role, password=PASSWORD, autocommit=True)


@contextmanager
def django_as(role: str) -> Iterator[None]:
    """Everything that Django does meanwhile, it does as this role."""
    before = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    try:
        reconnect(USER=role, PASSWORD=PASSWORD)
        yield
    finally:
        reconnect(**before)


def reconnect(**settings: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict.update(settings)
