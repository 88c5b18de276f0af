"""What is true for a while, by the day: names that people bore, roles they held."""

from datetime import date, datetime, time
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Case, F, Func, Q, Value
from django.db.models import When as IfSo
from django.db.models.functions import TruncDate
from django.utils import timezone

from briefings.models.publicity import When, moment


class Span(models.Model):
    """Days from `started_on` up to, not including, `ended_on`."""

    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(
        null=True, blank=True, help_text="The first day it is no longer so."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(started_on=None)
                | Q(ended_on=None)
                | Q(ended_on__gt=F("started_on")),
                violation_error_message="The end must be after the start.",
            )
        ]

    def is_on(self, day: date) -> bool:
        """As `on_day`, of a row that is there already."""
        began = self.started_on is None or self.started_on <= day
        return began and (self.ended_on is None or self.ended_on > day)


def on_day(day: date) -> Q:
    """True of spans that hold `day`; the last day is the one before `ended_on`."""
    return (Q(started_on=None) | Q(started_on__lte=day)) & (
        Q(ended_on=None) | Q(ended_on__gt=day)
    )


def midnight(day: date) -> datetime:
    """When a day begins, in the zone of the office."""
    return timezone.make_aware(datetime.combine(day, time()))


def told_end(at: When, known: Q) -> Case:
    """The end of a span, once it has come and is `known`: a day ahead would give a
    reshuffle away."""
    day = TruncDate(moment(at))
    return Case(IfSo(known, ended_on__lte=day, then=F("ended_on")))


class NameQuerySet(models.QuerySet[Any]):
    def public(self, at: When = None) -> Self:
        """Names borne by the day, with `left_on`, the end as far as it is told."""
        begun = Q(started_on=None) | Q(started_on__lte=TruncDate(moment(at)))
        return self.filter(begun).annotate(left_on=told_end(at, Q()))


def days_of() -> Func:
    return Func(
        F("started_on"), F("ended_on"), Value("[)"),
        function="daterange",
        output_field=DateRangeField(),
    )  # fmt: skip


def overlap(one: Any, other: Any, *, end: str = "ended_on") -> bool:
    """Whether two spans, of rows or not, share a day."""

    def begins_in_time(a: Any, b: Any) -> bool:
        ends = getattr(b, end)
        return not a.started_on or not ends or a.started_on < ends

    return begins_in_time(one, other) and begins_in_time(other, one)
