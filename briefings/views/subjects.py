from typing import Any

from django.http import HttpRequest, HttpResponse

from briefings.models import Event, Organisation, Place, Topic
from briefings.models.editions import editions_naming
from briefings.views.answers import of_the_kept, page, public_page
from briefings.views.listing import Listing, listing
from briefings.views.overviews import promised, said
from briefings.views.quotes import public_quotes
from briefings.views.releases import public_cards


@public_page
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic = Topic.objects.public().filter(slug=slug).first()
    if topic is None:
        return of_the_kept(Topic, slug)
    return page(
        request,
        "topic_detail.html",
        topic=topic,
        listing=_naming(topic, request),
        promised=promised("topic", slug),
        said=said("topic", slug),
    )


@public_page
def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.objects.public().filter(slug=slug).first()
    if place is None:
        return of_the_kept(Place, slug)
    around = Place.objects.filter(places_within=place)
    return page(
        request,
        "place_detail.html",
        place=place,
        within=Place.objects.public().kept_of(around).first(),
        events=list(Event.objects.public().filter(place__in=place.rows())),
        listing=_naming(place, request),
        promised=promised("place", slug),
        said=said("place", slug),
    )


@public_page
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    events = Event.objects.public().select_related("place__merged_into")
    event = events.filter(slug=slug).first()
    if event is None:
        return of_the_kept(Event, slug)
    hosts = Organisation.objects.filter(events_hosted=event)
    quotes = public_quotes().filter(said_at__in=event.rows())
    return page(
        request,
        "event_detail.html",
        event=event,
        host=Organisation.objects.public().kept_of(hosts).first(),
        quotes=list(quotes[:10]),
        promised=promised("event", slug),
        listing=_naming(event, request),
    )


def _naming(row: Any, request: HttpRequest) -> Listing:
    """The releases that name it, by whichever row."""
    named = editions_naming(row.rows())
    return listing(request, public_cards().filter(pk__in=named), {})
