"""What the API says alike of everything that stands in an edition."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from rest_framework import serializers

from briefings.api.fields import Address, Moment
from briefings.models import Edition, Release, Withdrawal
from briefings.models.governments import with_government

# Columns that only the answer about one edition needs.
LONG = (
    "search",
    "plain_text",
    "body",
    "body_html",
    "key_points_html",
    "notes_to_editors",
    "notes_html",
)


def with_edition(rows: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """Quotes, statements or figures with where they stand, as
    `ReleaseReferenceSerializer` tells it."""
    withdrawals = Withdrawal.objects.in_force(at)
    return (
        with_government(rows, "edition__", at)
        .select_related("edition__release")
        .defer(*(f"edition__{column}" for column in LONG))
        .annotate(
            published_at=F("edition__release__first_published_at"),
            is_current=Q(edition__live_during__contains=at),
            is_withdrawn=Exists(
                withdrawals.filter(release=OuterRef("edition__release"))
            ),
        )
    )


def with_headline(releases: QuerySet[Release], at: datetime) -> QuerySet[Release]:
    """Releases with the headline that is live at the moment, read with them at once:
    between two queries one of them may be removed."""
    live = Edition.objects.public(at).filter(release=OuterRef("pk"))
    return releases.annotate(headline=Subquery(live.values("headline")[:1]))


def said_day() -> Coalesce:
    """The day a quote was said, or else the day its release went out."""
    return Coalesce("said_on", TruncDate("edition__release__first_published_at"))


class GovernmentSerializer(serializers.Serializer):
    """For which a text was written: the one in office on the day it went out first.
    With `ended_on`, the first day without it, the text is no policy of today."""

    name = serializers.CharField()
    slug = serializers.SlugField()
    started_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)


class ReleaseReferenceSerializer(serializers.Serializer):
    """The release that words stand in. `is_current` is false where only an earlier
    edition of it holds them; `is_withdrawn` says that the office does not stand by the
    release any more."""

    slug = serializers.SlugField(source="edition.release.slug")
    name = serializers.CharField(source="edition.headline")
    url = Address("api-release-detail", "edition.release.slug")
    page_url = Address("release-detail", "edition.release.slug")
    published_at = Moment()
    edition = serializers.IntegerField(source="edition.number")
    is_current = serializers.BooleanField()
    is_withdrawn = serializers.BooleanField()
    government = GovernmentSerializer(allow_null=True)


class ReleaseLinkSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    name = serializers.CharField(source="headline")
    url = Address("api-release-detail")
