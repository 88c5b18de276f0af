from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from briefings.models import Event, Organisation, Place, Topic
from briefings.views.answers import page, public_page
from briefings.views.listing import listing
from briefings.views.quotes import public_quotes
from briefings.views.releases import public_cards


@public_page
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic = _found(Topic.objects.public(), slug)
    editions = public_cards().filter(topics=topic)
    return page(
        request,
        "topic_detail.html",
        topic=topic,
        listing=listing(request, editions, {}),
    )


@public_page
def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    place = _found(Place.objects.public(), slug)
    editions = public_cards().filter(places=place)
    return page(
        request,
        "place_detail.html",
        place=place,
        within=Place.objects.public().filter(places_within=place).first(),
        events=list(Event.objects.public().filter(place=place)),
        listing=listing(request, editions, {}),
    )


@public_page
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = _found(Event.objects.public().select_related("place"), slug)
    editions = public_cards().filter(events=event)
    quotes = public_quotes().filter(said_at=event)
    return page(
        request,
        "event_detail.html",
        event=event,
        host=Organisation.objects.public().filter(events_hosted=event).first(),
        quotes=list(quotes[:10]),
        listing=listing(request, editions, {}),
    )


def _found(rows: QuerySet, slug: str):
    row = rows.filter(slug=slug).first()
    if row is None:
        raise Http404
    return row
