from django.db import models
from django.db.models import Q

from briefings.models.editions import Edition
from briefings.models.people import Organisation
from briefings.models.visibility import LimitedQuerySet


class Part(models.TextChoices):
    LEAD = "lead", "Lead"
    SUPPORTING = "supporting", "Supporting"


# What the organisations of a part are called where words and tags are given by name.
PARTS = {
    "lead_organisations": Part.LEAD,
    "supporting_organisations": Part.SUPPORTING,
}


class Involvement(models.Model):
    """An organisation behind an edition, in the order it is named."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="involvements"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="involvements"
    )
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.LEAD)
    position = models.PositiveSmallIntegerField(default=0)

    objects = LimitedQuerySet["Involvement"].as_manager()

    class Meta:
        ordering = ["part", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="an_organisation_is_named_once", fields=["edition", "organisation"]
            ),
            models.CheckConstraint(
                name="involvement_part_is_known",
                condition=Q(part__in=Part.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_part_display()})"
