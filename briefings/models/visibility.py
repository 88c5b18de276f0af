"""Who of the office may see a draft: the one place that decides, as `publicity` decides
for readers.

A release can be limited to people and organisations while it is a draft. Whatever is
asked while somebody is `looking_as` themselves begins without the rows of releases that
are hidden from them, so that no list, count, search box or address has to think of it.
Nobody is the clock, or a command typed on the server, and sees everything.

Whom a limit names, sees the release; so do members of the organisations named, whoever
created, wrote, was asked to approve or approved it, and superusers. But a limit counts
nobody who joined after it was set, and no account that somebody else handed over since
or just now, until another administrator confirms whose it is.
It ends when the release is public, by PostgreSQL's clock in the very same query."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import models
from django.db.models import (
    BooleanField,
    Exists,
    Expression,
    F,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Coalesce, Greatest, Now, StrIndex
from django.db.models.lookups import LessThanOrEqual

_Row = TypeVar("_Row", bound=models.Model, covariant=True)
_Hidden = Callable[[Any], Any]
_LONG_AGO = Value(datetime(1970, 1, 1, tzinfo=UTC))
_looking: ContextVar[Callable[[], Any]] = ContextVar("looking", default=lambda: None)
_steady: ContextVar[dict[Any, list[int]] | None] = ContextVar("steady", default=None)


@contextmanager
def looking_as(person: Any, *, steadily: bool = False) -> Iterator[None]:
    """Until it ends, nothing is found that this person may not see. A function is
    called when it must be known who looks. Who looks `steadily` changes nothing, and
    sees what they might see at the first question: it is worked out once."""
    token = _looking.set(person if callable(person) else lambda: person)
    steady = _steady.set({} if steadily else None)
    try:
        yield
    finally:
        _steady.reset(steady)
        _looking.reset(token)


def seeing_everything() -> Any:
    """For what must hold whoever acts: digests, addresses, what is copied."""
    return looking_as(None)


def looks_steadily() -> bool:
    return _steady.get() is not None


def _worked_out_once(model: str) -> Callable[[_Hidden], _Hidden]:
    """For who looks steadily, rows of the model by their numbers. Where no release is
    hidden nothing is."""

    def decorate(hidden: _Hidden) -> _Hidden:
        def keys(person: Any) -> list[int] | None:
            known = _steady.get()
            if known is None:
                return None
            key = person.pk or 0
            if model != "Release" and ("Release", key) not in known:
                hidden_releases(person)
            if (model, key) not in known:
                is_any = model == "Release" or known["Release", key]
                rows = hidden(person).values_list("pk", flat=True) if is_any else ()
                known[model, key] = list(rows)
            return known[model, key]

        @wraps(hidden)
        def asked(person: Any) -> Any:
            found = keys(person)
            if found is None:
                return hidden(person)
            rows = every(model).filter(pk__any=found) if found else every(model).none()
            return rows.order_by().values("pk")

        asked.keys = keys  # type: ignore[attr-defined]
        return asked

    return decorate


@_worked_out_once("Release")
def hidden_releases(person: Any) -> Any:
    """Those limited to others. Somebody not signed in is nobody's colleague."""
    return _hidden_now(person)


def _hidden_now(person: Any) -> Any:
    limits = every("Limit").order_by()
    # Most limits are of releases that were public long ago.
    hidden = every("Release").exclude(first_published_at__lte=Now())
    hidden = hidden.filter(pk__in=limits.values("release"))
    counting = Q()
    if since := getattr(person, "handed_over_at", None):
        known = LessThanOrEqual(Value(person.known_from), Now())
        since_then = limits.filter(known, release=OuterRef("pk"), at__gt=since)
        counting = Q(Exists(since_then))
    for reason in _reasons_to_see(person.pk or 0):
        hidden = hidden.exclude(counting & reason)
    return hidden.order_by().values("pk")


def _reasons_to_see(key: int) -> Iterator[Q]:
    """Each of which is enough, of a limit that counts whoever enters the account."""
    of_release = {"release": OuterRef("pk")}
    of_edition = {"edition__release": OuterRef("pk")}
    by_hand = Q(written_by=key) | Q(approved_by=key)
    named = _kept("organisation", every("Limit"))
    yield Q(created_by=key)
    yield Q(Exists(every("Edition").filter(by_hand, **of_release)))
    yield Q(Exists(named.filter(Q(person=key) | _is_member(key), **of_release)))
    yield Q(Exists(every("Revision").filter(by=key, **of_edition)))
    yield Q(Exists(every("Transition").filter(asked=key, **of_edition)))


