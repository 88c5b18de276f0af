"""What readers were told before, in another release."""

from collections.abc import Iterator

from briefings.models import CommitmentStatement, Edition, Figure, Quote
from briefings.models.commitments import Novelty
from briefings.proposals import announced_before
from briefings.readiness.obstacle import Obstacle, opening


def said_before(edition: Edition) -> Iterator[Obstacle]:
    yield from _headlines(edition)
    yield from _sums(edition)
    yield from _quotes(edition)


def _headlines(edition: Edition) -> Iterator[Obstacle]:
    """Two releases of one headline are taken for one, in lists and by search
    engines."""
    others = Edition.objects.published().exclude(release=edition.release_id)
    same = others.filter(headline__iexact=edition.headline).without_texts()
    first = same.order_by("live_during").first()
    if first:
        yield Obstacle(
            f"A release of {first.live_from:%-d %B %Y} has the same headline.",
            "headline",
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
                f"{first.on:%-d %B %Y}. Say whether it is the same money.",
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


def _quotes(edition: Edition) -> Iterator[Obstacle]:
    said = {q.words: q for q in edition.quotes.all()}
    speakers = {q.speaker_id for q in said.values() if q.speaker_id}
    if not speakers:
        return
    elsewhere = (
        Quote.objects.published()
        .saying(said)
        .filter(speaker__in=speakers)
        .exclude(edition__release=edition.release_id)
        .order_by("words", "edition__live_during")
        .distinct("words")
        .values_list("words", "edition__headline")
    )
    for words, headline in elsewhere:
        yield Obstacle(
            f"“{opening(words)}” was published before, in “{headline}”.",
            f"quote-{said[words].ref}",
        )
