"""From approved to public, and the times of it."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from briefings.actions.editions import demand_move, lock_edition, make_move, record
from briefings.actions.review import refuse_unready
from briefings.errors import Refused
from briefings.models import Edition, Transition, User, digest_of
from briefings.workflow import State

# Years; anything else is a slip of the keyboard.
EARLIEST, LATEST = 1800, 2200


@transaction.atomic
def issue_edition(
    edition: Edition, *, by: User | None, at: datetime | None = None
) -> Edition:
    """Make an approved edition public now, or at a moment ahead. Nothing has to run at
    that moment: the edition before it closes, and this one opens, by the clock."""
    edition = lock_edition(edition)
    now = edition.release.now
    if at is not None and _zoned(at) <= now:
        raise Refused("That moment has passed. Choose a later one, or issue it now.")
    return _open(edition, "issue", at or now, by=by)


@transaction.atomic
def backdate_edition(edition: Edition, *, by: User | None, at: datetime) -> Edition:
    """Enter an edition that the office issued before it kept this record. The day it
    was entered stays on it, beside the day it was issued."""
    edition = lock_edition(edition)
    if _zoned(at) >= edition.release.now:
        raise Refused("That moment lies ahead: schedule the release instead.")
    return _open(edition, "backdate", at, by=by)


@transaction.atomic
def unschedule_edition(edition: Edition, *, by: User | None, note: str = "") -> Edition:
    """Take back an issue that has not gone live. The approval stands."""
    edition = lock_edition(edition)
    now = edition.release.now
    if edition.state == State.ISSUED and edition.live_during.lower <= now:
        raise Refused("It is public already. Correct, withdraw or remove it instead.")
    was_to_open = edition.live_from
    edition.live_during = edition.issued_at = None
    make_move(edition, "unschedule", by=by, note=note)
    _reopen_predecessor(edition, was_to_open)
    if edition.number == 1:
        edition.release.first_published_at = None
        edition.release.save(update_fields=["first_published_at"])
    return edition


@transaction.atomic
def note_lift(edition: Edition) -> Transition:
    """Write into the timeline that an edition went live. It was public already."""
    edition = lock_edition(edition)
    if not Edition.objects.lifted().filter(pk=edition.pk).exists():
        raise Refused("This edition has not gone live.")
    lift = edition.transitions.filter(move="lift").first()
    return lift or record(edition, "lift", by=None)


def _open(edition: Edition, move: str, at: datetime, *, by: User | None) -> Edition:
    if edition.release.removed_at:
        raise Refused("This release was removed. Write a new one instead.")
    demand_move(edition, move, by=by)
    _demand_sensible(at)
    if digest_of(edition.content()) != edition.approved_digest:
        raise Refused("The release changed after it was approved: submit it again.")
    refuse_unready(edition)
    _close_predecessor(edition, at)
    edition.live_during = DateTimeTZRange(at, None)
    edition.issued_at = edition.release.now
    make_move(edition, move, by=by, note=_scheduled_for(edition, at))
    if edition.number == 1:
        edition.release.first_published_at = at
        edition.release.save(update_fields=["first_published_at"])
    return edition


def _zoned(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Refused("Give the moment with its time zone.")
    return at


def _demand_sensible(at: datetime) -> None:
    if not EARLIEST <= at.year <= LATEST:
        raise Refused(f"Give a moment between the years {EARLIEST} and {LATEST}.")


def _scheduled_for(edition: Edition, at: datetime) -> str:
    if at == edition.issued_at:
        return ""
    return f"For {timezone.localtime(at):%-d %B %Y, %H:%M %Z}"


def _predecessor(edition: Edition) -> Edition | None:
    before = edition.release.editions.filter(number__lt=edition.number)
    last: Edition | None = before.order_by("number").last()
    return last


def _close_predecessor(edition: Edition, at: datetime) -> None:
    before = _predecessor(edition)
    if before is None:
        return
    opened = before.live_during.lower
    if opened >= at:
        raise Refused(
            f"Edition {before.number} begins only at {opened:%-d %B %Y, %H:%M}."
        )
    if before.issued_at and before.issued_at < at < edition.release.now:
        raise Refused(f"Edition {before.number} was live then: issue this one now.")
    before.live_during = DateTimeTZRange(opened, at)
    before.save(update_fields=["live_during"])


def _reopen_predecessor(edition: Edition, at: datetime | None) -> None:
    before = _predecessor(edition)
    if before is not None and before.live_during.upper == at:
        before.live_during = DateTimeTZRange(before.live_during.lower, None)
        before.save(update_fields=["live_during"])
