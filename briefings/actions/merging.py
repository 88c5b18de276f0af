"""One person entered twice. Issued quotes are never rewritten, so both rows stay, and
reading follows from the one to the other."""

from django.db import transaction
from django.db.models.functions import Now

from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import Edition, Person, Quote, RoleAppointment, User
from briefings.permissions import demand
from briefings.workflow import Duty


@transaction.atomic
def merge_people(kept: Person, duplicate: Person, *, by: User | None) -> Person:
    """Let readers and editors find the duplicate's quotes, roles and releases with the
    kept person. Whoever was merged into the duplicate before comes along."""
    demand(by, Duty.MERGE)
    kept, duplicate = _locked(kept, duplicate)
    if kept == duplicate:
        raise Refused(f"{kept} is one person already: choose two.")
    refuse_revealing(kept, duplicate)
    for row in (duplicate, *duplicate.duplicates.all()):
        row.merged_into, row.merged_at, row.merged_by = kept, Now(), by
        store(row)
    return kept


@transaction.atomic
def unmerge_people(duplicate: Person, *, by: User | None) -> Person:
    """Two people after all. Nothing was moved, so each has again what was theirs; what
    was entered since stays with the one it was entered for."""
    demand(by, Duty.MERGE)
    duplicate = Person.objects.select_for_update().get(pk=duplicate.pk)
    kept = duplicate.merged_into
    if kept is None:
        raise Refused(f"{duplicate} is not merged with anybody.")
    others = kept.duplicates.exclude(pk=duplicate.pk)
    still_named = Person.objects.filter(pk=kept.pk).named().exists()
    if is_known(kept) and not still_named and not others.named().exists():
        raise Refused(
            f"Readers know {kept} only by what names {duplicate}: parting the two "
            "would take a public page away."
        )
    duplicate.merged_into = duplicate.merged_at = duplicate.merged_by = None
    return store(duplicate)


def refuse_revealing(kept: Person, duplicate: Person) -> None:
    """The name that is kept must not become public by what names the other, now or
    when that is issued."""
    if is_known(kept):
        return
    rows = duplicate.rows()
    is_named = (
        Quote.objects.filter(speaker__in=rows).exists()
        or Edition.objects.filter(people__in=rows).exists()
        or RoleAppointment.objects.filter(person__in=rows)
        .exclude(announced_in=None)
        .exists()
        or is_known(duplicate)
    )
    if is_named:
        raise Refused(
            f"Readers do not know {kept} yet, and releases name {duplicate}: keep "
            f"{duplicate}, or wait until a release that names {kept} is public."
        )


def is_known(person: Person) -> bool:
    return Person.objects.public().filter(pk=person.pk).exists()


def _locked(*people: Person) -> list[Person]:
    """The rows that are kept of these people, locked in an order in which no two wait
    for each other. One merged meanwhile leads on."""
    keys = [person.pk for person in people]
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    locked = {row.pk: row for row in rows.order_by("pk")}
    found = [locked[key].kept for key in keys]
    again = {row.pk for row in found} - locked.keys()
    return found if not again else _locked(*found)
