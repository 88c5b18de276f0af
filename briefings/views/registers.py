"""Organisations, roles, topics, places and events by name, and the page of a role."""

from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from briefings.models import (
    Collection,
    CollectionEntry,
    Edition,
    Event,
    Organisation,
    Place,
    Quote,
    Role,
    Topic,
)
from briefings.models.held import held_in, told_once
from briefings.views.answers import of_the_kept, page, public_page
from briefings.views.listing import listing
from briefings.views.overviews import promised
from briefings.views.quotes import public_quotes

_DIFFERENT = Func(
    F("pk"),
    function="COUNT",
    template="%(function)s(DISTINCT %(expressions)s)",
    output_field=IntegerField(),
)


def _with_releases(model: Any, tag: str) -> QuerySet[Any]:
    """The rows readers know, with how many releases of today name each."""
    rows = model.objects.of(OuterRef(OuterRef("pk"))).values("pk")
    naming = Edition.objects.public().filter(**{f"{tag}__in": rows}).order_by()
    number = Coalesce(Subquery(naming.values(n=_DIFFERENT)), 0)
    return model.objects.public().annotate(number=number).order_by("name", "slug")


def _with_quotes() -> QuerySet[Any]:
    rows = Role.objects.of(OuterRef(OuterRef("pk"))).values("pk")
    said = Quote.objects.public().filter(appointment__role__in=rows).order_by()
    number = Coalesce(Subquery(said.values(n=_DIFFERENT)), 0)
    return (
        Role.objects.public()
        .annotate(number=number, name=F("title"))
        .order_by("title", "slug")
    )


def _with_entries() -> QuerySet[Any]:
    """Collections that readers know, with how much of each they can read."""
    shown = CollectionEntry.objects.public().filter(collection=OuterRef("pk"))
    number = Coalesce(Subquery(shown.order_by().values(n=_DIFFERENT)), 0)
    rows = Collection.objects.public().annotate(number=number, name=F("title"))
    return rows.order_by("title", "slug")


ROWS = {
    "organisation": lambda: _with_releases(Organisation, "organisations"),
    "role": _with_quotes,
    "topic": lambda: _with_releases(Topic, "topics"),
    "place": lambda: _with_releases(Place, "places"),
    "event": lambda: _with_releases(Event, "events"),
    "collection": _with_entries,
}
HEADINGS = {
    "organisation": (
        _("Organisations"),
        _("Who issues releases, and who is named in them."),
    ),
    "role": (_("Roles"), _("The posts of the people whom releases quote.")),
    "topic": (_("Topics"), _("What releases are about.")),
    "place": (_("Places"), _("Where the news takes place.")),
    "event": (_("Events"), _("What releases announce or report, by name.")),
    "collection": (
        _("Collections"),
        _("Releases that belong together, put together by the office."),
    ),
}


@public_page
def register_list(request: HttpRequest, kind: str) -> HttpResponse:
    heading, lede = HEADINGS[kind]
    return page(
        request,
        "register_list.html",
        kind=kind,
        heading=heading,
        lede=lede,
        listing=listing(request, ROWS[kind](), {}),
    )


@public_page
def role_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Who held it in turn, and what was said in it."""
    role = Role.objects.public().filter(slug=slug).first()
    if role is None:
        return of_the_kept(Role, slug)
    held = held_in(role).public().with_rows_read().with_end()
    newest = F("started_on").desc(nulls_last=True)
    bodies = Organisation.objects.filter(roles=role)
    quotes = public_quotes().filter(appointment__role__in=role.rows().values("pk"))
    return page(
        request,
        "role_detail.html",
        role=role,
        organisation=Organisation.objects.public().kept_of(bodies).first(),
        holders=told_once(held.order_by(newest, "person__sort_name")),
        listing=listing(request, quotes, {}),
        promised=promised("role", slug),
    )
