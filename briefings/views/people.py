from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now, TruncDate
from django.http import HttpRequest, HttpResponse

from briefings.models import (
    Organisation,
    Person,
    Quote,
    Role,
    RoleAppointment,
)
from briefings.models.editions import editions_naming
from briefings.models.finding import serving
from briefings.models.finding_apart import named_like
from briefings.models.held import told_once
from briefings.models.merging import kept_column
from briefings.views import options
from briefings.views.answers import of_the_kept, page, public_page
from briefings.views.listing import listing
from briefings.views.overviews import promised, said
from briefings.views.prepared import prepared
from briefings.views.quotes import public_quotes
from briefings.views.releases import public_cards

_NEWEST = (F("started_on").desc(nulls_last=True), "role__title")


FILTERS = {"q": named_like, "organisation": serving}


def titles_held() -> QuerySet[Any, Any]:
    """Of a person of the query around it, the role that began last first."""
    rows = Person.objects.of(OuterRef(OuterRef("pk"))).values("pk")
    held = RoleAppointment.objects.public().filter(person__in=rows)
    return held.order_by(*_NEWEST).values(title=kept_column("title", "role__"))


@prepared
def public_people() -> QuerySet[Person]:
    """Everybody readers know, with the role they had last and how often they are
    quoted."""
    rows = Person.objects.of(OuterRef(OuterRef("pk"))).values("pk")
    said = Quote.objects.public().filter(speaker__in=rows).order_by()
    # One count over all of them: aggregates would count by the row that is named.
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return (
        Person.objects.public()
        .annotate(
            roles=ArraySubquery(titles_held()[:1]),
            quotes_said=Coalesce(Subquery(said.values(n=counted)), 0),
        )
        .order_by("sort_name", "name", "slug")
    )


@public_page
def person_list(request: HttpRequest) -> HttpResponse:
    shown = listing(request, public_people(), FILTERS)
    return page(
        request,
        "person_list.html",
        listing=shown,
        organisations=options.serving(shown),
    )


@public_page
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    person = Person.objects.public().filter(slug=slug).first()
    if person is None:
        return of_the_kept(Person, slug)
    rows = person.rows().values("pk")
    appointments = RoleAppointment.objects.public().filter(person__in=rows)
    quotes = public_quotes().filter(speaker__in=rows)
    return page(
        request,
        "person_detail.html",
        person=person,
        appointments=told_once(
            appointments.with_rows_read().with_end().order_by(*_NEWEST)
        ),
        listing=listing(request, quotes, {}),
        promised=promised("person", slug),
        editions=list(
            public_cards().filter(pk__in=editions_naming(person.rows()))[:10]
        ),
    )


@public_page
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    public = Organisation.objects.public()
    organisation = public.filter(slug=slug).first()
    if organisation is None:
        return of_the_kept(Organisation, slug)
    rows = organisation.rows()
    parents = Organisation.objects.filter(children=organisation)
    roles = Role.objects.of_organisations(rows)
    return page(
        request,
        "organisation_detail.html",
        organisation=organisation,
        parent=public.kept_of(parents).first(),
        promised=promised("organisation", slug),
        said=said("speaking_for", slug),
        roles=list(roles.public().order_by("title", "slug")),
        holders=_holders_today(roles),
        listing=listing(
            request, public_cards().filter(pk__in=editions_naming(rows)), {}
        ),
    )


def _holders_today(roles: QuerySet[Role]) -> Mapping[int, list[RoleAppointment]]:
    """Who holds each of the roles, by the key it is kept under, as far as readers are
    told."""
    today = TruncDate(Now())
    has_begun = Q(started_on=None) | Q(started_on__lte=today)
    goes_on = Q(left_on=None) | Q(left_on__gt=today)
    held = RoleAppointment.objects.public().filter(has_begun, role__in=roles)
    held = held.with_rows_read().with_end().filter(goes_on)
    holders: dict[int, list[RoleAppointment]] = defaultdict(list)
    for appointment in told_once(held.order_by("started_on", "person__sort_name")):
        holders[appointment.role.kept.pk].append(appointment)
    return holders
