from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

UNTITLED = "Untitled"  # until an editor writes a headline


@dataclass(frozen=True)
class Obstacle:
    """`place` is the element of the edition's form to look at. One that stops must be
    cleared before approval; the others are for an editor to weigh."""

    sentence: str
    place: str
    stops: bool = False


def opening(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"


def listed(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def on_day(moment: datetime) -> str:
    """The day a moment falls on, where the office is."""
    return in_words(timezone.localdate(moment))


def in_words(day: date) -> str:
    return f"{day:%-d %B %Y}"
