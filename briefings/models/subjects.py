"""What a release is about, where, and on which occasion."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery
from django.db.models import When as IfSo
from django.db.models.functions import Coalesce, Now

from briefings.models.merging import Mergeable, MergeableQuerySet
from briefings.models.people import Organisation
from briefings.models.publicity import NamedQuerySet, When


class TopicQuerySet(MergeableQuerySet["Topic"]):
    named_in = ("editions",)


class Topic(Mergeable):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=150, unique=True)
    description = models.TextField(blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta(Mergeable.Meta):
        ordering = ["name"]


class PlaceQuerySet(MergeableQuerySet["Place"]):
    named_in = ("editions", "events")


class Place(Mergeable):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=150, unique=True)
    within = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places_within",
    )

    objects = PlaceQuerySet.as_manager()

    class Meta(Mergeable.Meta):
        ordering = ["name"]

    @property
    def whole(self) -> "Place | None":
        return self.within and self.within.kept


class EventQuerySet(MergeableQuerySet["Event"]):
    named_in = ("editions", "quotes")

    def called_off(self, at: When = None) -> Self:
        """Those that readers had and have no more, with `called_off_at`, since when:
        every release that names them was removed, or they are kept as another one. And
        with the days that they were told of: what became of those is nobody's."""
        editions: Any = self.model._meta.get_field("editions").related_model
        gone = editions.objects.taken_down(at).filter(events=OuterRef("pk"))
        removed = gone.order_by("-release__removed_at").values("release__removed_at")
        is_merged = Q(merged_into__isnull=False) & self.is_named(at)
        is_gone = Q(Exists(gone)) & ~self.is_named(at) & Q(merged_into=None)
        rows = self.filter(is_merged | is_gone).exclude(pk__in=self.public(at))
        is_told = Q(told_sequence__isnull=False)
        return rows.annotate(
            called_off_at=Coalesce("merged_at", Subquery(removed[:1])),
            called_off_from=Case(IfSo(is_told, then="told_from"), default="starts_on"),
            called_off_until=Case(IfSo(is_told, then="told_until"), default="ends_on"),
            called_off_sequence=Coalesce("told_sequence", F("sequence") + 1),
        )

    def keep_as_told(self) -> None:
        """What calendars are told of these while they are called off; and a number
        above that for when they are held after all."""
        self.update(
            told_from=F("starts_on"),
            told_until=F("ends_on"),
            told_sequence=F("sequence") + 1,
            sequence=F("sequence") + 2,
        )


class Event(Mergeable):
    """An occasion: a summit, a visit, a signing."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=150, unique=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The last day of it.")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    host = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events_hosted",
    )
    description = models.TextField(blank=True)
    cancellation = models.TextField(
        blank=True,
        help_text="Only if it does not take place: why. Readers are told at once, on "
        "every page of it and in the calendars of those who subscribed.",
    )
    sequence = models.PositiveIntegerField(
        db_default=0,
        editable=False,
        help_text="How often it changed, as calendars count; kept by a trigger.",
    )
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    # As it was when it was last called off.
    told_from = models.DateField(null=True, editable=False)
    told_until = models.DateField(null=True, editable=False)
    told_sequence = models.PositiveIntegerField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta(Mergeable.Meta):
        ordering = ["-starts_on", "name"]
        constraints = [
            *Mergeable.Meta.constraints,
            models.CheckConstraint(
                name="events_end_after_they_start",
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message="An event cannot end before it starts.",
            ),
            models.CheckConstraint(
                name="told_days_end_after_they_start",
                condition=Q(told_from=None)
                | Q(told_until=None)
                | Q(told_until__gte=F("told_from")),
                violation_error_message="An event cannot end before it starts.",
            ),
            models.CheckConstraint(
                name="cancelled_events_say_why",
                condition=Q(cancellation="") | Q(cancellation__regex=r"\S"),
                violation_error_message="Tell readers why it does not take place.",
            ),
        ]


class ContactQuerySet(NamedQuerySet["Contact"]):
    named_in = ("editions",)


class Contact(models.Model):
    """Whom journalists call about a release."""

    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
    )
    telephone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(
        max_length=120, blank=True, help_text="For example: out of hours only."
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
