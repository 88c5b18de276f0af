"""Images and attachments: taking them in, saying what they show, putting them in
order, and what may be done with them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Q

from briefings.actions.editions import keep_words, lock_for_writing
from briefings.actions.marking import (
    Was,
    get_or_refuse,
    refuse_overwriting,
    set_columns,
)
from briefings.actions.storing import call_a_worker, storable, store
from briefings.errors import Refused
from briefings.media.kinds import PICTURES
from briefings.media.pictures import look_at
from briefings.media.recognition import recognise
from briefings.media.refusals import Unacceptable
from briefings.models import Asset, Edition, EditionAsset, Rendition, User
from briefings.models.files import AssetQuerySet, FileRole
from briefings.models.stored import digest_of_bytes, forget_bytes, keep_bytes
from briefings.models.visibility import seeing_everything
from briefings.permissions import demand, demand_rights_over
from briefings.workflow import Duty

MOST_FILES = 100
RIGHTS = ("licence", "licence_terms", "not_for_use_after")
_IN_USE = "A release uses this file: take it out there first."
_JOB = "briefings.jobs.renditions.make_renditions"


@transaction.atomic
def upload_file(
    edition: Edition, *, by: User | None, name: str, content: bytes
) -> EditionAsset:
    """Keep a file as it is, and show it in an edition. What it is, its bytes decide."""
    demand(by, Duty.WRITE)
    found = _look_at(name, content)
    edition = lock_for_writing(edition, by=by)
    _hold(found["sha256"])
    asset = _known_as(edition, found) or store(Asset(**found, uploaded_by=by))
    use = _put(edition, asset)
    keep_words(edition, by=by)
    # Last, so that whatever is refused leaves nothing behind.
    keep_bytes(content)
    call_for_renditions()
    return use


@transaction.atomic
def use_file(edition: Edition, asset: Asset, *, by: User | None) -> EditionAsset:
    """Show a file of the library, in the words with which it was shown last."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition, by=by)
    use = _put(edition, get_or_refuse(asset))
    keep_words(edition, by=by)
    return use


@transaction.atomic
def describe_file(
    use: EditionAsset, *, by: User | None, was: Was = None, **about: Any
) -> EditionAsset:
    """Say what an edition prints with a file, and what may be done with it. `about`
    holds columns of both; a new lead image takes the place of the one before."""
    demand(by, Duty.WRITE)
    use = _lock(use, by=by)
    rights = {name: about.pop(name) for name in RIGHTS if name in about}
    refuse_overwriting(use, about, was or {})
    set_columns(use, about, EditionAsset.SIGNED)
    _refuse_wrong_role(use)
    if use.role == FileRole.LEAD:
        others = use.edition.files.filter(role=FileRole.LEAD).exclude(pk=use.pk)
        others.update(role=FileRole.IMAGE)
    store(use)
    if rights:
        _set_rights(use.asset, rights, was, by=by)
    keep_words(use.edition, by=by)
    return use


@transaction.atomic
def change_rights(
    asset: Asset, *, by: User | None, was: Was = None, **about: Any
) -> Asset:
    """What may be done with a file, also after it went out: a licence ends, or terms
    are told better."""
    return _set_rights(asset, about, was, by=by)


@transaction.atomic
def move_file_up(use: EditionAsset, *, by: User | None) -> Edition:
    """Print it before the one that is printed before it."""
    demand(by, Duty.WRITE)
    return _move(_lock(use, by=by), -1, by=by)


@transaction.atomic
def move_file_down(use: EditionAsset, *, by: User | None) -> Edition:
    demand(by, Duty.WRITE)
    return _move(_lock(use, by=by), 1, by=by)


@transaction.atomic
def remove_file(use: EditionAsset, *, by: User | None) -> Edition:
    """Out of the edition. The file stays in the library."""
    demand(by, Duty.WRITE)
    use = _lock(use, by=by)
    use.delete()
    return keep_words(use.edition, by=by)


