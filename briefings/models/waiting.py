"""Which editions wait for whom. The desk shows the first of each, and the list of
releases all of them."""

from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from briefings.models.accounts import User
from briefings.models.comments import Comment
from briefings.models.editions import Edition, EditionQuerySet
from briefings.models.figures import Figure
from briefings.models.record import Revision, Transition
from briefings.models.reminders import Reminder
from briefings.models.spans import midnight
from briefings.models.suggestions import Suggestion
from briefings.workflow import ASKING, HOLDING, OPEN_STATES, State

_Moment: TypeAlias = datetime


def drafts(person: User, now: _Moment) -> EditionQuerySet:
    return in_hands_of(person).filter(state=State.DRAFT, number=1)


def changes_asked(person: User, now: _Moment) -> EditionQuerySet:
    return in_hands_of(person).filter(state=State.CHANGES_REQUESTED)


def to_review(person: User, now: _Moment, *, able: QuerySet[User]) -> EditionQuerySet:
    """Those submitted to this person come first; those submitted to a colleague are
    the colleague's, while they are among those `able` to review: nobody reviews words
    of their own."""
    submitted = _newest_of(Transition.objects.filter(move__in=ASKING), "asked")
    own = Revision.objects.filter(edition=OuterRef("pk"), by=person)
    theirs = Revision.objects.filter(edition=OuterRef("pk"), by=OuterRef("asked"))
    here = able.filter(pk=OuterRef("asked"))
    return (
        Edition.objects.filter(state=State.IN_REVIEW)
        .annotate(asked=submitted)
        .filter(Q(asked=person.pk) | Q(asked=None) | Exists(theirs) | ~Exists(here))
        .exclude(written_by=person)
        .exclude(Exists(own))
        .order_by(F("asked").asc(nulls_last=True), "created_at")
    )


def ready(person: User, now: _Moment) -> EditionQuerySet:
    return Edition.objects.filter(state=State.APPROVED).order_by("created_at")


def lifting_today(person: User, now: _Moment) -> EditionQuerySet:
    """Also what has lifted since midnight, and what has an embargo of today and is not
    scheduled."""
    today = timezone.localdate(now)
    return on_days(midnight(today), midnight(today + timedelta(days=1)))


def scheduled_later(person: User, now: _Moment) -> EditionQuerySet:
    """From tomorrow on."""
    tomorrow = midnight(timezone.localdate(now) + timedelta(days=1))
    later = Edition.objects.scheduled().filter(live_during__startswith__gte=tomorrow)
    return later.order_by("live_during")


def on_days(first: _Moment, until: _Moment) -> EditionQuerySet:
    """Editions that lift, or lifted, at a `moment` that was set ahead, and those in
    hand under an embargo."""
    starts = "live_during__startswith"
    lifts = Q(
        **{f"{starts}__gte": first, f"{starts}__lt": until},
        live_during__startswith__gt=F("issued_at"),
        release__removed_at=None,
    )
    held = Q(embargoed_until__gte=first, embargoed_until__lt=until)
    return (
        Edition.objects.filter(lifts | held & Q(state__in=OPEN_STATES))
        .annotate(moment=Coalesce(F(starts), F("embargoed_until")))
        .order_by("moment", "id")
    )


def reminded(person: User, now: _Moment) -> EditionQuerySet:
    """The newest edition of what this person is to look at again, with the `asked_for`
    words of the reminder that is due longest; also of a colleague who left, where they
    wrote it."""
    mine = Q(person=person) | Q(person__is_active=False, edition__written_by=person)
    due = Reminder.objects.due(timezone.localdate(now)).filter(mine)
    of_release = due.filter(edition__release=OuterRef("release")).order_by("on", "id")
    later = Edition.objects.numbered().filter(
        release=OuterRef("release"), number__gt=OuterRef("number")
    )
    newest = Edition.objects.numbered().filter(~Exists(later))
    return (
        newest.filter(release__in=due.order_by().values("edition__release"))
        .annotate(
            asked_for=Subquery(of_release.values("words")[:1]),
            asked_on=Subquery(of_release.values("on")[:1]),
        )
        .order_by("asked_on", "id")
    )


def corrections(person: User, now: _Moment) -> EditionQuerySet:
    return Edition.objects.filter(state__in=OPEN_STATES, number__gt=1)


def unapproved(person: User, now: _Moment) -> EditionQuerySet:
    return Edition.objects.unapproved().order_by("issued_at")


def with_suggestions(person: User, now: _Moment) -> EditionQuerySet:
    return _with_many(in_hands_of(person), Suggestion.objects.open())


def with_comments(person: User, now: _Moment) -> EditionQuerySet:
    return _with_many(in_hands_of(person), Comment.objects.open())


def commented() -> EditionQuerySet:
    """In anybody's hands, with comments that nobody resolved."""
    open_ones = Comment.objects.open().filter(edition=OuterRef("pk"))
    return Edition.objects.filter(Exists(open_ones), state__in=OPEN_STATES)


def with_bare_figures(person: User, now: _Moment) -> EditionQuerySet:
    return _with_many(in_hands_of(person), Figure.objects.filter(source_name=""))


def in_hands_of(person: User) -> EditionQuerySet:
    """Submitted last, or taken over, by this person; or written, if no colleague took
    it over; or nobody's any more, because its writer left, or so far, because a command
    brought it in."""
    moves = Transition.objects
    taken = _newest_of(moves.filter(move="take_over"), "by")
    held = _newest_of(moves.filter(move__in=HOLDING), "by")
    here = User.objects.filter(pk=OuterRef("taken_by"), is_active=True)
    nobodys = Q(written_by=None) | Q(written_by__is_active=False)
    mine = Q(held_by=person.pk) | (~Exists(here) & (Q(written_by=person) | nobodys))
    in_hand = Edition.objects.filter(state__in=OPEN_STATES)
    in_hand = in_hand.alias(taken_by=taken, held_by=held)
    return in_hand.filter(mine).order_by("-created_at")


def _with_many(editions: EditionQuerySet, rows: Any) -> EditionQuerySet:
    rows = rows.filter(edition=OuterRef("pk")).order_by()
    counted = rows.values("edition").annotate(many=Count("pk")).values("many")
    return editions.filter(Exists(rows)).annotate(many=Subquery(counted))


def _newest_of(moves: Any, column: str) -> Subquery:
    newest = moves.filter(edition=OuterRef("pk")).order_by("-at", "-id")
    return Subquery(newest.values(column)[:1])
