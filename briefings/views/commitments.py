from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import JSONObject, Now, TruncDate
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from briefings.models import (
    Commitment,
    CommitmentStatement,
    CommitmentUpdate,
    Edition,
    Event,
    Evidence,
    Organisation,
    Person,
    Place,
    Quote,
    Role,
    Topic,
)
from briefings.models.commitment_updates import ENDS, Stage
from briefings.models.commitments import Kind, moved_to, stage_of
from briefings.models.editions import editions_naming
from briefings.models.finding import within_quotes
from briefings.models.finding_apart import promising
from briefings.models.governments import with_government
from briefings.views import options
from briefings.views.answers import page, public_page
from briefings.views.columns import LONG
from briefings.views.listing import Filters, equal, listing
from briefings.views.prepared import prepared
from briefings.views.withdrawals import is_withdrawn


def _stated(condition: Q) -> Q:
    said = CommitmentStatement.objects.public().filter(condition)
    return Q(pk__in=said.order_by().values("commitment"))


def _named_beside(model: Any) -> Callable[[str], Q]:
    """Said in a release on the topic, about the place or at the event."""

    def chosen(slug: str) -> Q:
        named = editions_naming(model.objects.at_address(slug))
        return _stated(Q(edition__in=named))

    return chosen


def _said_by(slug: str) -> Q:
    return _stated(within_quotes(Q(speaker__in=Person.objects.at_address(slug))))


def _of_role(slug: str) -> Q:
    """Said by a holder of the role, or to be kept by it."""
    roles = Role.objects.at_address(slug)
    said = _stated(within_quotes(Q(appointment__role__in=roles)))
    return said | Q(responsible_role__in=roles)


def _of_organisation(slug: str) -> Q:
    """To be kept by the organisation, or by a role of it where none is named."""
    bodies = Organisation.objects.at_address(slug)
    roles = Role.objects.of_organisations(bodies)
    of_role = Q(responsible_organisation=None, responsible_role__in=roles)
    return Q(responsible_organisation__in=bodies) | of_role


FILTERS: Filters = {
    "q": promising,
    "topic": _named_beside(Topic),
    "kind": equal("kind"),
    "stage": equal("stage"),
    "organisation": _of_organisation,
    "role": _of_role,
    "person": _said_by,
    "place": _named_beside(Place),
    "event": _named_beside(Event),
}


@prepared
def public_commitments() -> QuerySet[Any]:
    """Commitments with what a list shows of each: the stage, what the clock makes of
    its dates, and when it was said."""
    return _with_first_words(Commitment.objects.public().with_stage())


@prepared
def unfinished_commitments() -> Any:
    return _with_first_words(Commitment.objects.public().unfinished())


def with_what_holds(statements: QuerySet[Any]) -> QuerySet[Any]:
    """Statements with what became of their promise: its stage, the day its deadline
    was moved to, and when and in which language it was said first."""
    said = CommitmentStatement.objects.published().filter(
        commitment=OuterRef("commitment")
    )
    first = said.order_by("edition__live_during")
    return statements.select_related("commitment").annotate(
        stage=stage_of("commitment"),
        moved_to=moved_to("commitment"),
        delivered_on=_delivered_on("commitment"),
        first_said_at=Subquery(first.values("edition__live_during__startswith")[:1]),
        first_language=Subquery(first.values("edition__language")[:1]),
    )


def _with_first_words(commitments: QuerySet[Any]) -> QuerySet[Any]:
    said = CommitmentStatement.objects.published().filter(commitment=OuterRef("pk"))
    first = said.order_by("edition__live_during", "start")
    is_over = Q(stage__in=ENDS) | Q(due_now__lt=TruncDate(Now()))
    return commitments.select_related("responsible_organisation__merged_into").annotate(
        delivered_on=_delivered_on("pk"),
        was_due=ExpressionWrapper(is_over, BooleanField()),
        is_withdrawn=~Exists(said.exclude(is_withdrawn("edition__release"))),
        first_said_at=Subquery(first.values("edition__live_during__startswith")[:1]),
        first_language=Subquery(first.values("edition__language")[:1]),
        times_said=Subquery(
            said.order_by()
            .values("commitment")
            .values(n=Count("edition__release", distinct=True))
        ),
    )


def _delivered_on(commitment: str) -> Subquery:
    delivered = CommitmentUpdate.objects.in_effect().filter(
        commitment=OuterRef(commitment), stage=Stage.DELIVERED
    )
    newest = delivered.order_by("-effective_on", "-recorded_at", "-id")
    return Subquery(newest.values("effective_on")[:1])