def _is_member(key: int) -> Q:
    """Since before the limit was set, of the organisation that it names or of one that
    was the same by then: nobody lets somebody in afterwards."""
    merged = Coalesce("organisation__merged_at", _LONG_AGO)
    since = Greatest("at", merged)
    own = every("Membership").filter(person=key, at__lte=OuterRef("at"))
    just_so = own.filter(organisation=OuterRef("organisation"))
    as_kept = _kept("organisation", own).alias(since=since)
    as_kept = as_kept.filter(kept=OuterRef("kept"), since__lte=OuterRef("at"))
    was_so = Q(organisation__merged_at=None) | Q(organisation__merged_at__lte=F("at"))
    return Q(Exists(just_so)) | was_so & Q(Exists(as_kept))


def not_counted_in(release: Any) -> list[Any]:
    """Who would see it, if its limit were set now and they were known: those whose
    accounts were handed over, and who joined an organisation that it names since."""
    limits = every("Limit").filter(release=release)
    bodies = limits.values(of=Coalesce("organisation__merged_into", "organisation"))
    members = _kept("organisation", every("Membership")).filter(kept__in=bodies)
    people = apps.get_model("briefings", "User")._base_manager.filter(
        Q(pk__in=at_work_on(release).values("pk"))
        | Q(pk__in=limits.values("person"))
        | Q(pk__in=members.values("person")),
        is_active=True,
    )
    return [one for one in people if release.pk in numbers_hidden_from(one)]


def _sees_everything(person: Any) -> bool:
    # Somebody who is not signed in is no account.
    return getattr(person, "is_beyond_roles", False)


def numbers_hidden_from(person: Any) -> set[int]:
    """The releases that this person may not see at this moment."""
    hidden = hidden_releases(person).values_list("pk", flat=True)
    return set() if _sees_everything(person) else set(hidden)


# What one question asks of so many people is read at once.
_PEOPLE_AT_ONCE = 100


def hidden_from(release: Any, people: Sequence[Any]) -> set[int]:
    """Those, by number, who may not see the release at this moment: a question for a
    hundred of them, not one for each."""
    asked = [person for person in people if not _sees_everything(person)]
    found: set[int] = set()
    for start in range(0, len(asked), _PEOPLE_AT_ONCE):
        first, *others = [
            _hidden_now(person).filter(pk=release.pk).values_list(Value(person.pk))
            for person in asked[start : start + _PEOPLE_AT_ONCE]
        ]
        found |= {number for (number,) in first.union(*others, all=True)}
    return found


def releases_limited_in(sentence: str) -> Any:
    """The limited releases whose headline, or promise, a sentence names."""
    begun = Q(release__first_published_at__lte=Now())
    limited = every("Limit").exclude(begun).order_by().values("release")
    editions = every("Edition").filter(release__in=limited)
    places = {
        "called": StrIndex(Value(sentence), F("headline")),
        "promise": StrIndex(Value(sentence), F("statements__commitment__title")),
    }
    named = editions.alias(**places)
    named = named.filter(Q(called__gt=0) | Q(promise__gt=0))
    return named.order_by().values_list("release", flat=True).distinct()


def at_work_on(release: Any) -> Any:
    """Who sees it whatever its limit names, because of what they did."""
    editions = every("Edition").filter(release=release)
    of_edition = {"edition__release": release.pk}
    hands = [
        editions.values("written_by"),
        editions.values("approved_by"),
        every("Revision").filter(**of_edition).values("by"),
        every("Transition").filter(**of_edition).values("asked"),
    ]
    working = Q(pk=release.created_by_id)
    for rows in hands:
        working |= Q(pk__in=rows)
    return apps.get_model("briefings", "User")._base_manager.filter(working)


@_worked_out_once("Edition")
def hidden_editions(person: Any) -> Any:
    hidden = every("Edition").filter(release__in=hidden_releases(person))
    return hidden.order_by().values("pk")


@_worked_out_once("Comment")
def hidden_comments(person: Any) -> Any:
    hidden = every("Comment").filter(edition__in=hidden_editions(person))
    return hidden.order_by().values("pk")


@_worked_out_once("Commitment")
def hidden_commitments(person: Any) -> Any:
    """Promises that nothing states but what is hidden."""
    stated = ("CommitmentStatement", "commitment")
    return _only_in_hidden("Commitment", person, by=stated)


@_worked_out_once("Asset")
def hidden_files(person: Any) -> Any:
    """Those that somebody else uploaded and nothing shows but what is hidden; also what
    is shown nowhere and came from somebody at work on what is hidden, because it may
    have been taken out of it. Portraits stand in a register."""
    only_there = _only_in_hidden("Asset", person, by=("EditionAsset", "asset"))
    at_work = every("Revision").filter(edition__in=hidden_editions(person)).values("by")
    used = every("EditionAsset").filter(asset=OuterRef("pk"))
    loose = every("Asset").filter(~Exists(used), uploaded_by__in=at_work.order_by())
    rows = every("Asset").filter(
        Q(pk__in=only_there) | Q(pk__in=loose.order_by().values("pk"))
    )
    portraits = every("Person").filter(portrait=OuterRef("pk"))
    others = rows.exclude(uploaded_by=person.pk or 0).exclude(Exists(portraits))
    return others.order_by().values("pk")


