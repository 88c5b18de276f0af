from collections.abc import Iterator
from typing import Any

from briefings.models.fact_checks import Verdict
from briefings.readiness.obstacle import Obstacle

PLACE = "checked"


def in_the_fact_checks(edition: Any) -> Iterator[Obstacle]:
    """Answers that are waited for, and those that ask for a change."""
    for link in edition.fact_checks:
        if not link.answer_verdict and link.revoked_at is None:
            yield Obstacle(f"{link.name} has not answered the fact check yet.", PLACE)
        elif link.answer_verdict == Verdict.CHANGE:
            yield Obstacle(f"{link.name} asks for a change after a fact check.", PLACE)
