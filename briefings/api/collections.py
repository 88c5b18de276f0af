from typing import Any

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from briefings.api.editions import ReleaseLinkSerializer, with_headline
from briefings.api.fields import Address, PublicSerializer, absolute
from briefings.api.resources import PublicViewSet
from briefings.models import Collection, CollectionEntry, Release
from briefings.models.collections import CollectionEntryQuerySet

# The longest collections are read by their releases, which come in pages.
MOST_ENTRIES = 1000


class CollectedSerializer(serializers.Serializer):
    """A release, or a link that leads away, in the order of the editor. `heading` is
    what it stands under; the other of `release` and `link` is null."""

    heading = serializers.CharField()
    release = ReleaseLinkSerializer(allow_null=True)
    link = serializers.SerializerMethodField()

    @extend_schema_field(
        {
            "type": ["object", "null"],
            "required": ["name", "url"],
            "properties": {
                "name": {"type": "string"},
                "url": {"type": "string", "format": "uri"},
            },
        }
    )
    def get_link(self, row: Any) -> dict[str, str] | None:
        return {"name": row.words, "url": row.url} if row.url else None


class CollectionSummarySerializer(PublicSerializer):
    url = Address("api-collection-detail")
    page_url = Address("collection-detail")
    name = serializers.CharField(source="title")
    releases_url = serializers.SerializerMethodField()

    class Meta:
        model = Collection
        fields = ["slug", "name", "url", "page_url", "summary", "releases_url"]

    @extend_schema_field(OpenApiTypes.URI)
    def get_releases_url(self, row: Collection) -> str:
        place = f"{reverse('api-release-list')}?collection={row.slug}"
        return absolute(self, place)


class CollectionSerializer(CollectionSummarySerializer):
    """What editors put together. `body` is Markdown. `entries` are the first thousand;
    `releases_url` leads to all its releases, newest first."""

    entries = CollectedSerializer(many=True, source="shown")

    class Meta(CollectionSummarySerializer.Meta):
        fields = [*CollectionSummarySerializer.Meta.fields, "body", "entries"]


@extend_schema_view(
    list=extend_schema(summary="Collections, by name"),
    retrieve=extend_schema(summary="One collection, with what is in it"),
)
class CollectionViewSet(PublicViewSet):
    """Releases that belong together, and links beside them."""

    queryset = Collection.objects.none()
    ordering = ("title", "slug")

    def get_object(self) -> Any:
        found = super().get_object()
        rows: CollectionEntryQuerySet = CollectionEntry.objects.public(self.moment)
        own: list[Any] = list(
            rows.filter(collection=found).under_headings()[:MOST_ENTRIES]
        )
        public = with_headline(Release.objects.public(self.moment), self.moment)
        releases = public.in_bulk([row.release_id for row in own if row.release_id])
        for row in own:
            row.heading = row.heading or ""
            row.release = releases.get(row.release_id)
        found.shown = [row for row in own if row.release or row.url]
        return found

    def get_serializer_class(self) -> type[CollectionSummarySerializer]:
        is_list = self.action == "list"
        return CollectionSummarySerializer if is_list else CollectionSerializer
