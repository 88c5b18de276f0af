from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)

from briefings.models import (
    Commitment,
    Edition,
    Organisation,
    Person,
    Quote,
    RoleAppointment,
)
from briefings.models.people import told_once
from briefings.views.answers import page, public_page
from briefings.views.listing import listing
from briefings.views.quotes import public_quotes
from briefings.views.releases import public_cards

_NEWEST = (F("started_on").desc(nulls_last=True), "role__title")


@public_page
def person_list(request: HttpRequest) -> HttpResponse:
    rows = Person.objects.of(OuterRef(OuterRef("pk"))).values("pk")
    held = RoleAppointment.objects.public().filter(person__in=rows)
    rows = Person.objects.of(OuterRef(OuterRef("pk"))).values("pk")
    said = Quote.objects.public().filter(speaker__in=rows).order_by()
    # One count over all of them: aggregates would count by the row that is named.
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    people = (
        Person.objects.public()
        .annotate(
            roles=ArraySubquery(held.order_by(*_NEWEST).values("role__title")[:1]),
            quotes_said=Coalesce(Subquery(said.values(n=counted)), 0),
        )
        .order_by("sort_name", "name", "slug")
    )
    return page(request, "person_list.html", listing=listing(request, people, {}))


@public_page
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    person = Person.objects.public().filter(slug=slug).first()
    if person is None:
        return _of_the_kept(slug)
    rows = person.rows().values("pk")
    appointments = RoleAppointment.objects.public().filter(person__in=rows)
    quotes = public_quotes().filter(speaker__in=rows)
    return page(
        request,
        "person_detail.html",
        person=person,
        appointments=told_once(
            appointments.select_related("role__organisation")
            .with_end()
            .order_by(*_NEWEST)
        ),
        listing=listing(request, quotes, {}),
        editions=list(public_cards().filter(pk__in=_naming(rows))[:10]),
    )


def _naming(rows: QuerySet) -> QuerySet:
    return Edition.people.through.objects.filter(person__in=rows).values("edition")


def _of_the_kept(slug: str) -> HttpResponse:
    """Somebody entered twice leads to the page that is kept, once readers know the
    name that the address is made of."""
    moved = Person.objects.named().filter(slug=slug).exclude(merged_into=None).first()
    if moved is None:
        raise Http404
    return HttpResponsePermanentRedirect(moved.kept.get_absolute_url())


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
