"""What readers were told before: sums that are no new money, quotes given twice."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Func, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Length, Lower

from briefings.models import CommitmentStatement, Edition, Figure, Quote
from briefings.models.commitments import Novelty
from briefings.readiness.obstacle import Obstacle, on_day, opening
from briefings.text.amounts import money
from briefings.text.claims.repetitions import TELLS_NOTHING

_WORD = re.compile(r"[^\W\d_]{4,}")
_SIZES = {"thousand", "million", "billion", "trillion", "pounds", "euros"}
# Of the same sum and about the same thing: one shared word may be chance.
FEWEST_SHARED = 2
MOST_COMPARED = 200
_LATEST = "-edition__live_during"


class Sum(NamedTuple):
    value: Decimal
    currency: str


def in_the_sums(
    edition: Edition, figures: list[Figure], statements: list[CommitmentStatement]
) -> Iterator[Obstacle]:
    """Each sum once, at the first record that names it."""
    said = _sums(figures, statements)
    if not said:
        return
    earlier = [*_earlier_figures(edition, said), *_earlier_promises(edition, said)]
    for sum_, (record, place) in said.items():
        about = _telling(_paragraph(edition, record))
        for found, words in earlier:
            if found[0] == sum_ and len(about & _telling(words)) >= FEWEST_SHARED:
                yield _announced(sum_, found[1], place)
                break


def _announced(sum_: Sum, edition: Edition, place: str) -> Obstacle:
    return Obstacle(
        f"{money(sum_.value, sum_.currency)} was announced before, in "
        f"“{opening(edition.headline)}” on {on_day(edition.live_from)}: "
        "mark it as said again?",
        place,
    )


def _sums(figures: list[Figure], statements: list[Any]) -> dict[Sum, tuple[Any, str]]:
    again = [s for s in statements if s.novelty != Novelty.NEW and not s.is_lost]
    said: dict[Sum, tuple[Any, str]] = {}
    for promise in statements:
        sum_ = _promised(promise)
        if sum_ and promise.novelty == Novelty.NEW:
            said.setdefault(sum_, (promise, f"commitment-{promise.ref}"))
    for figure in figures:
        if figure.is_money and not any(_holds(promise, figure) for promise in again):
            sum_ = Sum(figure.value, figure.currency)
            said.setdefault(sum_, (figure, f"figure-{figure.ref}"))
    return said


def _promised(promise: Any) -> Sum | None:
    told = promise.commitment
    return None if told.amount is None else Sum(told.amount, told.currency)


def _holds(promise: CommitmentStatement, figure: Figure) -> bool:
    """Whether the figure stands in words that are marked as said again."""
    start, end = promise.anchor.start, promise.anchor.end
    return not figure.is_lost and start <= figure.anchor.start < end


Told = tuple[tuple[Sum, Edition], str]


def _earlier_figures(edition: Edition, said: dict[Sum, Any]) -> Iterator[Told]:
    rows: Any = _elsewhere(Figure, edition).filter(
        reduce(or_, (Q(value=s.value, currency=s.currency) for s in said))
    )
    for row in rows[:MOST_COMPARED]:
        sum_ = Sum(row.value, row.currency)
        yield (sum_, row.edition), _paragraph(row.edition, row)


def _earlier_promises(edition: Edition, said: dict[Sum, Any]) -> Iterator[Told]:
    sums = (
        Q(commitment__amount=s.value, commitment__currency=s.currency) for s in said
    )
    rows: Any = _elsewhere(CommitmentStatement, edition).filter(reduce(or_, sums))
    for row in rows.select_related("edition", "commitment")[:MOST_COMPARED]:
        sum_ = _promised(row)
        if sum_:
            yield (sum_, row.edition), _paragraph(row.edition, row)


def _elsewhere(model: Any, edition: Edition) -> Any:
    rows = model.objects.published().exclude(edition__release=edition.release_id)
    return rows.select_related("edition").order_by(_LATEST, "-pk")


def _paragraph(edition: Edition, record: Any) -> str:
    if record.is_lost:
        return str(record.words)
    text = edition.plain_text
    start = text.rfind("\n\n", 0, record.start) + 1
    end = text.find("\n\n", record.end)
    return text[start : end if end >= 0 else None]


def _telling(words: str) -> set[str]:
    found = set(_WORD.findall(words.lower()))
    return found - TELLS_NOTHING - _SIZES


def in_quotes_said_before(edition: Edition) -> Iterator[Obstacle]:
    others = Quote.objects.published().exclude(edition__release=edition.release_id)
    same = _evened(others).filter(
        speaker=OuterRef("speaker"),
        # Cheap to compare, so that few are evened of those who say much.
        length__range=(OuterRef("length") - 20, OuterRef("length") + 20),
        evened=OuterRef("evened"),
    )
    first = Subquery(same.order_by(_LATEST).values("edition")[:1])
    quotes = _evened(edition.quotes.exclude(speaker=None)).annotate(elsewhere=first)
    repeated = list(quotes.exclude(elsewhere=None))
    editions = Edition.objects.in_bulk([quote.elsewhere for quote in repeated])
    for quote in repeated:
        other = editions[quote.elsewhere]
        yield Obstacle(
            f"“{opening(quote.words)}” was published before, in "
            f"“{opening(other.headline)}” on {on_day(other.live_from)}.",
            f"quote-{quote.ref}",
        )


def _evened(quotes: Any) -> Any:
    """With their letters and figures alone, whatever marks stand between them."""
    letters = Func(
        Lower("words"),
        Value("[^[:alnum:]]+"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    return quotes.annotate(length=Length("words"), evened=letters)
