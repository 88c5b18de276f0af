from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from briefings.views import health


def test_process_is_alive_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"alive\n")


def test_server_is_ready_once_every_migration_is_applied(client, db):
    assert client.get("/readyz").status_code == 200

    MigrationRecorder.Migration.objects.filter(app="briefings").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"run manage.py migrate" in response.content


def test_server_is_not_ready_without_its_database(client, db, monkeypatch):
    def no_answer(connection):
        raise OperationalError("connection refused by 10.0.0.1")

    monkeypatch.setattr(health, "MigrationExecutor", no_answer)

    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"The database does not answer.\n"
