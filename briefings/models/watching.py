"""Which tables PostgreSQL watches for the audit, and how. `manage.py migrate` ends by
seeing to it, so that no table, of ours or of a library, is forgotten: what is not named
here is watched. The functions that the triggers call are in migration
`0022_audit`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from psycopg.sql import Literal

# Rows that say who is where and what waits: no record, and written all the time. Rows
# that tell of what happened themselves. Or tables that nobody but a migration writes.
UNWATCHED = (
    "briefings_auditentry",
    "briefings_allowance",
    "briefings_guestaccess",
    "briefings_guestcode",
    "briefings_guestsession",
    "briefings_mail",
    "briefings_presence",
    "briefings_rendition",
    "briefings_unsavedtext",
    "briefings_word",
    "django_",
    "auth_permission",
    "procrastinate_",
    "axes_",
    "newsroom_cache",
)
# A column here that changes alone is no news.
_IDLE = {
    "briefings_asset": "rendered_at failure",
    "briefings_user": "last_login desk_read_at",
    "usersessions_usersession": "last_seen_at data",
}
# Follows from others, is kept whole elsewhere, or is what somebody searches for: told
# only where it changes alone, and never what it holds.
_DERIVED = {
    "briefings_collection": "body_html",
    "briefings_collectionentry": "position",
    "briefings_export": "query",
    "briefings_feature": "position",
    "briefings_savedfilter": "name query",
    "briefings_edition": (
        "plain_text key_points_html body_html notes_html search digest printed"
    ),
    "briefings_quote": "search prefix suffix",
    "briefings_event": "sequence changed_at told_from told_until told_sequence",
    "briefings_figure": "search prefix suffix",
    "briefings_commitmentstatement": "search prefix suffix",
    "briefings_suggestion": "prefix suffix",
    "briefings_comment": "prefix suffix",
    "briefings_revision": "content digest",
    "briefings_commitmentrevision": "content",
}
_KINDS = {
    "briefings_transition": "move",
    "briefings_export": "view",
    "briefings_user_groups": "permission",
    "briefings_user_user_permissions": "permission",
    "auth_group": "permission",
    "auth_group_permissions": "permission",
}
# A file in the making tells how far it is, and the clock removes it.
_WHEN = {"briefings_export": "INSERT"}
_ALWAYS = "INSERT OR DELETE OR UPDATE"
# Of the tables of libraries it is told which columns changed, never what is in them:
# nobody here knows which of them hold secrets.
_KNOWN = ("briefings_", "auth_group")

# Only the owner of the tables may write such a function anew.
_KEPT = """
    CREATE OR REPLACE FUNCTION audit_kept() RETURNS interval LANGUAGE sql IMMUTABLE
    AS $$ SELECT interval {kept} $$
"""
_TABLES = """
    SELECT c.relname, pg_get_triggerdef(t.oid)
    FROM pg_class c LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname = 'audit'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    ORDER BY c.relname
"""
# A temporary table of the same name would come before the real one.
_LOOSE = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prolang = (
            SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
        AND p.prorettype = 'trigger'::regtype
        AND pg_has_role(p.proowner, 'USAGE')
        AND NOT coalesce(p.proconfig::text LIKE '%search_path=%', false)
"""


@dataclass(frozen=True)
class Watch:
    table: str

    @property
    def trigger(self) -> str:
        """As PostgreSQL spells it back."""
        when = _WHEN.get(self.table, _ALWAYS)
        arguments = (
            _KINDS.get(self.table, "change"),
            _IDLE.get(self.table, ""),
            _DERIVED.get(self.table, ""),
            "" if self.table.startswith(_KNOWN) else "names only",
        )
        listed = ", ".join(f"'{argument}'" for argument in arguments)
        return (
            f"CREATE TRIGGER audit AFTER {when} ON public.{self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION write_audit({listed})"
        )


def is_watched(table: str) -> bool:
    return not table.startswith(UNWATCHED)


def watch_tables(connection: Any) -> None:
    """Put a trigger on every table that lacks it, or has an older one; and make every
    trigger look for its tables where they are."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('write_audit') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return  # a migration back to before there was an audit
        for statement in _missing(cursor):
            cursor.execute(statement)
        kept = Literal(f"{audit_kept().days} days").as_string(connection.connection)
        cursor.execute(_KEPT.replace("{kept}", kept))


def audit_kept() -> timedelta:
    return timedelta(days=settings.AUDIT_KEEP_DAYS)


def _missing(cursor: Any) -> Iterator[str]:
    cursor.execute(_TABLES)
    for table, there in cursor.fetchall():
        wanted = Watch(table).trigger
        if is_watched(table) and there != wanted:
            yield wanted.replace("CREATE", "CREATE OR REPLACE", 1)
    cursor.execute(_LOOSE)
    for (function,) in cursor.fetchall():
        yield f"ALTER FUNCTION {function} SET search_path = public, pg_temp"
