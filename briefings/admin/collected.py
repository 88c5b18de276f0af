"""Which collections a release is in: on its page, and a page to change that."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions.collections import collect_releases, take_out_entry
from briefings.admin.collections import contents_of
from briefings.admin.deeds import Deed, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.models import CollectionEntry, Release, User
from briefings.permissions import may
from briefings.workflow import Duty


class Collect(Deed):
    """The subject is a release."""

    button = "Put it into the collection"
    model, columns = CollectionEntry, ("collection",)

    def carry_out(self) -> str:
        collection = self.cleaned_data["collection"]
        added = collect_releases(collection, [self.subject], by=self.by)
        return "Added at the end." if added else "It is in the collection already."


class TakeOut(Deed):
    """The subject is an entry."""

    button = "Take it out"

    def carry_out(self) -> str:
        take_out_entry(self.subject, by=self.by)
        return "Taken out."


def of_release(release: Release) -> ArraySubquery:
    """The collections that it is in, by title, for the page of an edition."""
    rows = CollectionEntry.objects.filter(release=release).order_by("collection__title")
    columns: dict[str, Any] = {"pk": "collection_id", "title": "collection__title"}
    return ArraySubquery(rows.values(json=JSONObject(**columns)))


def view(page: admin.ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    edition, by = row_to_show(page, request, str(key)), cast(User, request.user)
    about: dict[str, Any] = {
        "by": by,
        "data": request.POST,
        "is_offered": may(by, Duty.WRITE),
    }
    collect = Collect("collect", edition.release, **about)
    rows = CollectionEntry.objects.filter(release=edition.release_id)
    rows = rows.select_related("collection").order_by("collection__title", "id")
    cards: list[dict[str, Any]] = [
        {
            "collection": row.collection,
            "url": contents_of(row.collection),
            "out": TakeOut(f"out-{row.pk}", row, **about),
        }
        for row in rows
    ]
    if request.method == "POST":
        deeds = [collect, *(card["out"] for card in cards)]
        home = reverse("admin:briefings_edition_collections", args=[edition.pk])
        done = carry_out(request, deeds, home=home)
        if done:
            return done
    context = {
        **site.each_context(request),
        "title": f"Collections: {edition.headline}",
        "edition": edition,
        "edition_url": page_of(edition),
        "standing": standing(edition, edition.now),
        "collect": collect,
        "cards": cards,
        "media": collect.media,
    }
    template = "admin/briefings/edition/collections.html"
    return TemplateResponse(request, template, context)
