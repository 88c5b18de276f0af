import re
import time
from datetime import datetime

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings as settings_
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.functions import Now
from django.template import engines
from django.test import Client, override_settings

from briefings import permissions
from briefings.models import User, visibility
from briefings.permissions import APPROVER, WRITER
from newsroom.sign_in import Directory
from tests.making import MONDAY
from tests.sign_in.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    Provider,
    serving,
)

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

    def rule(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Now, "as_postgresql", lambda *_, **__: self.told())
        # It stands in the words of a query, which must not be those of before.
        patch.setattr(visibility, "_in_sql_as_before", visibility._in_sql)

    def told(self):
        return "%s::timestamptz", [self.at]


@pytest.fixture
def clock(monkeypatch):
    clock = Clock(MONDAY)
    clock.rule(monkeypatch)
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


@pytest.fixture(autouse=True, scope="session")
def nobody_comes_too_often():
    """All tests ask from one address, more often than anybody would. Those about the
    limits set their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings_, "RATE_LIMITS", dict.fromkeys(settings_.RATE_LIMITS))
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


@pytest.fixture(autouse=True, scope="session")
def files_are_kept_in_memory():
    """Images and attachments of the tests lie in no folder of anybody's."""
    kept = {"media": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    with override_settings(STORAGES=settings_.STORAGES | kept):
        yield


@pytest.fixture(autouse=True, scope="session")
def templates_know_the_office():
    """By its own name and address, whatever the first test to draw a page calls it."""
    assert engines["public"].env


@pytest.fixture
def committed(transactional_db):
    """Real transactions, for tests with several connections."""


@pytest.fixture(autouse=True)
def plain_http(settings):
    """The tests' requests are not encrypted, whatever server the settings describe."""
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(autouse=True)
def letters_can_be_sent(settings):
    """Whether or not the settings name a mail server; they end in a box."""
    settings.MAIL_IS_ON = True


@pytest.fixture(autouse=True)
def signed_in_with_both_factors(monkeypatch):
    """`client.force_login` leaves what signing in with a password and a second factor
    leaves. Those who show less sign in through the pages."""
    force_login = Client.force_login

    def with_second_factor(client: Client, user: User, backend: str | None = None):
        force_login(client, user, backend)
        note_both_factors(client, user)

    monkeypatch.setattr(Client, "force_login", with_second_factor)


def note_both_factors(client: Client, user: User) -> None:
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    for note in ("begun_at", "seen_at"):
        session[note] = int(time.time())
    session.save()


@pytest.fixture
def empty_counters(db):
    """Nobody has tried anything yet. No model has the table, so nothing else empties it
    after tests with real transactions."""
    cache.clear()
    yield
    cache.clear()


def _member(name: str, *roles: str) -> User:
    person = User.objects.create_user(username=name, is_staff=True, first_name=name)
    person.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return person


@pytest.fixture
def writer(db):
    return _member("Wren", WRITER)


@pytest.fixture
def approver(db):
    return _member("Asa", APPROVER)


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


@pytest.fixture
def identity_provider(db, settings):
    """A directory, and an office that is told of it."""
    with serving(Provider()) as provider:
        settings.DIRECTORY = Directory(
            issuer=provider.issuer,
            name="the office’s directory",
            client_id=CLIENT_ID,
            secret=CLIENT_SECRET,
            roles={"press": WRITER, "press-heads": APPROVER},
            origins=(provider.issuer,),
        )
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [settings.DIRECTORY.app()]}
        }
        yield provider
