from datetime import datetime

from django.db import transaction
from django.utils import timezone

from briefings.actions.editions import (
    demand_move,
    lock_edition,
    lock_for_writing,
    make_move,
    record,
    render_words,
)
from briefings.errors import Conflict, Refused
from briefings.models import Edition, User
from briefings.models.printing import what_is_printed
from briefings.models.waiting import in_hands_of
from briefings.permissions import demand, has_written, may, who_may_see
from briefings.readiness import obstacles
from briefings.workflow import ASKING, Duty


@transaction.atomic
def submit_edition(
    edition: Edition,
    *,
    by: User | None,
    note: str = "",
    asked: User | None = None,
    digest: str | None = None,
) -> Edition:
    """To a named approver, or, with nobody `asked`, to all of them. `digest` is that of
    the content that whoever submits it had before them."""
    edition = lock_edition(edition)
    refuse_unread(edition, edition.digest if digest is None else digest)
    _refuse_asking(asked, edition, by=by)
    if edition.release.removed_at:
        raise Refused("This release was removed: discard its correction instead.")
    make_move(edition, "submit", by=by, note=note, asked=asked)
    return edition


@transaction.atomic
def ask_another(
    edition: Edition, *, by: User | None, asked: User | None = None, note: str = ""
) -> Edition:
    """While it waits for a review: of somebody else, or of everybody."""
    edition = lock_edition(edition)
    demand_move(edition, "ask_another", by=by)
    if asked == _asked(edition):
        raise Refused(f"It waits for {asked or 'any approver'} already.")
    _refuse_asking(asked, edition, by=by)
    make_move(edition, "ask_another", by=by, note=note, asked=asked)
    return edition


@transaction.atomic
def take_back_from_review(
    edition: Edition, *, by: User | None, note: str = ""
) -> Edition:
    """It was submitted too early: nobody is asked to read it any more."""
    edition = lock_edition(edition)
    make_move(edition, "take_back", by=by, note=note)
    return edition


@transaction.atomic
def take_over(edition: Edition, *, by: User, note: str = "") -> Edition:
    """Have a draft in hand from now on, because its writer is away or gave it up. Who
    wrote it is still told."""
    edition = lock_for_writing(edition, by=by)
    demand(by, Duty.WRITE)
    if in_hands_of(by).filter(pk=edition.pk).exists():
        raise Refused("You have this draft in hand already.")
    record(edition, "take_over", by=by, note=note)
    return edition


def _asked(edition: Edition) -> User | None:
    """The approver that it waits for."""
    made = edition.transitions.filter(move__in=ASKING).select_related("asked")
    last = made.order_by("at", "id").last()
    return last.asked if last else None


def _refuse_asking(asked: User | None, edition: Edition, *, by: User | None) -> None:
    if asked and not (may(asked, Duty.REVIEW) and asked.is_active):
        raise Refused(f"{asked} may not approve releases: ask somebody who may.")
    if asked and (asked == by or has_written(asked, edition)):
        raise Refused("A release needs a second pair of eyes: ask a colleague.")
    if asked and not who_may_see(edition, [asked]):
        raise Refused(f"{asked} may not see this draft: let them, or ask another.")


@transaction.atomic
def request_changes(edition: Edition, *, by: User, reason: str) -> Edition:
    if not reason.strip():
        raise Refused("Say what should change, so that the writer can act on it.")
    edition = lock_edition(edition)
    edition.approved_by, edition.approved_digest, edition.printed = None, "", None
    make_move(edition, "request_changes", by=by, note=reason)
    return edition


@transaction.atomic
def approve_edition(
    edition: Edition, *, by: User, digest: str | None = None
) -> Edition:
    """Sign an edition off: exactly these words, tags and records.

    `digest` is that of the content the approver read; without it, of `edition` as it
    was handed over. Nobody approves words that they wrote, or mended."""
    read = edition.digest if digest is None else digest
    edition = lock_edition(edition)
    if has_written(by, edition):
        raise Refused("A release needs a second pair of eyes: ask a colleague.")
    refuse_unread(edition, read)
    refuse_unready(edition)
    # What is signed is what readers will see.
    render_words(edition)
    edition.approved_by, edition.approved_digest = by, edition.digest
    edition.printed = what_is_printed(edition)
    make_move(edition, "approve", by=by)
    return edition


def refuse_unread(edition: Edition, read: str) -> None:
    """`read` is the digest of what somebody signs for, of a locked edition."""
    if read != edition.digest:
        raise Conflict("The release changed while you were reading: read it again.")


def refuse_unready(edition: Edition, *, at: datetime | None = None) -> None:
    """`at` is when a locked edition goes public, if that is not now."""
    day = timezone.localdate(at or edition.release.now)
    stops = [o.sentence for o in obstacles(edition, day=day) if o.stops]
    if stops:
        raise Refused(" ".join(stops))