@public_page
def commitment_list(request: HttpRequest) -> HttpResponse:
    newest_first = public_commitments().order_by("-first_said_at", "title", "slug")
    shown = listing(request, newest_first, FILTERS)
    said = CommitmentStatement.objects.public()
    stage_options = options.chosen_from(Stage.choices, shown, "stage", "stage")
    return page(
        request,
        "commitment_list.html",
        listing=shown,
        stages=_every_stage(stage_options),
        stage_options=stage_options,
        kinds=options.chosen_from(Kind.choices, shown, "kind", "kind"),
        topics=options.topics(shown, "edition__", rows=said, counted="commitment"),
        organisations=options.responsible(shown),
    )


@public_page
def commitment_detail(request: HttpRequest, slug: str) -> HttpResponse:
    public = Commitment.objects.public().with_stage()
    commitment = public.select_related(
        "responsible_organisation__merged_into", "responsible_role__merged_into"
    ).filter(slug=slug)
    shown = commitment.first()
    if shown is None:
        raise Http404
    occasions = _occasions(_statements().filter(commitment=shown))
    updates = _updates(shown)
    others = Commitment.objects.public().with_stage()
    return page(
        request,
        "commitment_detail.html",
        commitment=shown,
        occasions=occasions,
        updates=updates,
        timeline=_timeline(occasions, updates),
        counterparties=list(
            Organisation.objects.public().kept_of(shown.counterparties.all())
        ),
        larger=others.filter(parts=shown).first(),
        parts=list(others.filter(part_of=shown)),
        successor=others.filter(supersedes=shown).first(),
        predecessors=list(others.filter(superseded_by=shown)),
    )


def _every_stage(offered: options.Options) -> list[dict[str, Any]]:
    """Every stage with the number of commitments in it under the other filters, in the
    order of a life."""
    counts = {value: number for value, _, number in offered}
    return [
        {
            "value": stage.value,
            "label": stage.label,
            "number": counts.get(stage.value, 0),
        }
        for stage in Stage
    ]


@prepared
def _statements() -> QuerySet[Any]:
    """Every time something was promised, oldest first. Later editions of a release
    repeat a statement under its `ref`: it was said when the first of them went public,
    and reads as in the last."""
    published = CommitmentStatement.objects.published()
    public = CommitmentStatement.objects.public()
    same = published.filter(
        ref=OuterRef("ref"), commitment=OuterRef("commitment")
    ).order_by()
    first = Min("edition__live_during__startswith")
    around = Quote.objects.published().filter(
        edition=OuterRef("edition"),
        start__lte=OuterRef("start"),
        end__gte=OuterRef("end"),
    )
    speaker = JSONObject(ref="ref", speaker="speaker_name", role="speaker_role")
    return (
        with_government(published, "edition__")
        .annotate(
            said_at=Subquery(same.values("ref").values(first=first)),
            last=Subquery(same.order_by("-edition__number").values("pk")[:1]),
            is_current=Exists(public.filter(pk=OuterRef("pk"))),
            quote=Subquery(around.values(json=speaker)[:1]),
            is_withdrawn=is_withdrawn("edition__release"),
        )
        .filter(pk=F("last"))
        .select_related("edition__release")
        .defer(*(f"edition__{name}" for name in LONG))
        .order_by("said_at", "edition__release_id", "start")
    )


def _updates(commitment: Commitment) -> list[CommitmentUpdate]:
    """What became of it, oldest first. The title of evidence in a release is the one
    the release has now."""
    live = Edition.objects.public().filter(release=OuterRef("release"))
    evidence = (
        Evidence.objects.public()
        .select_related("release")
        .annotate(
            headline=Subquery(live.values("headline")[:1]),
            is_withdrawn=is_withdrawn(),
        )
        .order_by("published_on", "title", "pk")
    )
    in_effect = CommitmentUpdate.objects.in_effect().filter(commitment=commitment)
    return list(
        in_effect.prefetch_related(
            Prefetch("evidence", queryset=evidence, to_attr="pieces")
        )
    )


def _occasions(statements: Iterable[Any]) -> list[list[Any]]:
    """The statements of every release together: one may say the same thing twice, in
    its own words and in somebody's, and has promised it once."""
    of_release: dict[int, list[Any]] = {}
    for statement in statements:
        of_release.setdefault(statement.edition.release_id, []).append(statement)
    return list(of_release.values())


def _timeline(
    occasions: list[list[Any]], updates: list[CommitmentUpdate]
) -> list[dict[str, Any]]:
    said = [{"on": _day(rows[0].said_at), "said": rows} for rows in occasions]
    became = [{"on": row.effective_on, "became": row} for row in updates]
    return sorted([*said, *became], key=lambda entry: entry["on"])


def _day(moment: Any) -> date:
    return timezone.localtime(moment).date()
