"""The rows by which an edition is judged, fetched once for one edition or for many."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Now

from briefings.models import (
    CommitmentStatement,
    EditionAsset,
    FactCheckAnswer,
    FactCheckRemark,
    GuestLink,
    Quote,
    RoleAppointment,
)
from briefings.models.guests import Purpose
from briefings.models.tagged import tags_of

_OF_THE_QUOTE = RoleAppointment.objects.filter(pk=OuterRef("appointment"))
# Whether readers know the role, or are told of it by the very release.
_ROLE_IS_TOLD = Exists(_OF_THE_QUOTE.known_to(OuterRef("edition__release")))
_QUOTES = Quote.objects.select_related(
    "speaker__merged_into", "appointment__role", "appointment__person__merged_into"
).annotate(role_is_told=Q(appointment=None) | _ROLE_IS_TOLD)


def _last_answer(column: str) -> Subquery:
    """What the holder of a link says."""
    answers = FactCheckAnswer.objects.filter(link=OuterRef("pk")).order_by("-id")
    return Subquery(answers.values(column)[:1])


FACT_CHECKS = Prefetch(
    "guest_links",
    GuestLink.objects.filter(purpose=Purpose.FACT_CHECK)
    .select_related("revision")
    .defer("revision__content")
    .annotate(
        answer_verdict=_last_answer("verdict"),
        answer_said=_last_answer("said"),
        answer_at=_last_answer("at"),
    )
    .prefetch_related(
        Prefetch(
            "remarks",
            FactCheckRemark.objects.select_related("link").order_by("passage", "id"),
        ),
    )
    .order_by("name", "id"),
    "fact_checks",
)
RECORDS: tuple[Any, ...] = (
    Prefetch("quotes", _QUOTES),
    Prefetch("statements", CommitmentStatement.objects.select_related("commitment")),
    "figures",
    Prefetch("files", EditionAsset.objects.in_order()),
)
_REST: tuple[Any, ...] = (
    "comments",
    FACT_CHECKS,
)


def fetch_rows(edition: Any) -> None:
    """What was fetched before, perhaps with more, is not fetched again."""
    prefetch_related_objects([edition], *RECORDS, *_REST)
    if not hasattr(edition, "now"):
        # Of what an action locked it is known.
        edition.now = getattr(edition.release, "now", None) or _now_of(edition)
    if not hasattr(edition, "undecided"):
        edition.undecided = edition.suggestions.open().count()
    if not hasattr(edition, "tags"):
        edition.tags = tags_of(edition)


def _now_of(edition: Any) -> datetime:
    own = type(edition).objects.filter(pk=edition.pk)
    now: datetime = own.values_list(Now(), flat=True).get()
    return now
