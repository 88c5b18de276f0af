from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from briefings.models import Collection, CollectionEntry
from briefings.models.collections import CollectionEntryQuerySet
from briefings.views.answers import page, public_page
from briefings.views.listing import listing
from briefings.views.releases import public_cards


@public_page
def collection_detail(request: HttpRequest, slug: str) -> HttpResponse:
    collection = Collection.objects.public().filter(slug=slug).first()
    if collection is None:
        raise Http404
    entries: CollectionEntryQuerySet = CollectionEntry.objects.public()
    rows = entries.filter(collection=collection).under_headings()
    shown = listing(request, rows, {})
    found = list(shown.page.object_list)
    cards = public_cards().filter(release__in=[row.release_id for row in found])
    editions = {edition.release_id: edition for edition in cards}
    return page(
        request,
        "collection_detail.html",
        collection=collection,
        listing=shown,
        parts=_in_parts(found, editions),
        editions=list(editions.values()),
    )


def _in_parts(rows: list[Any], editions: dict[int, Any]) -> list[dict[str, Any]]:
    """What stands under each heading on this page: links, and the editions of releases
    that still are public as the page is put together."""
    parts = []
    for key, under in groupby(rows, attrgetter("heading_id")):
        shown = [
            {"edition": editions.get(row.release_id), "link": row if row.url else None}
            for row in under
        ]
        entries = [one for one in shown if one["edition"] or one["link"]]
        if entries:
            heading = next(row.heading for row in rows if row.heading_id == key)
            parts.append({"heading": heading, "entries": entries})
    return parts
