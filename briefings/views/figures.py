from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Left, Right, Substr
from django.http import HttpRequest, HttpResponse

from briefings.models import Figure, Organisation, Topic
from briefings.models.figures import SourceStatus
from briefings.models.searching import matches_plainly
from briefings.views import options
from briefings.views.answers import page, public_page
from briefings.views.columns import LONG
from briefings.views.listing import equal, in_year, listing, naming
from briefings.views.prepared import prepared
from briefings.views.withdrawals import is_withdrawn

# How much of the text beside a figure shows.
AROUND = 110
FILTERS = {
    "q": matches_plainly,
    "organisation": naming(Organisation, "edition__"),
    "source": equal("source_status"),
    "topic": naming(Topic, "edition__"),
    "year": in_year("edition__release__first_published_at"),
}


def with_larger_sum(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """Figures with the words of the sum that each is a share of."""
    larger = Figure.objects.published().filter(pk=OuterRef("part_of"))
    return figures.annotate(larger_sum=Subquery(larger.values("words")[:1]))


@prepared
def public_figures() -> QuerySet[Figure]:
    """Public figures, newest release first, with the words around each."""
    return (
        with_larger_sum(Figure.objects.public())
        .annotate(
            is_withdrawn=is_withdrawn("edition__release"),
            before=Right(
                Left("edition__plain_text", Cast("start", IntegerField())), AROUND
            ),
            after=Substr("edition__plain_text", F("end") + 1, AROUND),
        )
        .select_related("edition__release")
        .defer("search", *(f"edition__{name}" for name in LONG))
        .order_by(
            "-edition__release__first_published_at", "-edition__release_id", "start"
        )
    )


@public_page
def figure_list(request: HttpRequest) -> HttpResponse:
    shown = listing(request, public_figures(), FILTERS)
    statuses = SourceStatus.choices
    return page(
        request,
        "figure_list.html",
        listing=shown,
        around=AROUND,
        sources=options.chosen_from(statuses, shown, "source", "source_status"),
        topics=options.topics(shown, "edition__"),
        organisations=options.organisations(shown, "edition__"),
        years=options.years(shown, "edition__"),
    )
