"""What happened to an edition. Rows here are only ever added, and a trigger says so;
notes between colleagues are the exception."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.commitments import Commitment
from briefings.models.editions import Edition
from briefings.models.searching import opening_words
from briefings.models.visibility import LimitedByCommitment, LimitedQuerySet
from briefings.workflow import EVENTS, MOVES, State


class Transition(models.Model):
    """A move, or an event of the release's life, with who made it and why."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="transitions"
    )
    move = models.CharField(
        max_length=20,
        choices=[
            *((move.name, move.label) for move in MOVES.values()),
            *EVENTS.items(),
        ],
    )
    from_state = models.CharField(max_length=20, choices=State.choices)
    to_state = models.CharField(max_length=20, choices=State.choices)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Nobody, where the clock did it.",
    )
    note = models.TextField(blank=True)
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The approver it was submitted to; nobody, where it is any of them.",
    )
    digest = models.CharField(max_length=64, blank=True)

    objects = LimitedQuerySet["Transition"].as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["at"], name="transitions_by_moment"),
            GinIndex(
                opening_words("note"),
                name="transitions_note_words",
                condition=~Q(note=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="an_urgent_issue_is_approved_once",
                fields=["edition"],
                condition=Q(move="approve_afterwards"),
            ),
            models.CheckConstraint(
                name="transition_move_is_known",
                condition=Q(move__in=[*MOVES, *EVENTS]),
            ),
            models.CheckConstraint(
                name="transition_states_are_known",
                condition=Q(from_state__in=State.values, to_state__in=State.values),
            ),
            models.UniqueConstraint(
                name="a_lift_is_noted_once",
                fields=["edition"],
                condition=Q(move="lift"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_move_display()}, edition {self.edition_id}"


class Revision(models.Model):
    """A saved state of an edition: its whole content, so that any two can be compared
    and any one restored."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = LimitedQuerySet["Revision"].as_manager()

    class Meta:
        ordering = ["edition", "number"]
        indexes = [models.Index(fields=["-at", "-id"], name="revisions_newest_first")]
        constraints = [
            models.UniqueConstraint(
                name="revisions_are_numbered", fields=["edition", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of edition {self.edition_id}"


class CommitmentRevision(models.Model):
    """What the office said a commitment consists of, each time it said so."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    content = models.JSONField()
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = LimitedByCommitment["CommitmentRevision"].as_manager()

    class Meta:
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(
                name="commitment_revisions_are_numbered",
                fields=["commitment", "number"],
            )
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of {self.commitment}"


class ChangeNoteCorrection(models.Model):
    """What readers are told of a change note that was wrong. The note itself stays as
    it was, and this stands beside it as long."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="note_corrections"
    )
    words = models.TextField(help_text="Shown to readers under the change note.")
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = LimitedQuerySet["ChangeNoteCorrection"].as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="note_corrections_have_words", condition=Q(words__regex=r"\S")
            )
        ]

    def __str__(self) -> str:
        return self.words[:80]


class EditorialNote(models.Model):
    """Colleagues talking about an edition. Never public."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = LimitedQuerySet["EditorialNote"].as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.words[:80]
