from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from briefings.api.commitments import StatementInReleaseSerializer
from briefings.api.editions import GovernmentSerializer, ReleaseLinkSerializer
from briefings.api.fields import Address, Link, Moment, PublicSerializer, absolute
from briefings.api.figures import FigureInReleaseSerializer
from briefings.api.files import FileSerializer, ImageSerializer, split_files
from briefings.api.quotes import QuoteInReleaseSerializer
from briefings.models import ChangeNoteCorrection, Contact, Edition
from briefings.models.facts import GivenAs
from briefings.models.involvements import Part
from briefings.models.printed import printed_contacts, printed_once
from briefings.models.releases import Kind

_MOMENT_OR_NULL = {"type": ["string", "null"], "format": "date-time"}


class NoteCorrectionSerializer(serializers.ModelSerializer):
    """What was wrong with a change note, which itself stays as it was."""

    at = Moment()

    class Meta:
        model = ChangeNoteCorrection
        fields = ["words", "at"]


class EditionSerializer(PublicSerializer):
    """One of the editions of a release. `change_note` says what is different from the
    one before; `live_to` is null while it is current."""

    url = Address("api-edition-detail", "release.slug", "number")
    page_url = Address("edition-detail", "release.slug", "number")
    live_from = Moment()
    live_to = Moment(source="replaced_at", allow_null=True)
    recorded_at = Moment(
        source="issued_at",
        help_text="When it was issued here: later than `live_from` where the office "
        "entered what it had issued before.",
    )
    is_current = serializers.SerializerMethodField()
    change_note_corrections = NoteCorrectionSerializer(
        source="note_corrections", many=True
    )

    class Meta:
        model = Edition
        fields = [
            "number",
            "url",
            "page_url",
            "headline",
            "live_from",
            "live_to",
            "recorded_at",
            "is_current",
            "change",
            "change_note",
            "change_note_corrections",
        ]

    def get_is_current(self, edition: Edition) -> bool:
        return self.moment in edition.live_during


class WithdrawalSerializer(serializers.Serializer):
    """The office does not stand by the release any more, and says why."""

    explanation = serializers.CharField()
    since = Moment(source="in_force_during.lower")


class ContactSerializer(PublicSerializer):
    """Whom to call, as the edition printed it."""

    organisation = Link(to="organisation", source="body", allow_null=True)

    class Meta:
        model = Contact
        fields = ["name", "organisation", "telephone", "email", "hours"]


class TranslationSerializer(serializers.Serializer):
    """The same release in another language."""

    language = serializers.CharField()
    slug = serializers.SlugField()
    headline = serializers.CharField()
    is_original = serializers.BooleanField(
        help_text="Whether the others were translated from it."
    )
    url = Address("api-release-detail", "slug")
    page_url = Address("release-detail", "slug")


class CollectionLinkSerializer(serializers.Serializer):
    """A collection that the release is in."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, row: dict[str, str]) -> str:
        return absolute(self, reverse("api-collection-detail", args=[row["slug"]]))


class ReleaseSummarySerializer(PublicSerializer):
    slug = serializers.SlugField(source="release.slug")
    url = Address("api-release-detail", "release.slug")
    page_url = Address("release-detail", "release.slug")
    kind = serializers.ChoiceField(source="release.kind", choices=Kind.choices)
    published_at = Moment(help_text="When its first edition went public.")
    updated_at = Moment(
        source="live_from", help_text="When the edition shown went public."
    )
    edition = EditionSerializer(source="*")
    withdrawn = WithdrawalSerializer(allow_null=True)
    political = serializers.BooleanField(
        help_text="Whether it was written for the government of its day."
    )
    government = GovernmentSerializer(allow_null=True)
    lead_organisations = Link(to="organisation", many=True)
    supporting_organisations = Link(to="organisation", many=True)
    topics = Link(to="topic", many=True, source="topics_printed")

    class Meta:
        model = Edition
        fields = [
            "slug",
            "url",
            "page_url",
            "kind",
            "language",
            "headline",
            "summary",
            "published_at",
            "updated_at",
            "edition",
            "withdrawn",
            "political",
            "government",
            "lead_organisations",
            "supporting_organisations",
            "topics",
        ]

    def to_representation(self, edition: Any) -> Any:
        edition.withdrawn = next(iter(edition.release.in_force), None)
        behind = edition.involvements.all()
        leading, supporting = (
            printed_once(
                edition,
                "organisations",
                (i.organisation for i in behind if i.part == part),
            )
            for part in (Part.LEAD, Part.SUPPORTING)
        )
        slugs = {printed.slug for printed in leading}
        edition.lead_organisations = leading
        edition.supporting_organisations = [
            printed for printed in supporting if printed.slug not in slugs
        ]
        edition.topics_printed = printed_once(edition, "topics", edition.topics.all())
        return super().to_representation(edition)


class ReleaseSerializer(ReleaseSummarySerializer):
    """A release in the words of one edition. `body` and `notes_to_editors` are
    Markdown. `plain_text` is the key points and the body without mark-up; the anchors
    of quotes, commitments and figures count in it."""

    at = serializers.SerializerMethodField(
        help_text="The moment that was asked about, if one was."
    )
    delivered_on = serializers.DateField(
        allow_null=True,
        help_text="The day of a speech or statement; of an article, of its writing.",
    )
    venue = serializers.CharField(help_text="Where it was delivered.")
    given_as = serializers.ChoiceField(
        choices=[("", "Not said"), *GivenAs.choices], help_text="What its text is."
    )
    people = Link(to="person", many=True, source="people_printed")
    places = Link(to="place", many=True, source="places_printed")
    events = Link(to="event", many=True, source="events_printed")
    contacts = ContactSerializer(many=True, source="cards")
    related_releases = ReleaseLinkSerializer(many=True)
    translations = TranslationSerializer(many=True)
    collections = CollectionLinkSerializer(
        source="collection_links",
        many=True,
        help_text="What the office puts it together with, as of now.",
    )
    quotes = QuoteInReleaseSerializer(many=True)
    commitments = StatementInReleaseSerializer(source="statements", many=True)
    figures = FigureInReleaseSerializer(many=True)
    images = ImageSerializer(many=True)
    attachments = FileSerializer(many=True)
    media_kit_url = Address(
        "media-kit",
        "release.slug",
        help_text="The text, files and terms of use of the current edition, zipped.",
    )

    class Meta(ReleaseSummarySerializer.Meta):
        fields = [
            "at",
            *ReleaseSummarySerializer.Meta.fields,
            "dateline",
            "delivered_on",
            "venue",
            "given_as",
            "key_points",
            "key_points_html",
            "body",
            "body_html",
            "plain_text",
            "notes_to_editors",
            "notes_html",
            "people",
            "places",
            "events",
            "contacts",
            "related_releases",
            "translations",
            "collections",
            "quotes",
            "commitments",
            "figures",
            "images",
            "attachments",
            "media_kit_url",
        ]

    def to_representation(self, edition: Any) -> Any:
        for kind in ("people", "places", "events"):
            rows = printed_once(edition, kind, getattr(edition, kind).all())
            setattr(edition, f"{kind}_printed", rows)
        edition.cards = printed_contacts(edition, edition.contacts.all())
        edition.translations = [
            SimpleNamespace(**row, is_original=row["translates"] is None)
            for row in edition.language_rows
            if row["release"] != edition.release_id
        ]
        return super().to_representation(split_files(edition))

    @extend_schema_field(_MOMENT_OR_NULL)
    def get_at(self, edition: Edition) -> Any:
        asked = getattr(self.context["view"], "asked_about", None)
        return asked and Moment().to_representation(asked)
