"""A promise of the tests, and what became of it."""

from datetime import date

from briefings.actions.commitments import record_update
from briefings.models import CommitmentUpdate

PROMISE = "will open a ferry line to Skerrow by 1 June 2091"
LOG = {"kind": "news_report", "title": "Log", "url": "https://x.example/"}


def record(commitment, *, by, stage="in_progress", **about) -> CommitmentUpdate:
    about = {
        "words": "The quay is being built.",
        "effective_on": date(2091, 4, 1),
        "evidence": [LOG],
    } | about
    return record_update(commitment, by=by, stage=stage, **about)
