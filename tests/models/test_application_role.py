"""With the database role of the application nobody rewrites the record: not by SQL, not
by taking away what guards it. And the office can do all its work with it."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from psycopg import errors

from briefings.actions.lists import request_export
from briefings.actions.notices import remove_release, withdraw_release
from briefings.jobs.audit import forget_old_audit
from briefings.jobs.exports import make_exports
from briefings.models import AuditEntry, Export, Release
from briefings.models.database_roles import ADD_ONLY, NEVER_DELETED, lacking, too_much
from tests.admin.pressing import press, words_form
from tests.making import fresh, make_issued_edition, make_marked_edition, save
from tests.models.application_role import (
    application_role,
    connect_as,
    django_as,
)

HISTORY = sorted(ADD_ONLY | NEVER_DELETED)


@pytest.fixture
def role(committed):
    with application_role() as name:
        yield name


@pytest.fixture
def thief(role):
    """Somebody with the password of the application, and a prompt."""
    make_issued_edition(make_marked_edition())
    with connect_as(role) as connected:
        yield connected


def denied(thief, statement: str) -> bool:
    try:
        thief.execute(statement)
    except errors.InsufficientPrivilege:
        return True
    return False


def as_owner(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def of_each(tables, statement: str) -> list[str]:
    return [statement.replace("{table}", table) for table in tables]


def test_no_row_of_history_is_changed_deleted_or_emptied(thief):
    statements = [
        *of_each(ADD_ONLY, "UPDATE {table} SET id = id"),
        *of_each(HISTORY, "DELETE FROM {table}"),
        *of_each(HISTORY, "TRUNCATE {table} CASCADE"),
        *of_each(HISTORY, "COPY {table} FROM PROGRAM 'true'"),
        "MERGE INTO briefings_auditentry a USING (SELECT 1) o ON true "
        "WHEN MATCHED THEN DELETE",
        "INSERT INTO briefings_auditentry (id, at, kind, verb) "
        "VALUES (1, now(), 'view', 'x') ON CONFLICT (id) DO UPDATE SET verb = 'y'",
        "DELETE FROM django_migrations",
    ]

    assert [one for one in statements if not denied(thief, one)] == []
    assert thief.execute("SELECT count(*) FROM briefings_auditentry").fetchone()[0]


def test_an_issued_edition_is_refused_by_its_triggers(thief):
    for statement in (
        "UPDATE briefings_edition SET headline = 'Otherwise'",
        "UPDATE briefings_quote SET words = 'Otherwise'",
        "DELETE FROM briefings_figure",
        "UPDATE briefings_release SET first_published_at = '2001-01-01'",
    ):
        with pytest.raises(errors.RestrictViolation):
            thief.execute(statement)


def test_nothing_that_guards_the_record_is_taken_away(thief):
    statements = [
        "SET session_replication_role = replica",
        "ALTER TABLE briefings_auditentry DISABLE TRIGGER ALL",
        "ALTER TABLE briefings_edition DISABLE TRIGGER guard",
        "ALTER TABLE briefings_auditentry ADD COLUMN x int",
        "ALTER TABLE briefings_auditentry OWNER TO CURRENT_USER",
        "DROP TRIGGER stamp ON briefings_auditentry",
        "DROP TRIGGER audit ON briefings_person",
        "DROP FUNCTION write_audit() CASCADE",
        "DROP TABLE briefings_auditentry CASCADE",
        "DROP INDEX audit_by_moment",
        "CREATE TRIGGER x AFTER INSERT ON briefings_person "
        "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()",
        "CREATE RULE x AS ON INSERT TO briefings_auditentry DO INSTEAD NOTHING",
        "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION audit_kept() RETURNS interval LANGUAGE sql "
        "AS $$ SELECT interval '0' $$",
        "CREATE VIEW v AS SELECT * FROM briefings_auditentry",
        "CREATE TABLE public.briefings_other (id int)",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE briefings_edition (id int)",
        "GRANT DELETE ON briefings_auditentry TO CURRENT_USER",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        f"SET ROLE {connection.settings_dict['USER']}",
        f"SET SESSION AUTHORIZATION {connection.settings_dict['USER']}",
        "DO $$ BEGIN LOCK TABLE briefings_auditentry IN EXCLUSIVE MODE; END $$",
    ]

    # A GRANT of what one does not have gives nothing, and only warns.
    passed = [one for one in statements if not denied(thief, one)]
    assert [one for one in passed if not one.startswith("GRANT")] == []
    assert denied(thief, "DELETE FROM briefings_auditentry")


def test_a_view_is_no_way_around(thief):
    as_owner("CREATE VIEW v AS SELECT * FROM briefings_auditentry")
    try:
        call_command("grant_application_role", thief.info.user, stdout=StringIO())

        assert denied(thief, "DELETE FROM v")
        assert denied(thief, "UPDATE v SET verb = 'x'")
        assert thief.execute("SELECT count(*) FROM v").fetchone()[0] > 0
    finally:
        as_owner("DROP VIEW v")


def test_what_the_thief_does_is_written_down_as_done_in_sql(thief):
    thief.execute("UPDATE briefings_person SET biography = 'Otherwise'")

    entry = AuditEntry.objects.filter(subject="person").first()
    assert (entry.source, entry.role) == ("sql", thief.info.user)
    assert entry.new == {"biography": "Otherwise"}


def test_no_entry_is_forgotten_before_its_time(thief):
    before = AuditEntry.objects.count()

    assert thief.execute("SELECT forget_old_audit()").fetchone() == (0,)

    assert AuditEntry.objects.count() == before


def test_the_clock_forgets_with_the_rights_of_the_application(role):
    past = "INSERT INTO briefings_auditentry (at, kind, verb, source) VALUES "
    with connection.cursor() as cursor:
        cursor.execute(
            f"BEGIN; SET LOCAL session_replication_role = replica; {past} "
            "(now() - interval '7 years', 'view', 'old', 'clock'); COMMIT"
        )

    with django_as(role):
        assert forget_old_audit() == 1


def test_the_office_does_all_its_work_in_that_role(role):
    with django_as(role):
        assert lacking(connection) == too_much(connection) == []
        call_command("load_sample_newsroom", port=8123, stdout=StringIO())
        assert Release.objects.count() > 15


def test_a_day_from_draft_to_removal_in_that_role(
    role, writer, approver, publisher, administrator
):
    with django_as(role):
        edition = make_marked_edition(written_by=writer)
        desk = {person: signed_in(person) for person in (writer, approver, publisher)}
        form = words_form(desk[writer], edition, headline="Two ferries for Skerrow")
        desk[writer].post(f"/admin/briefings/edition/{edition.pk}/change/", form)
        save(fresh(edition), body=fresh(edition).body)
        press(desk[writer], edition, "submit", digest=fresh(edition).digest)
        press(desk[approver], edition, "approve", digest=fresh(edition).digest)
        press(desk[publisher], edition, "issuenow", digest=fresh(edition).digest)
        release = Release.objects.get()
        assert Client().get(release.get_absolute_url()).status_code == 200
        press(desk[writer], fresh(edition), "begincorrection")
        assert release.editions.count() == 2
        withdraw_release(release, by=publisher, explanation="It was wrong.")
        request_export(by=administrator, subject="release", query="")
        make_exports()
        assert Export.objects.get().finished_at
        remove_release(release, by=publisher, explanation="A court said so.")
        assert Client().get(release.get_absolute_url()).status_code == 410
        writer.groups.clear()
        told = AuditEntry.objects.filter(kind="move").values_list("verb", flat=True)
        assert {"submit", "approve", "issue", "correct", "remove"} <= set(told)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_new_table_waits_for_its_grants(client, role):
    as_owner("CREATE TABLE briefings_later (id int)")
    try:
        with django_as(role):
            assert "SELECT on briefings_later" in lacking(connection)
            answer = client.get("/readyz")
            assert (answer.status_code, b"refuses" in answer.content) == (503, True)
        call_command("grant_application_role", role, stdout=StringIO())
        with django_as(role):
            assert client.get("/readyz").status_code == 200
    finally:
        as_owner("DROP TABLE briefings_later")


def test_the_check_of_a_deployment_tells_who_works_with_what(role, settings):
    settings.IS_LOCAL = False
    owner = connection.settings_dict["USER"]

    assert [(c.id, owner in c.msg) for c in checked()] == [("briefings.W1", True)]
    with django_as(role):
        assert checked() == []
    as_owner(f"GRANT UPDATE (note) ON briefings_transition TO {role}")
    as_owner(f"REVOKE INSERT ON briefings_person FROM {role}")
    with django_as(role):
        assert [c.id for c in checked()] == ["briefings.W2", "briefings.E2"]


def checked():
    found = run_checks(
        tags=["database"], include_deployment_checks=True, databases=["default"]
    )
    return [one for one in found if (one.id or "").startswith("briefings")]


def test_a_role_that_is_mighty_is_no_applications(role):
    owner = connection.settings_dict["USER"]
    with pytest.raises(CommandError, match="superuser, or may become one"):
        call_command("grant_application_role", owner)
    with pytest.raises(CommandError, match="no role “nobody there”"):
        call_command("grant_application_role", "nobody there")


def test_the_statements_can_be_read_before_they_are_run(role):
    out = StringIO()

    call_command("grant_application_role", role, "--print", stdout=out)

    lines = out.getvalue().splitlines()
    assert (lines[0], lines[-1]) == ("BEGIN;", "COMMIT;")
    grant = f'GRANT SELECT, INSERT ON "public"."briefings_auditentry" TO "{role}";'
    assert grant in lines
