"""Images and attachments of a release, with what may be done with them."""

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.fields import PublicSerializer, absolute
from briefings.models import Edition, EditionAsset, Rendition
from briefings.models.files import FileRole, Licence


def with_files() -> Prefetch:
    """What is asked for with an edition, for its `images` and `attachments`."""
    uses = EditionAsset.objects.in_order()
    made = Rendition.objects.order_by("width", "media_type")
    return Prefetch("files", uses.prefetch_related(Prefetch("asset__renditions", made)))


class RenditionSerializer(PublicSerializer):
    url = serializers.SerializerMethodField()

    class Meta:
        model = Rendition
        fields = ["url", "media_type", "width", "height", "size", "sha256"]

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, rendition: Rendition) -> str:
        return absolute(self, rendition.get_absolute_url())


class FileSerializer(PublicSerializer):
    """`url` is that of the file as it was made. It is the same as long as the bytes
    are, and answers as long as a public release uses them."""

    url = serializers.SerializerMethodField()
    name = serializers.CharField(source="asset.file_name")
    media_type = serializers.CharField(source="asset.media_type")
    size = serializers.IntegerField(source="asset.size", help_text="In bytes.")
    sha256 = serializers.CharField(source="asset.sha256")
    licence = serializers.ChoiceField(
        source="asset.licence", choices=[("", "Not stated"), *Licence.choices]
    )
    licence_terms = serializers.CharField(source="asset.licence_terms")
    not_for_use_after = serializers.DateField(
        source="asset.not_for_use_after", allow_null=True
    )

    class Meta:
        model = EditionAsset
        fields = [
            *("url", "name", "media_type", "size", "sha256", "caption", "credit"),
            *("licence", "licence_terms", "not_for_use_after"),
        ]

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, use: EditionAsset) -> str:
        return absolute(self, use.asset.get_absolute_url())


class ImageSerializer(FileSerializer):
    """`alternative_text` is empty where the image `is_decorative`. Renditions are never
    larger than the image, and say nothing but what can be seen."""

    is_lead = serializers.SerializerMethodField()
    width = serializers.IntegerField(source="asset.width")
    height = serializers.IntegerField(source="asset.height")
    renditions = RenditionSerializer(source="asset.renditions", many=True)

    class Meta(FileSerializer.Meta):
        fields = [
            *("is_lead", "alternative_text", "is_decorative", "width", "height"),
            *FileSerializer.Meta.fields,
            "renditions",
        ]

    def get_is_lead(self, use: EditionAsset) -> bool:
        return use.role == FileRole.LEAD


def split_files(edition: Any) -> Edition:
    """By whether readers see them on the page."""
    uses = list(edition.files.all())
    edition.images = [use for use in uses if use.is_shown]
    edition.attachments = [use for use in uses if not use.is_shown]
    shown: Edition = edition
    return shown
