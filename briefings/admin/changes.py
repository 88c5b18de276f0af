"""What changed since somebody last looked: what an approver must read again, and what
readers will find different."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from briefings.admin.differences import Comparison
from briefings.models import Revision, User
from briefings.workflow import OPEN_STATES, State


@dataclass(frozen=True)
class Changes:
    heading: str
    comparison: Comparison
    url: str
    is_news: bool = False  # the page that was read is stale


def changes_to_read(edition: Any, *, by: User, read: str = "") -> list[Changes]:
    """`read` is the digest of the content that a stale page showed."""
    found = [
        _while_reading(edition, read) if read else _since_a_look(edition, by),
        _for_readers(edition),
    ]
    return [changes for changes in found if changes]


def _while_reading(edition: Any, read: str) -> Changes | None:
    heading = "What changed while you were reading"
    return _changes(heading, _saved(edition, read), edition, is_news=True)


def _since_a_look(edition: Any, by: User) -> Changes | None:
    if edition.state != State.IN_REVIEW:
        return None
    made = edition.transitions.all()
    approvals = [move for move in made if move.move == "approve"]
    mine = [move for move in approvals if move.by_id == by.pk]
    sent_back = [move for move in made if move.move == "request_changes"]
    submitted = [move for move in made if move.move == "submit"]
    looks = mine[-1:] or approvals[-1:] or sent_back[-1:] or submitted[-1:]
    if not looks or looks[0].digest == edition.digest:
        return None
    before = _saved(edition, looks[0].digest)
    return _changes(_since(looks[0], by), before, edition)


def _since(look: Any, by: User) -> str:
    who = "you" if look.by_id == by.pk else look.by or "a command"
    done = {
        "approve": f"{who} approved it",
        "request_changes": f"{who} asked for changes",
        "submit": "it was submitted",
    }
    return f"What changed since {done[look.move]}"


def _for_readers(edition: Any) -> Changes | None:
    if edition.number == 1 or edition.state not in OPEN_STATES:
        return None
    before = edition.number - 1
    saved = Revision.objects.filter(
        edition__release=edition.release_id,
        edition__number=before,
        edition__state=State.ISSUED,
        digest=F("edition__digest"),
    ).last()
    heading = f"The difference to edition {before}, as readers will see it"
    return _changes(heading, saved, edition, of_readers=True)


def _saved(edition: Any, digest: str) -> Revision | None:
    """With the newest, which it is compared with."""
    saved = edition.revisions.order_by("number")
    newest = saved.reverse().values("pk")[:1]
    rows = list(saved.filter(Q(digest=digest) | Q(pk__in=newest)))
    edition.newest = rows[-1] if rows else None
    return next((row for row in reversed(rows) if row.digest == digest), None)


def newest_of(edition: Any) -> Any:
    """The saved state of an edition that is to be read, fetched once."""
    if not hasattr(edition, "newest"):
        edition.newest = edition.revisions.order_by("number").last()
    return edition.newest


def _changes(
    heading: str,
    before: Revision | None,
    edition: Any,
    *,
    of_readers: bool = False,
    is_news: bool = False,
) -> Changes | None:
    if before is None:
        return None
    now = newest_of(edition)
    compared = Comparison(before.content, now.content, of_readers=of_readers)
    page = reverse("admin:briefings_edition_compare", args=[edition.pk])
    return Changes(heading, compared, f"{page}?from={before.pk}&to={now.pk}", is_news)
