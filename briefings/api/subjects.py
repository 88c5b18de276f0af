from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from briefings.api.fields import Address, Link, PublicSerializer
from briefings.api.resources import RegisterViewSet
from briefings.models import Event, Organisation, Place, Topic


class TopicSerializer(PublicSerializer):
    url = Address("api-topic-detail")
    page_url = Address("topic-detail")

    class Meta:
        model = Topic
        fields = ["slug", "name", "url", "page_url", "description"]


class PlaceSerializer(PublicSerializer):
    url = Address("api-place-detail")
    page_url = Address("place-detail")
    within = Link(to="place", allow_null=True)

    class Meta:
        model = Place
        fields = ["slug", "name", "url", "page_url", "within"]


class EventSerializer(PublicSerializer):
    """An occasion. `ends_on` is the last day of it; `cancellation` says why it does not
    take place, and is empty while it does."""

    url = Address("api-event-detail")
    page_url = Address("event-detail")
    place = Link(to="place", allow_null=True)
    host = Link(to="organisation", allow_null=True)

    class Meta:
        model = Event
        fields = [
            "slug",
            "name",
            "url",
            "page_url",
            "starts_on",
            "ends_on",
            "place",
            "host",
            "description",
            "cancellation",
        ]


@extend_schema_view(
    list=extend_schema(summary="Topics, by name"),
    retrieve=extend_schema(summary="One topic"),
)
class TopicViewSet(RegisterViewSet):
    """What releases are about."""

    queryset = Topic.objects.none()
    serializer_class = TopicSerializer


@extend_schema_view(
    list=extend_schema(summary="Places, by name"),
    retrieve=extend_schema(summary="One place"),
)
class PlaceViewSet(RegisterViewSet):
    """Where what releases tell of happened."""

    queryset = Place.objects.none()
    serializer_class = PlaceSerializer

    def get_queryset(self) -> QuerySet[Place]:
        within = Place.objects.leading_to_public(self.moment)
        return super().get_queryset().prefetch_related(Prefetch("within", within))


@extend_schema_view(
    list=extend_schema(summary="Events, by name"),
    retrieve=extend_schema(summary="One event"),
)
class EventViewSet(RegisterViewSet):
    """Occasions: a summit, a visit, a signing."""

    queryset = Event.objects.none()
    serializer_class = EventSerializer

    def get_queryset(self) -> QuerySet[Event]:
        hosts = Organisation.objects.leading_to_public(self.moment)
        events = super().get_queryset().select_related("place__merged_into")
        return events.prefetch_related(Prefetch("host", hosts))
