"""What people outside said of a text, beside it."""

from collections.abc import Iterable
from typing import Any

from briefings.models import FactCheckAnswer, FactCheckRemark

_ANSWER = ("verdict", "said", "at")


def fact_checks_of(edition: Any) -> list[dict[str, Any]]:
    return [_card(edition, link) for link in edition.fact_checks]


def remarks_in(edition: Any) -> Iterable[FactCheckRemark]:
    """Those whose words are there, to be marked in the text."""
    for link in edition.fact_checks:
        yield from (row for row in link.remarks.all() if not row.is_lost)


def _card(edition: Any, link: Any) -> dict[str, Any]:
    columns = {name: getattr(link, f"answer_{name}") for name in _ANSWER}
    return {
        "link": link,
        "answer": FactCheckAnswer(**columns) if columns["verdict"] else None,
        "remarks": list(link.remarks.all()),
        "is_of_other_words": link.revision.digest != edition.digest,
    }
