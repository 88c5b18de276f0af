"""Releases that say the same in several languages."""

from django.db import connection, transaction

from briefings.actions.editions import lock_release, record
from briefings.actions.limits import refuse_leading
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import Release, User
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand, duty_to_readdress
from briefings.workflow import State

_JOINING = 0x51C7  # any number that no other lock uses


@transaction.atomic
def join_translation(
    release: Release, *, by: User | None, original: Release
) -> Release:
    """Say that a release says in another language what `original` says. What translates
    it already comes along, so that a group has one first release, and no chains."""
    _wait_for_other_joins()
    release = lock_release(release)
    _demand_to_say(release, by)
    if release.translation_of_id:
        raise Refused("It is joined already: part it from that release first.")
    original = Release.objects.get(pk=original.pk)
    if original.removed_at:
        raise Refused("That release was removed: nothing is joined to it.")
    if original.pk == release.pk or original.translation_of_id == release.pk:
        raise Refused("These two are joined already, or are the same release.")
    _refuse_second_of_a_language(release, original)
    refuse_leading(release, to=[original])
    release.translation_of_id = original.translation_of_id or original.pk
    store(release)
    # Also those that are hidden from whoever asks.
    with seeing_everything():
        Release.objects.filter(translation_of=release).update(
            translation_of=release.translation_of_id
        )
    record(release.newest_edition, "join", by=by)
    return release


@transaction.atomic
def part_translation(release: Release, *, by: User | None) -> Release:
    """Undo that."""
    _wait_for_other_joins()
    release = lock_release(release)
    _demand_to_say(release, by)
    if not release.translation_of_id:
        raise Refused("It is not joined to a release that it translates.")
    release.translation_of = None
    store(release)
    record(release.newest_edition, "part", by=by)
    return release


def _demand_to_say(release: Release, by: User | None) -> None:
    demand(by, duty_to_readdress(release))
    if release.removed_at:
        raise Refused("This release was removed: it is in no language any more.")
    if release.newest_edition.state == State.DISCARDED:
        raise Refused("This release was discarded: bring it back first.")


def _refuse_second_of_a_language(release: Release, original: Release) -> None:
    language = release.newest_edition.language
    group = [original, *Release.objects.beside(original).exclude(pk=release.pk)]
    for other in group:
        newest = other.newest_edition
        if newest.language.casefold() == language.casefold():
            raise Refused(
                f"“{newest.headline}” is in the same language ({language}): a "
                "translation is in another. Mend the language first."
            )


def _wait_for_other_joins() -> None:
    """Two of them at once could make a chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_JOINING])
