"""What colleagues did to the releases somebody wrote or reviewed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, Window
from django.urls import reverse

from briefings.models import (
    Comment,
    Edition,
    EditorialNote,
    Release,
    Reply,
    Revision,
    Transition,
    User,
)
from briefings.workflow import DONE

SHOWN = 8
MOST = 200
# For somebody who never said what they have read.
_AT_FIRST = timedelta(days=7)


@dataclass(frozen=True)
class Happening:
    at: datetime
    what: str
    by: Any
    words: str
    headline: str
    url: str


@dataclass(frozen=True)
class News:
    happenings: list[Happening]
    total: int
    since: datetime


def news_for(
    person: User, *, since: datetime | None, now: datetime, has_all: bool
) -> News:
    since = since or now - _AT_FIRST
    most = MOST if has_all else SHOWN
    kinds = [
        _first(rows, person, since, most, via)
        for rows, via in (
            (Transition.objects.all(), "edition"),
            (EditorialNote.objects.all(), "edition"),
            (Comment.objects.all(), "edition"),
            (Reply.objects.select_related("comment__edition"), "comment__edition"),
        )
    ]
    found = [_happening(row) for rows in kinds for row in rows]
    found.sort(key=lambda happening: happening.at, reverse=True)
    return News(found[:most], sum(rows[0].total for rows in kinds if rows), since)


def _first(rows: Any, person: User, since: datetime, most: int, via: str) -> list[Any]:
    """The newest, by others or by the clock, each with how many there are."""
    texts = [f"{via}__{name}" for name in ("body", "plain_text", "body_html")]
    rows = (
        rows.filter(**{"at__gt": since, f"{via}__release__in": _known_to(person)})
        .exclude(by=person)
        .select_related("by", via)
        .defer(*texts)
        .annotate(total=Window(Count("pk")))
        .order_by("-at", "-id")
    )
    return list(rows[:most])


def _known_to(person: User) -> Any:
    """The releases this person wrote, mended, submitted or reviewed."""
    written = Edition.objects.filter(written_by=person).values("release")
    mended = Revision.objects.filter(by=person).values("edition__release")
    moved = Transition.objects.filter(by=person).values("edition__release")
    return Release.objects.filter(
        Q(pk__in=written) | Q(pk__in=mended) | Q(pk__in=moved)
    ).values("pk")


def _happening(row: Any) -> Happening:
    what, words, place = _told(row)
    edition = row.comment.edition if isinstance(row, Reply) else row.edition
    page = reverse("admin:briefings_edition_change", args=[edition.pk])
    return Happening(row.at, what, row.by, words, edition.headline, page + place)


def _told(row: Any) -> tuple[str, str, str]:
    if isinstance(row, Transition):
        return DONE[row.move], row.note, ""
    if isinstance(row, EditorialNote):
        return "Note", row.words, "#timeline"
    return ("Answer" if isinstance(row, Reply) else "Comment"), row.said, "#comments"
