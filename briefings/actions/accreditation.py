"""Who of the press is trusted with words under embargo."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from briefings.actions.marking import Was, refuse_overwriting, set_columns
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import GuestLink, Journalist, User
from briefings.permissions import demand
from briefings.workflow import Duty

_TOLD = {"name", "outlet", "role", "email", "accredited_until"}


@transaction.atomic
def accredit_journalist(
    *,
    by: User | None,
    name: str,
    outlet: str,
    email: str,
    accredited_until: date,
    role: str = "",
) -> Journalist:
    demand(by, Duty.ACCREDIT)
    journalist = Journalist(
        name=name.strip(),
        outlet=outlet.strip(),
        role=role.strip(),
        email=email.strip(),
        accredited_until=accredited_until,
        accredited_by=by,
        accredited_at=Now(),
    )
    journalist.clean_fields(exclude={"accredited_at"})
    return store(journalist)


@transaction.atomic
def change_accreditation(
    journalist: Journalist, *, by: User | None, was: Was = None, **about: Any
) -> Journalist:
    """Links that were given go on to the address that they were given to."""
    demand(by, Duty.ACCREDIT)
    locked = lock_journalist(journalist)
    if locked.revoked_at:
        raise Refused("The accreditation is revoked: accredit the person anew.")
    refuse_overwriting(locked, about, was or {})
    set_columns(locked, about, _TOLD)
    return store(locked)


@transaction.atomic
def revoke_accreditation(journalist: Journalist, *, by: User | None) -> Journalist:
    """At once, with every link that the person was given."""
    demand(by, Duty.ACCREDIT)
    locked = lock_journalist(journalist)
    if locked.revoked_at:
        raise Refused(f"The accreditation of {locked.name} is revoked already.")
    links = GuestLink.objects.filter(journalist=locked, revoked_at=None)
    links.update(revoked_at=Now(), revoked_by=by)
    Journalist.objects.filter(pk=locked.pk).update(revoked_at=Now(), revoked_by=by)
    locked.refresh_from_db()
    return locked


def lock_journalist(journalist: Journalist) -> Journalist:
    return Journalist.objects.select_for_update(no_key=True).get(pk=journalist.pk)
