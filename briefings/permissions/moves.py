"""Which buttons somebody is shown; the actions decide again when one is pressed."""

from datetime import datetime

from briefings.models import Edition, User
from briefings.permissions.duties import may
from briefings.permissions.releases import (
    duty_to_readdress,
    has_written,
    shut_by_history,
)
from briefings.workflow import MOVES, Duty, Move, State


def acts_open_to(person: User, edition: Edition, *, now: datetime) -> set[str]:
    """What may be done about the release of an edition, mostly by the names of the
    events in `workflow`; the actions decide again."""
    release = edition.release
    is_issued = edition.state == State.ISSUED
    is_live = is_issued and Edition.objects.public(now).filter(pk=edition.pk).exists()
    # One that is in hand has none after it.
    is_latest = not is_issued or edition == release.newest_edition
    acts = set()
    if _waits_for_approval(edition) and may(person, Duty.REVIEW):
        acts |= set() if has_written(person, edition) else {"approve_afterwards"}
    if not is_issued or not shut_by_history(release, person):
        acts |= _acts_on_the_note(person, edition, now)
        acts |= (
            {"correct"} if is_live and is_latest and may(person, Duty.WRITE) else set()
        )
    if edition.state == State.DISCARDED:
        return acts
    if is_live and may(person, Duty.TAKE_DOWN):
        acts |= {"remove", "reinstate" if release.withdrawn(now) else "withdraw"}
    if is_latest and not release.removed_at and may(person, duty_to_readdress(release)):
        acts |= {"readdress", "part" if release.translation_of_id else "join"}
    return acts


def _acts_on_the_note(person: User, edition: Edition, now: datetime) -> set[str]:
    is_read = edition.live_from is not None and edition.live_from <= now
    has_note = is_read and bool(edition.change_note.strip())
    return {"correct_note"} if has_note and may(person, Duty.ISSUE) else set()


def _waits_for_approval(edition: Edition) -> bool:
    return bool(edition.urgency) and (
        Edition.objects.unapproved().filter(pk=edition.pk).exists()
    )


def moves_open_to(person: User, edition: Edition) -> list[Move]:
    """The buttons to show; the actions decide again when one is pressed."""
    return [
        move
        for move in MOVES.values()
        if move.can_start_from(edition.state)
        and may(person, move.duty)
        and not _is_pointless(move, person, edition)
    ]


def _is_pointless(move: Move, person: User, edition: Edition) -> bool:
    """Moves that happen by themselves, or that would be refused for another reason than
    the state and the duty."""
    if move.name == "approve":
        return has_written(person, edition)
    if move.name in ("issue", "backdate", "issue_urgently"):
        return edition.release.removed_at is not None
    return move.name in ("reopen", "put_back")
