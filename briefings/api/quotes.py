from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from briefings.api.editions import ReleaseReferenceSerializer, said_day
from briefings.api.fields import (
    Address,
    AnchorSerializer,
    Link,
    OptionalUrl,
    PublicSerializer,
)
from briefings.api.filters import DayFilter, NamingFilter, WordsFilter
from briefings.api.resources import WordsViewSet
from briefings.models import Organisation, Person, Quote, Role, Topic

SPEAKERS = tuple(
    f"{row}__merged_into"
    for row in ("speaker", "organisation", "appointment__role", "said_at")
)


class PrintedSerializer(serializers.Serializer):
    """The speaker as the release prints it."""

    name = serializers.CharField(source="speaker_name")
    role = serializers.CharField(source="speaker_role")
    organisation = serializers.CharField(source="speaker_organisation")


class QuoteInReleaseSerializer(PublicSerializer):
    """What somebody said. `role` is the one that the speaker held that day,
    `organisation` the one whose spokesperson spoke where nobody is named. Paragraphs
    are parted by a blank line in `words`."""

    url = Address("api-quote-detail", "ref")
    page_url = Address("quote-detail", "ref")
    paragraphs = serializers.ListField(child=serializers.CharField())
    anchor = AnchorSerializer()
    printed = PrintedSerializer(source="*")
    speaker = Link(to="person", source="printed_speaker", allow_null=True)
    organisation = Link(
        to="organisation", source="printed_organisation", allow_null=True
    )
    role = Link(to="role", source="printed_role", allow_null=True)
    said_at = Link(to="event", source="printed_occasion", allow_null=True)
    recording_url = OptionalUrl()

    class Meta:
        model = Quote
        fields = [
            "ref",
            "url",
            "page_url",
            "words",
            "paragraphs",
            "language",
            "anchor",
            "attribution",
            "printed",
            "speaker",
            "role",
            "organisation",
            "context",
            "said_on",
            "said_at",
            "recording_url",
        ]


class QuoteSerializer(QuoteInReleaseSerializer):
    release = ReleaseReferenceSerializer(source="*")

    class Meta(QuoteInReleaseSerializer.Meta):
        fields = [*QuoteInReleaseSerializer.Meta.fields, "release"]


class QuoteFilter(filters.FilterSet):
    q = WordsFilter(label="Words of the quote, or of its speaker's name or role.")
    person = filters.CharFilter(method="of_person", label="The speaker, by slug.")
    organisation = filters.CharFilter(
        method="of_organisation",
        label="The organisation spoken for, or of the speaker's role, by slug.",
    )
    topic = NamingFilter(Topic, "edition", label="A topic of the release, by slug.")
    said_after = DayFilter(
        "day", "gte", label="Said, or else published, on this day or later."
    )
    said_before = DayFilter(
        "day", "lt", label="Said, or else published, before this day."
    )

    class Meta:
        model = Quote
        fields: list[str] = []

    def of_person(self, quotes: QuerySet[Quote], name: str, slug: str) -> Any:
        return quotes.filter(speaker__in=Person.objects.at_address(slug))

    def of_organisation(self, quotes: QuerySet[Quote], name: str, slug: str) -> Any:
        rows = Organisation.objects.at_address(slug)
        of_their_role = Q(appointment__role__in=Role.objects.of_organisations(rows))
        return quotes.filter(Q(organisation__in=rows) | of_their_role)


@extend_schema_view(
    list=extend_schema(summary="Quotes, newest first"),
    retrieve=extend_schema(summary="One quote"),
)
class QuoteViewSet(WordsViewSet):
    """What was said, by whom, in which role. The list holds the quotes of current
    editions; a quote that only an earlier edition holds is still found by its `ref`."""

    queryset = Quote.objects.none()
    serializer_class = QuoteSerializer
    filterset_class = QuoteFilter

    def get_queryset(self) -> QuerySet[Quote]:
        quotes = super().get_queryset().alias(day=said_day())
        return quotes.select_related(*SPEAKERS).defer("search")
