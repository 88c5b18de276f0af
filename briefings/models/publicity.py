"""Public or not: the one place that decides.

An edition is public while its `live_during` contains the moment asked about, and
nothing else is public but through an edition. `public(at)` is what a visitor sees at
that moment; `published(at)` also holds what was replaced since, which stays readable in
the history. Without a moment PostgreSQL's own clock decides, so a lift needs no job.

A removed release is gone from both, also when a past day is asked about: an office
removes what must not be read any more.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from briefings.models.visibility import LimitedQuerySet
from briefings.workflow import State

_Row = TypeVar("_Row", bound=models.Model, covariant=True)
When = datetime | Combinable | None


def moment(at: When) -> Any:
    return Now() if at is None else at


class EditionBoundQuerySet(LimitedQuerySet[_Row]):
    """Rows that are public as their edition is. `via` leads from the row to it."""

    via = "edition__"

    def public(self, at: When = None) -> Self:
        return self._of_kept_releases(at, live_during__contains=moment(at))

    def published(self, at: When = None) -> Self:
        return self._of_kept_releases(at, live_during__startswith__lte=moment(at))

    def without_discarded(self) -> Self:
        """Without what only a discarded edition holds."""
        return self.exclude(**{f"{self.via}state": State.DISCARDED})

    def mentioning(self) -> Self:
        """What names its rows now, or will when it is issued."""
        return self.all()

    def taken_down(self, at: When = None) -> Self:
        """What was public in a release that was removed by then."""
        past = ("live_during__startswith", "release__removed_at")
        return self.filter(**{f"{self.via}{name}__lte": moment(at) for name in past})

    def _of_kept_releases(self, at: When, **edition: Any) -> Self:
        # Whatever is out came out with its release. It is said for the index by which
        # lists go: else they would pass every draft first, and take the longer for it.
        out = {"release__first_published_at__lte": moment(at)}
        conditions = {"release__removed_at": None, **out, **edition}
        return self.filter(**{self.via + name: c for name, c in conditions.items()})


class ExistsByRow(Exists):
    """Looked up anew for each row that is asked about. Of one condition out of several
    PostgreSQL would else gather first whatever meets it, and that is every quote of a
    hundred thousand releases for a handful of people; `OFFSET 0` keeps it from that."""

    template = "EXISTS(%(subquery)s OFFSET 0)"


class NamedQuerySet(models.QuerySet[_Row]):
    """Rows that are public only through something published that names them.

    `named_in` lists the relations, by their query names, that count as naming."""

    named_in: tuple[str, ...] = ()
    exists_in: type[Exists] = ExistsByRow

    def public(self, at: When = None) -> Self:
        return self.filter(self.is_named(at))

    # Once named, a person stays named: the history names them for ever.
    published = public

    def mentioning(self) -> Self:
        """Rows that name others, to readers or when something is issued."""
        return self.filter(self.is_mentioned())

    def is_named(self, at: When) -> Q:
        return self._is_in(lambda rows: rows.published(at))

    def is_mentioned(self) -> Q:
        """Named by anything, issued or not."""
        return self._is_in(lambda rows: rows.mentioning())

    def _is_in(self, naming: Callable[[Any], Any]) -> Q:
        named = Q()
        for name in self.named_in:
            relation: Any = self.model._meta.get_field(name)
            rows = naming(relation.related_model.objects)
            own = rows.filter(**{relation.field.name: OuterRef("pk")})
            named |= Q(self.exists_in(own))
        return named
