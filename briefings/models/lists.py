"""What editors keep of the lists they look at."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from briefings.moments import in_short


class SavedFilter(models.Model):
    """A list as somebody filtered it, under a name of theirs."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters"
    )
    name = models.CharField(max_length=80)
    subject = models.CharField(
        max_length=40, help_text="The list: a model of the newsroom, such as release."
    )
    query = models.CharField(
        max_length=2000, blank=True, help_text="As it stands in the address."
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="a_filter_has_one_name",
                fields=["person", "subject", "name"],
                violation_error_message="You have a filter of that name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ExportQuerySet(models.QuerySet["Export"]):
    def waiting(self) -> "ExportQuerySet":
        return self.filter(finished_at=None, failure="")

    def without_file(self) -> "ExportQuerySet":
        return self.defer("file")


class Export(models.Model):
    """A list as a file, made in the background. `rows_done` of `rows` tells how far."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports"
    )
    subject = models.CharField(max_length=40)
    query = models.CharField(max_length=2000, blank=True)
    rows = models.PositiveIntegerField(null=True)
    rows_done = models.PositiveIntegerField(default=0)
    hidden = ArrayField(
        models.BigIntegerField(),
        default=list,
        editable=False,
        help_text="The releases that the person could not see when it was begun.",
    )
    file: Any = models.BinaryField(null=True)
    asked_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="finished_exports_have_a_file",
                condition=Q(finished_at=None) | Q(file__isnull=False),
            ),
            models.CheckConstraint(
                name="exports_finish_after_they_were_asked_for",
                condition=Q(finished_at=None) | Q(finished_at__gte=F("asked_at")),
            ),
            models.CheckConstraint(
                name="no_more_rows_done_than_there_are",
                condition=Q(rows=None) | Q(rows_done__lte=F("rows")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {in_short(self.asked_at)}"
