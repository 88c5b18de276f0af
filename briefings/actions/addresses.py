"""The last part of an address: readable, and never given twice."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.utils.text import slugify

from briefings.actions.editions import lock_release, record
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import Edition, FormerAddress, Release, User, new_ref
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand, duty_to_readdress
from briefings.workflow import State

_CHOOSING_AN_ADDRESS = 0x51C6  # any number that no other lock uses
_SUFFIX = 4
# Points within numbers, dashes and slashes part words; slugify would join them.
_BETWEEN = re.compile(r"(?<=\d)[.,](?=\d)|[‐‑‒–—―−/\\|·•]")
LONG_SLUG = 80
_Sluggable = TypeVar("_Sluggable", bound=models.Model)


def free_slug(model: type[_Sluggable], name: str) -> str:
    """An address for a row of this name that no other has, or had. Others who look for
    one wait until this transaction ends, so that no two find the same."""
    wait_for_other_addresses()
    base = slug = slug_of(name) or new_ref()
    # Taken is taken, also by what is hidden from whoever asks.
    with seeing_everything():
        if model is Release:
            _take_from_discarded(base)
        taken = set(_slugs(model, base))
        if model is Release:
            taken |= set(_slugs(FormerAddress, base))
    while slug in taken:
        # A number would tell how many there are of that name, embargoed ones included.
        slug = f"{base}-{new_ref()[:_SUFFIX]}"
    return slug


def free_slugs(model: type[_Sluggable], names: Iterable[str]) -> list[str]:
    """As `free_slug`, for many new rows with one look at those that are there."""
    wait_for_other_addresses()
    with seeing_everything():
        taken, free = set(_slugs(model, "")), []
    for name in names:
        slug = base = slug_of(name) or new_ref()
        while slug in taken:
            slug = f"{base}-{new_ref()[:_SUFFIX]}"
        taken.add(slug)
        free.append(slug)
    return free


def _take_from_discarded(slug: str) -> None:
    """A release that was discarded, and so was never public, keeps its address until
    another one asks for it. One that somebody is about to bring back is left alone, and
    is not waited for: whoever holds it may be waiting for the addresses."""
    holders = Release.objects.discarded().filter(slug=slug)
    for holder in holders.select_for_update(no_key=True, skip_locked=True):
        holder.slug = f"{slug}-{new_ref()[:_SUFFIX]}"
        store(holder)


def slug_of(name: str) -> str:
    """The whole words that fit into an address people can still read.

    >>> slug_of("€9.4 million for the night trains")
    '9-4-million-for-the-night-trains'
    >>> slug_of("Estermark–Valmere summit/talks")
    'estermark-valmere-summit-talks'
    """
    slug = slugify(_BETWEEN.sub("-", name))
    if len(slug) <= LONG_SLUG:
        return slug
    return slug[: LONG_SLUG + 1].rpartition("-")[0] or slug[:LONG_SLUG]


def follow_headline(edition: Edition, former: str) -> None:
    """Let the address of a locked release say what its headline says, until somebody
    outside may have kept it, or an editor has chosen another."""
    release = edition.release
    if release.first_published_at or not _is_made_from(former, release.slug):
        return
    if not _is_made_from(edition.headline, release.slug):
        release.slug = free_slug(Release, edition.headline)
        store(release)


@transaction.atomic
def readdress_release(release: Release, *, by: User | None, slug: str) -> Release:
    """Give a release another address. One that was public leads to the new one."""
    release = lock_release(release)
    demand(by, duty_to_readdress(release))
    if release.removed_at:
        raise Refused("This release was removed: its address tells readers why.")
    if release.newest_edition.state == State.DISCARDED:
        raise Refused("This release was discarded: bring it back first.")
    new = slug_of(slug)
    if not new:
        raise Refused("Give an address of letters or numbers, such as a-new-harbour.")
    _refuse_taken(release, new)
    if Release.objects.published().filter(pk=release.pk).exists():
        FormerAddress.objects.get_or_create(slug=release.slug, release=release)
    before, release.slug = release.slug, new
    store(release)
    record(release.newest_edition, "readdress", by=by, note=f"{before} → {new}")
    return release


def _refuse_taken(release: Release, slug: str) -> None:
    wait_for_other_addresses()
    with seeing_everything():
        _take_from_discarded(slug)
        others = Release.objects.exclude(pk=release.pk).filter(slug=slug)
        former = FormerAddress.objects.exclude(release=release).filter(slug=slug)
        is_taken = slug == release.slug or others.exists() or former.exists()
    if is_taken:
        raise Refused(f"“{slug}” is the address of a release already: choose another.")


def _is_made_from(name: str, slug: str) -> bool:
    made = slug_of(name)
    return slug == made or slug[: -_SUFFIX - 1] == made


def wait_for_other_addresses() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHOOSING_AN_ADDRESS])


def _slugs(model: type[models.Model], base: str) -> Any:
    rows = model._default_manager.filter(slug__startswith=base)
    return rows.values_list("slug", flat=True)
