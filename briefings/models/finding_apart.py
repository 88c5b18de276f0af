"""Promises and people, whose words stand apart: in a title and in whatever was said of
it, in a name and in the titles of roles. What must not be there is looked for in all of
them; of somebody, so is what must."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import Exact

from briefings.models.commitments import (
    Commitment,
    CommitmentStatement,
    title_vector,
)
from briefings.models.merging import kept_key
from briefings.models.people import Person, Role, RoleAppointment, person_vector
from briefings.models.searching import (
    matches_plainly,
    plain_marks,
    search_vector,
)
from briefings.text.search_box import Alternative, alternatives

Rows = QuerySet[Any, Any]


def promising(words: str, newest: int | None = None) -> Q:
    """All of them, or as many of the newest."""
    asked = alternatives(plain_marks(words))
    if not any(one.unwanted for one in asked):
        # PostgreSQL reads what is wanted alone, with "or" or without.
        asked = [Alternative((words,), ())]
    lists = [part[:newest] for one in asked for part in _promises(one)]
    # As one list, and not one thing or another: that would be asked of each promise.
    return Q(pk__in=lists[0].union(*lists[1:]) if lists[1:] else lists[0])


def _promises(asked: Alternative) -> list[Rows]:
    titled: Any = Commitment.objects.public().alias(search=title_vector())
    said: Any = CommitmentStatement.objects.public()
    if asked.unwanted:
        titled = titled.filter(*_without(asked, OuterRef("pk")))
        said = said.filter(*_without(asked, OuterRef("commitment")))
    by_title = titled.order_by("-pk").values("pk")
    if not asked.wanted:
        return [by_title]
    wanted = matches_plainly(" ".join(asked.wanted))
    by_words = said.filter(wanted).order_by("-commitment_id").values("commitment_id")
    return [by_title.filter(wanted), by_words.distinct()]


def _without(asked: Alternative, commitment: OuterRef) -> tuple[Q, Q]:
    """Neither in the title nor in anything that was said of it."""
    unwanted = matches_plainly(" or ".join(asked.unwanted))
    titled = Commitment.objects.alias(search=title_vector()).filter(pk=commitment)
    said = CommitmentStatement.objects.public().filter(commitment=commitment)
    return ~Q(Exists(titled.filter(unwanted))), ~Q(Exists(said.filter(unwanted)))


def named_like(words: str) -> Q:
    """By the name and what is told of somebody, and by the titles they held: each word
    in any of these."""
    asked = alternatives(plain_marks(words))
    return reduce(or_, map(_bearing, asked)) if asked else Q(pk__in=[])


def _bearing(asked: Alternative) -> Q:
    found = Q()
    for term in asked.wanted:
        found &= _told_of(term) | _empty_beside(term, " ".join(asked.wanted))
    if asked.unwanted:
        found &= ~_told_of(" or ".join(asked.unwanted))
    return found


def _told_of(words: str) -> Q:
    told = Person.objects.alias(search=person_vector()).filter(matches_plainly(words))
    return Q(pk__in=told.order_by().values("pk").union(holders(_titled(words))))


def _empty_beside(term: str, words: str) -> Q:
    """Whether it is "the" or "of", and there are others to go by. PostgreSQL knows that
    before it looks at any row."""
    if term == words:
        return Q(pk__in=[])
    return Q(Exact(_stems_in(term), 0)) & ~Q(Exact(_stems_in(words), 0))


def _stems_in(words: str) -> Func:
    return Func(
        Value(words),
        template="numnode(websearch_to_tsquery('english', folded(%(expressions)s)))",
        output_field=IntegerField(),
    )


def holders(roles: Any) -> Rows:
    held = RoleAppointment.objects.public().filter(role__in=roles).order_by()
    rows: Rows = held.values(kept=kept_key("person__"))
    return rows


def _titled(words: str) -> Rows:
    title = search_vector(Role.called_by, language="")
    titled = Role.objects.named().alias(search=title)
    return with_duplicates(titled.filter(matches_plainly(words)))


def with_duplicates(found: Rows) -> Rows:
    """All rows of what any of its rows was found as."""
    kept = found.values(kept=kept_key())
    rows: Rows = found.model._default_manager.filter(
        Q(pk__in=kept) | Q(merged_into__in=kept)
    )
    return rows.order_by()
