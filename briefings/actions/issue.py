"""From approved to public, and the times of it."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from briefings.actions.editions import (
    demand_move,
    lock_edition,
    lock_for_writing,
    make_move,
    record,
    render_words,
)
from briefings.actions.limits import refuse_leading_at
from briefings.actions.review import refuse_unread, refuse_unready
from briefings.actions.storing import storable, store
from briefings.errors import Refused
from briefings.models import Edition, Transition, User, digest_of
from briefings.models.printing import what_is_printed
from briefings.moments import in_short
from briefings.permissions import demand, has_written
from briefings.workflow import Duty, State

# Years; anything else is a slip of the keyboard.
EARLIEST, LATEST = 1800, 2200


@transaction.atomic
def issue_edition(
    edition: Edition,
    *,
    by: User | None,
    at: datetime | None = None,
    despite_embargo: bool = False,
    digest: str | None = None,
) -> Edition:
    """Make an approved edition public now, or at a moment ahead. Nothing has to run at
    that moment: the edition before it closes, and this one opens, by the clock. What is
    under an embargo goes out before it only if that is said. `digest` is that
    of the content that whoever issues it had before them."""
    edition = lock_edition(edition)
    refuse_unread(edition, edition.digest if digest is None else digest)
    now = edition.release.now
    if at is not None and _zoned(at) <= now:
        raise Refused("That moment has passed. Choose a later one, or issue it now.")
    if not despite_embargo:
        _demand_no_embargo(edition, at or now)
    return _open(edition, "issue", at or now, by=by)


@transaction.atomic
def issue_urgently(
    edition: Edition,
    *,
    by: User,
    reason: str,
    digest: str | None = None,
    despite_embargo: bool = False,
) -> Edition:
    """Make an edition public at once that nobody approved. It stays flagged until
    somebody who wrote none of it approves it afterwards. `digest` is that of the
    content that was read, as with an approval."""
    if not reason.strip():
        raise Refused(
            "Say why this cannot wait for an approver; colleagues will read it."
        )
    read = edition.digest if digest is None else digest
    edition = lock_edition(edition)
    refuse_unread(edition, read)
    if not despite_embargo:
        _demand_no_embargo(edition, edition.release.now)
    edition.urgency = storable(reason).strip()
    # What goes out is what readers will see, as an approval would have made sure.
    render_words(edition)
    edition.printed = what_is_printed(edition)
    return _open(edition, "issue_urgently", edition.release.now, by=by)


@transaction.atomic
def change_embargo(
    edition: Edition, *, by: User | None, until: datetime | None
) -> Edition:
    """Hold an edition in hand back until a moment ahead, or no longer."""
    edition = lock_for_writing(edition, by=by)
    demand(by, Duty.WRITE)
    if until is not None:
        _demand_sensible(_zoned(until))
        if until <= edition.release.now:
            raise Refused("That moment has passed: an embargo ends later.")
    if until == edition.embargoed_until:
        raise Refused("That is its embargo already.")
    edition.embargoed_until = until
    store(edition)
    told = f"Until {in_short(until)}" if until else "It has none any more."
    record(edition, "embargo", by=by, note=told)
    return edition


@transaction.atomic
def approve_afterwards(edition: Edition, *, by: User, note: str = "") -> Transition:
    """Sign for what was issued urgently, which takes the flag away."""
    demand(by, Duty.REVIEW)
    edition = lock_edition(edition)
    if not Edition.objects.unapproved().filter(pk=edition.pk).exists():
        raise Refused("This edition does not wait for an approval.")
    if has_written(by, edition):
        raise Refused("A release needs a second pair of eyes: ask a colleague.")
    return record(edition, "approve_afterwards", by=by, note=note)


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
def lift_now(edition: Edition, *, by: User | None) -> Edition:
    """Make a scheduled edition public now instead. The approval stands."""
    demand(by, Duty.ISSUE)
    if lock_edition(edition).state != State.ISSUED:
        raise Refused("This edition is not scheduled.")
    waiting = unschedule_edition(edition, by=by, note="To go out now instead.")
    # Whoever lifts it now says by it that the embargo is over. It goes out as it would
    # have by the clock, whatever the registers hold meanwhile.
    edition = lock_edition(waiting)
    return _open(edition, "issue", edition.release.now, by=by, is_ready=True)


@transaction.atomic
def note_lift(edition: Edition) -> Transition:
    """Write into the timeline that an edition went live. It was public already."""
    edition = lock_edition(edition)
    if not Edition.objects.lifted().filter(pk=edition.pk).exists():
        raise Refused("This edition has not gone live.")
    # Nothing is hidden any more, and what is gone need not be asked about.
    edition.release.limits.all().delete()
    lift = edition.transitions.filter(move="lift").first()
    return lift or record(edition, "lift", by=None)


def _open(
    edition: Edition,
    move: str,
    at: datetime,
    *,
    by: User | None,
    is_ready: bool = False,
) -> Edition:
    if edition.release.removed_at:
        raise Refused("This release was removed. Write a new one instead.")
    demand_move(edition, move, by=by)
    _demand_sensible(at)
    signed = edition.digest if edition.urgency else edition.approved_digest
    if digest_of(edition.content()) != signed:
        raise Refused("The release changed after it was approved: submit it again.")
    if not is_ready:
        refuse_unready(edition, at=at)
    refuse_leading_at(edition, at, told_to=by)
    _close_predecessor(edition, at)
    edition.live_during = DateTimeTZRange(at, None)
    edition.issued_at = edition.release.now
    make_move(edition, move, by=by, note=edition.urgency or _scheduled_for(edition, at))
    if edition.number == 1:
        edition.release.first_published_at = at
        edition.release.save(update_fields=["first_published_at"])
    return edition


def _demand_no_embargo(edition: Edition, at: datetime) -> None:
    until = edition.embargoed_until
    if until and at < until:
        raise Refused(
            f"The text is embargoed until {in_short(until)}. Schedule it for then, "
            "or say that the embargo is over."
        )


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
    return f"For {in_short(at)}"


def _predecessor(edition: Edition) -> Edition | None:
    numbered = edition.release.editions.numbered()
    before = numbered.filter(number__lt=edition.number)
    last: Edition | None = before.order_by("number").last()
    return last


def _close_predecessor(edition: Edition, at: datetime) -> None:
    before = _predecessor(edition)
    if before is None:
        return
    opened = before.live_during.lower
    if opened >= at:
        raise Refused(f"Edition {before.number} begins only at {in_short(opened)}.")
    if before.issued_at and before.issued_at < at < edition.release.now:
        raise Refused(f"Edition {before.number} was live then: issue this one now.")
    before.live_during = DateTimeTZRange(opened, at)
    before.save(update_fields=["live_during"])


def _reopen_predecessor(edition: Edition, at: datetime | None) -> None:
    before = _predecessor(edition)
    if before is not None and before.live_during.upper == at:
        before.live_during = DateTimeTZRange(before.live_during.lower, None)
        before.save(update_fields=["live_during"])
