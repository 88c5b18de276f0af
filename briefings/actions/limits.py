"""Who of the office may see a draft, and who belongs to which organisation."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from briefings.actions.editions import lock_release, record
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import (
    Edition,
    Limit,
    Membership,
    Organisation,
    Release,
    User,
)
from briefings.models.limits import is_limited
from briefings.models.visibility import seeing_everything
from briefings.permissions import (
    demand,
    demand_known,
    demand_memberships,
    who_may_see,
)
from briefings.workflow import Duty


@transaction.atomic
def limit_release(
    release: Release,
    *,
    by: User | None,
    people: Iterable[User] = (),
    organisations: Iterable[Organisation] = (),
) -> list[Limit]:
    """Until it is public, nobody sees it but these, members of these organisations, and
    those who have a hand in it already. In the place of whom it was limited to before.
    """
    demand(by, Duty.WRITE)
    release = lock_release(release)
    _refuse_public(release)
    people, organisations = list(people), list(organisations)
    if not people and not organisations:
        raise Refused("Name somebody who may see it, or open it to the office.")
    for person in people:
        if not person.is_active:
            raise Refused(f"The account of {person} is closed: choose somebody else.")
    release.limits.all().delete()
    limits = [store(Limit(release=release, person=person)) for person in people]
    limits += [store(Limit(release=release, organisation=o)) for o in organisations]
    newest = release.newest_edition
    if by and not who_may_see(newest, [by]):
        demand_known(by)
        raise Refused("You would not see it any more yourself: add yourself.")
    record(newest, "limit", by=by, note=", ".join(str(limit) for limit in limits))
    return limits


@transaction.atomic
def open_release(release: Release, *, by: User | None) -> Release:
    """Let the whole office see it again."""
    demand(by, Duty.WRITE)
    release = lock_release(release)
    _refuse_public(release)
    if not release.limits.all().delete()[0]:
        raise Refused("The whole office sees this release already.")
    with seeing_everything():
        related = Release.objects.filter(related_editions__release=release)
        original = Release.objects.filter(translations=release)
        refuse_leading(release, related.union(original), told_to=by)
    record(release.newest_edition, "open_up", by=by)
    return release


@transaction.atomic
def join_organisation(
    person: User, organisation: Organisation, *, by: User | None
) -> Membership:
    """Nobody lets themselves see what is limited to an organisation."""
    demand_memberships(by)
    if person == by:
        raise Refused("Nobody can let themselves in: ask another administrator.")
    return store(Membership(person=person, organisation=organisation))


@transaction.atomic
def leave_organisation(membership: Membership, *, by: User | None) -> None:
    demand_memberships(by)
    membership.delete()


def refuse_leading(
    release: Release, to: Iterable[Release], *, told_to: User | None = None
) -> None:
    """What the whole office sees leads to nothing that is limited to some: its number
    alone would tell that there is something. It is named to who may see it."""
    limited = Release.objects.filter(is_limited())
    if not to or limited.filter(pk=release.pk).exists():
        return
    hidden = limited.filter(pk__in=[other.pk for other in to]).first()
    if hidden:
        named = _named_to(told_to, hidden)
        raise Refused(
            f"{named} is limited to some, and this release leads to it: limit "
            "this one as well, or leave that one out."
        )


def refuse_leading_at(edition: Edition, at: datetime, *, told_to: User | None) -> None:
    """What goes public is everybody's, with all that it leads to."""
    with seeing_everything():
        release = edition.release
        to = {one.pk for one in edition.related_releases.all()}
        if original := release.translation_of_id:
            to.add(original)
        limited = Release.objects.filter(is_limited(), pk__in=to)
        hidden = limited.exclude(first_published_at__lte=at).first()
    if hidden:
        named = _named_to(told_to, hidden)
        raise Refused(
            f"{named} is limited to some, and this release leads to it: leave that one "
            "out, or issue it first."
        )


def _named_to(person: User | None, hidden: Release) -> str:
    """Whoever may not see it learns no more than that there is something."""
    with seeing_everything():
        newest = hidden.newest_edition
    return (
        f"“{newest.headline}”"
        if not person or who_may_see(newest, [person])
        else "Something"
    )


def _refuse_public(release: Release) -> None:
    if not release.limitable(release.now):
        raise Refused("Readers know this release: it cannot be limited any more.")
