from django.db import transaction

from briefings.actions.editions import lock_release, record
from briefings.actions.notices import demand_address, demand_explanation
from briefings.actions.storing import storable, store
from briefings.errors import Refused
from briefings.models import Release, Transition, User
from briefings.permissions import demand
from briefings.workflow import Duty


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


def _said_before(release: Release) -> str:
    told = f"Before, readers were told: “{release.removal_explanation}”"
    sent = f" They were sent to {release.redirect_to}" if release.redirect_to else ""
    return told + sent
