"""What keeps two people at one draft from losing each other's work. Nothing here is of
the record: rows are written over and deleted."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Now

from briefings.models.editions import Edition
from briefings.models.visibility import LimitedQuerySet

# A page that is open says so every half minute.
GONE_AFTER = timedelta(minutes=2)


class PresenceQuerySet(LimitedQuerySet["Presence"]):
    def here(self) -> Self:
        return self.filter(seen_at__gt=Now() - GONE_AFTER)


class Presence(models.Model):
    """Somebody has the page of an edition open."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="presences"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    came_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    is_writing = models.BooleanField(
        default=False, help_text="Has typed what is not saved yet."
    )

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["came_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_presence_a_person", fields=["edition", "person"]
            ),
            models.CheckConstraint(
                name="presence_ends_after_it_began",
                condition=models.Q(seen_at__gte=F("came_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.edition}"


class UnsavedText(models.Model):
    """What somebody typed and has not saved: kept from their browser every few seconds,
    offered to them when they come back, gone when that window saves it or when they
    discard it."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="unsaved_texts"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    content = models.JSONField(help_text="Fields of the form of words, by their name.")
    based_on = models.PositiveIntegerField(help_text="The revision it was typed over.")
    window = models.CharField(
        max_length=32,
        blank=True,
        help_text="What the page it was typed on is called: another page, or the same "
        "one after a crash, does not write over it.",
    )
    at = models.DateTimeField(db_default=Now())

    objects = LimitedQuerySet["UnsavedText"].as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                name="one_unsaved_text_a_window",
                fields=["edition", "person", "window"],
            )
        ]

    def __str__(self) -> str:
        return f"Unsaved text of {self.person} for {self.edition}"
