"""Taking what was begun by mistake out of everybody's way, and bringing it back."""

from django.db import transaction

from briefings.actions.editions import keep_words, lock_edition, make_move
from briefings.errors import Refused
from briefings.models import Edition, User
from briefings.permissions import demand
from briefings.workflow import Duty, State


@transaction.atomic
def discard_edition(edition: Edition, *, by: User | None, reason: str = "") -> Edition:
    """Put away a release that was never issued, or a correction. Nothing is deleted:
    its saved states, notes and moves stay, and it can be brought back."""
    demand(by, Duty.WRITE)
    edition = lock_edition(edition)
    _refuse_signed(edition)
    make_move(edition, "discard", by=by, note=reason)
    return edition


@transaction.atomic
def bring_back_edition(edition: Edition, *, by: User | None) -> Edition:
    """As a draft again, whatever it was before: whoever was to read it had time to
    forget it."""
    demand(by, Duty.WRITE)
    edition = lock_edition(edition)
    if edition.state == State.DISCARDED and edition.number > 1:
        _refuse_overtaken(edition)
    make_move(edition, "bring_back", by=by)
    # A promise in it may have been told otherwise by another draft meanwhile.
    return keep_words(edition, by=by)


def _refuse_signed(edition: Edition) -> None:
    if edition.state == State.APPROVED:
        raise Refused(
            "This edition is approved: an approver has to request changes before it "
            "can be discarded."
        )
    if edition.state != State.ISSUED:
        return
    if edition.live_during.lower > edition.release.now:
        raise Refused("This edition is scheduled: unschedule it first.")
    raise Refused(
        "What was issued cannot be discarded: correct, withdraw or remove it instead."
    )


def _refuse_overtaken(edition: Edition) -> None:
    """A correction comes back only over the edition that it corrects."""
    if edition.release.removed_at:
        raise Refused("This release was removed: its corrections stay discarded.")
    newest = edition.release.newest_edition
    if newest.state != State.ISSUED:
        raise Refused(
            f"Edition {newest.number} is already being written: issue or discard it "
            "first."
        )
    if newest.number >= edition.number:
        raise Refused(
            f"Edition {newest.number} was issued since. Begin a correction of it: any "
            "saved state of what was discarded can be restored there."
        )
