from django.http import HttpRequest, HttpResponse

from briefings.models.commitment_updates import Stage
from briefings.views.answers import page, public_page
from briefings.views.commitments import public_commitments, unfinished_commitments
from briefings.views.quotes import public_quotes
from briefings.views.releases import public_cards


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """What is new, what is due, what was kept."""
    unfinished = unfinished_commitments()
    # A pause does not excuse what is late already, which is listed all the same.
    due = unfinished.exclude(stage=Stage.PAUSED).nearest(5)
    kept = public_commitments().filter(stage=Stage.DELIVERED)
    return page(
        request,
        "home.html",
        editions=list(public_cards()[:6]),
        quotes=list(public_quotes()[:2]),
        due=list(due),
        overdue=list(unfinished.nearest(3, are_late=True)),
        kept=list(kept.order_by("-delivered_on", "title")[:4]),
    )
