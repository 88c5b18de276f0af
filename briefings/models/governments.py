"""The governments that the office served, one after another. What was said for one of
them is not read as the policy of the next."""

from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models import When as IfSo
from django.db.models.functions import JSONObject, TruncDate

from briefings.models.editions import Edition
from briefings.models.publicity import When, moment
from briefings.models.spans import Span, days_of, on_day, told_end


class GovernmentQuerySet(models.QuerySet["Government"]):
    def on(self, day: Any) -> Self:
        return self.filter(on_day(day))

    def with_end(self, at: When = None) -> Self:
        """With `left_on`, the end once it has come: one ahead is nobody's to tell."""
        return self.annotate(left_on=told_end(at, Q()))


class Government(Span):
    """Between two of them there may be days without any."""

    name = models.CharField(
        max_length=200,
        help_text="As readers are told it after “Published under the”: for example, "
        "2022 to 2024 Example Conservative government.",
    )
    slug = models.SlugField(max_length=150, unique=True)
    started_on = models.DateField()
    ended_on = models.DateField(
        null=True,
        blank=True,
        help_text="The first day it is in office no more. From that day on readers are "
        "told beside its political releases whose they were.",
    )

    objects = GovernmentQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["-started_on"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="governments_have_a_name", condition=Q(name__regex=r"\S")
            ),
            ExclusionConstraint(
                name="one_government_at_a_time",
                expressions=[(days_of(), RangeOperators.OVERLAPS)],
                violation_error_message="Another government is in office then.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_of_the_record(self) -> bool:
        """Whether readers are told of it."""
        of_its_day = _with_first_day(Edition.objects.published(), "")
        named = of_its_day.filter(political=True, first_day__gte=self.started_on)
        if self.ended_on:
            named = named.filter(first_day__lt=self.ended_on)
        return named.exists()


def with_government(
    rows: QuerySet[Any], path: str = "", at: When = None
) -> QuerySet[Any]:
    """Rows with `government`: for whom their edition was written, as readers are told
    at the moment; nothing, where it is not political. The path leads to the edition.
    The government is the one of the day on which the release was issued first."""
    in_office = Government.objects.on(OuterRef("first_day")).with_end(at)
    told = JSONObject(
        name="name", slug="slug", started_on="started_on", ended_on="left_on"
    )
    government = Subquery(in_office.values(json=told)[:1], output_field=JSONField())
    political = {f"{path}political": True}
    told_rows: QuerySet[Any] = _with_first_day(rows, path).annotate(
        government=Case(IfSo(**political, then=government))
    )
    return told_rows


def _with_first_day(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    day = TruncDate(f"{path}release__first_published_at")
    found: QuerySet[Any] = rows.alias(first_day=day)
    return found


def known_under(release: Any) -> QuerySet[Any]:
    """The `government` of the edition that readers had last, in one row."""
    begun = Edition.objects.filter(
        release=release, live_during__startswith__lte=moment(None)
    )
    newest = with_government(begun).order_by("-number").values("government")
    found: QuerySet[Any] = newest[:1]
    return found


def earlier_government(release: Any) -> str:
    """Whose release it is, if that government has ended. Pages ask for `known_under`
    with their rows."""
    if hasattr(release, "known_under"):
        return ended(release.known_under)
    known = known_under(release.pk).first()
    return ended(known and known["government"])


def ended(government: dict[str, Any] | None) -> str:
    """The name of one that has ended: its releases are in history mode."""
    return government["name"] if government and government["ended_on"] else ""
