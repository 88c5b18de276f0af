"""What the office tells the public about a release it no longer stands by."""

import posixpath
import re
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from briefings.actions.editions import lock_release, record
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import Edition, Event, Release, User, Withdrawal
from briefings.permissions import demand
from briefings.workflow import Duty, State

LONGEST_ADDRESS = 500
# A path that is not "//another.host", or a whole address; nothing a browser would read
# otherwise than it looks, such as backslashes, spaces and control characters.
_ADDRESS = re.compile(
    r"(?:/(?!/)|https://[a-z0-9.-]+(?::\d+)?(?:/|$))[!-\[\]-~]*", re.I
)


@transaction.atomic
def withdraw_release(
    release: Release, *, by: User | None, explanation: str
) -> Withdrawal:
    """Keep the release readable under a public notice."""
    demand(by, Duty.TAKE_DOWN)
    demand_explanation(explanation)
    release = lock_release(release)
    live = _demand_live(release)
    if release.withdrawn(release.now):
        raise Refused("This release is withdrawn already.")
    withdrawal = store(
        Withdrawal(
            release=release,
            explanation=explanation,
            in_force_during=DateTimeTZRange(release.now, None),
            by=by,
        )
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
    store(withdrawal)
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
    demand_address(redirect_to, of=release)
    return _take_away(release, by=by, explanation=explanation, redirect_to=redirect_to)


def _take_away(
    release: Release, *, by: User | None, explanation: str, redirect_to: str
) -> Release:
    demand(by, Duty.TAKE_DOWN)
    demand_explanation(explanation)
    release = lock_release(release)
    live = _demand_live(release)
    scheduled = release.editions.filter(state=State.ISSUED, number__gt=live.number)
    if scheduled.exists():
        raise Refused("A later edition is scheduled: unschedule it first.")
    live.live_during = DateTimeTZRange(live.live_during.lower, release.now)
    store(live)
    release.removed_at = release.now
    release.removal_explanation = explanation
    release.redirect_to = redirect_to
    store(release)
    gone = Event.objects.called_off(release.now).filter(editions__release=release)
    Event.objects.filter(pk__in=set(gone.values_list("pk", flat=True))).keep_as_told()
    record(live, "remove", by=by, note=explanation)
    return release


def _demand_live(release: Release) -> Edition:
    live: Edition | None = release.editions.public(release.now).first()
    if live is None:
        raise Refused("Only a release that is public can be taken down.")
    return live


def demand_explanation(explanation: str) -> None:
    if not explanation.strip():
        raise Refused("Tell readers why; the explanation is shown to them.")


def demand_address(address: str, *, of: Release) -> None:
    if not _ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        raise Refused(
            "Give a path on this site, such as /releases/…, or an https address."
        )
    there = _release_at(address)
    if there == of:
        raise Refused("A release cannot redirect to itself.")
    if there and there.removed_at:
        raise Refused("That release was removed itself: choose another address.")


def _release_at(address: str) -> Release | None:
    """Of which release the page is that a browser would come to."""
    home = urlsplit(settings.SITE_URL)
    asked = urlsplit(urljoin(settings.SITE_URL, address))
    if asked.netloc.lower() != home.netloc.lower():
        return None
    path = posixpath.normpath(unquote(asked.path))
    found = re.match(r"/+releases/([^/]+)", path, re.IGNORECASE)
    return Release.objects.at_address(found[1]).first() if found else None
