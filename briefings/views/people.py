from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse

from briefings.models import (
    Commitment,
    Organisation,
    Person,
    Quote,
    RoleAppointment,
)
from briefings.views.answers import page, public_page
from briefings.views.listing import listing
from briefings.views.quotes import public_quotes
from briefings.views.releases import public_cards

_NEWEST = (F("started_on").desc(nulls_last=True), "role__title")


@public_page
def person_list(request: HttpRequest) -> HttpResponse:
    held = RoleAppointment.objects.public().filter(person=OuterRef("pk"))
    said = Quote.objects.public().filter(speaker=OuterRef("pk")).order_by()
    people = (
        Person.objects.public()
        .annotate(
            roles=ArraySubquery(held.order_by(*_NEWEST).values("role__title")[:1]),
            quotes_said=Coalesce(
                Subquery(said.values("speaker").values(n=Count("pk"))), 0
            ),
        )
        .order_by("sort_name", "name", "slug")
    )
    return page(request, "person_list.html", listing=listing(request, people, {}))


@public_page
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    person = Person.objects.public().filter(slug=slug).first()
    if person is None:
        raise Http404
    appointments = RoleAppointment.objects.public().filter(person=person)
    quotes = public_quotes().filter(speaker=person)
    return page(
        request,
        "person_detail.html",
        person=person,
        appointments=list(
            appointments.select_related("role__organisation")
            .with_end()
            .order_by(*_NEWEST)
        ),
        listing=listing(request, quotes, {}),
        editions=list(public_cards().filter(people=person)[:10]),
    )


@public_page
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    public = Organisation.objects.public()
    organisation = public.filter(slug=slug).first()
    if organisation is None:
        raise Http404
    editions = public_cards().filter(organisations=organisation)
    promised = Commitment.objects.public().filter(responsible_organisation=organisation)
    return page(
        request,
        "organisation_detail.html",
        organisation=organisation,
        parent=public.filter(children=organisation).first(),
        commitments_made=promised.count(),
        listing=listing(request, editions, {}),
    )