@transaction.atomic
def retry_renditions(asset: Asset, *, by: User | None) -> Asset:
    demand(by, Duty.WRITE)
    asset = _lock_asset(asset)
    if not asset.failure:
        raise Refused("Nothing went wrong with this file.")
    asset.failure = ""
    store(asset)
    call_for_renditions()
    return asset


@transaction.atomic
def delete_file(asset: Asset, *, by: User | None) -> None:
    """For ever, with its bytes: a file that was uploaded by mistake. One that an
    edition uses is part of the record."""
    demand(by, Duty.WRITE)
    asset = _lock_asset(asset)
    if asset.uses.exists():
        raise Refused(_IN_USE)
    if shown := asset.portrait_of.first():
        raise Refused(f"It is the portrait of {shown}. Choose another one there first.")
    renditions = list(asset.renditions.values_list("sha256", flat=True))
    try:
        with transaction.atomic():
            asset.renditions.all().delete()
            asset.delete()
            # Somebody may be putting it into a release at this moment.
            connection.check_constraints()
    except IntegrityError as error:
        raise Refused(_IN_USE) from error
    transaction.on_commit(lambda: _forget([asset.sha256, *renditions]))


def put_files_back(
    edition: Edition, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """What differs `after` becomes what it was `before`. A step of actions: the caller
    keeps the words."""
    was, became = _by_digest(before), _by_digest(after)
    changed = [d for d in (*was, *became) if was.get(d) != became.get(d)]
    # What came since makes room first.
    for digest in sorted(set(changed), key=lambda digest: digest in was):
        _put_back(edition, digest, was.get(digest))
    if list(was) != list(became) or changed:
        _put_in_order(edition, list(was))


def _by_digest(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Contents that were kept before there were files have none."""
    return {row["sha256"]: row for row in content.get("files", ())}


def _known_as(edition: Edition, found: Mapping[str, Any]) -> Asset | None:
    """The same bytes, where nothing is told by their name: it is the same, or known to
    readers, or to this release. What whoever uploads them may not see is another file:
    its terms of use would tell of a hidden release, and be changed under it."""
    same = Asset.objects.filter(sha256=found["sha256"])
    named = same.filter(name=found["name"])
    here = _in_its_release(same, edition)
    return here or named.first() or same.published().first()


def _in_its_release(same: AssetQuerySet, edition: Edition) -> Asset | None:
    return same.filter(uses__edition__release=edition.release_id).first()


def _put_back(edition: Edition, digest: str, was: dict[str, Any] | None) -> None:
    if was is None:
        edition.files.filter(asset__sha256=digest).delete()
        return
    # This release had it before, whoever else shows it alone by now.
    with seeing_everything():
        same = Asset.objects.filter(sha256=digest)
        asset = _in_its_release(same, edition) or same.first()
    if asset is None:
        return  # deleted since: nobody can show it
    use = edition.files.filter(asset=asset).first()
    use = use or EditionAsset(edition=edition, asset=asset, position=_next(edition))
    set_columns(use, {name: was[name] for name in use.SIGNED}, use.SIGNED)
    if use.role == FileRole.LEAD:
        others = edition.files.filter(role=FileRole.LEAD).exclude(asset=asset)
        others.update(role=FileRole.IMAGE)
    store(use)


def _put_in_order(edition: Edition, digests: list[str]) -> None:
    """In this one; what is not named comes after it, as it stood."""
    rank = {digest: place for place, digest in enumerate(digests)}
    uses = sorted(
        edition.files.in_order(), key=lambda u: rank.get(u.asset.sha256, len(rank))
    )
    _number(uses)


def _number(uses: list[EditionAsset]) -> None:
    for place, use in enumerate(uses, start=1):
        if use.position != place:
            use.position = place
            use.save(update_fields=["position"])


def _look_at(name: str, content: bytes) -> dict[str, Any]:
    """The columns of a file that is taken."""
    name = storable(name).strip()[-255:] or "file"
    if len(content) > settings.MEDIA_LARGEST:
        most = settings.MEDIA_LARGEST // 1_000_000
        raise Refused(f"“{name}” is not taken. It is larger than {most} MB.")
    try:
        kind = recognise(content, name=name)
        shown = (
            look_at(content, kind, most_pixels=settings.MEDIA_MOST_PIXELS)
            if kind in PICTURES
            else None
        )
    except Unacceptable as reason:
        raise Refused(f"“{name}” is not taken. {reason}") from reason
    return {
        "name": name,
        "sha256": digest_of_bytes(content),
        "media_type": kind.media_type,
        "size": len(content),
        "width": shown and shown.width,
        "height": shown and shown.height,
        "tells_place": bool(shown and shown.tells_place),
    }


def _put(edition: Edition, asset: Asset) -> EditionAsset:
    if edition.files.count() >= MOST_FILES:
        raise Refused(f"This edition has {MOST_FILES} files: take one out first.")
    if edition.files.filter(asset__sha256=asset.sha256).exists():
        raise Refused("This edition has that file already.")
    last = _last_told(edition, asset)
    use = EditionAsset(edition=edition, asset=asset, position=_next(edition))
    use.role = _first_role(edition, asset)
    if last:
        for name in ("alternative_text", "is_decorative", "caption", "credit"):
            setattr(use, name, getattr(last, name))
    return store(use)


def _last_told(edition: Edition, asset: Asset) -> EditionAsset | None:
    """Where readers, or this release, have it already: what another draft says of it is
    no word to be published by oversight."""
    told = Q(edition__release=edition.release_id)
    told |= Q(edition__in=Edition.objects.published())
    return asset.uses.filter(told).order_by("-pk").first()


def _first_role(edition: Edition, asset: Asset) -> FileRole:
    if not asset.is_picture:
        return FileRole.ATTACHMENT
    has_lead = edition.files.filter(role=FileRole.LEAD).exists()
    return FileRole.IMAGE if has_lead else FileRole.LEAD


def _next(edition: Edition) -> int:
    last: int | None = edition.files.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _move(use: EditionAsset, places: int, *, by: User | None) -> Edition:
    uses = list(use.edition.files.in_order())
    here = uses.index(use)
    there = here + places
    if not 0 <= there < len(uses):
        raise Refused("It is at the end of the list already.")
    uses.insert(there, uses.pop(here))
    _number(uses)
    return keep_words(use.edition, by=by)


def _refuse_wrong_role(use: EditionAsset) -> None:
    if use.is_shown and not use.asset.is_picture:
        raise Refused(
            f"A {use.asset.kind.named} is given out as an attachment: pages show only "
            "images."
        )


def _set_rights(
    asset: Asset, about: Mapping[str, Any], was: Was, *, by: User | None
) -> Asset:
    asset = _lock_asset(asset)
    demand_rights_over(asset, by)
    refuse_overwriting(asset, about, was or {})
    set_columns(asset, about, RIGHTS)
    return store(asset)


def _lock(use: EditionAsset, *, by: User | None) -> EditionAsset:
    """The use as it is now, its edition held for writing."""
    edition = lock_for_writing(use.edition, by=by)
    locked = EditionAsset.objects.select_related("asset").filter(pk=use.pk).first()
    if locked is None:
        raise Refused("A colleague took this file out meanwhile.")
    locked.edition = edition
    return locked


def _lock_asset(asset: Asset) -> Asset:
    locked = Asset.objects.select_for_update(no_key=True).filter(pk=asset.pk).first()
    if locked is None:
        raise Refused("A colleague deleted this file meanwhile.")
    return locked


def _hold(digest: str) -> None:
    """Until the transaction ends nobody else keeps these bytes, or forgets them."""
    with connection.cursor() as cursor:
        asked = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
        cursor.execute(asked, [digest])


def _forget(digests: list[str]) -> None:
    """Unless the same bytes came again meanwhile."""
    for digest in digests:
        with transaction.atomic(), seeing_everything():
            _hold(digest)
            came_again = (
                Asset.objects.filter(sha256=digest).exists()
                or Rendition.objects.filter(sha256=digest).exists()
            )
            if not came_again:
                forget_bytes(digest)


def call_for_renditions() -> None:
    """Each minute a job looks for what waits; this only makes it look at once."""
    call_a_worker(_JOB, lock="make_renditions")
