"""The quotes, commitments and figures of a release, each with what was said of it
before, in one query a kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from briefings.models import CommitmentStatement, Edition, Figure, Quote, Topic
from briefings.models.figures import SourceStatus
from briefings.views.commitments import with_what_holds
from briefings.views.figures import with_larger_sum
from briefings.views.portraits import smallest_portrait
from briefings.views.prepared import prepared

# How many earlier releases are named of one promise or sum, the first ones; and in how
# many of their editions they are looked for.
_SEEN, _LOOKED_AT = 5, 60
_SAME_CLAIM = (
    *("value", "modifier", "unit", "currency", "period_from", "period_to"),
    *("comparison", "source_name", "source_url", "source_status", "larger_sum"),
)


@dataclass(frozen=True)
class Claim:
    """A figure, and where else in the text the same is said."""

    figure: Any
    again: list[Any]

    @property
    def has_source(self) -> bool:
        named = self.figure.source_name or self.figure.source_url
        return bool(named) or self.figure.source_status != SourceStatus.NONE


def records_of(edition: Edition) -> dict[str, Any]:
    quotes = list(_quotes().filter(edition=edition))
    for quote in quotes:
        quote.edition = edition
    statements = _one_each(_statements().filter(edition=edition))
    claims = _claims(_figures().filter(edition=edition))
    return {
        "quotes": quotes,
        "statements": statements,
        "claims": claims,
        "seen_before": _seen_before(statements, [one.figure for one in claims]),
    }


@prepared
def _quotes() -> QuerySet[Any]:
    speakers = ("speaker", "organisation", "appointment__role")
    paths = (f"{speaker}__merged_into" for speaker in speakers)
    quotes = Quote.objects.published().select_related(*paths)
    return (
        quotes.defer("search").annotate(portrait=smallest_portrait()).order_by("start")
    )


@prepared
def _statements() -> QuerySet[Any]:
    published = CommitmentStatement.objects.published()
    said = published.filter(commitment=OuterRef("commitment"))
    stated = with_what_holds(published).annotate(earlier=_earlier(said))
    return stated.order_by("start")


@prepared
def _figures() -> QuerySet[Any]:
    sums = ("value", "currency", "unit")
    same = {name: OuterRef(name) for name in sums}
    named = Figure.objects.published().exclude(currency="").filter(**same)
    # A sum is no more than a number: that it is the same one is likely only where the
    # two releases are about the same.
    shared = Topic.objects.filter(editions=OuterRef("edition")).filter(
        editions=OuterRef(OuterRef("edition"))
    )
    return (
        with_larger_sum(Figure.objects.published())
        .annotate(earlier=_earlier(named.filter(Exists(shared))))
        .order_by("start")
    )


def _earlier(records: QuerySet[Any]) -> ArraySubquery:
    """Where such a record stood before the release at hand, the first time first; a
    release has it in each of its editions."""
    before = OuterRef("edition__release__first_published_at")
    known = records.filter(edition__release__first_published_at__lt=before)
    link = JSONObject(
        name="edition__headline",
        slug="edition__release__slug",
        language="edition__language",
        at="edition__release__first_published_at",
    )
    in_order = known.order_by(
        "edition__release__first_published_at", "edition__release_id", "edition__number"
    )
    return ArraySubquery(in_order.values(json=link)[:_LOOKED_AT])


def _claims(figures: QuerySet[Any]) -> list[Claim]:
    told: dict[Any, Claim] = {}
    for figure in figures:
        key = tuple(getattr(figure, name) for name in _SAME_CLAIM)
        if key in told:
            told[key].again.append(figure)
        else:
            told[key] = Claim(figure, [])
    return list(told.values())


def _seen_before(statements: list[Any], figures: list[Any]) -> list[dict[str, Any]]:
    """What this release repeats, with where it stood before."""
    seen = [{"promise": row, "places": _places(row)} for row in statements]
    seen += [{"figure": row, "places": _places(row)} for row in figures]
    return [entry for entry in seen if entry["places"]]


def _places(row: Any) -> list[dict[str, Any]]:
    """The releases, each under the headline it has now: the last one told of it. JSON
    has no moments."""
    once = {
        e["slug"]: {**e, "at": datetime.fromisoformat(e["at"])} for e in row.earlier
    }
    return list(once.values())[:_SEEN]


def _one_each(statements: QuerySet[Any]) -> list[Any]:
    """The first statement of every commitment: a release may say one twice."""
    first: dict[int, Any] = {}
    for statement in statements:
        first.setdefault(statement.commitment_id, statement)
    return list(first.values())
