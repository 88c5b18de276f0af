"""What the reader finds in a release. Every find says which rule made it, and with
which score: from 0 for a guess to 1 for what is written down as such.

``start`` and ``end`` are code points into the plain text of the part the find
stands in, so that a find can become an anchor."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

CommitmentKind = Literal["action", "funding", "legislation", "agreement", "target"]
DeadlineBasis = Literal["", "stated", "estimated"]
AmountQualifier = Literal["", "additional", "up_to", "at_least", "about"]


@dataclass(frozen=True)
class ReadWarning:
    message: str
    words: str = ""


@dataclass(frozen=True)
class ReadQuote:
    attribution: str
    speaker: str | None
    role: str | None
    organisation: str | None
    paragraphs: tuple[str, ...]
    start: int
    end: int
    boundary_uncertain: bool
    rule: str
    score: float = 1.0
    # How sure it is that the words end where they are said to end.
    end_score: float = 1.0
    # Of the office's own people, by the keys they came with.
    person: int | None = None
    appointment: int | None = None


@dataclass(frozen=True)
class ReadFigure:
    """Of a range, ``value`` is the upper end and ``low`` the lower."""

    words: str
    value: Decimal
    unit: str
    is_money: bool
    modifier: str
    currency: str | None
    start: int
    end: int
    rule: str
    score: float = 1.0
    low: Decimal | None = None
    per: str = ""
    period: str = ""
    comparison: str = ""


@dataclass(frozen=True)
class ReadWording:
    """The same promise in other words of the same release."""

    words: str
    start: int
    end: int


@dataclass(frozen=True)
class ReadCommitment:
    """``deadline`` is as worded; ``due_from`` and ``due_by`` are the days it means,
    with ``due_by`` the last that is in time."""

    words: str
    kind: CommitmentKind
    specific: bool
    amount: Decimal | None
    currency: str | None
    deadline: str | None
    in_quote: bool
    start: int
    end: int
    rule: str
    score: float = 1.0
    due_from: date | None = None
    due_by: date | None = None
    deadline_basis: DeadlineBasis = ""
    amount_qualifier: AmountQualifier = ""
    by_whom: str | None = None
    counterparties: tuple[str, ...] = ()
    also: tuple[ReadWording, ...] = ()


@dataclass(frozen=True)
class ReadPerson:
    name: str
    role: str | None
    organisation: str | None
    rule: str
    score: float = 1.0


@dataclass(frozen=True)
class ReadMention:
    """A body, a place or an occasion, where it is named first; ``start`` and ``end``
    are None where only the format names it."""

    name: str
    start: int | None
    end: int | None
    rule: str
    score: float = 1.0


@dataclass(frozen=True)
class ReadContact:
    """``words`` is the whole paragraph; the rest is empty where it has none."""

    name: str
    telephone: str
    email: str
    words: str
    address: str = ""
    rule: str = "contact-line"
    score: float = 1.0


@dataclass(frozen=True)
class ReadDate:
    """A day that the text names, None where the year stays open; of "24–30 September"
    the first, and ``until`` the last."""

    words: str
    day: date | None
    until: date | None
    start: int
    end: int
    rule: str
    score: float = 1.0


def as_json(value: Any) -> Any:
    """Finds as JSON has them: dates as ISO strings, decimals as numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def quote_within(quotes: Sequence[ReadQuote], start: int, end: int) -> ReadQuote | None:
    """Of quotes in the order of their starts the last before ``end``, if it reaches
    beyond ``start``."""
    after = bisect_left(quotes, end, key=lambda quote: quote.start)
    quote = quotes[after - 1] if after else None
    return quote if quote and quote.end > start else None
