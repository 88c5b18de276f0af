from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse

from briefings.models import Organisation, Person, Quote, Role, Topic
from briefings.models.searching import matches
from briefings.views import options
from briefings.views.answers import page, public_page
from briefings.views.columns import LONG
from briefings.views.listing import in_year, listing, naming
from briefings.views.prepared import prepared
from briefings.views.withdrawals import is_withdrawn, withdrawals_in_force

FILTERS = {
    "q": matches,
    "person": lambda slug: Q(speaker__in=Person.objects.at_address(slug)),
    "role": lambda slug: Q(appointment__role__in=Role.objects.at_address(slug)),
    "organisation": naming(Organisation, "edition__"),
    "topic": naming(Topic, "edition__"),
    "year": in_year("edition__release__first_published_at"),
}


def _with_speakers(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
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
    return _with_speakers(Quote.objects.public())


@public_page
def quote_list(request: HttpRequest) -> HttpResponse:
    spoke = Quote.objects.public().filter(speaker__isnull=False)
    return page(
        request,
        "quote_list.html",
        listing=listing(request, public_quotes(), FILTERS),
        people=options.links(
            Person.objects.public().kept_of(
                Person.objects.filter(pk__in=spoke.values("speaker"))
            )
        ),
        topics=options.topics(),
        organisations=options.organisations(),
        years=options.years(),
    )


@prepared
def _published_quotes() -> QuerySet[Quote]:
    withdrawal = withdrawals_in_force("edition__release")
    return _with_speakers(Quote.objects.published()).annotate(
        is_current=Exists(Quote.objects.public().filter(pk=OuterRef("pk"))),
        withdrawal=Subquery(withdrawal.values("explanation")[:1]),
    )


@public_page
def quote_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The quote as it stands now; as it last stood, where it was taken out since."""
    quotes = list(_published_quotes().filter(ref=ref).order_by("-edition__number"))
    if not quotes:
        raise Http404
    shown = next((quote for quote in quotes if quote.is_current), quotes[0])
    others = [quote for quote in quotes if quote is not shown]
    return page(request, "quote_detail.html", quote=shown, others=others)
