from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from briefings.models import Organisation, Person, Place, Quote, Role, Topic
from briefings.models.searching import matches
from briefings.views import options
from briefings.views.answers import page, public_page
from briefings.views.columns import LONG
from briefings.views.listing import in_year, listing, naming
from briefings.views.prepared import prepared
from briefings.views.withdrawals import is_withdrawn


def _for(slug: str) -> Q:
    """Said by a spokesperson of the organisation, or by a holder of a role of it."""
    bodies = Organisation.objects.at_address(slug)
    roles = Role.objects.of_organisations(bodies)
    in_role = Q(organisation=None, appointment__role__in=roles)
    return Q(organisation__in=bodies) | in_role


FILTERS = {
    "q": matches,
    "person": lambda slug: Q(speaker__in=Person.objects.at_address(slug)),
    "role": lambda slug: Q(appointment__role__in=Role.objects.at_address(slug)),
    "organisation": naming(Organisation, "edition__"),
    "speaking_for": _for,
    "topic": naming(Topic, "edition__"),
    "place": naming(Place, "edition__"),
    "year": in_year("edition__release__first_published_at"),
}


def with_speakers(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Quotes, newest release first, with who spoke in which role and where."""
    return (
        quotes.select_related(
            "edition__release",
            "speaker__merged_into",
            "organisation__merged_into",
            "appointment__role__organisation__merged_into",
            "appointment__role__merged_into__organisation__merged_into",
            "said_at__merged_into",
        )
        .annotate(is_withdrawn=is_withdrawn("edition__release"))
        .defer("search", *(f"edition__{name}" for name in LONG))
        .order_by(
            "-edition__release__first_published_at", "-edition__release_id", "start"
        )
    )


@prepared
def public_quotes() -> QuerySet[Quote]:
    return with_speakers(Quote.objects.public())


@public_page
def quote_list(request: HttpRequest) -> HttpResponse:
    shown = listing(request, public_quotes(), FILTERS)
    return page(
        request,
        "quote_list.html",
        listing=shown,
        people=options.speakers(shown),
        topics=options.topics(shown, "edition__"),
        organisations=options.organisations(shown, "edition__"),
        spoken_for=options.spoken_for(shown),
        years=options.years(shown, "edition__"),
    )
