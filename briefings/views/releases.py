from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Left
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from django.utils.http import http_date

from briefings.models import (
    Edition,
    Event,
    Organisation,
    Person,
    Place,
    Release,
    Topic,
)
from briefings.models.collections import collected_in
from briefings.models.releases import Kind
from briefings.models.searching import matches
from briefings.views import options
from briefings.views.answers import gone, page, public_page
from briefings.views.citations import as_file, release_cited
from briefings.views.columns import LONG
from briefings.views.interface import speaking
from briefings.views.links import of_edition, of_release, tell
from briefings.views.listing import equal, in_year, listing, naming
from briefings.views.prepared import prepared
from briefings.views.release_contents import (
    current_editions,
    involved,
    published_editions,
    records_in,
)
from briefings.views.share_cards import release_card_address
from briefings.views.translations import (
    in_language,
    links,
    original_corrected_at,
    others,
)
from briefings.views.withdrawals import is_withdrawn

FILTERS = {
    "q": matches,
    "kind": equal("release__kind"),
    "year": in_year("release__first_published_at"),
    "topic": naming(Topic),
    "organisation": naming(Organisation),
    "person": naming(Person),
    "place": naming(Place),
    "event": naming(Event),
    "language": equal("language"),
    "collection": lambda slug: Q(release__in=collected_in(slug)),
}


@prepared
def public_cards() -> QuerySet[Edition]:
    """Public editions, newest release first, with what a list shows of each."""
    return (
        Edition.objects.public()
        .select_related("release")
        .annotate(
            opening=Left("plain_text", 800),
            organisation_links=involved(),
            is_withdrawn=is_withdrawn(),
        )
        .order_by("-release__first_published_at", "-release_id", "-number")
        .defer(*LONG)
    )


@public_page
def release_list(request: HttpRequest) -> HttpResponse:
    shown = listing(request, public_cards(), FILTERS)
    return page(
        request,
        "release_list.html",
        listing=shown,
        kinds=options.chosen_from(Kind.choices, shown, "kind", "release__kind"),
        years=options.years(shown),
        topics=options.topics(shown),
        organisations=options.organisations(shown),
        languages=options.languages(shown),
    )


@public_page
def release_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    edition = current_editions().filter(release__slug=slug).first()
    if edition is None:
        return elsewhere(request, slug)
    shown = _of_edition(request, "release_detail.html", edition)
    return tell(shown, [*of_release(slug, edition), *links(edition.language_rows)])


@public_page
def edition_detail(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    published = published_editions().filter(release__slug=slug)
    edition = published.filter(number=number).first()
    if edition is None:
        return elsewhere(request, slug)
    shown = _of_edition(request, "edition_detail.html", edition)
    shown.headers["Memento-Datetime"] = http_date(edition.live_from.timestamp())
    return tell(shown, of_edition(slug, edition))


def _of_edition(request: HttpRequest, template: str, edition: Any) -> HttpResponse:
    cited = release_cited(edition)
    about = {"edition": edition, "cited": cited, **records_in(edition)}
    about["card"] = "" if about["lead"] else release_card_address(edition)
    languages = edition.language_rows, edition.release_id
    about["translations"] = others(*languages)
    about["original_corrected_at"] = original_corrected_at(*languages)
    with speaking(edition.language):
        shown = page(request, template, **about)
    return in_language(shown, edition.language)


@public_page
def release_citation(request: HttpRequest, slug: str, file_name: str) -> HttpResponse:
    edition = current_editions().filter(release__slug=slug).first()
    if edition is None:
        return elsewhere(request, slug)
    return as_file(release_cited(edition), file_name)


def elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer for an address of or below a release that is not public: where it
    went, if a reader may know that there was one."""
    removed = Release.objects.removed().at_address(slug).first()
    if removed is None:
        moved = Release.objects.public().at_address(slug).exclude(slug=slug).first()
        if moved is None:
            raise Http404
        asked_for: Any = request.resolver_match
        address = {**asked_for.captured_kwargs, "slug": moved.slug}
        return HttpResponsePermanentRedirect(
            reverse(asked_for.url_name, kwargs=address)
        )
    return instead_of_removed(request, removed)


def instead_of_removed(request: HttpRequest, removed: Release) -> HttpResponse:
    onward = removed.onward()
    if onward:
        return HttpResponsePermanentRedirect(onward)
    return gone(request, removed.removal_explanation)
