"""What words of an edition would become, and what was said before, for forms that are
filled in already. Nothing is changed here."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any, NamedTuple, TypeAlias

from django.db.models import F, Q, QuerySet

from briefings.models import (
    Commitment,
    CommitmentStatement,
    Edition,
    Figure,
    Person,
    Suggestion,
)
from briefings.models.suggestions import as_found
from briefings.text.likeness import overlap, words_in
from briefings.text.selection import read_selection

Claim: TypeAlias = Figure | CommitmentStatement | Suggestion

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
    rows = Commitment.objects.filter(likely).without_discarded()
    rows = rows.exclude(statements__edition=edition)
    rows = rows.distinct().prefetch_related("statements__edition__release")
    candidates = list(rows[:_CANDIDATES]) if promises else []
    return [_alike(promise, candidates) for promise in promises]


class Announced(NamedTuple):
    """Where readers were told of a sum first."""

    edition: int
    headline: str
    on: datetime


def announced_before(
    edition: Edition, claims: Sequence[Claim]
) -> list[Announced | None]:
    """For each figure or promise the first time that another release told readers of
    this sum of money, as a figure or as what is promised. One look for all."""
    sums = [_sum(claim) for claim in claims]
    wanted = {money for money in sums if money[1]}
    if not wanted:
        return [None] * len(sums)
    figures = _told(Figure, "value", "currency", wanted, edition)
    promised = "commitment__amount", "commitment__currency"
    promises = _told(CommitmentStatement, *promised, wanted, edition)
    rows = figures.union(promises, all=True).order_by("first_told")
    first: dict[Any, Announced] = {}
    for value, currency, *where in rows:
        first.setdefault((value, currency), Announced(*where))
    return [first.get(money) for money in sums]


def _told(
    model: Any, value: str, currency: str, wanted: set[Any], edition: Edition
) -> QuerySet[Any, Any]:
    same = reduce(or_, (Q(**{value: v, currency: c}) for v, c in wanted))
    rows = model.objects.filter(same).published().order_by()
    told = rows.exclude(edition__release=edition.release_id).annotate(
        sum_told=F(value),
        money_told=F(currency),
        told_in=F("edition_id"),
        told_under=F("edition__headline"),
        first_told=F("edition__live_during__startswith"),
    )
    found: QuerySet[Any, Any] = told.values_list(
        "sum_told", "money_told", "told_in", "told_under", "first_told"
    )
    return found


def _sum(claim: Claim) -> tuple[Decimal, str]:
    if isinstance(claim, Figure):
        return claim.value, claim.currency
    if isinstance(claim, CommitmentStatement):
        promised = claim.commitment
        return promised.amount or Decimal(0), promised.currency
    found = claim.found
    return Decimal(found.get("value") or 0), found.get("currency") or ""


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
