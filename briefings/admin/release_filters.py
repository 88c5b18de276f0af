"""How the list of releases is narrowed. Filters combine, and each tells how many
releases every choice would leave."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Now
from django.utils import timezone

from briefings import typed
from briefings.admin.days_filter import DaysFilter
from briefings.admin.desk import waiting_for
from briefings.admin.discarded import LeavesOutDiscarded
from briefings.models import (
    Edition,
    Involvement,
    Place,
    Reminder,
    Topic,
    User,
    Withdrawal,
    waiting,
)
from briefings.models.merging import kept_key
from briefings.models.releases import Kind
from briefings.readiness import stopped_editions
from briefings.workflow import OPEN_STATES, State

MOST_CHOICES = 12
MOST = 1000  # that a count tells; of the newest so many, who is named in them


class Choices(admin.SimpleListFilter):
    """A few fixed choices, each a condition on releases."""

    def condition(self, value: Any) -> Q:
        raise NotImplementedError

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in [str(value) for value, _ in self.lookup_choices]:
            raise IncorrectLookupParameters
        return queryset.filter(self.condition(self.value()))

    def choices(self, changelist):
        counts = self.counts(changelist)
        told = [
            (str(value), f"{label} ({counts[value]})" if value in counts else label)
            for value, label in self.lookup_choices
        ]
        yield from _choices(self, changelist, told)

    def counts(self, changelist):
        """How many releases each choice would leave, all in one query, which counts no
        further than anybody reads."""
        listed = _listed_but_for(self, changelist)
        counted = [value for value, _ in self.lookup_choices if self.is_counted(value)]
        found = [
            listed.filter(self.condition(value)).values(rank=Value(rank))[: MOST + 1]
            for rank, value in enumerate(counted)
        ]
        rows = found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]
        counts = Counter(row["rank"] for row in rows)
        return {value: _told(counts[rank]) for rank, value in enumerate(counted)}

    def is_counted(self, value: Any) -> bool:
        return True


def _listed_but_for(chosen: Any, changelist: Any) -> Any:
    """What the other filters leave."""
    listed = changelist.get_queryset(
        chosen.request, exclude_parameters=chosen.expected_parameters()
    )
    return listed.order_by()


def _told(many: int) -> str:
    return f"{many:,}" if many <= MOST else f"{MOST:,}+"


def _with(editions: Any) -> Q:
    return Q(Exists(editions.filter(release=OuterRef("pk"))))


class StandingFilter(LeavesOutDiscarded, Choices):
    title = "standing"
    parameter_name = "state"
    by_the_clock = (
        ("scheduled", "Scheduled"),
        ("live", "Public"),
        ("withdrawn", "Withdrawn"),
        ("removed", "Removed"),
    )

    def lookups(self, request, model_admin):
        in_hand = [(s.value, s.label) for s in State if s in OPEN_STATES]
        discarded = (State.DISCARDED.value, State.DISCARDED.label)
        return [*in_hand, *self.by_the_clock, discarded]

    def narrowed(self, rows, chosen):
        return rows.filter(self.condition(chosen))

    def condition(self, value):
        if value in State.values:
            return _with(Edition.objects.filter(state=value))
        withdrawn = _with(Withdrawal.objects.in_force())
        return {
            "scheduled": _with(Edition.objects.scheduled()),
            "live": _with(Edition.objects.public()) & ~withdrawn,
            "withdrawn": _with(Edition.objects.public()) & withdrawn,
            "removed": Q(removed_at__lte=Now()),
        }[value]


class KindFilter(Choices):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return Kind.choices

    def condition(self, value):
        return Q(kind=value)


class MineFilter(Choices):
    """Of the person who looks: what they wrote."""

    title = "whose"
    parameter_name = "mine"

    def __init__(self, request, *args):
        self.person = request.user
        super().__init__(request, *args)

    def lookups(self, request, model_admin):
        return [("yes", "Only mine")]

    def condition(self, value):
        numbered = Edition.objects.numbered()
        return _with(numbered.filter(written_by=self.person.pk))


class AttentionFilter(Choices):
    title = "what needs attention"
    parameter_name = "needs"

    def lookups(self, request, model_admin):
        return [
            ("stopped", "Cannot be published"),
            ("approval", "Issued without approval"),
            ("haste", "Issued without it, also approved since"),
            ("comments", "With unresolved comments"),
            ("reminders", "To be looked at again"),
        ]

    def is_counted(self, value):
        """To tell what is stopped, every open edition is read: only when asked for."""
        return value != "stopped" or self.value() == value

    def condition(self, value):
        if value == "stopped":
            return Q(pk__in=self.stopped)
        if value == "approval":
            return _with(Edition.objects.unapproved())
        if value == "haste":
            return _with(Edition.objects.exclude(urgency=""))
        if value == "reminders":
            due = Reminder.objects.due(timezone.localdate(_now(self.request)))
            return Q(pk__in=due.order_by().values("edition__release"))
        return _with(waiting.commented())

    @property
    def stopped(self) -> list[int]:
        """Asked of the rules of readiness themselves, once for each request: Django
        makes its filters anew for every count."""
        request: Any = self.request
        if not hasattr(request, "stopped_releases"):
            stopped = [edition.release_id for edition in stopped_editions()]
            request.stopped_releases = stopped
        return request.stopped_releases


class DeskFilter(admin.SimpleListFilter):
    """A section of the desk as a list: the same rows, all of them."""

    title = "on your desk"
    parameter_name = "desk"
    is_folded = True

    def lookups(self, request, model_admin):
        self.person = request.user
        return [(kind.name, kind.title) for kind in waiting_for(request.user)]

    def queryset(self, request, queryset):
        kinds = {kind.name: kind for kind in waiting_for(request.user)}
        chosen = self.value()
        if chosen is None:
            return queryset
        if chosen not in kinds:
            raise IncorrectLookupParameters
        editions = kinds[chosen].editions(request.user, _now(request))
        return queryset.filter(pk__in=editions.order_by().values("release"))

    def choices(self, changelist):
        """Without counts: the desk tells them."""
        yield from _choices(self, changelist, self.lookup_choices)


def _now(request: Any) -> datetime:
    """Asked once for each request: Django makes its filters anew for every count."""
    if not hasattr(request, "desk_now"):
        rows = User.objects.values_list(Now(), flat=True)
        request.desk_now = rows.get(pk=request.user.pk)
    return request.desk_now


class Named(admin.SimpleListFilter):
    """Rows that editions name: the most frequent ones of the newest releases, with how
    many of these name each, and the chosen one."""

    is_folded = True
    model: Any = None

    def lookups(self, request, model_admin):
        return [("", "")]  # Django leaves out a filter without any.

    def naming(self) -> Any:
        """The rows that name, grouped by what they name."""
        raise NotImplementedError

    column = ""
    release = "edition__release"

    def counted_by(self) -> Any:
        return F(self.column)

    def rows_of(self, chosen: str) -> Any:
        """All that the chosen one was entered as."""
        return self.model.objects.filter(pk=chosen)

    def queryset(self, request, queryset):
        chosen = self.value()
        if chosen is None:
            return queryset
        if typed.number(chosen) is None:
            raise IncorrectLookupParameters
        naming = self.naming().filter(**{f"{self.column}__in": self.rows_of(chosen)})
        return queryset.filter(pk__in=naming.values(self.release))

    def choices(self, changelist):
        listed = _listed_but_for(self, changelist)
        newest = listed.order_by("-created_at", "-pk").values("pk")[:MOST]
        counted = (
            self.naming()
            .filter(**{f"{self.release}__in": newest})
            .exclude(**{self.column: None})
            .order_by()
            .values_list(self.counted_by())
            .annotate(many=Count(self.release, distinct=True))
            .order_by("-many")
        )
        counts = dict(counted[:MOST_CHOICES])
        chosen = self.value()
        if chosen and int(chosen) not in counts:
            counts[int(chosen)] = 0
        rows = self.model.objects.in_bulk(counts)
        options = [
            (str(pk), f"{rows[pk]} ({many})" if many else str(rows[pk]))
            for pk, many in counts.items()
            if pk in rows
        ]
        yield from _choices(self, changelist, options)


def _current(rows: Any) -> Any:
    current = rows.filter(edition__live_during__endswith=None)
    return current.exclude(edition__state=State.DISCARDED)


class AuthorFilter(Named):
    title, parameter_name, model = "author", "author", User
    is_folded = False
    column, release = "written_by", "release"

    def naming(self):
        return Edition.objects.current()


class NamedRegister(Named):
    """What was entered twice is offered once."""

    def rows_of(self, chosen: str) -> Any:
        return self.model.objects.of(chosen)

    def counted_by(self) -> Any:
        return kept_key(f"{self.column}__")


class OrganisationFilter(NamedRegister):
    title, parameter_name = "organisation", "organisation"
    model = Involvement._meta.get_field("organisation").related_model
    column = "organisation"

    def naming(self):
        return _current(Involvement.objects)


class TopicFilter(NamedRegister):
    title, parameter_name, model = "topic", "topic", Topic
    column = "topic"

    def naming(self):
        return _current(Edition.topics.through.objects)


class PlaceFilter(NamedRegister):
    title, parameter_name, model = "place", "place", Place
    column = "place"

    def naming(self):
        return _current(Edition.places.through.objects)


def _choices(chosen: Any, changelist: ChangeList, options: Any) -> Any:
    name, value = chosen.parameter_name, chosen.value()
    yield {
        "selected": value is None,
        "query_string": changelist.get_query_string(remove=[name]),
        "display": "All",
    }
    for option, label in options:
        yield {
            "selected": value == option,
            "query_string": changelist.get_query_string({name: option}),
            "display": label,
        }


FILTERS = (
    StandingFilter,
    AttentionFilter,
    MineFilter,
    DeskFilter,
    AuthorFilter,
    KindFilter,
    OrganisationFilter,
    TopicFilter,
    PlaceFilter,
    DaysFilter,
)
