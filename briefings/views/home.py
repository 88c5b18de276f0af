from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from briefings.models import Edition, Feature
from briefings.models.commitment_updates import Stage
from briefings.models.features import MOST
from briefings.views.answers import page, public_page
from briefings.views.commitments import public_commitments, unfinished_commitments
from briefings.views.pictures import file_rows, files_in
from briefings.views.prepared import prepared
from briefings.views.quotes import public_quotes
from briefings.views.releases import public_cards


@prepared
def featured_cards() -> QuerySet[Edition]:
    """Live editions of the releases that the office puts first, with their images."""
    shown = Feature.objects.public().values("release")
    cards = public_cards().filter(release__in=shown).annotate(file_rows=file_rows())
    return cards.order_by("release__feature__position", "release__feature")


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """What is new, what is due, what was kept."""
    unfinished = unfinished_commitments()
    # A pause does not excuse what is late already, which is listed all the same.
    due = unfinished.exclude(stage=Stage.PAUSED).nearest(5)
    featured = list(featured_cards()[:MOST])
    others = public_cards().exclude(pk__in=[edition.pk for edition in featured])
    kept = public_commitments().filter(stage=Stage.DELIVERED)
    return page(
        request,
        "home.html",
        featured=[(edition, files_in(edition)["lead"]) for edition in featured],
        editions=list(others[:6]),
        quotes=list(public_quotes()[:2]),
        due=list(due),
        overdue=list(unfinished.nearest(3, are_late=True)),
        kept=list(kept.order_by("-delivered_on", "title")[:4]),
    )
