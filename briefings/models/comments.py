from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from briefings.models.anchored import Placed
from briefings.models.editions import Edition
from briefings.models.visibility import LimitedByComment, LimitedQuerySet
from briefings.text.markup.rendering import Mark


class CommentQuerySet(LimitedQuerySet["Comment"]):
    def open(self) -> "CommentQuerySet":
        return self.filter(resolved_at=None)


class Comment(Placed):
    """What a colleague says of some words of an edition. Never public. It follows its
    words, and stays readable where they are gone."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="comments"
    )
    said = models.TextField()
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = CommentQuerySet.as_manager()

    class Meta(Placed.Meta):
        ordering = ["edition", "start", "id"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                name="comments_say_something", condition=Q(said__regex=r"\S")
            ),
            models.CheckConstraint(
                name="comments_are_resolved_after_they_were_made",
                condition=Q(resolved_at=None) | Q(resolved_at__gte=F("at")),
            ),
        ]

    def __str__(self) -> str:
        return self.said[:80]

    def mark(self) -> Mark:
        """For editors only; leads to the comment on the same page."""
        place, words = f"#comment-{self.pk}", self.anchor
        by = str(self.by or "a command")
        return Mark("comment", str(self.pk), words.start, words.end, place, by)


class Reply(models.Model):
    """An answer to a comment."""

    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="replies"
    )
    said = models.TextField()
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = LimitedByComment["Reply"].as_manager()

    class Meta:
        ordering = ["comment", "at", "id"]
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                name="replies_say_something", condition=Q(said__regex=r"\S")
            )
        ]

    def __str__(self) -> str:
        return self.said[:80]
