"""What the application's own database role may do, table by table. It owns nothing, so
it can switch off no trigger, and it may not even try to rewrite what is history."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import OperationalError, connections
from psycopg.sql import SQL, Composed, Identifier

# A migration alone writes these.
READ_ONLY = frozenset({"django_migrations", "django_content_type", "auth_permission"})
ADD_ONLY = frozenset(
    {
        "briefings_auditentry",
        "briefings_changenotecorrection",
        "briefings_commitmentrevision",
        "briefings_earlysightnote",
        "briefings_evidence",
        "briefings_factcheckanswer",
        "briefings_formeraddress",
        "briefings_guestaccess",
        "briefings_revision",
        "briefings_transition",
        "django_admin_log",
    }
)
# They have columns that may still change; the triggers know which.
NEVER_DELETED = frozenset(
    {
        "briefings_commitmentupdate",
        "briefings_edition",
        "briefings_factcheckremark",
        "briefings_guestlink",
        "briefings_release",
        "briefings_user",
        "briefings_withdrawal",
    }
)
EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER")

_TABLES = """
    SELECT c.relname, c.relkind IN ('v', 'm') FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
    ORDER BY 1
"""
_HELD = """
    SELECT c.relname, p.privilege,
        has_table_privilege(c.oid, p.privilege)
        -- One column is enough to rewrite a row.
        OR p.privilege = 'UPDATE' AND has_any_column_privilege(c.oid, 'UPDATE')
    FROM pg_class c, unnest(%s::text[]) AS p (privilege)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    ORDER BY 1, 2
"""
_MIGHT = """
    SELECT r.rolsuper OR r.rolcreaterole OR r.rolbypassrls OR r.rolreplication,
        pg_has_role(r.oid, c.relowner, 'MEMBER'),
        r.oid = d.datdba OR pg_has_role(r.oid, 'pg_write_all_data', 'MEMBER')
    FROM pg_roles r, pg_class c, pg_database d
    WHERE r.rolname = %s AND d.datname = current_database()
        AND c.oid = 'public.django_migrations'::regclass
"""
_REACH = """
    REVOKE ALL ON DATABASE {database} FROM PUBLIC, {role};
    GRANT CONNECT ON DATABASE {database} TO {role};
    REVOKE ALL ON SCHEMA public FROM PUBLIC, {role};
    GRANT USAGE ON SCHEMA public TO {role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {role};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, {role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}
"""


def privileges_on(table: str) -> tuple[str, ...]:
    if table in READ_ONLY:
        return EVERYTHING[:1]
    if table in ADD_ONLY:
        return EVERYTHING[:2]
    if table in NEVER_DELETED:
        return EVERYTHING[:3]
    return EVERYTHING[:4]


def grants(connection: Any, role: str) -> list[str]:
    """The statements that give the role what it may have, and take all else away; to be
    run as the owner, in one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (database,) = cursor.fetchone()
        cursor.execute(_TABLES)
        tables = cursor.fetchall()
    names = {"role": Identifier(role), "database": Identifier(database)}
    statements = [SQL(part).format(**names) for part in _REACH.split(";")]
    statements += [
        _grant(table, EVERYTHING[:1] if is_view else privileges_on(table), role)
        for table, is_view in tables
    ]
    return [one.as_string(connection.connection).strip() for one in statements]


def _grant(table: str, privileges: Iterable[str], role: str) -> Composed:
    listed = SQL(", ").join(SQL(privilege) for privilege in privileges)
    return SQL("GRANT {} ON {} TO {}").format(
        listed, Identifier("public", table), Identifier(role)
    )


def why_not_of(connection: Any, role: str) -> str:
    """Why the application should not work as this role; nothing if it may."""
    with connection.cursor() as cursor:
        cursor.execute(_MIGHT, [role])
        row = cursor.fetchone()
    if row is None:
        return f"There is no role “{role}” on this server: make it first."
    is_mighty, is_owner, writes_all = row
    if is_mighty:
        return f"“{role}” is a superuser, or may become one: no rule binds it."
    if is_owner:
        return f"“{role}” owns the tables, and can switch off what guards them."
    if writes_all:
        return f"“{role}” may write to every table, whatever is taken from it."
    return ""


def lacking(connection: Any) -> list[str]:
    """What the role of this connection needs and does not have."""
    return [
        f"{privilege} on {table}"
        for table, privilege, is_held in _held(connection)
        if not is_held and privilege in privileges_on(table)
    ]


def too_much(connection: Any) -> list[str]:
    return [
        f"{privilege} on {table}"
        for table, privilege, is_held in _held(connection)
        if is_held and privilege not in privileges_on(table)
    ]


def _held(connection: Any) -> Iterator[tuple[str, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(EVERYTHING)])
        yield from cursor.fetchall()


@checks.register(checks.Tags.database, deploy=True)
def check_role(
    *, databases: Sequence[str] | None = None, **options: Any
) -> list[checks.CheckMessage]:
    """`manage.py check --deploy --database default`, in the application's own
    environment."""
    if "default" not in (databases or ()) or settings.IS_LOCAL:
        return []
    connection = connections["default"]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (role,) = cursor.fetchone()
        return list(_complaints(connection, role))
    except OperationalError:
        return [checks.Error("The database does not answer.", id="briefings.E1")]


def _complaints(connection: Any, role: str) -> Iterator[checks.CheckMessage]:
    hint = "Run manage.py grant_application_role as the owner; see the README."
    if reason := why_not_of(connection, role):
        said = f"The application works as the wrong role. {reason}"
        yield checks.Warning(said, hint, id="briefings.W1")
        return
    if found := too_much(connection):
        said = f"The application may do too much: {_listed(found)}."
        yield checks.Warning(said, hint, id="briefings.W2")
    if found := lacking(connection):
        said = f"The application may do too little: {_listed(found)}."
        yield checks.Error(said, hint, id="briefings.E2")


def _listed(privileges: list[str]) -> str:
    more = len(privileges) - 5
    return ", ".join(privileges[:5]) + (f" and {more} more" if more > 0 else "")
