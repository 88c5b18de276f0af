"""What readers were told before, in another release."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.utils import timezone

from briefings.models import CommitmentStatement, Edition, Figure, Quote
from briefings.models.commitments import Novelty
from briefings.proposals import announced_before
from briefings.readiness.obstacle import Obstacle
from briefings.text.abridging import opening


def said_before(edition: Edition) -> Iterator[Obstacle]:
    yield from _sums(edition)
    yield from _words(edition)


def _words(edition: Edition) -> Iterator[Obstacle]:
    """What has the same headline, and where its quotes were published, in one query.
    Two releases of one headline are taken for one, in lists and by search engines."""
    said = {quote.words: quote for quote in edition.quotes.all()}
    found = _headed_alike(edition).union(_quoting(edition, said), all=True)
    for words, headline, since in sorted(found):
        if words:
            yield Obstacle(
                f"“{opening(words)}” was published before, in “{headline}”.",
                f"quote-{said[words].ref}",
            )
        else:
            yield Obstacle(
                f"A release of {_day(since)} has the same headline.", "headline"
            )


def _sums(edition: Edition) -> Iterator[Obstacle]:
    """Money is counted once. One that is marked as said again tells readers so."""
    statements = list(edition.statements.all())
    again = [s for s in statements if s.novelty != Novelty.NEW]
    figures = [
        figure
        for figure in edition.figures.all()
        if figure.currency
        and figure.part_of_id is None
        and not any(_holds(statement, figure) for statement in again)
    ]
    promises = [
        statement
        for statement in statements
        if statement.novelty == Novelty.NEW
        and statement.commitment.amount
        and not any(_holds(statement, figure) for figure in figures)
    ]
    claims = [*figures, *promises]
    for claim, first in zip(claims, announced_before(edition, claims), strict=True):
        if first:
            yield Obstacle(
                f"{_in_words(claim)} was announced before, in “{first.headline}” on "
                f"{_day(first.on)}. Say whether it is the same money.",
                f"{'figure' if claim in figures else 'commitment'}-{claim.ref}",
            )


def _in_words(claim: Figure | CommitmentStatement) -> str:
    if isinstance(claim, Figure):
        return claim.words
    return claim.commitment.sum_in_words


def _holds(statement: object, figure: Figure) -> bool:
    start, end = getattr(statement, "start", None), getattr(statement, "end", None)
    if start is None or end is None or figure.start is None:
        return False
    return bool(start <= figure.start < end)


def _headed_alike(edition: Edition) -> QuerySet[Any, Any]:
    others = Edition.objects.published().exclude(release=edition.release_id)
    same = others.filter(headline__iexact=edition.headline).order_by("live_during")
    return _columns(same[:1], Value("", TextField()), "")


def _quoting(edition: Edition, said: Iterable[str]) -> QuerySet[Any, Any]:
    """The first edition of another release in which the speakers were quoted so."""
    speakers = {q.speaker_id for q in edition.quotes.all() if q.speaker_id}
    elsewhere = Quote.objects.published().saying(said).filter(speaker__in=speakers)
    elsewhere = elsewhere.exclude(edition__release=edition.release_id)
    first = elsewhere.order_by("words", "edition__live_during").distinct("words")
    return _columns(first, F("words"), "edition__")


def _columns(rows: Any, words: Any, edition: str) -> QuerySet[Any, Any]:
    columns = {
        "told": words,
        "headed": F(f"{edition}headline"),
        "since": F(f"{edition}live_during__startswith"),
    }
    found: QuerySet[Any, Any] = rows.annotate(**columns).values_list(*columns)
    return found


def _day(at: datetime) -> str:
    return f"{timezone.localdate(at):%-d %B %Y}"
