"""What the reader finds in a release. Every find says which rule made it.

``start`` and ``end`` are code points into the plain text of the part the find
stands in, so that a find can become an anchor."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

CommitmentKind = Literal["action", "funding", "legislation", "agreement", "target"]


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


@dataclass(frozen=True)
class ReadFigure:
    words: str
    value: Decimal
    unit: str
    is_money: bool
    modifier: str
    currency: str | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class ReadCommitment:
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


@dataclass(frozen=True)
class ReadPerson:
    name: str
    role: str | None
    organisation: str | None
    rule: str


@dataclass(frozen=True)
class ReadContact:
    """``words`` is the whole paragraph; the rest is empty where it has none."""

    name: str
    telephone: str
    email: str
    words: str


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
