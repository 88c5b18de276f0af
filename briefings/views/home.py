from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now, TruncDate
from django.http import HttpRequest, HttpResponse

from briefings.models import Commitment, CommitmentUpdate, Edition, Quote
from briefings.models.commitments import Stage
from briefings.views.answers import page, public_page
from briefings.views.commitments import with_first_words
from briefings.views.quotes import with_speakers
from briefings.views.releases import cards


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """What is new, what is due, what was kept."""
    today = TruncDate(Now())
    public = with_first_words(Commitment.objects.public().with_stage())
    unfinished = with_first_words(Commitment.objects.public().unfinished())
    delivered = CommitmentUpdate.objects.in_effect().filter(
        commitment=OuterRef("pk"), stage=Stage.DELIVERED
    )
    newest = delivered.order_by("-effective_on", "-recorded_at", "-id")
    kept = public.filter(stage=Stage.DELIVERED).annotate(
        kept_on=Subquery(newest.values("effective_on")[:1])
    )
    return page(
        request,
        "home.html",
        editions=list(cards(Edition.objects.public())[:6]),
        quotes=list(with_speakers(Quote.objects.public())[:2]),
        due=list(
            unfinished.filter(due_now__gte=today).order_by("due_now", "title")[:5]
        ),
        overdue=list(
            unfinished.filter(due_now__lt=today).order_by("-due_now", "title")[:3]
        ),
        kept=list(kept.order_by("-kept_on", "title")[:4]),
    )
