"""What changed since somebody last looked: what an approver must read again, and what
readers will find different."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
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
    look = None if read else _last_look(edition, by)
    digest = read or (look.digest if look else "")
    saved = _saved(edition, digest)
    mine = [row for row in saved if row.edition_id == edition.pk]
    theirs = [row for row in saved if row.edition_id != edition.pk]
    seen = [row for row in mine if row.digest == digest]
    heading = "What changed while you were reading" if read else _since(look, by)
    for_readers = (
        f"The difference to edition {edition.number - 1}, as readers will see it"
    )
    found = [
        _changes(heading, seen, mine, is_news=bool(read)),
        _changes(for_readers, theirs, mine, of_readers=True),
    ]
    return [changes for changes in found if changes]


def _last_look(edition: Any, by: User) -> Any:
    """The move by which somebody looked at it last, if it has changed since."""
    if edition.state != State.IN_REVIEW:
        return None
    made = edition.transitions.all()
    approvals = [move for move in made if move.move == "approve"]
    mine = [move for move in approvals if move.by_id == by.pk]
    sent_back = [move for move in made if move.move == "request_changes"]
    submitted = [move for move in made if move.move == "submit"]
    looks = mine[-1:] or approvals[-1:] or sent_back[-1:] or submitted[-1:]
    return looks[0] if looks and looks[0].digest != edition.digest else None


def _since(look: Any, by: User) -> str:
    if look is None:
        return ""
    who = "you" if look.by_id == by.pk else look.by or "a command"
    done = {
        "approve": f"{who} approved it",
        "request_changes": f"{who} asked for changes",
        "submit": "it was submitted",
    }
    return f"What changed since {done[look.move]}"


def _saved(edition: Any, digest: str) -> list[Revision]:
    """In their order: the newest state, the one of this digest, and of a correction in
    hand what readers have; one query for all."""
    is_correction = edition.number > 1 and edition.state in OPEN_STATES
    if not digest and not is_correction:
        return []
    newest = edition.revisions.order_by("-number").values("pk")[:1]
    wanted = Q(pk__in=newest) | Q(edition=edition, digest=digest)
    if is_correction:
        wanted |= Q(
            edition__release=edition.release_id,
            edition__number=edition.number - 1,
            edition__state=State.ISSUED,
            digest=F("edition__digest"),
        )
    return list(Revision.objects.filter(wanted).order_by("number", "pk"))


def newest_number() -> Subquery:
    """Of rows of editions: which saved state is the last."""
    saved = Revision.objects.filter(edition=OuterRef("pk")).order_by("-number")
    return Subquery(saved.values("number")[:1])


def _changes(
    heading: str,
    before: list[Revision],
    now: list[Revision],
    *,
    of_readers: bool = False,
    is_news: bool = False,
) -> Changes | None:
    """Between the last of each, if there is one."""
    if not (before and now):
        return None
    old, new = before[-1], now[-1]
    compared = Comparison(old.content, new.content, of_readers=of_readers)
    page = reverse("admin:briefings_edition_compare", args=[new.edition_id])
    return Changes(heading, compared, f"{page}?from={old.pk}&to={new.pk}", is_news)
