"""What the feeds of each list hold: an entry a row, with its whole text as readers get
it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Greatest, JSONObject, Now
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

from briefings.models import (
    CommitmentStatement,
    CommitmentUpdate,
    Edition,
    Figure,
    FormerAddress,
    Person,
    Quote,
    Release,
    RoleAppointment,
)
from briefings.text.quoting import quoted, spoken
from briefings.views.commitments import public_commitments
from briefings.views.figures import AROUND, public_figures
from briefings.views.formats import excerpt
from briefings.views.history_mode import changed_at
from briefings.views.interface import speaking
from briefings.views.links import absolute, on_this_site
from briefings.views.people import public_people, titles_held
from briefings.views.quotes import public_quotes
from briefings.views.release_contents import (
    current_editions,
    editions_of,
    issuers,
    update_in,
)
from briefings.views.translations import others
from briefings.views.withdrawals import last_stand

Rows = QuerySet[Any]
REMOVED = gettext_noop("Removed by the office; its address says why.")
CORRECTED = gettext_noop(
    "Taken out by a correction, which the history of its release tells."
)
_INSIDE = re.compile(r'( (?:href|src|cite)=")([/#])')


@dataclass(frozen=True)
class Entry:
    """`name` never changes, whatever becomes of the address."""

    name: str
    url: str
    title: str
    html: str
    published: datetime
    updated: datetime
    summary: str = ""
    language: str = "en"
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    # The same in other languages, by their tags.
    elsewhere: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Tombstone:
    """What was in a feed, and was removed. `about` is where readers are told why."""

    name: str
    when: datetime
    why: str
    about: str


def _first_slug(release: str) -> Subquery:
    """The slug that the release of the column `release` had first: what it was called
    by then is its name for ever."""
    former = FormerAddress.objects.filter(release=OuterRef(release)).order_by("pk")
    return Subquery(former.values("slug")[:1])


def _named(row: Any, slug: str) -> str:
    return absolute("release-detail", row.first_slug or slug)


def _html(template: str, url: str, /, **context: Any) -> str:
    """A part of a page, with addresses that hold wherever it is read."""
    html = render_to_string(f"feeds/{template}.html", context).strip()
    whole = {"/": on_this_site("/"), "#": f"{url}#"}
    return _INSIDE.sub(lambda match: match[1] + whole[match[2]], html)


def release_rows() -> Rows:
    """The last change that readers must know of is a new edition, or that the office
    took back the release, or stood by it again."""
    return (
        current_editions()
        .annotate(
            first_slug=_first_slug("release"),
            changed_at=Greatest("live_during__startswith", last_stand()),
        )
        .order_by("-release__first_published_at", "-release_id", "-number")
    )


def release_entry(edition: Any) -> Entry:
    url = absolute("release-detail", edition.release.slug)
    return Entry(
        name=_named(edition, edition.release.slug),
        url=url,
        title=edition.headline,
        html=_html(
            "release", url, edition=edition, update=update_in(editions_of(edition))
        ),
        published=edition.release.first_published_at,
        updated=changed_at(edition, edition.changed_at),
        summary=edition.summary,
        language=edition.language,
        authors=list(issuers(edition.organisation_links).values()),
        tags=[topic["name"] for topic in edition.topic_links],
        elsewhere=[
            (row["language"], absolute("release-detail", row["slug"]))
            for row in others(edition.language_rows, edition.release_id)
        ],
    )


def removed_releases() -> Iterable[Tombstone]:
    gone = Edition.objects.taken_down().annotate(first_slug=_first_slug("release"))
    last = gone.order_by("-release__removed_at", "-release_id", "-number")
    rows = last.values_list("first_slug", "release__slug", "release__removed_at")
    stones = {
        absolute("release-detail", first or slug): (slug, when)
        for first, slug, when in rows[:50]
        if when
    }
    return [
        Tombstone(name, when, REMOVED, absolute("release-detail", slug))
        for name, (slug, when) in stones.items()
    ]


def _told_anew() -> Greatest:
    """Of what is in a release: by its edition, and by whether that was taken back."""
    return Greatest("edition__live_during__startswith", last_stand("edition__release"))


def quote_rows() -> Rows:
    return public_quotes().annotate(changed_at=_told_anew())


def quote_entry(quote: Any) -> Entry:
    url = absolute("quote-detail", quote.ref)
    who = quote.speaker_name or str(
        quote.printed_speaker
        or quote.printed_organisation
        or gettext("Speaker not named")
    )
    return Entry(
        name=url,
        url=url,
        title=f"{who}: {quoted(excerpt(spoken(quote.words), 120), quote.language)}",
        html=_html("quote", url, quote=quote, who=who),
        published=quote.edition.release.first_published_at,
        updated=quote.changed_at,
        language=quote.language,
        authors=[who],
    )


def _removed_marked(model: Any, name: Callable[[Any], str]) -> Iterable[Tombstone]:
    """What was in a release that was removed, and what a correction took out."""
    gone, until = model.objects.taken_down(), "edition__live_during__endswith"
    stays = model.objects.public().filter(ref=OuterRef("ref"))
    corrected = model.objects.published().filter(
        ~Exists(stays), **{f"{until}__lte": Now()}
    )
    parts = [
        rows.order_by()
        .annotate(
            first_slug=_first_slug("edition__release"),
            slug=F("edition__release__slug"),
            when=F(when),
            why=Value(why),
        )
        .values("ref", "first_slug", "slug", "when", "why")
        for rows, when, why in (
            (gone, "edition__release__removed_at", REMOVED),
            (corrected, until, CORRECTED),
        )
    ]
    rows = parts[0].union(parts[1]).order_by("-when", "ref")
    stones: dict[str, Tombstone] = {}
    # Of what several editions carried, the last counts.
    for row in rows[:100]:
        page = "release-detail" if row["why"] == REMOVED else "release-history"
        about = absolute(page, row["slug"])
        stone = Tombstone(name(row), row["when"], row["why"], about)
        stones.setdefault(stone.name, stone)
    return stones.values()


def removed_quotes() -> Iterable[Tombstone]:
    return _removed_marked(Quote, lambda row: absolute("quote-detail", row["ref"]))


def _figure_name(slug: str, ref: str) -> str:
    return f"{absolute('release-detail', slug)}#figure-{ref}"


def removed_figures() -> Iterable[Tombstone]:
    return _removed_marked(
        Figure,
        lambda row: _figure_name(row["first_slug"] or row["slug"], row["ref"]),
    )


def figure_rows() -> Rows:
    return public_figures().annotate(
        first_slug=_first_slug("edition__release"),
        changed_at=_told_anew(),
    )


def _value_of(figure: Any) -> str:
    with speaking(figure.edition.language):
        return str(figure.value_in_words)


def figure_entry(figure: Any) -> Entry:
    slug = figure.edition.release.slug
    url = _figure_name(slug, figure.ref)
    return Entry(
        name=_figure_name(figure.first_slug or slug, figure.ref),
        url=url,
        title=f"{_value_of(figure)}: {figure.edition.headline}",
        html=_html("figure", url, figure=figure, around=AROUND),
        published=figure.edition.release.first_published_at,
        updated=figure.changed_at,
        language=figure.edition.language,
    )


def commitment_rows() -> Rows:
    """Commitments with all that was said of each, and when last."""
    mine = {"commitment": OuterRef("pk")}
    said = CommitmentStatement.objects.published().filter(**mine)
    last_said = said.order_by("-edition__live_during", "start")
    told = CommitmentUpdate.objects.in_effect().filter(**mine)
    known_at = Greatest("recorded_at", "confirmed_at")
    one = JSONObject(stage="stage", words="words", on="effective_on")
    start = "edition__live_during__startswith"
    return (
        public_commitments()
        .annotate(
            said=Subquery(last_said.values("words")[:1]),
            updates_told=ArraySubquery(told.order_by("-effective_on").values(json=one)),
            changed_at=Greatest(
                Subquery(last_said.values(start)[:1]),
                Subquery(told.order_by(known_at.desc()).values(at=known_at)[:1]),
            ),
        )
        .order_by("-first_said_at", "title", "slug")
    )


def commitment_entry(commitment: Any) -> Entry:
    url = absolute("commitment-detail", commitment.slug)
    body = commitment.responsible_organisation
    return Entry(
        name=url,
        url=url,
        title=commitment.title,
        html=_html("commitment", url, commitment=commitment),
        published=commitment.first_said_at,
        updated=commitment.changed_at,
        authors=[body.kept.name] if body else [],
        tags=[commitment.get_kind_display()],
    )


def person_rows() -> Rows:
    """People with when they were first named, and when last."""

    def rows() -> Any:
        return Person.objects.of(OuterRef(OuterRef("pk"))).values("pk")

    start = "edition__live_during__startswith"
    said = Quote.objects.published().filter(speaker__in=rows())
    named = Edition.objects.published().filter(people__in=rows())
    # Known through a quote, they may be about to be announced.
    held = RoleAppointment.objects.public().filter(
        person__in=rows(), announced_in__in=Release.objects.published()
    )
    moment = "live_during__startswith"
    announced = "announced_in__first_published_at"
    return (
        public_people()
        .annotate(
            changed_at=Greatest(
                Subquery(said.order_by(f"-{start}").values(start)[:1]),
                Subquery(named.order_by(f"-{moment}").values(moment)[:1]),
                Subquery(held.order_by(f"-{announced}").values(announced)[:1]),
            ),
            titles=ArraySubquery(titles_held()),
        )
        .order_by(F("changed_at").desc(nulls_last=True), "sort_name", "name", "slug")
    )


def person_entry(person: Any) -> Entry:
    url = absolute("person-detail", person.slug)
    return Entry(
        name=url,
        url=url,
        title=person.name,
        html=_html("person", url, person=person),
        published=person.changed_at,
        updated=person.changed_at,
        tags=list(dict.fromkeys(person.titles)),
    )


def nothing_removed() -> Iterable[Tombstone]:
    return []
