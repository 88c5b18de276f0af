"""What is put first on the home page, in which order, and until when."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from briefings.actions.editions import lock_release
from briefings.actions.marking import get_or_refuse
from briefings.actions.storing import store
from briefings.errors import Refused
from briefings.models import Edition, Feature, Release, User
from briefings.models.features import MOST
from briefings.models.ordering import first_position, position_at
from briefings.permissions import demand
from briefings.workflow import Duty

_FEATURING = 0x51C8  # any number that no other lock uses


@transaction.atomic
def feature_release(
    release: Release, *, by: User | None, until: date | None = None
) -> Feature:
    """Before the others. One that is scheduled waits, unseen, until readers have it;
    if six are shown by then, it takes the place of the last."""
    demand(by, Duty.FEATURE)
    _wait_for_others()
    release = lock_release(release)
    today = timezone.localdate(release.now)
    _refuse_featuring(release)
    _refuse_past(until, today)
    former = Feature.objects.filter(release=release).first()
    if former and (former.until is None or former.until >= today):
        raise Refused("This release is featured already.")
    if former:
        former.delete()
    position = first_position(Feature.objects.all()) - 1
    return store(Feature(release=release, position=position, until=until, by=by))


@transaction.atomic
def move_feature(feature: Feature, *, by: User | None, place: int) -> Feature:
    """To a place, counted from 1 among those that whoever acts may see."""
    feature = _locked(feature, by)
    feature.position = position_at(place, feature, Feature.objects.all())
    return store(feature)


@transaction.atomic
def feature_until(feature: Feature, *, by: User | None, until: date | None) -> Feature:
    """Its last day on the home page, or none."""
    feature = _locked(feature, by)
    now = lock_release(feature.release).now
    _refuse_past(until, timezone.localdate(now))
    feature.until = until
    return store(feature)


@transaction.atomic
def end_feature(feature: Feature, *, by: User | None) -> None:
    _locked(feature, by).delete()


def _refuse_featuring(release: Release) -> None:
    if release.removed_at:
        raise Refused("This release was removed: readers do not have it.")
    if release.first_published_at is None:
        raise Refused("Issue or schedule this release before you feature it.")
    if release.withdrawn():
        raise Refused("This release is withdrawn: the office no longer stands by it.")
    is_live = Edition.objects.public().filter(release=release).exists()
    if is_live and Feature.objects.public().count() >= MOST:
        raise Refused(f"{MOST} releases are featured already: end one of them first.")


def _refuse_past(until: date | None, today: date) -> None:
    if until and until < today:
        raise Refused("This day is past. Choose one that is still to come, or none.")


def _locked(feature: Feature, by: User | None) -> Feature:
    demand(by, Duty.FEATURE)
    _wait_for_others()
    return get_or_refuse(feature)


def _wait_for_others() -> None:
    """Two who feature at once find each other's, and not six of their own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FEATURING])
