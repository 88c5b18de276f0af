"""Who did what, when, from where. PostgreSQL writes the rows about changes itself, by
triggers on every table; sign-ins, views and refusals are added by the ways in. Who acts
and when is filled in by a trigger either way, and nobody changes a row afterwards."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Left

from briefings.models.hidden_entries import hidden_entries
from briefings.models.releases import Release
from briefings.models.searching import beginnings, word_vector
from briefings.models.visibility import LimitedQuerySet

LONGEST_LABEL = 200


class AuditKind(models.TextChoices):
    SIGN_IN = "sign_in", "Sign-in"
    VIEW = "view", "View"
    CHANGE = "change", "Change"
    MOVE = "move", "Move"
    PERMISSION = "permission", "Permission"
    REFUSAL = "refusal", "Refusal"


class Source(models.TextChoices):
    PERSON = "person", "Somebody signed in"
    STRANGER = "stranger", "Nobody signed in"
    CLOCK = "clock", "The clock"
    COMMAND = "command", "A command on the server"
    SQL = "sql", "Nobody known, in SQL"


class AuditQuerySet(LimitedQuerySet["AuditEntry"]):
    belongs_to = ("pk", hidden_entries)

    def told(self, words: str) -> "AuditQuerySet":
        """Whose label has words that begin like these."""
        asked = beginnings(words)
        if asked is None:
            return self.none()
        return self.annotate(label_words=word_vector("label")).filter(label_words=asked)

    def note(self, kind: str, verb: str, **about: Any) -> None:
        self.note_all([{"kind": kind, "verb": verb, **about}])

    def note_all(self, entries: Iterable[dict[str, Any]]) -> None:
        rows = [self.model(**entry) for entry in entries]
        for row in rows:
            row.label = row.label.replace("\0", "")[:LONGEST_LABEL]
        self.bulk_create(rows)

    def note_views(
        self,
        verb: str,
        rows: models.QuerySet[Any],
        *,
        release: str,
        label: str,
        and_fetch: models.QuerySet[Any, Any] | None = None,
    ) -> list[tuple[Any, ...]]:
        """A view of each of these rows, in one statement: nothing is fetched first.
        `release` and `label` lead from a row to its release and to its name. What else
        is to be fetched comes with the same statement."""
        columns = {
            "kind": Value(AuditKind.VIEW.value),
            "verb": Value(verb),
            "subject": Value(rows.model._meta.model_name or ""),
            "number": Cast("pk", models.TextField()),
            "label": Left(Cast(label, models.TextField()), LONGEST_LABEL),
            "release_id": F(release)
            if release
            else Value(None, models.BigIntegerField()),
        }
        told = {f"told_{name}": column for name, column in columns.items()}
        seen = rows.order_by().annotate(**told).values_list(*told)
        sql, params = seen.query.get_compiler(self.db).as_sql()
        into = self.model._meta.db_table
        sql = f"INSERT INTO {into} ({', '.join(columns)}) {sql}"
        if and_fetch is not None:
            fetch, more = and_fetch.query.get_compiler(self.db).as_sql()
            sql, params = f"WITH noted AS ({sql}) {fetch}", (*params, *more)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall() if and_fetch is not None else []


class AuditEntry(models.Model):
    """Something that happened. `number` is that of the row it happened to, in the
    table of `subject`; nothing here points at a row, so that it outlives them all."""

    at = models.DateTimeField(help_text="By the clock of the database.")
    kind = models.CharField(max_length=12, choices=AuditKind.choices)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True, db_default="")
    number = models.CharField(max_length=60, blank=True, db_default="")
    label = models.CharField(max_length=LONGEST_LABEL, blank=True, db_default="")
    release = models.ForeignKey(
        Release,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    source = models.CharField(max_length=12, choices=Source.choices, db_default="")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    name = models.CharField(
        max_length=150,
        blank=True,
        db_default="",
        help_text="Of the person or the command, as it was that day.",
    )
    address = models.CharField(max_length=60, blank=True, db_default="")
    agent = models.CharField(
        max_length=60, blank=True, db_default="", help_text="Which browser, roughly."
    )
    method = models.CharField(max_length=10, blank=True, db_default="")
    path = models.CharField(max_length=300, blank=True, db_default="")
    request = models.CharField(
        max_length=40, blank=True, db_default="", help_text="Also in the log."
    )
    role = models.CharField(
        max_length=63, blank=True, db_default="", help_text="In the database."
    )
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "audit entry"
        verbose_name_plural = "what happened"
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        # With what a list is narrowed by beside, so that a rare combination is told by
        # the index alone.
        indexes = [
            models.Index(fields=["at", "id"], name="audit_by_moment"),
            models.Index(
                fields=["person", "at", "kind", "subject"], name="audit_by_person"
            ),
            models.Index(fields=["kind", "at", "subject"], name="audit_by_kind"),
            models.Index(
                fields=["source", "at", "kind"],
                name="audit_by_source",
                condition=~Q(source="person"),
            ),
            models.Index(fields=["subject", "number", "at"], name="audit_by_subject"),
            models.Index(
                fields=["release", "at", "kind"],
                name="audit_by_release",
                condition=Q(release__isnull=False),
            ),
            models.Index(
                fields=["request"], name="audit_by_request", condition=~Q(request="")
            ),
            GinIndex(word_vector("label"), name="audit_label_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_kind_is_known", condition=Q(kind__in=AuditKind.values)
            ),
            models.CheckConstraint(
                name="audit_source_is_known", condition=Q(source__in=Source.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.verb} {self.label}".strip()

    @property
    def changed_columns(self) -> Sequence[str]:
        return list({**(self.old or {}), **(self.new or {})})
