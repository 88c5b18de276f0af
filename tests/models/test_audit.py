"""PostgreSQL writes down what changes, whoever changes it and by whatever statement."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction

from briefings.acting import Acting, acting_as
from briefings.actions.notices import withdraw_release
from briefings.actions.people import add_person
from briefings.models import AuditEntry, Edition, Person, User
from briefings.models.watching import UNWATCHED, is_watched, watch_tables
from tests.making import make_edition, make_issued_edition, make_tagged_edition, save
from tests.models.raw_sql import REFUSAL, one_row, refuses, run

pytestmark = pytest.mark.django_db


def entries(**about) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(**about).order_by("id"))


def newest(**about) -> AuditEntry:
    return entries(**about)[-1]


def at_page(person: User, **request) -> Acting:
    return Acting("stranger", who=lambda: (person.pk, person.username), **request)


def test_a_change_says_who_by_what_request_and_from_what_to_what(writer):
    edition = make_edition(headline="A ferry for Skerrow", written_by=writer)

    request = {"method": "POST", "path": "/admin/x/", "request": "r1"}
    with acting_as(at_page(writer, address="192.0.2.7", agent="Firefox", **request)):
        save(edition, headline="Two ferries for Skerrow")

    entry = newest(subject="edition")
    assert (entry.source, entry.person, entry.name) == ("person", writer, "Wren")
    assert (entry.method, entry.path, entry.request) == ("POST", "/admin/x/", "r1")
    assert (entry.address, entry.agent) == ("192.0.2.7", "Firefox")
    assert entry.old["headline"] == "A ferry for Skerrow"
    assert entry.new["headline"] == "Two ferries for Skerrow"
    assert "body" not in entry.new
    assert entry.release_id == edition.release_id


def test_the_next_statement_on_the_connection_is_not_hers(writer):
    with acting_as(at_page(writer)):
        add_person(by=writer, name="Odd Larsen")
    run("UPDATE briefings_person SET name = 'Even Larsen'")

    assert newest(subject="person").source == "command"


def test_a_statement_past_django_is_nobodys_known(writer):
    add_person(by=writer, name="Odd Larsen")

    # As at a psql prompt: nobody told PostgreSQL who this is.
    connection.connection.execute("SELECT set_config('newsroom.acting', '', true)")
    connection.connection.execute("UPDATE briefings_person SET name = 'Even Larsen'")

    entry = newest(subject="person")
    assert (entry.source, entry.person, entry.name) == ("sql", None, "")
    assert entry.new == {"name": "Even Larsen"}


def test_no_way_of_changing_many_rows_at_once_passes_it_by(writer):
    people = [add_person(by=writer, name=f"Number {n}") for n in range(3)]
    before = AuditEntry.objects.count()

    Person.objects.update(biography="New.")
    for person in people:
        person.biography = "Newer."
    Person.objects.bulk_update(people, ["biography"])
    run("UPDATE briefings_person SET biography = 'Newest.'")
    with connection.cursor() as cursor:
        change = "UPDATE briefings_person SET biography = %s WHERE id = %s"
        cursor.executemany(change, [("Last.", person.pk) for person in people])
    run("DELETE FROM briefings_person")

    told = entries(subject="person")[-15:]
    assert AuditEntry.objects.count() == before + 15
    assert [entry.new["biography"] for entry in told[:12:3]] == [
        "New.",
        "Newer.",
        "Newest.",
        "Last.",
    ]
    assert {entry.verb for entry in told[12:]} == {"delete"}
    assert {entry.label for entry in told} == {"Number 0", "Number 1", "Number 2"}


def test_every_table_is_watched_but_those_that_are_named():
    with connection.cursor() as cursor:
        tables = {
            table.name for table in connection.introspection.get_table_list(cursor)
        }
        cursor.execute(
            "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'audit'"
        )
        watched = {table for (table,) in cursor.fetchall()}

    assert {table for table in tables if is_watched(table)} == watched
    assert {"briefings_user_groups", "auth_group_permissions"} <= watched
    assert all(any(t.startswith(name) for t in tables) for name in UNWATCHED[:6])


def test_roles_and_rights_are_told_by_name(writer):
    publishers = Group.objects.get(name="Publisher")

    writer.groups.add(publishers)
    assert newest(kind="permission").label == "Wren – Publisher"
    writer.groups.remove(publishers)
    assert newest(kind="permission").verb == "delete"
    User.objects.filter(pk=writer.pk).update(is_superuser=True)
    entry = newest(kind="permission")
    assert (entry.label, entry.new) == ("Wren", {"is_superuser": True})
    publishers.permissions.remove(publishers.permissions.first())
    assert newest(kind="permission").label.startswith("Publisher – Can ")


def test_passwords_are_told_of_and_never_told(writer):
    writer.set_password("correct horse battery")
    writer.save()

    entry = newest(subject="user")
    assert entry.old == entry.new == {"password": "…"}
    told = one_row("SELECT string_agg(a::text, '') FROM briefings_auditentry a")[0]
    assert "pbkdf2" not in told
    assert writer.password not in told


def test_being_there_and_reading_the_news_is_nothing_to_tell(client, writer):
    before = AuditEntry.objects.filter(subject="user").count()

    User.objects.filter(pk=writer.pk).update(last_login="2091-01-01T00:00Z")

    assert AuditEntry.objects.filter(subject="user").count() == before


def test_what_follows_from_words_is_told_only_where_it_changes_alone(writer):
    edition = make_edition(written_by=writer)
    save(edition, body="Another text.")
    assert set(newest(subject="edition").new) == {"body"}

    Edition.objects.filter(pk=edition.pk).update(body_html="<p>Something else</p>")

    assert newest(subject="edition").new == {"body_html": "…"}


def test_moves_are_told_as_moves_of_their_release(publisher):
    edition = make_issued_edition(make_tagged_edition())
    withdraw_release(edition.release, by=publisher, explanation="It was wrong.")

    moves = entries(kind="move", release=edition.release)
    assert [entry.verb for entry in moves] == [
        "create",
        "submit",
        "approve",
        "issue",
        "withdraw",
    ]
    assert {entry.label for entry in moves} == {"A ferry for Skerrow"}


def test_no_entry_is_changed_or_deleted_before_its_time(writer):
    entry = newest()

    table = "briefings_auditentry"
    assert refuses("UPDATE {table} SET name = 'Somebody'", table=table)
    assert refuses("DELETE FROM {table} WHERE id = %s", entry.pk, table=table)
    assert refuses("TRUNCATE {table}", table=table)
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_who_and_when_cannot_be_made_up(writer, approver):
    with acting_as(at_page(writer)):
        AuditEntry.objects.create(
            at="2001-01-01T00:00Z", kind="view", verb="look", person=approver
        )

    entry = newest()
    assert entry.at.year > 2001
    assert entry.person == writer
    assert entry.role == one_row("SELECT session_user")[0]


def test_what_is_older_than_it_is_kept_for_is_forgotten(writer):
    kept = newest()
    old = "SET LOCAL session_replication_role = replica"
    run(old)
    run(
        "INSERT INTO briefings_auditentry (at, kind, verb, source) VALUES "
        "(now() - interval '2193 days', 'view', 'old', 'clock'), "
        "(now() - interval '2191 days', 'view', 'young', 'clock')"
    )
    run("SET LOCAL session_replication_role = origin")

    assert one_row("SELECT forget_old_audit()") == (1,)

    assert [entry.verb for entry in entries(kind="view")] == ["young"]
    assert kept in entries()


def test_a_table_of_a_library_is_watched_and_what_it_holds_is_not_told():
    run("CREATE TABLE keys_of_somebody (id bigint, seed text, label text)")

    watch_tables(connection)
    run("INSERT INTO keys_of_somebody VALUES (7, 'JBSWY3DP', 'My telephone')")

    entry = newest(subject="keys_of_somebody")
    assert (entry.verb, entry.number, entry.label) == ("add", "7", "")
    assert entry.new == {"id": "…", "seed": "…", "label": "…"}


def test_a_trigger_that_is_not_as_it_should_be_is_put_right(writer):
    run(
        "CREATE OR REPLACE TRIGGER audit AFTER INSERT ON briefings_user "
        "FOR EACH ROW EXECUTE FUNCTION write_audit('view', '', '', '')"
    )

    watch_tables(connection)
    User.objects.filter(pk=writer.pk).update(is_active=False)

    assert newest(subject="user").new == {"is_active": False}


def test_no_temporary_table_stands_in_for_a_real_one():
    make_issued_edition(make_tagged_edition())
    told = AuditEntry.objects.count()
    for table in ("edition", "auditentry"):
        real = f"briefings_{table}"
        run(f"CREATE TEMPORARY TABLE {real} (LIKE public.{real})")

    assert refuses("UPDATE briefings_quote SET context = 'Otherwise'")
    run("UPDATE briefings_person SET biography = 'Otherwise'")
    count = "SELECT count(*) FROM public.briefings_auditentry"
    assert one_row(count)[0] > told
