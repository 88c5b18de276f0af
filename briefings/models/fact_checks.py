"""What people outside say of a text that they were asked to check."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.anchored import Placed
from briefings.models.editions import Edition
from briefings.models.guests import GuestLink
from briefings.models.visibility import LimitedByLink, LimitedQuerySet
from briefings.text.markup.rendering import Mark


class Verdict(models.TextChoices):
    CORRECT = "correct", "Correct"
    CHANGE = "change", "Change this"


_WORDED = Q(verdict=Verdict.CORRECT) | Q(said__regex=r"\S")


class FactCheckRemark(Placed):
    """Of some words. It follows them as a colleague's comment does; `read` keeps them
    as the checker had them."""

    link = models.ForeignKey(
        GuestLink, on_delete=models.PROTECT, related_name="remarks"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="fact_check_remarks"
    )
    passage = models.PositiveIntegerField(help_text="Its place in what was sent.")
    read = models.TextField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    said = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LimitedQuerySet["FactCheckRemark"].as_manager()

    class Meta(Placed.Meta):
        ordering = ["edition", "start", "id"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                name="remark_verdict_is_known", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="remarks_say_what_to_change",
                condition=_WORDED,
                violation_error_message="Say what should be changed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.said[:80]}"

    def mark(self) -> Mark:
        place, words = f"#check-{self.pk}", self.anchor
        return Mark(
            "comment", f"c{self.pk}", words.start, words.end, place, self.link.name
        )


class FactCheckAnswer(models.Model):
    """Of the whole text. The last one of a link is what its holder says."""

    link = models.ForeignKey(
        GuestLink, on_delete=models.PROTECT, related_name="answers"
    )
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    said = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = LimitedByLink["FactCheckAnswer"].as_manager()

    class Meta:
        ordering = ["link", "id"]
        constraints = [
            models.CheckConstraint(
                name="answer_verdict_is_known", condition=Q(verdict__in=Verdict.values)
            ),
            models.CheckConstraint(
                name="answers_say_what_to_change",
                condition=_WORDED,
                violation_error_message="Say what should be changed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.said[:80]}"
