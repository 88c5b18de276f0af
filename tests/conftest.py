import re
from datetime import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.functions import Now

from briefings import permissions
from briefings.models import User
from tests.making import MONDAY

WRITTEN_BY_MIGRATIONS = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
}


class Clock:
    """PostgreSQL's clock, as every query of ours reads it. The moments of the tests lie
    decades ahead, so that the triggers, which read the real one, see no past."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def move_to(self, at: datetime) -> None:
        self.at = at

    def as_postgresql(self, now, compiler, connection, **context):
        return "%s::timestamptz", [self.at]


@pytest.fixture
def clock(monkeypatch):
    clock = Clock(MONDAY)
    monkeypatch.setattr(
        Now, "as_postgresql", lambda self, *a, **k: clock.as_postgresql(self, *a, **k)
    )
    return clock


@pytest.fixture(autouse=True, scope="session")
def tables_can_be_emptied_between_tests():
    """Tests that need real transactions end by emptying the tables, which the record
    refuses to everybody else. Rows are deleted because that takes a tenth of the time
    of TRUNCATE; what a migration wrote stays."""
    flush = DatabaseOperations.execute_sql_flush

    def execute_sql_flush(self, sql_list):
        tables = re.findall(r'"(\w+)"', " ".join(sql_list))
        emptied = [
            "DELETE FROM {table}".replace("{table}", f'"{table}"')
            for table in tables
            if table not in WRITTEN_BY_MIGRATIONS
        ]
        flush(self, ["SET LOCAL session_replication_role = replica", *emptied])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Whether a commit outlives a crash is tried on the embedded PostgreSQL; here it
    would only cost time."""
    with django_db_blocker.unblock():
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        connection.close_pool()


@pytest.fixture
def committed(transactional_db):
    """Real transactions, for tests with several connections."""


@pytest.fixture(autouse=True)
def plain_http(settings):
    """The tests' requests are not encrypted, whatever server the settings describe."""
    settings.SECURE_SSL_REDIRECT = False


def _member(name: str, *roles: str) -> User:
    person = User.objects.create_user(username=name, is_staff=True, first_name=name)
    person.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return person


@pytest.fixture
def writer(db):
    return _member("Wren", permissions.WRITER)


@pytest.fixture
def approver(db):
    return _member("Asa", permissions.APPROVER)


@pytest.fixture
def publisher(db):
    return _member("Perrin", permissions.PUBLISHER)


@pytest.fixture
def records_officer(db):
    return _member("Rowan", permissions.RECORDS_OFFICER)


@pytest.fixture
def press_officer(db):
    return _member("Perpetua", permissions.PRESS_OFFICER)


@pytest.fixture
def administrator(db):
    return _member("Ada", permissions.ADMINISTRATOR)


@pytest.fixture
def stranger(client):
    """Somebody without an account, reading the public site."""
    return client
