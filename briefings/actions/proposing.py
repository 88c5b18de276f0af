"""What selected words would become, for a form that is filled in already. Nothing is
changed here."""

from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from django.db.models import Q

from briefings.actions.suggestions import as_found
from briefings.models import Commitment, Edition, Figure, Person, Suggestion
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
    edition: Edition, words: str, found: dict[str, Any]
) -> list[Commitment]:
    """Commitments of other releases that these words may say again, likeliest first:
    of the same sum, or in much the same words."""
    amount, currency = found.get("amount"), found.get("currency")
    likely = _worded_like(words)
    if amount:
        likely |= Q(amount=Decimal(amount), currency=currency)
    rows = Commitment.objects.filter(likely).exclude(statements__edition=edition)
    rows = rows.distinct().prefetch_related("statements__edition__release")
    weighed = [(_likeness(row, words, amount), row) for row in rows[:_CANDIDATES]]
    alike = sorted((w for w in weighed if w[0] >= _ALIKE), key=lambda w: -w[0])
    return [row for _, row in alike[:_SHOWN]]


def announced_before(edition: Edition, figure: Figure | Suggestion) -> Figure | None:
    """The first time that another release claimed this sum of money."""
    value, currency = _sum(figure)
    if not currency:
        return None
    same = Figure.objects.filter(value=value, currency=currency)
    earlier = same.published().exclude(edition__release=edition.release_id)
    return (
        earlier.select_related("edition__release")
        .order_by("edition__live_during", "pk")
        .first()
    )


def _sum(figure: Figure | Suggestion) -> tuple[Any, str]:
    if isinstance(figure, Figure):
        return figure.value, figure.currency
    return Decimal(figure.found.get("value") or 0), figure.found.get("currency") or ""


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
