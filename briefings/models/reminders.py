from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from briefings.models.editions import Edition
from briefings.models.visibility import LimitedQuerySet
from briefings.workflow import State


class ReminderQuerySet(LimitedQuerySet["Reminder"]):
    def open(self) -> Self:
        """A release that was discarded or removed since is looked at no more."""
        kept = self.exclude(edition__state=State.DISCARDED, edition__number=1)
        return kept.filter(settled_at=None, edition__release__removed_at=None)

    def due(self, today: date) -> Self:
        return self.open().filter(on__lte=today)


class Reminder(models.Model):
    """A day on which somebody is to look at a release again. Never public. It stays
    until somebody says that it is done, also while newer editions are issued."""

    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        related_name="reminders",
        help_text="The one that its writer had before them.",
    )
    on = models.DateField("day")
    words = models.TextField("what to look at")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="whom",
    )
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        indexes = [
            models.Index(
                fields=["on"], name="reminders_to_come", condition=Q(settled_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="reminders_say_something", condition=Q(words__regex=r"\S")
            ),
            models.CheckConstraint(
                name="reminders_are_settled_after_they_were_set",
                condition=Q(settled_at=None) | Q(settled_at__gte=F("at")),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
