"""What words of an edition would become, and what was said before, for forms that are
filled in already. Nothing is changed here."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from django.db.models import Q

from briefings.models import Commitment, Edition, Figure, Person, Suggestion
from briefings.models.suggestions import as_found
from briefings.text.likeness import overlap, words_in
from briefings.text.selection import read_selection

_ALIKE = 0.6  # of the words of the shorter wording
_CANDIDATES = 200
_SHOWN = 3
_TELLING = 5  # letters of a word that tells wordings apart


def propose(
    edition: Edition, kind: str, *, start: int, end: int, on: date
) -> Suggestion:
    """A suggestion that is not saved. What is not found in the words stays open; `on`
    is the day of the release."""
    words = edition.plain_text[start:end]
    find = read_selection(
        kind,
        edition.key_points,
        edition.body,
        words,
        near=start,
        office=Person.objects.as_office() if kind == "quote" else None,
        on=on,
    )
    found = as_found(find) if find else {}
    return Suggestion(
        edition=edition, kind=kind, words=words, start=start, end=end, found=found
    )


def said_before(
    edition: Edition, promises: Sequence[Suggestion]
) -> list[list[Commitment]]:
    """For each promise the commitments of other releases that it may say again,
    likeliest first: of the same sum, or in much the same words. One look for all."""
    likely = reduce(or_, map(_likely, promises), Q(pk=None))
    rows = Commitment.objects.filter(likely).exclude(statements__edition=edition)
    rows = rows.distinct().prefetch_related("statements__edition__release")
    candidates = list(rows[:_CANDIDATES]) if promises else []
    return [_alike(promise, candidates) for promise in promises]


def announced_before(
    edition: Edition, figures: Sequence[Figure | Suggestion]
) -> list[Figure | None]:
    """For each figure the first time that another release claimed this sum of money.
    One look for all."""
    sums = [_sum(figure) for figure in figures]
    wanted = [Q(value=v, currency=c) for v, c in sums if c]
    same = Figure.objects.filter(reduce(or_, wanted, Q(pk=None))).published()
    earlier = same.exclude(edition__release=edition.release_id)
    rows = earlier.select_related("edition__release")
    first: dict[Any, Figure] = {}
    for row in rows.order_by("edition__live_during", "pk") if wanted else ():
        first.setdefault(_sum(row), row)
    return [first.get(money) for money in sums]


def _sum(figure: Figure | Suggestion) -> tuple[Decimal, str]:
    if isinstance(figure, Figure):
        return figure.value, figure.currency
    return Decimal(figure.found.get("value") or 0), figure.found.get("currency") or ""


def _likely(promise: Suggestion) -> Q:
    likely = _worded_like(promise.words)
    if promise.found.get("amount"):
        amount, currency = Decimal(promise.found["amount"]), promise.found["currency"]
        likely |= Q(amount=amount, currency=currency)
    return likely


def _alike(promise: Suggestion, candidates: Sequence[Commitment]) -> list[Commitment]:
    amount = promise.found.get("amount")
    weighed = [(_likeness(row, promise.words, amount), row) for row in candidates]
    alike = sorted((w for w in weighed if w[0] >= _ALIKE), key=lambda w: -w[0])
    return [row for _, row in alike[:_SHOWN]]


def _worded_like(words: str) -> Q:
    """Having two of the longest words in common, which few wordings have by chance."""
    telling = sorted(set(words_in(words)), key=lambda w: (-len(w), w))[:5]
    has = [Q(statements__words__icontains=w) for w in telling if len(w) >= _TELLING]
    return reduce(or_, (one & other for one, other in combinations(has, 2)), Q(pk=None))


def _likeness(commitment: Commitment, words: str, amount: Any) -> float:
    said = [statement.words for statement in commitment.statements.all()]
    alike = max(overlap(words, other) for other in [commitment.title, *said])
    if not (amount and commitment.amount):
        return alike
    # The same sum in other words is likely the same money; another sum is other money.
    same_sum = commitment.amount == Decimal(amount)
    return max(alike, 0.9) if same_sum and alike >= 0.3 else 0.0
