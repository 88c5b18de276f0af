from typing import Any

import django_filters as filters
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from briefings.api.addresses import OfOneRelease
from briefings.api.editions import LONG, with_headline
from briefings.api.files import with_files
from briefings.api.filters import (
    MomentFilter,
    NamingFilter,
    WordsFilter,
    YesOrNoFilter,
)
from briefings.api.pagination import PagesOfAMoment
from briefings.api.quotes import SPEAKERS
from briefings.api.release_words import (
    EditionSerializer,
    ReleaseSerializer,
    ReleaseSummarySerializer,
)
from briefings.api.resources import PastViewSet
from briefings.models import (
    ChangeNoteCorrection,
    CommitmentStatement,
    Edition,
    Event,
    Feature,
    Figure,
    Involvement,
    Organisation,
    Person,
    Place,
    Quote,
    Release,
    Topic,
    Withdrawal,
)
from briefings.models.collections import collected_in, public_collections
from briefings.models.editions import EditionQuerySet, editions_naming
from briefings.models.governments import with_government
from briefings.models.publicity import moment
from briefings.models.releases import Kind
from briefings.models.translations import public_languages

AT = OpenApiParameter(
    "at",
    OpenApiTypes.DATETIME,
    description="What was public at this moment, which must have gone by.",
)
SLUG = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH)
NUMBER = OpenApiParameter(
    "number", {"type": "integer", "minimum": 1, "maximum": 9999}, OpenApiParameter.PATH
)


class ReleaseFilter(filters.FilterSet):
    q = WordsFilter(label='Words of the release: "a phrase", -not, or.')
    kind = filters.ChoiceFilter(field_name="release__kind", choices=Kind.choices)
    topic = NamingFilter(Topic, "pk", label="A topic, by slug.")
    organisation = NamingFilter(
        Organisation, "pk", label="An organisation behind the release, by slug."
    )
    person = filters.CharFilter(
        method="of_person", label="Somebody quoted or named in the release, by slug."
    )
    place = NamingFilter(Place, "pk", label="A place, by slug.")
    collection = filters.CharFilter(
        method="of_collection", label="A collection, by slug."
    )
    featured = YesOrNoFilter(
        method="is_featured", label="Whether the office features it on its home page."
    )
    language = filters.CharFilter("language", label="A language tag, such as en.")
    published_after = MomentFilter(
        "published_at", "gte", label="First published at this moment or later."
    )
    published_before = MomentFilter(
        "published_at", "lt", label="First published before this moment."
    )

    class Meta:
        model = Edition
        fields: list[str] = []

    def of_collection(self, editions: QuerySet[Edition], name: str, slug: str) -> Any:
        return editions.filter(release__in=collected_in(slug))

    def is_featured(self, editions: QuerySet[Edition], name: str, value: bool) -> Any:
        view: Any = self.request and self.request.parser_context["view"]
        featured = Feature.objects.public(view and view.moment).values("release")
        chosen = Q(release__in=featured)
        return editions.filter(chosen if value else ~chosen)

    def of_person(self, editions: QuerySet[Edition], name: str, slug: str) -> Any:
        rows = Person.objects.at_address(slug)
        quotes = Quote.objects.filter(speaker__in=rows)
        return editions.filter(
            Q(pk__in=editions_naming(rows))
            | Exists(quotes.filter(edition=OuterRef("pk")))
        )


def _note_corrections(at: Any) -> Prefetch:
    """Those that readers had been told by then."""
    told = ChangeNoteCorrection.objects.filter(at__lte=moment(at))
    return Prefetch("note_corrections", told)


def _kept(tag: str, model: Any) -> Prefetch:
    return Prefetch(tag, model.objects.select_related("merged_into"))


def in_brief(editions: EditionQuerySet, at: Any) -> QuerySet[Edition]:
    """With what every answer about an edition tells."""
    withdrawals = Withdrawal.objects.in_force(at)
    return (
        with_government(editions.with_end(at), at=at)
        .select_related("release")
        .annotate(published_at=F("release__first_published_at"))
        .prefetch_related(
            Prefetch("release__withdrawals", withdrawals, to_attr="in_force"),
            Prefetch(
                "involvements",
                Involvement.objects.select_related("organisation__merged_into"),
            ),
            _kept("topics", Topic),
            _note_corrections(at),
        )
    )


def in_full(editions: EditionQuerySet, at: Any) -> QuerySet[Edition]:
    """With its other tags and the records in its words. What a public edition names
    is public by that; what only its tags point to may not be."""
    quotes = Quote.objects.select_related(*SPEAKERS).defer("search")
    figures = Figure.objects.prefetch_related(
        Prefetch("part_of", Figure.objects.published(at))
    )
    told = in_brief(editions, at).annotate(
        language_rows=public_languages(at), collection_links=public_collections(at)
    )
    return told.prefetch_related(
        _kept("people", Person),
        _kept("places", Place),
        _kept("events", Event),
        Prefetch("contacts__organisation", Organisation.objects.leading_to_public(at)),
        Prefetch("related_releases", with_headline(Release.objects.public(at), at)),
        Prefetch("quotes", quotes),
        Prefetch(
            "statements", CommitmentStatement.objects.select_related("commitment")
        ),
        Prefetch("figures", figures),
        with_files(),
    )


@extend_schema_view(
    list=extend_schema(summary="Releases, newest first", parameters=[AT]),
    retrieve=extend_schema(summary="One release", parameters=[AT, SLUG]),
)
class ReleaseViewSet(OfOneRelease, PastViewSet):
    """What the office issued, in the words that are current at the moment."""

    queryset = Edition.objects.none()
    filterset_class = ReleaseFilter
    pagination_class = PagesOfAMoment
    lookup_field = "release__slug"
    lookup_url_kwarg = "slug"
    ordering = ("-published_at", "-release_id")

    def get_queryset(self) -> QuerySet[Edition]:
        editions = Edition.objects.public(self.moment)
        if self.action == "list":
            return in_brief(editions, self.moment).defer(*LONG)
        return in_full(editions, self.moment).defer("search")

    def get_serializer_class(self):
        is_list = self.action == "list"
        return ReleaseSummarySerializer if is_list else ReleaseSerializer


@extend_schema_view(
    list=extend_schema(
        summary="The editions of a release, newest first", parameters=[SLUG]
    ),
    retrieve=extend_schema(
        summary="A release as one of its editions has it", parameters=[SLUG, NUMBER]
    ),
)
class EditionViewSet(OfOneRelease):
    """Every edition that is or was public: what a release said, and when."""

    queryset = Edition.objects.none()
    lookup_field = "number"
    ordering = ("-number",)

    def get_queryset(self) -> QuerySet[Edition]:
        editions = Edition.objects.published(self.moment)
        of_release = editions.filter(release__slug=self.kwargs["slug"])
        if self.action == "list":
            ended = of_release.with_end(self.moment)
            told = ended.prefetch_related(_note_corrections(self.moment))
            return told.select_related("release").defer(*LONG)
        return in_full(of_release, self.moment).defer("search")

    def list(self, request, *args, **kwargs):
        if not self.get_queryset().exists():
            raise Http404
        return super().list(request, *args, **kwargs)

    def get_serializer_class(self):
        return EditionSerializer if self.action == "list" else ReleaseSerializer
