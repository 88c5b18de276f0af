from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from briefings.actions.editions import lock_release, make_move, record
from briefings.actions.notices import demand_address, demand_explanation
from briefings.actions.releases import begin_next
from briefings.actions.storing import storable, store
from briefings.errors import Refused
from briefings.models import Edition, Release, Transition, User
from briefings.models.editions import Change
from briefings.permissions import demand
from briefings.workflow import Duty, State


@transaction.atomic
def correct_removal(
    release: Release, *, by: User | None, explanation: str, redirect_to: str = ""
) -> Release:
    """Tell readers of a removed release something else, or send them elsewhere. What
    they were told before stays in its history."""
    demand(by, Duty.TAKE_DOWN)
    demand_explanation(explanation)
    release = lock_release(release)
    if not release.removed_at:
        raise Refused("This release is not removed.")
    explanation = storable(explanation).strip()
    if redirect_to:
        demand_address(redirect_to, of=release)
    if (explanation, redirect_to) == (release.removal_explanation, release.redirect_to):
        raise Refused("Readers are told exactly this already.")
    # First what was said, without which the database lets nobody say anything else.
    of_release = Transition.objects.filter(edition__release=release)
    removal = of_release.select_related("edition").filter(move="remove").latest("id")
    record(removal.edition, "correct_removal", by=by, note=_said_before(release))
    release.removal_explanation = explanation
    release.redirect_to = redirect_to
    return store(release)


@transaction.atomic
def put_back_release(
    release: Release, *, by: User | None, reason: str, change_note: str
) -> Edition:
    """Make public again what was removed by mistake: in an edition of its own, because
    for the time between there was none, and that stays so. It is flagged until somebody
    else approves it afterwards."""
    demand(by, Duty.TAKE_DOWN)
    if not reason.strip():
        raise Refused("Say why it is put back; colleagues will read it.")
    if not change_note.strip():
        raise Refused("Tell readers that the release is back; they read it in it.")
    release = lock_release(release)
    last = _last_public(release)
    edition = begin_next(last, by=by, change=Change.MAJOR, change_note=change_note)
    edition.urgency = storable(reason).strip()
    edition.live_during = DateTimeTZRange(release.now, None)
    edition.issued_at = release.now
    edition.printed = last.printed
    # The database ends no removal before what readers were told of it is kept.
    told = f"{edition.urgency}\n\n{_said_before(release)}"
    make_move(edition, "put_back", by=by, note=told)
    release.removed_at, release.removal_explanation, release.redirect_to = None, "", ""
    edition.release = store(release)
    return edition


def _last_public(release: Release) -> Edition:
    if not release.removed_at:
        raise Refused("This release is not removed.")
    last = release.newest_edition
    if last.state != State.ISSUED:
        raise Refused(
            f"Edition {last.number} is being written: discard it before the release is "
            "put back."
        )
    last.release = release
    return last


def _said_before(release: Release) -> str:
    told = f"Before, readers were told: “{release.removal_explanation}”"
    sent = f" They were sent to {release.redirect_to}" if release.redirect_to else ""
    return told + sent
