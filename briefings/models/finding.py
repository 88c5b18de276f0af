"""Which public rows are meant by what somebody typed into the box that searches
everything. Names are those that readers know: a person, body or topic that nothing
published names finds nothing."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now

from briefings.models.commitments import Commitment, CommitmentStatement
from briefings.models.editions import Edition, editions_naming
from briefings.models.figures import Figure
from briefings.models.finding_apart import (
    holders,
    named_like,
    promising,
    with_duplicates,
)
from briefings.models.people import Organisation, Person, Role, person_vector
from briefings.models.quotes import Quote
from briefings.models.releases import Release
from briefings.models.searching import (
    exact_phrases,
    matches,
    matches_plainly,
    search_vector,
)
from briefings.models.spans import midnight
from briefings.models.subjects import Topic
from briefings.text.folding import folded
from briefings.text.search_box import Asked

Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Named:
    """Somebody or something asked for by name, and the rows that readers know so."""

    key: str
    words: str
    rows: list[int]

    @property
    def known(self) -> Rows:
        rows: Rows = _MODELS[self.key].objects.filter(pk__in=self.rows)
        return rows


@dataclass(frozen=True)
class Sought:
    words: str
    named: list[Named]
    not_named: list[Named]
    before: date | None
    after: date | None
    release_kind: str
    not_release_kinds: tuple[str, ...] = ()
    # Older releases are not looked through.
    horizon: Any = None


_MODELS: Mapping[str, Any] = {
    "speaker": Person,
    "role": Role,
    "organisation": Organisation,
    "topic": Topic,
}


def sought(asked: Asked) -> Sought:
    """What was asked for, with names looked up."""
    since = _horizon(asked)
    found = None if since is None else since.first()
    return _sought(asked, found and found["first_published_at"])


def is_found(asked: Asked) -> bool:
    """Whether there is anything: two queries at most. A name is of somebody, too."""
    since = _horizon(asked)
    # Not asked for by itself, nor told.
    moment = None if since is None else Coalesce(Subquery(since), Value(_EVER))
    meant = _sought(asked, moment)
    if not all(one.rows for one in meant.named):
        return False
    return any(count_each(found_rows(asked, meant), 1).values())


def _sought(asked: Asked, horizon: Any) -> Sought:
    names = names_in(asked)
    return Sought(
        asked.words,
        names[: len(asked.named)],
        names[len(asked.named) :],
        asked.before,
        asked.after,
        asked.release_kind,
        asked.not_release_kinds,
        horizon,
    )


def names_in(asked: Asked) -> list[Named]:
    """The names that were asked for, and behind them those that are left out: one
    query, if there are any."""
    names = [*asked.named, *asked.not_named]
    parts = [
        called(_MODELS[key], words).values_list(Value(place), "pk")
        for place, (key, words) in enumerate(names)
    ]
    found: dict[int, list[int]] = defaultdict(list)
    for place, row in parts[0].union(*parts[1:], all=True) if parts else ():
        found[place].append(row)
    return [Named(*one, found[place]) for place, one in enumerate(names)]


# Whether words stand one after another is seen only by reading every release that has
# them all, and that may be each of a hundred thousand. Then so many are read.
READ_THROUGH = 4_000
_EVER = datetime(1, 1, 2, tzinfo=UTC)


def _horizon(asked: Asked) -> Any:
    """Since when releases are looked through for a phrase whose words are in too many.
    Only what is public is counted, and no further than that is plain: an estimate of
    PostgreSQL would tell of drafts."""
    phrases = exact_phrases(asked.words) if asked.kind in ("", "release") else []
    typed = [word for phrase in phrases for word in _spelt_words(phrase)]
    if not typed:
        return None
    together = SearchQuery(" & ".join(typed), config="simple", search_type="raw")
    public = Edition.objects.public().filter(search=together).order_by()
    too_many = Exists(public[READ_THROUGH : READ_THROUGH + 1])
    out = Release.objects.filter(too_many, first_published_at__lte=Now())
    if asked.before:
        out = out.filter(first_published_at__lt=midnight(asked.before))
    newest = out.order_by("-first_published_at").values("first_published_at")
    return newest[READ_THROUGH - 1 : READ_THROUGH]


def called(model: Any, words: str) -> Rows:
    """The rows of everything that readers know by a name with words that begin like
    these; of what was entered twice both rows."""
    asked = _beginnings(words, "A")
    if asked is None:
        rows: Rows = model.objects.none()
        return rows
    name = search_vector(model.called_by, language="")
    named = model.objects.named().alias(
        search=person_vector() if model is Person else name
    )
    like = Q(search=asked)
    if model is Organisation:
        like |= Q(abbreviation__iexact=words)
    return with_duplicates(named.filter(like))


def found_releases(asked: Sought) -> Rows:
    found = _dates(asked, "")
    for named in asked.named:
        found &= _OF_EDITIONS[named.key](named, "")
    for named in asked.not_named:
        found &= ~_OF_EDITIONS[named.key](named, "")
    rows: Rows = Edition.objects.public().filter(found)
    if asked.release_kind:
        rows = rows.filter(release__kind=asked.release_kind)
    if asked.not_release_kinds:
        rows = rows.exclude(release__kind__in=asked.not_release_kinds)
    if asked.horizon is not None:
        rows = rows.filter(release__first_published_at__gte=asked.horizon)
    return rows.filter(matches(asked.words)) if asked.words else rows


def found_quotes(asked: Sought) -> Rows:
    found = _dates(asked, "edition__")
    for named in asked.named:
        found &= _OF_QUOTES[named.key](named)
    for named in asked.not_named:
        found &= ~_OF_QUOTES[named.key](named)
    rows: Rows = Quote.objects.public().filter(found)
    return rows.filter(matches(asked.words)) if asked.words else rows


def found_figures(asked: Sought) -> Rows:
    found = _of_marked(asked)
    for named in asked.not_named:
        found &= ~_marked_for(named)
    rows: Rows = Figure.objects.public().filter(found)
    return rows.filter(matches_plainly(asked.words)) if asked.words else rows


def found_commitments(asked: Sought) -> Rows:
    """By their titles, or by the words of any time that they were said."""
    said: Rows = CommitmentStatement.objects.public()
    rows: Rows = Commitment.objects.public()
    for named in asked.not_named:
        of_these = said.filter(_marked_for(named)).order_by().values("commitment")
        rows = rows.exclude(Q(pk__in=of_these) | _to_be_kept_by(named))
    if asked.named or asked.before or asked.after:
        of_these = said.filter(_of_marked(asked)).order_by().values("commitment")
        rows = rows.filter(Q(pk__in=of_these) | _responsible(asked))
        return rows.filter(promising(asked.words)) if asked.words else rows
    # No more are listed, so that no more need be looked for.
    return rows.filter(promising(asked.words, MOST + 1)) if asked.words else rows


def found_people(asked: Sought) -> Rows:
    """By name, by what is told of them, or by the title of a role they held."""
    rows: Rows = Person.objects.public()
    for named in asked.named:
        rows = rows.filter(_OF_PEOPLE[named.key](named))
    for named in asked.not_named:
        rows = rows.exclude(_OF_PEOPLE[named.key](named))
    if asked.before or asked.after:
        rows = rows.filter(_quoted(_dates(asked, "edition__")))
    return rows.filter(named_like(asked.words)) if asked.words else rows


def serving(slug: str) -> Q:
    """People in a role of the organisation at this address, then or now."""
    bodies = Organisation.objects.at_address(slug)
    return _held(Role.objects.of_organisations(bodies).order_by())


FOUND: Mapping[str, Callable[[Sought], Rows]] = {
    "release": found_releases,
    "quote": found_quotes,
    "commitment": found_commitments,
    "figure": found_figures,
    "person": found_people,
}

# So many of a kind are counted and paged through: a word that stands in every release
# would take seconds, and nobody reads on for so long.
MOST = 1_000


def found_rows(asked: Asked, meant: Sought) -> dict[str, Rows]:
    """Of each kind that was asked for."""
    kinds = [asked.kind] if asked.kind else FOUND
    return {one: FOUND[one](meant) for one in kinds if one not in asked.not_kinds}


def count_each(rows: Mapping[str, Rows], most: int = 0) -> dict[str, int]:
    """How many there are of each kind, in one query; of more than `MOST` one more."""
    counts = dict.fromkeys(rows, 0)
    asked, values = [], []
    for kind, found in rows.items():
        # Where it is plain that there can be none, PostgreSQL is not even asked.
        with suppress(EmptyResultSet):
            limited = found.order_by().values_list(Value(1))[: most or MOST + 1]
            sql, params = limited.query.sql_with_params()
            # Django wrote the statement, and keeps the values apart.
            asked.append(f"SELECT %s, count(*) FROM ({sql}) AS found")  # noqa: S608
            values += [kind, *params]
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked), values)
            counts |= dict(cursor.fetchall())
    return counts


def _of_marked(asked: Sought) -> Q:
    """A figure or promise is somebody's who said it: where they are asked for, it
    stands within words of theirs."""
    found = _dates(asked, "edition__")
    for named in asked.named:
        found &= _marked_for(named)
    return found


def _marked_for(named: Named) -> Q:
    if named.key in ("speaker", "role"):
        return within_quotes(_OF_QUOTES[named.key](named))
    return _OF_EDITIONS[named.key](named, "edition__")


def within_quotes(condition: Q) -> Q:
    """Of figures and statements of promises: those within the words of such a quote."""
    said = Quote.objects.public().filter(condition)
    around = said.filter(
        edition=OuterRef("edition"),
        start__lte=OuterRef("start"),
        end__gte=OuterRef("end"),
    )
    # The first is a short cut: who was never quoted has said nothing.
    short = Q(edition__in=said.order_by().values("edition"))
    return short & Q(Exists(around))


def _responsible(asked: Sought) -> Q:
    """Whose promise it is, where nothing else is asked for."""
    if len(asked.named) != 1 or asked.before or asked.after:
        return Q(pk__in=[])
    return _to_be_kept_by(*asked.named)


def _to_be_kept_by(named: Named) -> Q:
    if named.key not in ("organisation", "role"):
        return Q(pk__in=[])
    return Q(**{f"responsible_{named.key}__in": named.rows})


def _dates(asked: Sought, via: str) -> Q:
    column = f"{via}release__first_published_at"
    found = Q()
    if asked.after:
        found &= Q(**{f"{column}__gte": midnight(asked.after)})
    if asked.before:
        found &= Q(**{f"{column}__lt": midnight(asked.before)})
    return found


def _printed(words: str, weight: str) -> Q:
    """Words that an edition prints in the column of this weight."""
    asked = _beginnings(words, weight)
    return Q(pk__in=[]) if asked is None else Q(search=asked)


def _beginnings(words: str, weight: str) -> SearchQuery | None:
    """Words in the column of this weight that begin with each of these."""
    raw = " & ".join(f"{word}:*{weight}" for word in _spelt_words(words))
    return SearchQuery(raw, config="simple", search_type="raw") if raw else None


def _spelt_words(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(words))


def _spoken_by(named: Named) -> Q:
    return Q(speaker__in=named.rows) | _printed(named.words, "B")


def _in_role(named: Named) -> Q:
    return Q(appointment__role__in=named.rows) | _printed(named.words, "C")


def _for(named: Named) -> Q:
    own = Q(appointment__role__in=Role.objects.of_organisations(named.rows))
    return Q(organisation__in=named.rows) | own | _tagged(named, "edition__")


def _tagged(named: Named, via: str) -> Q:
    return Q(**{f"{via}pk__in": editions_naming(named.known)})


def _with_quote(condition: Callable[[Named], Q]) -> Callable[[Named, str], Q]:
    def quoted(named: Named, via: str) -> Q:
        said = Quote.objects.public().filter(condition(named)).order_by()
        return Q(**{f"{via}pk__in": said.values("edition")})

    return quoted


_OF_EDITIONS: Mapping[str, Callable[[Named, str], Q]] = {
    "speaker": _with_quote(_spoken_by),
    "role": _with_quote(_in_role),
    "organisation": _tagged,
    "topic": _tagged,
}
_OF_QUOTES: Mapping[str, Callable[[Named], Q]] = {
    "speaker": _spoken_by,
    "role": _in_role,
    "organisation": _for,
    "topic": lambda named: _tagged(named, "edition__"),
}


def _held(roles: Any) -> Q:
    return Q(pk__in=holders(roles))


def _quoted(condition: Q) -> Q:
    """Asked of the row itself and of its duplicates apart, each by its index."""
    said = Quote.objects.public().filter(condition)
    of_a_duplicate = said.filter(speaker__merged_into=OuterRef("pk"))
    return Q(Exists(said.filter(speaker=OuterRef("pk")))) | Q(Exists(of_a_duplicate))


_OF_PEOPLE: Mapping[str, Callable[[Named], Q]] = {
    "speaker": lambda named: Q(pk__in=named.rows),
    "role": lambda named: _held(named.rows),
    "organisation": lambda named: _held(Role.objects.of_organisations(named.rows)),
    "topic": lambda named: _quoted(_OF_QUOTES["topic"](named)),
}
