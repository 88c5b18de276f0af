from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import JSONObject, Left, Now
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse

from briefings.models import (
    CommitmentStatement,
    Contact,
    Edition,
    Event,
    Figure,
    Involvement,
    Person,
    Place,
    Quote,
    Release,
    Topic,
    Withdrawal,
)
from briefings.models.commitments import stage_of
from briefings.models.editions import Change
from briefings.models.releases import Kind
from briefings.models.searching import matches
from briefings.views import options
from briefings.views.answers import gone, page, public_page
from briefings.views.columns import LONG
from briefings.views.figures import with_larger_sum
from briefings.views.listing import equal, in_year, listing

FILTERS = {
    "q": matches,
    "kind": equal("release__kind"),
    "year": in_year("release__first_published_at"),
    "topic": equal("topics__slug"),
    "organisation": equal("organisations__slug"),
    "language": equal("language"),
}


def cards(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Editions, newest release first, with what a list shows of each."""
    return (
        editions.select_related("release")
        .annotate(
            opening=Left("plain_text", 400),
            organisation_links=_involved(),
            is_withdrawn=Exists(_withdrawals()),
        )
        .order_by("-release__first_published_at", "-release_id", "-number")
        .defer(*LONG)
    )


@public_page
def release_list(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "release_list.html",
        listing=listing(request, cards(Edition.objects.public()), FILTERS),
        kinds=Kind.choices,
        years=options.years(),
        topics=options.topics(),
        organisations=options.organisations(),
        languages=options.languages(),
    )


@public_page
def release_detail(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _for_reading(Edition.objects.public()).filter(release__slug=slug).first()
    if edition is None:
        return _elsewhere(request, "release-detail", slug)
    return page(request, "release_detail.html", edition=edition, **_records(edition))


@public_page
def edition_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    published = _for_reading(Edition.objects.published())
    edition = published.filter(release__slug=slug, number=number).first()
    if edition is None:
        return _elsewhere(request, "edition-detail", slug, number)
    return page(request, "edition_detail.html", edition=edition, **_records(edition))


@public_page
def release_history(request: HttpRequest, slug: str) -> HttpResponse:
    release = Release.objects.public().filter(slug=slug).first()
    if release is None:
        return _elsewhere(request, "release-history", slug)
    editions = Edition.objects.published().filter(release=release)
    return page(
        request,
        "release_history.html",
        release=release,
        editions=list(
            editions.annotate(replaced_at=_end_if_past())
            .order_by("-number")
            .defer(*LONG)
        ),
        withdrawals=list(release.withdrawals.all()),
    )


def _end_if_past() -> Case:
    # A period that ends ahead would give a scheduled successor away.
    end = F("live_during__endswith")
    return Case(When(live_during__endswith__lte=Now(), then=end))


def _elsewhere(
    request: HttpRequest, name: str, slug: str, *rest: object
) -> HttpResponse:
    """The answer for an address without a public release: where it went, if a reader
    may know that there was one."""
    public = Release.objects.public()
    moved = public.filter(former_addresses__slug=slug).first()
    if moved:
        return HttpResponsePermanentRedirect(reverse(name, args=[moved.slug, *rest]))
    # Only what was public can be removed.
    removed = Release.objects.filter(slug=slug, removed_at__isnull=False).first()
    if removed is None:
        raise Http404
    if removed.redirect_to:
        return HttpResponsePermanentRedirect(removed.redirect_to)
    return gone(request, removed.removal_explanation)


def _for_reading(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Editions with everything that their page says beside their records, so that it is
    one query. What an edition names is public as the edition is; releases it points to
    are not."""
    this_release = Edition.objects.published().filter(release=OuterRef("release"))
    updates = this_release.filter(number__gt=1, change=Change.MAJOR)
    last_update = updates.order_by("-number").annotate(at=F("live_during__startswith"))
    related = Edition.objects.public().filter(release__related_editions=OuterRef("pk"))
    return (
        editions.select_related("release")
        .defer("search")
        .annotate(
            is_current=Exists(Edition.objects.public().filter(pk=OuterRef("pk"))),
            withdrawal=Subquery(_withdrawals().values("explanation")[:1]),
            withdrawn_at=Subquery(
                _withdrawals().values("in_force_during__startswith")[:1]
            ),
            update_note=Subquery(last_update.values("change_note")[:1]),
            updated_at=Subquery(last_update.values("at")[:1]),
            editions_published=Subquery(
                this_release.order_by().values("release").values(n=Count("pk"))
            ),
            organisation_links=_involved(),
            people_links=_tagged(Person.objects.all()),
            topic_links=_tagged(Topic.objects.all()),
            place_links=_tagged(Place.objects.all()),
            event_links=_tagged(Event.objects.all()),
            contact_cards=_tagged(
                Contact.objects.all(), "name", "telephone", "email", "hours"
            ),
            related_links=ArraySubquery(
                related.order_by("-release__first_published_at").values(
                    json=JSONObject(
                        name="headline", slug="release__slug", language="language"
                    )
                )
            ),
        )
    )


def _records(edition: Edition) -> dict[str, Any]:
    quotes = Quote.objects.published().filter(edition=edition)
    statements = CommitmentStatement.objects.published().filter(edition=edition)
    figures = Figure.objects.published().filter(edition=edition)
    said_before = CommitmentStatement.objects.published().filter(
        commitment=OuterRef("commitment")
    )
    first_said = said_before.order_by("edition__live_during").values(
        "edition__live_during__startswith"
    )
    return {
        "quotes": list(
            quotes.select_related("speaker", "organisation", "appointment__role")
            .defer("search")
            .order_by("start")
        ),
        "statements": _one_each(
            statements.select_related("commitment")
            .annotate(
                stage=stage_of("commitment"), first_said_at=Subquery(first_said[:1])
            )
            .order_by("start")
        ),
        "figures": list(with_larger_sum(figures).order_by("start")),
    }


def _one_each(statements: QuerySet[CommitmentStatement]) -> list[CommitmentStatement]:
    """The first statement of every commitment: a release may say one twice."""
    first: dict[int, CommitmentStatement] = {}
    for statement in statements:
        first.setdefault(statement.commitment_id, statement)
    return list(first.values())


def _withdrawals() -> QuerySet[Withdrawal]:
    return Withdrawal.objects.in_force().filter(release=OuterRef("release"))


def _involved() -> ArraySubquery:
    named = Involvement.objects.filter(edition=OuterRef("pk"))
    link = JSONObject(name="organisation__name", slug="organisation__slug", part="part")
    return ArraySubquery(named.values(json=link))


def _tagged(rows: QuerySet, *columns: str) -> ArraySubquery:
    link = JSONObject(**{name: name for name in columns or ("name", "slug")})
    return ArraySubquery(rows.filter(editions=OuterRef("pk")).values(json=link))
