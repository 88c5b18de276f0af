"""Releases that the office puts first on its home page."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now, TruncDate

from briefings.models.editions import Edition
from briefings.models.publicity import ExistsByRow, When, moment
from briefings.models.releases import Release, Withdrawal
from briefings.models.visibility import LimitedByRelease

# As many as a reader takes in before the news begins.
MOST = 6


class FeatureQuerySet(LimitedByRelease["Feature"]):
    def public(self, at: When = None) -> Self:
        """While the release is public, under no notice, and its last day not over. So
        one that is withdrawn or removed is gone from the home page with no job run."""
        public = Edition.objects.public(at).filter(release=OuterRef("release"))
        taken_back = Withdrawal.objects.in_force(at).filter(release=OuterRef("release"))
        return self.lasting(at).filter(ExistsByRow(public), ~Exists(taken_back))

    def lasting(self, at: When = None) -> Self:
        """Of which the last day is not over, whether or not readers have it."""
        return self.filter(Q(until=None) | Q(until__gte=TruncDate(moment(at))))


class Feature(models.Model):
    """That a release is featured, and where. What is shown of it is what its live
    edition says: nothing is written a second time."""

    release = models.OneToOneField(
        Release, on_delete=models.PROTECT, related_name="feature"
    )
    # Between those of its neighbours, as of entries of collections.
    position = models.FloatField(editable=False)
    until = models.DateField(
        "last day",
        null=True,
        blank=True,
        help_text="The last day on the home page; none, if it is ended by hand.",
    )
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = FeatureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "featured release"

    def __str__(self) -> str:
        return str(self.release)
