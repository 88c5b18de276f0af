"""What the office tells the public about a release it no longer stands by."""

from urllib.parse import urlsplit

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from briefings.actions.editions import lock_release, record
from briefings.errors import Refused
from briefings.models import Edition, Release, User, Withdrawal
from briefings.permissions import demand
from briefings.workflow import Duty, State


@transaction.atomic
def withdraw_release(
    release: Release, *, by: User | None, explanation: str
) -> Withdrawal:
    """Keep the release readable under a public notice."""
    demand(by, Duty.TAKE_DOWN)
    _demand_explanation(explanation)
    release = lock_release(release)
    live = _demand_live(release)
    if release.withdrawn(release.now):
        raise Refused("This release is withdrawn already.")
    withdrawal = Withdrawal.objects.create(
        release=release,
        explanation=explanation,
        in_force_during=DateTimeTZRange(release.now, None),
        by=by,
    )
    record(live, "withdraw", by=by, note=explanation)
    return withdrawal


@transaction.atomic
def reinstate_release(release: Release, *, by: User | None, note: str = "") -> Release:
    """End a withdrawal. That there was one stays in the history."""
    demand(by, Duty.TAKE_DOWN)
    release = lock_release(release)
    withdrawal = release.withdrawn(release.now)
    if withdrawal is None:
        raise Refused("This release is not withdrawn.")
    began = withdrawal.in_force_during.lower
    withdrawal.in_force_during = DateTimeTZRange(began, release.now)
    withdrawal.save(update_fields=["in_force_during"])
    record(_demand_live(release), "reinstate", by=by, note=note)
    return release


@transaction.atomic
def remove_release(release: Release, *, by: User | None, explanation: str) -> Release:
    """Take a release, with all its editions, out of the public's sight for good. Its
    address tells readers why."""
    return _take_away(release, by=by, explanation=explanation, redirect_to="")


@transaction.atomic
def replace_release(
    release: Release, *, by: User | None, explanation: str, redirect_to: str
) -> Release:
    """Remove a release whose readers are sent to another address: a path on this site,
    beginning with a slash, or a whole https address."""
    _demand_address(redirect_to, of=release)
    return _take_away(release, by=by, explanation=explanation, redirect_to=redirect_to)


def _take_away(
    release: Release, *, by: User | None, explanation: str, redirect_to: str
) -> Release:
    demand(by, Duty.TAKE_DOWN)
    _demand_explanation(explanation)
    release = lock_release(release)
    live = _demand_live(release)
    scheduled = release.editions.filter(state=State.ISSUED, number__gt=live.number)
    if scheduled.exists():
        raise Refused("A later edition is scheduled: unschedule it first.")
    live.live_during = DateTimeTZRange(live.live_during.lower, release.now)
    live.save(update_fields=["live_during"])
    release.removed_at = release.now
    release.removal_explanation = explanation
    release.redirect_to = redirect_to
    release.save(update_fields=["removed_at", "removal_explanation", "redirect_to"])
    record(live, "remove", by=by, note=explanation)
    return release


def _demand_live(release: Release) -> Edition:
    live: Edition | None = release.editions.public(release.now).first()
    if live is None:
        raise Refused("Only a release that is public can be taken down.")
    return live


def _demand_explanation(explanation: str) -> None:
    if not explanation.strip():
        raise Refused("Tell readers why; the explanation is shown to them.")


def _demand_address(address: str, *, of: Release) -> None:
    parts = urlsplit(address)
    is_path = address.startswith("/") and not address.startswith("//")
    if "\\" in address or not (is_path or (parts.scheme == "https" and parts.netloc)):
        raise Refused(
            "Give a path on this site, such as /releases/…, or an https address."
        )
    if parts.path == of.get_absolute_url() and is_path:
        raise Refused("A release cannot redirect to itself.")