def _only_in_hidden(model: str, person: Any, *, by: tuple[str, str]) -> Any:
    """Rows that hidden editions alone name, `by` rows of their own with this column."""
    naming, column = every(by[0]), by[1]
    hidden = hidden_editions(person)
    elsewhere = naming.exclude(edition__in=hidden).filter(**{column: OuterRef("pk")})
    only_there = naming.filter(edition__in=hidden).values(column)
    rows = every(model).filter(pk__in=only_there).exclude(Exists(elsewhere))
    return rows.order_by().values("pk")


@_worked_out_once("GuestLink")
def hidden_links(person: Any) -> Any:
    hidden = every("GuestLink").filter(edition__in=hidden_editions(person))
    return hidden.order_by().values("pk")


@_worked_out_once("Evidence")
def hidden_evidence(person: Any) -> Any:
    """What a hidden release is, or a hidden promise rests on."""
    of_release = Q(release__in=hidden_releases(person))
    of_promise = Q(update__commitment__in=hidden_commitments(person))
    return every("Evidence").filter(of_release | of_promise).order_by().values("pk")


class LimitedQuerySet(models.QuerySet[_Row]):
    """Rows that whoever looks may see. `belongs_to` is the column by which they are
    hidden, and what it holds then."""

    belongs_to: tuple[str, _Hidden] = ("edition", hidden_editions)

    def __init__(self, model: Any = None, query: Any = None, *rest: Any, **more: Any):
        super().__init__(model, query, *rest, **more)
        # Copies of a query bring their conditions along.
        if model is not None and query is None:
            self.query.add_q(Q(_Seen(*self.belongs_to)))


class LimitedByRelease(LimitedQuerySet[_Row]):
    belongs_to = ("release", hidden_releases)


class LimitedByComment(LimitedQuerySet[_Row]):
    belongs_to = ("comment", hidden_comments)


class LimitedByCommitment(LimitedQuerySet[_Row]):
    belongs_to = ("commitment", hidden_commitments)


class LimitedByLink(LimitedQuerySet[_Row]):
    belongs_to = ("link", hidden_links)


class _Seen(Expression):
    """Asked when the query is sent, not when it is written: by whoever looks then, in
    one condition that PostgreSQL works out once a query."""

    output_field = BooleanField()

    def __init__(self, column: str, hidden: _Hidden) -> None:
        super().__init__()
        self.column: Any = F(column)
        self.hidden = hidden

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        among = among_hidden(self.hidden, connection)
        if among is None:
            raise FullResultSet
        column, params = compiler.compile(self.column)
        return f"({column} {among[0]}) IS NOT TRUE", (*params, *among[1])


def among_hidden(hidden: _Hidden, connection: Any) -> Any:
    """What a column is compared with, and its parameters, if anything is hidden from
    whoever looks. PostgreSQL works such a list out once a query and hashes it, which it
    does not do with an array. Numbers that are known it need not look up again."""
    person = _looking.get()()
    if person is None or _sees_everything(person):
        return None
    known = _known(hidden, person)
    if known is not None:
        return ("IN (SELECT unnest(%s::bigint[]))", (known,)) if known else None
    about = (getattr(person, name, None) for name in _Whoever._fields[1:])
    whoever = _Whoever(person.pk or 0, *about)
    # Some of what is worked out once stands among the parameters of the rest.
    write = _in_sql if looks_steadily() else _in_sql_as_before
    return write(hidden, whoever, connection.alias)


class _Whoever(NamedTuple):
    """All of somebody that what is hidden from them depends on, beside the rows."""

    pk: int
    handed_over_at: datetime | None
    known_from: datetime | None


def _in_sql(hidden: _Hidden, whoever: _Whoever, alias: str) -> Any:
    try:
        sql, params = hidden(whoever).query.get_compiler(using=alias).as_sql()
    except EmptyResultSet:
        return None
    return f"IN ({sql})", params


# Nearly every query of the desk holds it, and to write it takes longer than to answer
# most of them.
_in_sql_as_before = lru_cache(maxsize=1000)(_in_sql)


def _known(hidden: _Hidden, person: Any) -> list[int] | None:
    """What was worked out once, for who looks steadily."""
    keys = getattr(hidden, "keys", None)
    return keys(person) if keys else None


def every(model: str) -> Any:
    """Its rows, whoever looks."""
    return apps.get_model("briefings", model)._base_manager.all()


def _kept(column: str, rows: Any) -> Any:
    """With the organisation as it is kept, whichever row of it was chosen."""
    return rows.alias(kept=Coalesce(f"{column}__merged_into", column))
