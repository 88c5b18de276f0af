from typing import Any

import django_filters as filters
from django.db.models import Prefetch, Q, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from briefings.api.editions import ReleaseReferenceSerializer
from briefings.api.fields import (
    Address,
    AnchorSerializer,
    Number,
    OptionalUrl,
    PublicSerializer,
    absolute,
)
from briefings.api.filters import YesOrNoFilter
from briefings.api.resources import WordsViewSet
from briefings.models import Figure
from briefings.models.figures import SourceStatus


class LargerFigureSerializer(serializers.Serializer):
    ref = serializers.CharField()
    words = serializers.CharField()
    url = Address("api-figure-detail", "ref")


class SourceSerializer(serializers.Serializer):
    name = serializers.CharField(source="source_name")
    url = OptionalUrl(source="source_url")
    status = serializers.ChoiceField(
        source="source_status", choices=SourceStatus.choices
    )


class FigureInReleaseSerializer(PublicSerializer):
    """A number that the office claimed. One that is `part_of` a larger sum is never to
    be added to it. `period_to` is the last day."""

    url = Address("api-figure-detail", "ref")
    anchor = AnchorSerializer()
    value = Number()
    source = SourceSerializer(source="*")  # type: ignore[assignment]
    part_of = LargerFigureSerializer(allow_null=True)

    class Meta:
        model = Figure
        fields = [
            "ref",
            "url",
            "words",
            "anchor",
            "value",
            "modifier",
            "unit",
            "currency",
            "period_from",
            "period_to",
            "comparison",
            "source",
            "part_of",
        ]


class FigureSerializer(FigureInReleaseSerializer):
    page_url = serializers.SerializerMethodField()
    release = ReleaseReferenceSerializer(source="*")

    class Meta(FigureInReleaseSerializer.Meta):
        fields = [*FigureInReleaseSerializer.Meta.fields, "page_url", "release"]

    @extend_schema_field(OpenApiTypes.URI)
    def get_page_url(self, figure: Any) -> str:
        page = figure.edition.release if figure.is_current else figure.edition
        return absolute(self, f"{page.get_absolute_url()}#figure-{figure.ref}")


class FigureFilter(filters.FilterSet):
    has_source = YesOrNoFilter(
        method="with_source", label="Whether the figure says where it comes from."
    )

    class Meta:
        model = Figure
        fields: list[str] = []

    def with_source(
        self, figures: QuerySet[Figure], name: str, wanted: bool
    ) -> QuerySet[Figure]:
        unsourced = Q(source_name="", source_url="")
        return figures.filter(~unsourced if wanted else unsourced)


@extend_schema_view(
    list=extend_schema(summary="Figures, newest first"),
    retrieve=extend_schema(summary="One figure"),
)
class FigureViewSet(WordsViewSet):
    """Numbers claimed, with their sources. The list holds the figures of current
    editions; one that only an earlier edition holds is still found by its `ref`."""

    queryset = Figure.objects.none()
    serializer_class = FigureSerializer
    filterset_class = FigureFilter

    def get_queryset(self) -> QuerySet[Figure]:
        larger = Figure.objects.published(self.moment)
        return super().get_queryset().prefetch_related(Prefetch("part_of", larger))
