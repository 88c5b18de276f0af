from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from briefings.models.anchored import Placed
from briefings.models.editions import Edition
from briefings.models.visibility import LimitedByComment, LimitedQuerySet
from briefings.text.markup.anchors import Anchor, anchor_at, find_all, find_likest
from briefings.text.markup.markdown import plain_text
from briefings.text.markup.rendering import Mark


class Beside(models.TextChoices):
    """The words of an edition that are none of its text."""

    HEADLINE = "headline", "headline"
    SUMMARY = "summary", "summary"
    NOTES = "notes_to_editors", "notes to editors"
    CHANGE_NOTE = "change_note", "change note"

    def of(self, edition: Edition) -> str:
        words: str = getattr(edition, self.value)
        return plain_text((), words) if self is Beside.NOTES else words

    def places_in(self, edition: Edition, pasted: str) -> list[tuple[int, int]]:
        """Where the words stand there, whatever signs of Markdown came with them."""
        there = self.of(edition)
        return find_all(there, pasted) or find_all(there, plain_text((), pasted))

    @classmethod
    def holding(cls, edition: Edition, pasted: str) -> "Beside | None":
        return next((part for part in cls if part.places_in(edition, pasted)), None)


class CommentQuerySet(LimitedQuerySet["Comment"]):
    def open(self) -> "CommentQuerySet":
        return self.filter(resolved_at=None)

    def in_the_text(self) -> "CommentQuerySet":
        return self.filter(part="")


class Comment(Placed):
    """What a colleague says of some words of an edition. Never public. In the text it
    follows its words, beside it they are looked up; it stays readable where they are
    gone."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="comments"
    )
    part = models.CharField(
        max_length=20,
        choices=Beside.choices,
        blank=True,
        db_default="",
        default="",
        editable=False,
        help_text="Where its words stand, if not in the text.",
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
                name="comment_part_is_known",
                condition=Q(part__in=["", *Beside.values]),
            ),
            models.CheckConstraint(
                name="comments_beside_the_text_have_no_place_in_it",
                condition=Q(part="") | Q(start=None),
            ),
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

    @property
    def where(self) -> str:
        return self.get_part_display() or "text"

    def place_beside(self, start: int, end: int) -> None:
        """Of a comment beside the text, what it is about: its words and what stands
        around them, by which they are told from the same words elsewhere there."""
        about = anchor_at(Beside(self.part).of(self.edition), start, end)
        self.words, self.prefix, self.suffix = about.words, about.prefix, about.suffix

    @property
    def found(self) -> Anchor | None:
        """Where its words stand, in the text or in its part beside it."""
        if not self.part:
            return None if self.is_lost else self.anchor
        return find_likest(Beside(self.part).of(self.edition), self.anchor)

    @property
    def has_lost_its_words(self) -> bool:
        return self.found is None

    def mark(self) -> Mark:
        """For editors only; leads to the comment on the same page."""
        place, words = f"#comment-{self.pk}", self.found or self.anchor
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
