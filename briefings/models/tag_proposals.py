"""Names that the reader of prose found in a text, to be tagged or not."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from briefings.models.editions import Edition
from briefings.models.people import Person
from briefings.models.subjects import Event, Place
from briefings.models.suggestions import ProposalQuerySet, Verdict


class Tag(models.TextChoices):
    """What can be named, by the column of an edition that holds it."""

    PERSON = "people", "Person"
    PLACE = "places", "Place"
    EVENT = "events", "Event"
    # Of a minister who speaks in it; not a row, but a fact about the edition.
    POLITICAL = "political", "Written for the government of its day"

    @property
    def model(self) -> Any:
        return {Tag.PERSON: Person, Tag.PLACE: Place, Tag.EVENT: Event}[self]


class TagProposal(models.Model):
    """Never public, and nothing waits for it: a text names many whom no reader would
    look for."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="tag_proposals"
    )
    kind = models.CharField(max_length=10, choices=Tag.choices)
    name = models.CharField(max_length=200)
    rule = models.CharField(max_length=120)
    score = models.FloatField()
    verdict = models.CharField(
        max_length=10, choices=Verdict.choices, default=Verdict.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(
                name="a_name_is_proposed_once", fields=["edition", "kind", "name"]
            ),
            models.CheckConstraint(
                name="tag_proposal_kind_is_known", condition=Q(kind__in=Tag.values)
            ),
            models.CheckConstraint(
                name="tag_proposal_verdict_is_known",
                condition=Q(verdict__in=Verdict.values),
            ),
            models.CheckConstraint(
                name="decided_tag_proposals_say_when",
                condition=Q(verdict=Verdict.OPEN, decided_at=None)
                | (~Q(verdict=Verdict.OPEN) & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"
