from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from briefings.models.anchored import Placed
from briefings.models.editions import Edition
from briefings.models.visibility import LimitedQuerySet


class SuggestionKind(models.TextChoices):
    QUOTE = "quote", "Quote"
    COMMITMENT = "commitment", "Commitment"
    FIGURE = "figure", "Figure"


class Verdict(models.TextChoices):
    OPEN = "open", "Undecided"
    ACCEPTED = "accepted", "Accepted"
    CHANGED = "changed", "Accepted with changes"
    REJECTED = "rejected", "Rejected"


def as_found(find: Any) -> dict[str, Any]:
    """The fields of a find as a suggestion keeps them."""
    return {
        name: str(value) if isinstance(value, Decimal | date) else value
        for name, value in asdict(find).items()
    }


class ProposalQuerySet(LimitedQuerySet[Any]):
    """Of whatever a rule proposes and an editor decides."""

    def open(self) -> Self:
        return self.filter(verdict=Verdict.OPEN)

    def by_rule(self) -> Any:
        """A dictionary for each kind and rule: how many of its proposals are open, and
        what the editors made of the others."""
        counts = {
            str(verdict): Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict
        }
        return self.order_by("kind", "rule").values("kind", "rule").annotate(**counts)


class Suggestion(Placed):
    """What the reader of prose proposed, and whether an editor took it. Never public.
    `found` holds the find's own fields, as `read_release` prints them."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="suggestions"
    )
    kind = models.CharField(max_length=12, choices=SuggestionKind.choices)
    found = models.JSONField(default=dict)
    rule = models.CharField(max_length=120, blank=True)
    verdict = models.CharField(
        max_length=10, choices=Verdict.choices, default=Verdict.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    ref = models.CharField(max_length=12, blank=True, help_text="The record it became.")

    objects = ProposalQuerySet.as_manager()

    class Meta(Placed.Meta):
        ordering = ["edition", "start", "id"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                name="suggestion_kind_is_known",
                condition=Q(kind__in=SuggestionKind.values),
            ),
            models.CheckConstraint(
                name="suggestion_verdict_is_known",
                condition=Q(verdict__in=Verdict.values),
            ),
            models.CheckConstraint(
                name="decided_suggestions_say_when",
                condition=Q(verdict=Verdict.OPEN, decided_at=None)
                | (~Q(verdict=Verdict.OPEN) & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words[:60]}"
