"""A release's page: its edition with everything around it, and the records in it."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from briefings.models import (
    ChangeNoteCorrection,
    CommitmentStatement,
    Contact,
    Edition,
    Event,
    Figure,
    Involvement,
    Person,
    Place,
    Quote,
    Topic,
)
from briefings.models.commitments import stage_of
from briefings.models.editions import Change
from briefings.models.merging import kept_column
from briefings.models.printed import printed_card, printed_name
from briefings.views.figures import with_larger_sum
from briefings.views.pictures import file_rows, files_in
from briefings.views.prepared import prepared
from briefings.views.withdrawals import withdrawals_in_force


@prepared
def current_editions() -> QuerySet[Any]:
    return _for_reading(Edition.objects.public())


@prepared
def published_editions() -> QuerySet[Any]:
    return _for_reading(Edition.objects.published())


def records_in(edition: Edition) -> dict[str, Any]:
    quotes = list(_quotes().filter(edition=edition))
    for quote in quotes:
        quote.edition = edition
    return {
        "quotes": quotes,
        "statements": _one_each(_statements().filter(edition=edition)),
        "figures": list(_figures().filter(edition=edition)),
        "note_corrections": _told_later(edition),
        **files_in(edition),
    }


def _told_later(edition: Edition) -> list[dict[str, Any]]:
    """JSON has no moments."""
    told = getattr(edition, "update_corrections", [])
    return [{**row, "at": datetime.fromisoformat(row["at"])} for row in told]


def involved() -> ArraySubquery:
    """The organisations behind an edition, as links."""
    named = Involvement.objects.filter(edition=OuterRef("pk"))
    link = JSONObject(
        name=printed_name("organisations", "organisation_id"),
        slug=kept_column("slug", "organisation__"),
        part="part",
    )
    return ArraySubquery(named.values(json=link))


def _for_reading(editions: QuerySet[Any]) -> QuerySet[Any]:
    """Editions with everything that their page says beside their records, so that it is
    one query. What an edition names is public as the edition is; releases it points to
    are not."""
    this_release = Edition.objects.published().filter(release=OuterRef("release"))
    last_update = _updates(OuterRef("release"))
    related = Edition.objects.public().filter(release__related_editions=OuterRef("pk"))
    return (
        editions.select_related("release")
        .defer("search")
        .annotate(
            is_current=Exists(Edition.objects.public().filter(pk=OuterRef("pk"))),
            withdrawal=Subquery(withdrawals_in_force().values("explanation")[:1]),
            withdrawn_at=Subquery(
                withdrawals_in_force().values("in_force_during__startswith")[:1]
            ),
            update_note=Subquery(last_update.values("change_note")[:1]),
            updated_at=Subquery(last_update.values("at")[:1]),
            update_corrections=_corrections(),
            editions_published=Subquery(
                this_release.order_by().values("release").values(n=Count("pk"))
            ),
            file_rows=file_rows(),
            organisation_links=involved(),
            people_links=_tagged("people", Person.objects.all()),
            topic_links=_tagged("topics", Topic.objects.all()),
            place_links=_tagged("places", Place.objects.all()),
            event_links=_tagged("events", Event.objects.all()),
            contact_cards=_contacts(),
            read_early=F("early_sight_note__words"),
            related_links=ArraySubquery(
                related.order_by("-release__first_published_at").values(
                    json=JSONObject(
                        name="headline", slug="release__slug", language="language"
                    )
                )
            ),
        )
    )


def _updates(release: OuterRef) -> QuerySet[Any, Any]:
    """The editions whose changes readers must know, the last one first."""
    published = Edition.objects.published().filter(release=release, number__gt=1)
    updates = published.filter(change=Change.MAJOR).order_by("-number")
    return updates.annotate(at=F("live_during__startswith"))


def _corrections() -> ArraySubquery:
    """What readers are told of the change note of the last update."""
    update = _updates(OuterRef(OuterRef("release"))).values("pk")[:1]
    told = ChangeNoteCorrection.objects.filter(edition=Subquery(update))
    return ArraySubquery(told.values(json=JSONObject(words="words", at="at")))


def _contacts() -> ArraySubquery:
    named = Contact.objects.filter(editions=OuterRef("pk"))
    return ArraySubquery(named.values(json=printed_card()))


def _tagged(kind: str, rows: QuerySet) -> ArraySubquery:
    """Links under the printed names to the kept rows of what an edition names."""
    link = JSONObject(name=printed_name(kind), slug=kept_column("slug"))
    return ArraySubquery(rows.filter(editions=OuterRef("pk")).values(json=link))


@prepared
def _quotes() -> QuerySet[Any]:
    speakers = ("speaker", "organisation", "appointment__role")
    paths = (f"{speaker}__merged_into" for speaker in speakers)
    quotes = Quote.objects.published().select_related(*paths)
    return quotes.defer("search").order_by("start")


@prepared
def _statements() -> QuerySet[Any]:
    published = CommitmentStatement.objects.published()
    said = published.filter(commitment=OuterRef("commitment"))
    first_said = said.order_by("edition__live_during").values(
        "edition__live_during__startswith"
    )
    return (
        published.select_related("commitment")
        .annotate(stage=stage_of("commitment"), first_said_at=Subquery(first_said[:1]))
        .order_by("start")
    )


@prepared
def _figures() -> QuerySet[Any]:
    return with_larger_sum(Figure.objects.published()).order_by("start")


def _one_each(statements: QuerySet[Any]) -> list[Any]:
    """The first statement of every commitment: a release may say one twice."""
    first: dict[int, Any] = {}
    for statement in statements:
        first.setdefault(statement.commitment_id, statement)
    return list(first.values())
