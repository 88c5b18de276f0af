"""How the API says what every record says alike: addresses, moments and links."""

from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from typing import Any

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.models.merging import Mergeable

Moment = partial(serializers.DateTimeField, default_timezone=UTC)
Number = partial(
    serializers.DecimalField, max_digits=24, decimal_places=4, normalize_output=True
)
Money = partial(serializers.DecimalField, max_digits=20, decimal_places=2)


class PublicSerializer(serializers.ModelSerializer):
    """A record as everybody may read it. `fields` are always listed, so that a column
    added to a model is not published by accident."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values():
            # In the schema: always there. Nothing is written through them.
            field.read_only, field.required = False, True
        return fields

    @property
    def moment(self) -> datetime:
        return self.context["view"].moment


@extend_schema_field(OpenApiTypes.URI)
class Address(serializers.Field):
    """Where `name` leads for the record, by these attributes of it."""

    def __init__(self, name: str, *by: str, **kwargs: Any) -> None:
        super().__init__(source="*", **kwargs)
        self.name, self.by = name, by or ("slug",)

    def to_representation(self, value: Any) -> str:
        parts = [attrgetter(attribute)(value) for attribute in self.by]
        return absolute(self, reverse(self.name, args=parts))


@extend_schema_field({"type": ["string", "null"], "format": "uri"})
class OptionalUrl(serializers.URLField):
    def to_representation(self, value: str) -> Any:
        return value or None


def absolute(field: serializers.Field, path: str) -> str:
    return field.context["request"].build_absolute_uri(path)


class Link(serializers.Serializer):
    """Another record, by its name and its address in this API."""

    slug = serializers.SlugField()
    name = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    def __init__(self, *args: Any, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to = to

    def to_representation(self, row: Any) -> Any:
        """What was entered twice is linked as the row that is kept."""
        return super().to_representation(
            row.kept if isinstance(row, Mergeable) else row
        )

    def get_name(self, row: Any) -> str:
        return str(row)

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, row: Any) -> str:
        return absolute(self, reverse(f"api-{self.to}-detail", args=[row.slug]))


class AnchorSerializer(serializers.Serializer):
    """Where the words stand in the edition's plain text: a W3C text position selector,
    counted in code points, and a text quote selector."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField(source="words")
    prefix = serializers.CharField()
    suffix = serializers.CharField()
