"""What a hit shows, as columns of PostgreSQL: one row of JSON, so that hits of every
kind come with one query."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchRank
from django.db.models import (
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import (
    Cast,
    Coalesce,
    Greatest,
    JSONObject,
    NullIf,
    Substr,
)

from briefings.models import CommitmentStatement
from briefings.models.commitments import title_vector
from briefings.models.people import person_vector
from briefings.models.printed import printed_name_of
from briefings.models.searching import Ready, plain_marks
from briefings.text.highlighting import PAUSE, START, STOP
from briefings.views.people import titles_held
from briefings.views.withdrawals import is_withdrawn

# To weigh a hit its words are read, so that only the newest of them are weighed: twenty
# pages. The others follow, newest first.
WEIGHED = 400
# Of a figure, how many characters on either side of it.
AROUND = 160
_MARKS = f'StartSel="{START}", StopSel="{STOP}", FragmentDelimiter="{PAUSE}", '
_WHOLE = _MARKS + "HighlightAll=true"
_PARTS = _MARKS + "MaxFragments=2, MaxWords=26, MinWords=10"

Rows = QuerySet[Any]
_NEWEST: Mapping[str, tuple[Any, ...]] = {
    "release": ("-release__first_published_at", "-release_id"),
    "quote": (
        "-edition__release__first_published_at",
        "-edition__release_id",
        "start",
    ),
    "figure": (
        "-edition__release__first_published_at",
        "-edition__release_id",
        "start",
    ),
    # When it was said first takes too long to ask of all.
    "commitment": ("-pk",),
    "person": ("sort_name", "name", "slug"),
}
_LANGUAGE = {"release": F("language"), "quote": F("language")}


def best(kind: str, rows: Rows, words: str, first: int, last: int) -> Rows:
    """Hits from the first to the last, with `asked`, what was asked of each."""
    is_weighed = bool(words) and last <= WEIGHED
    newest = rows.order_by(*_NEWEST[kind]).values("pk")
    # Chosen first and told afterwards: PostgreSQL would mark the words of every row
    # that it skips.
    chosen = newest[:WEIGHED] if is_weighed else newest[first:last]
    shown = rows.model._default_manager.filter(pk__in=chosen)
    shown = _WITH.get(kind, lambda rows: rows)(shown)
    shown = shown.annotate(asked=_query(kind, words))
    if not is_weighed:
        return shown.order_by(*_NEWEST[kind])
    weight = SearchRank(_VECTOR.get(kind, F("search")), Ready(F("asked")))
    return shown.order_by(weight.desc(), *_NEWEST[kind])[first:last]


def _query(kind: str, words: str) -> Func:
    config = Func(_LANGUAGE.get(kind, Value("en")), function="search_config")
    return Func(
        config,
        Value(plain_marks(words)),
        function="search_query",
        output_field=TextField(),
    )


def _with_first_words(rows: Any) -> Rows:
    said = CommitmentStatement.objects.published().filter(commitment=OuterRef("pk"))
    first = said.order_by("edition__live_during", "start")
    last = CommitmentStatement.objects.public().filter(commitment=OuterRef("pk"))
    last = last.order_by("-edition__live_during", "start")
    return rows.with_stage().annotate(
        first_said_at=Subquery(first.values("edition__live_during__startswith")[:1]),
        said=Coalesce(
            Subquery(last.values("words")[:1]), Subquery(first.values("words")[:1])
        ),
    )


_WITH: Mapping[str, Callable[[Rows], Rows]] = {"commitment": _with_first_words}
_VECTOR: Mapping[str, Any] = {"commitment": title_vector(), "person": person_vector()}


def _found(kind: str, text: Any, options: str) -> Func:
    """The text in its folded form, with marks around what was found."""
    config = Func(_LANGUAGE.get(kind, Value("en")), function="search_config")
    return Func(
        config,
        text,
        F("asked"),
        Value(options),
        template="ts_headline(%(expressions)s)",
        output_field=TextField(),
    )


def _folded(text: Any) -> Func:
    return Func(
        text,
        template="folded(left(%(expressions)s, 60000))",
        output_field=TextField(),
    )


def _hit(kind: str, /, *, slug: Any, title: Any, text: Any, **about: Any) -> JSONObject:
    return JSONObject(
        slug=slug,
        language=_LANGUAGE.get(kind, Value("")),
        title=title,
        title_found=_found(kind, _folded(title), _WHOLE),
        text=text,
        text_found=_found(kind, _folded(text), _PARTS),
        **about,
    )


def _as_printed(kind: str, row: str) -> Coalesce:
    """What the edition of a quote calls the row."""
    printed = printed_name_of(kind, f"{row}_id", "edition__")
    return Coalesce(printed, F(f"{row}__name"), output_field=TextField())


_START = Cast("start", IntegerField())
_RELEASE = {
    "release": "edition__release__slug",
    "headline": "edition__headline",
    "headline_language": "edition__language",
    "day": "edition__release__first_published_at",
}
COLUMNS: Mapping[str, JSONObject] = {
    "release": _hit(
        "release",
        slug=F("release__slug"),
        title=F("headline"),
        text=F("plain_text"),
        day=F("release__first_published_at"),
        kind=F("release__kind"),
        is_withdrawn=is_withdrawn(),
    ),
    "quote": _hit(
        "quote",
        slug=F("ref"),
        title=Value(""),
        text=F("words"),
        speaker=Coalesce(
            NullIf("speaker_name", Value("")), _as_printed("people", "speaker")
        ),
        body=_as_printed("organisations", "organisation"),
        role=F("speaker_role"),
        said_on=F("said_on"),
        is_withdrawn=is_withdrawn("edition__release"),
        **_RELEASE,
    ),
    "commitment": _hit(
        "commitment",
        slug=F("slug"),
        title=F("title"),
        text=F("said"),
        stage=F("stage"),
        due=F("due_now"),
        day=F("first_said_at"),
    ),
    "figure": _hit(
        "figure",
        slug=F("ref"),
        title=Value(""),
        text=Substr(
            "edition__plain_text",
            Greatest(_START - AROUND + 1, 1),
            F("end") - F("start") + 2 * AROUND,
        ),
        value=Cast("value", TextField()),
        modifier=F("modifier"),
        unit=F("unit"),
        currency=F("currency"),
        is_withdrawn=is_withdrawn("edition__release"),
        **_RELEASE,
    ),
    "person": _hit(
        "person",
        slug=F("slug"),
        title=F("name"),
        text=F("biography"),
        roles=ArraySubquery(titles_held()[:1]),
    ),
}
