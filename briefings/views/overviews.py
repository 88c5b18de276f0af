"""The newest of what was said and promised, for the pages of people, roles, bodies and
subjects. Which rows these are is said by the filters of the lists they lead to."""

from dataclasses import dataclass
from typing import Any

from briefings.views import commitments, quotes

FEW = 5


@dataclass(frozen=True)
class Overview:
    """Some rows of a list, and the query of its address that chooses all of them."""

    rows: list[Any]
    query: str


def promised(name: str, slug: str) -> Overview:
    chosen = commitments.public_commitments().filter(commitments.FILTERS[name](slug))
    newest = chosen.order_by("-first_said_at", "title", "slug")
    return Overview(list(newest[:FEW]), f"?{name}={slug}")


def said(name: str, slug: str) -> Overview:
    chosen = quotes.public_quotes().filter(quotes.FILTERS[name](slug))
    return Overview(list(chosen[:FEW]), f"?{name}={slug}")
