"""What colleagues did to the releases somebody wrote or reviewed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.admin.happenings import Happening, rows_of, told
from briefings.models import Edition, Revision, Transition, User

SHOWN = 8
MOST = 200
_KINDS = ("move", "note", "comment", "reply", "resolved", "answer")
# For somebody who never said what they have read.
_AT_FIRST = timedelta(days=7)


@dataclass(frozen=True)
class News:
    happenings: list[Happening]
    total: int
    since: datetime


def news_for(
    person: User, *, since: datetime | None, now: datetime, has_all: bool
) -> News:
    since = since or now - _AT_FIRST

    def narrow(rows: QuerySet[Any], edition: str) -> QuerySet[Any]:
        """By others or by the clock, to what the person knows."""
        known = _is_known_to(person, f"{edition}__release")
        return rows.filter(known, acted_at__gt=since).exclude(acted_by=person.pk)

    found = list(rows_of(_KINDS, narrow)[:MOST])
    shown = found if has_all else found[:SHOWN]
    return News(told(shown), len(found), since)


def _is_known_to(person: User, path: str) -> Q:
    """Of the releases this person wrote, mended, submitted or reviewed."""
    release = OuterRef(path)
    written = Edition.objects.filter(release=release, written_by=person)
    mended = Revision.objects.filter(edition__release=release, by=person)
    moved = Transition.objects.filter(edition__release=release, by=person)
    return Q(Exists(written)) | Q(Exists(mended)) | Q(Exists(moved))
