import re
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from briefings.models.editions import Edition
from briefings.models.publicity import When, moment
from briefings.models.ranges import same
from briefings.models.visibility import LimitedQuerySet, hidden_releases
from briefings.workflow import Duty, State

_RELEASE_PAGE = re.compile(r"/(?:api/v1/)?releases/([-\w]+)(?:[/?#]|$)")


class Kind(models.TextChoices):
    PRESS_RELEASE = "press_release", _("Press release")
    NEWS_STORY = "news_story", _("News story")
    STATEMENT = "statement", _("Statement")
    SPEECH = "speech", _("Speech")
    MEDIA_ADVISORY = "media_advisory", _("Media advisory")


# Somebody stood up and said it, or wrote it in their own name.
SPOKEN = frozenset({Kind.SPEECH, Kind.STATEMENT})


class ReleaseQuerySet(LimitedQuerySet["Release"]):
    belongs_to = ("pk", hidden_releases)

    def public(self, at: When = None) -> Self:
        return self.filter(
            Exists(Edition.objects.public(at).filter(release=OuterRef("pk")))
        )

    def published(self, at: When = None) -> Self:
        return self.filter(
            Exists(Edition.objects.published(at).filter(release=OuterRef("pk")))
        )

    def removed(self) -> Self:
        """Only what was public can be removed."""
        return self.filter(removed_at__isnull=False)

    def without_discarded(self) -> Self:
        """Without those that were discarded before anything of them was issued."""
        return self.exclude(self._discarded())

    def discarded(self) -> Self:
        return self.filter(self._discarded())

    def _discarded(self) -> Exists:
        """A release whose first edition was discarded has no other."""
        first = Edition.objects.filter(state=State.DISCARDED, number=1)
        return Exists(first.filter(release=OuterRef("pk")))

    def beside(self, release: "Release") -> Self:
        """Those that say the same as it in other languages."""
        first = release.translation_of_id or release.pk
        return self.filter(Q(pk=first) | Q(translation_of=first)).exclude(pk=release.pk)

    def at_address(self, slug: str) -> Self:
        """The release of this address, or the one that had it before."""
        return self.filter(Q(slug=slug) | Q(former_addresses__slug=slug)).distinct()


class Release(models.Model):
    """The identity of what was issued; its words are in its editions."""

    slug = models.SlugField(max_length=150, unique=True)
    kind = models.CharField(
        max_length=20, choices=Kind.choices, default=Kind.PRESS_RELEASE
    )
    first_published_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When the first edition goes, or went, public.",
    )
    # The first of its group, which translates nothing itself.
    translation_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="translations",
    )
    removed_at = models.DateTimeField(null=True, editable=False)
    removal_explanation = models.TextField(blank=True, editable=False)
    redirect_to = models.CharField(max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ReleaseQuerySet.as_manager()

    # The moment by PostgreSQL's clock at which the row was locked, on locked rows.
    now: datetime

    class Meta:
        ordering = ["-created_at"]
        permissions = tuple((duty.value, duty.label) for duty in Duty)
        indexes = [
            models.Index(
                fields=["-first_published_at", "-id"], name="releases_newest_first"
            ),
            models.Index(fields=["-created_at", "-id"], name="releases_last_begun"),
        ]
        constraints = [
            models.CheckConstraint(
                name="release_kind_is_known",
                condition=Q(kind__in=Kind.values),
                violation_error_message="Choose one of the kinds of release.",
            ),
            models.CheckConstraint(
                name="removed_releases_say_why",
                condition=Q(removed_at=None, removal_explanation="", redirect_to="")
                | (Q(removed_at__isnull=False) & ~Q(removal_explanation="")),
                violation_error_message="Say publicly why the release was removed.",
            ),
            models.CheckConstraint(
                name="releases_are_removed_after_they_were_published",
                condition=Q(removed_at=None)
                | Q(removed_at__gte=F("first_published_at")),
            ),
            models.CheckConstraint(
                name="no_release_translates_itself",
                condition=Q(translation_of=None) | ~Q(translation_of=F("id")),
                violation_error_message="A release does not translate itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("release-detail", args=[self.slug])

    def onward(self, at: When = None) -> str:
        """Where readers of a removed release are sent: nowhere, while the release that
        took its place is not public itself."""
        page = _RELEASE_PAGE.match(self.redirect_to.removeprefix(settings.SITE_URL))
        if page and not Release.objects.public(at).at_address(page[1]).exists():
            return ""
        return self.redirect_to

    def limitable(self, now: datetime) -> bool:
        """Whether colleagues alone know of it, so that it can be limited to some."""
        return self.first_published_at is None or self.first_published_at > now

    @cached_property
    def limited_to(self) -> list[Any]:
        return list(self.limits.select_related("person", "organisation__merged_into"))

    @property
    def newest_edition(self) -> Edition:
        newest: Edition = self.editions.numbered().latest("number")
        return newest

    def withdrawn(self, at: When = None) -> "Withdrawal | None":
        return self.withdrawals.in_force(at).first()


class FormerAddress(models.Model):
    """A slug the release had before: it redirects, and no other release may take it."""

    slug = models.SlugField(max_length=150, unique=True)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="former_addresses"
    )

    class Meta:
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return self.slug


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def in_force(self, at: When = None) -> Self:
        return self.filter(in_force_during__contains=moment(at))


class Withdrawal(models.Model):
    """A public notice that the office no longer stands by a release, which stays
    readable under it. Reinstating closes the period; the notice itself is kept."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="withdrawals"
    )
    explanation = models.TextField(help_text="What readers are told.")
    in_force_during = DateTimeRangeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-in_force_during"]
        constraints = [
            models.CheckConstraint(
                name="withdrawals_explain_themselves",
                condition=~Q(explanation=""),
                violation_error_message="Tell readers why the release is withdrawn.",
            ),
            models.CheckConstraint(
                name="withdrawal_period_begins",
                condition=Q(
                    in_force_during__isempty=False,
                    in_force_during__lower_inf=False,
                    in_force_during__lower_inc=True,
                    in_force_during__upper_inc=False,
                ),
                violation_error_message="A withdrawal begins at a moment.",
            ),
            ExclusionConstraint(
                name="one_withdrawal_in_force_at_a_time",
                expressions=[
                    (same("release"), RangeOperators.OVERLAPS),
                    ("in_force_during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="This release is withdrawn already.",
            ),
        ]

    def __str__(self) -> str:
        return self.explanation
