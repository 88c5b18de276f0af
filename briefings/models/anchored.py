import secrets
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from briefings.models.publicity import EditionBoundQuerySet
from briefings.text.markup.anchors import Anchor
from briefings.text.markup.rendering import Mark

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_ref() -> str:
    """A short name for a record that stays through editions. Random, so that it tells
    nobody how many there are; without letters that are misread aloud."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class Placed(models.Model):
    """Some words of an edition: `[start, end)` in code points of its plain text. Words
    that no longer occur there leave a row without a place."""

    start = models.PositiveIntegerField(null=True, editable=False)
    end = models.PositiveIntegerField(null=True, editable=False)
    words = models.TextField()
    prefix = models.CharField(max_length=32, blank=True, editable=False)
    suffix = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_as_long_as_its_words",
                condition=Q(start=None, end=None)
                | Q(
                    start__isnull=False,
                    end=F("start") + Length("words"),
                    end__gt=F("start"),
                ),
            ),
            models.CheckConstraint(name="%(class)s_has_words", condition=~Q(words="")),
        ]

    @property
    def is_lost(self) -> bool:
        return self.start is None

    @property
    def anchor(self) -> Anchor:
        start = self.start or 0
        return Anchor(
            start, start + len(self.words), self.words, self.prefix, self.suffix
        )

    def place(self, anchor: Anchor | None) -> None:
        """Put the row at these words; None says that its words are gone."""
        if anchor is None:
            self.start = self.end = None
            return
        self.start, self.end, self.words = anchor.start, anchor.end, anchor.words
        self.prefix, self.suffix = anchor.prefix, anchor.suffix


class AnchoredQuerySet(EditionBoundQuerySet[Any]):
    def lost(self) -> Self:
        return self.filter(start=None)


class Anchored(Placed):
    """A record of some words. One whose words are gone stops publication until an
    editor mends it."""

    edition = models.ForeignKey(
        "briefings.Edition", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    ref = models.CharField(max_length=12, editable=False)

    # The columns, beside its words, that an approver signs.
    SIGNED: tuple[str, ...] = ()

    class Meta(Placed.Meta):
        abstract = True
        ordering = ["edition", "start"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint(
                name="%(class)s_once_an_edition", fields=["edition", "ref"]
            ),
        ]

    def content(self) -> dict[str, Any]:
        """The record as an approver signs it: plain values, rows by their number."""
        names = ["ref", "start", "end", "words", *self.SIGNED]
        return {name: plain(getattr(self, name)) for name in names}

    def mark(self) -> Mark:
        """How the record shows in the page. Only for one whose words are there."""
        raise NotImplementedError(f"{type(self).__name__}: say how it is marked")


def plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | bool) else str(value)
