"""Collections: their words by Django's form, and a page for what is in them."""

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from briefings.actions.collections import (
    MOST_LINES,
    Line,
    add_collection,
    add_heading,
    add_link,
    change_collection,
    close_collection,
    collect_pasted,
    collect_releases,
    move_collected,
    open_collection,
    read_addresses,
    remove_collection,
    reword_entry,
    take_out_entry,
)
from briefings.admin.deeds import Deed, carry_out, page_of, with_query
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.admin.subjects import AddressedAdmin
from briefings.errors import Refused
from briefings.models import Collection, CollectionEntry, Edition, User
from briefings.permissions import may
from briefings.workflow import Duty

PAGE_SIZE = 100
_NEWEST = ("headline", "state", "live_during")
_SECURE = "An address that begins with https://."


class AddRelease(Deed):
    button = "Add it at the end"
    place = "#entries"
    model, columns = CollectionEntry, ("release",)

    def carry_out(self) -> str:
        release = self.cleaned_data["release"]
        added = collect_releases(self.subject, [release], by=self.by)
        return "Added." if added else "It is in the collection already."


class PasteReleases(Deed):
    button = "Add them at the end"
    place = "#entries"
    addresses = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"Of their public pages, one a line, at most {MOST_LINES}. Nothing "
        "is added unless all of them are found.",
    )
    # What each line was found to mean, if that stood in the way.
    lines: tuple[Line, ...] = ()

    def carry_out(self) -> str:
        text = self.cleaned_data["addresses"]
        try:
            added = collect_pasted(self.subject, text, by=self.by)
        except Refused:
            self.lines = tuple(_read(self.subject, text))
            raise
        number = len(added)
        return f"{number} release{' is' if number == 1 else 's are'} added."


class AddHeading(Deed):
    button = "Add the heading"
    place = "#entries"
    words = forms.CharField(label="Heading", max_length=200)

    def carry_out(self) -> str:
        add_heading(self.subject, by=self.by, **self.typed())
        return "Added at the end. Readers see it once there is something under it."


class AddLink(Deed):
    button = "Add the link"
    place = "#entries"
    words = forms.CharField(label="Title", max_length=200)
    url = forms.URLField(
        label="Address", max_length=500, assume_scheme="https", help_text=_SECURE
    )

    def carry_out(self) -> str:
        add_link(self.subject, by=self.by, **self.typed())
        return "Added at the end."


class Open(Deed):
    button = "Show it without public releases too"

    def carry_out(self) -> str:
        open_collection(self.subject, by=self.by)
        return "Readers have its page now, whatever is in it."


class Close(Deed):
    button = "Show it with public releases only"

    def carry_out(self) -> str:
        close_collection(self.subject, by=self.by)
        return "Readers have its page only while a release in it is public."


class MoveEntry(Deed):
    """One of three buttons, or a number and a fourth. The subject is an entry, which
    knows its number on the page."""

    way = forms.ChoiceField(choices=[(w, w) for w in ("up", "down", "to", "out")])
    to = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def carry_out(self) -> str:
        way, number = self.cleaned_data["way"], self.subject.number
        if way == "out":
            take_out_entry(self.subject, by=self.by)
            self.place = "#entries"
            return "Taken out."
        places = {"up": number - 1, "down": number + 1}
        place = places.get(way, self.cleaned_data["to"] or number)
        move_collected(self.subject, by=self.by, place=place)
        self.place = f"#entry-{self.subject.pk}"
        return "Moved."


class RewordEntry(Deed):
    button = "Save"
    words = forms.CharField(label="Title", max_length=200)
    url = forms.URLField(
        label="Address", max_length=500, assume_scheme="https", help_text=_SECURE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = f"#entry-{self.subject.pk}"
        if not self.subject.url:
            del self.fields["url"]

    def carry_out(self) -> str:
        reword_entry(self.subject, by=self.by, **self.typed())
        return "Saved."


def _read(collection: Collection, text: str) -> Iterator[Line]:
    """Nothing, where the action refused all of it."""
    try:
        yield from read_addresses(collection, text)
    except Refused:
        return


class ContentsPage:
    def __init__(self, request: HttpRequest, collection: Collection) -> None:
        self.request, self.collection = request, collection
        self.may_write = may(cast(User, request.user), Duty.WRITE)
        about = {"by": request.user, "data": request.POST}
        self.about: dict[str, Any] = {**about, "is_offered": self.may_write}
        kinds = (AddRelease, PasteReleases, AddHeading, AddLink, Open, Close)
        self.deeds = {
            kind.__name__.lower(): kind(kind.__name__.lower(), collection, **self.about)
            for kind in kinds
        }

    def answer(self) -> HttpResponse:
        rows = Paginator(self._rows(), PAGE_SIZE)
        page = rows.get_page(self.request.GET.get("page"))
        cards = [
            self._card(row, number)
            for number, row in enumerate(page.object_list, page.start_index())
        ]
        if self.request.method == "POST":
            deeds = [d for card in cards for d in (card["move"], card["reword"]) if d]
            query = {"page": page.number} if page.number > 1 else {}
            home = with_query(contents_of(self.collection), **query)
            done = carry_out(self.request, [*self.deeds.values(), *deeds], home=home)
            if done:
                return done
        context = {
            **site.each_context(self.request),
            "title": f"What is in “{self.collection}”",
            "collection": self.collection,
            "collection_url": page_of(self.collection),
            "is_public": self._is_public(),
            "may_write": self.may_write,
            "cards": cards,
            "rows": page,
            "last": rows.count,
            "media": self.deeds["addrelease"].media,
            **self.deeds,
        }
        template = "admin/briefings/collection/contents.html"
        return TemplateResponse(self.request, template, context)

    def _is_public(self) -> bool:
        return Collection.objects.public().filter(pk=self.collection.pk).exists()

    def _rows(self) -> QuerySet[CollectionEntry]:
        numbered = Edition.objects.numbered().filter(release=OuterRef("release"))
        newest = numbered.order_by("-number")
        columns = {f"newest_{c}": Subquery(newest.values(c)[:1]) for c in _NEWEST}
        entries = self.collection.entries.select_related("release")
        return entries.annotate(now=Now(), **columns)

    def _card(self, row: Any, number: int) -> dict[str, Any]:
        row.number, row.collection = number, self.collection
        reword = None
        if not row.release_id:
            words = {"words": row.words, "url": row.url}
            reword = RewordEntry(f"reword-{row.pk}", row, initial=words, **self.about)
        return {
            "row": row,
            "move": MoveEntry(f"move-{row.pk}", row, **self.about),
            "reword": reword,
            **(_of_release(row) if row.release_id else {}),
        }


def _of_release(row: Any) -> dict[str, Any]:
    newest = Edition(
        release=row.release, state=row.newest_state, live_during=row.newest_live_during
    )
    return {
        "headline": row.newest_headline,
        "url": page_of(row.release),
        "standing": standing(newest, row.now),
    }


def contents_of(collection: Collection) -> str:
    return reverse("admin:briefings_collection_contents", args=[collection.pk])


@admin.register(Collection, site=site)
class CollectionAdmin(AddressedAdmin):
    add = staticmethod(add_collection)
    change = staticmethod(change_collection)
    remove = staticmethod(remove_collection)
    list_display = ("title", "summary", "slug")
    search_fields = ("title", "summary")
    change_form_template = "admin/briefings/collection/change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(partial(_contents_view, self))
        name = "briefings_collection_contents"
        return [path("<int:key>/contents/", view, name=name), *super().get_urls()]

    def get_deleted_objects(self, objs, request):
        """What is in it goes with it, and is not listed: it may be hidden."""
        return [str(row) for row in objs], {"collections": len(objs)}, set(), []

    def response_add(self, request, obj, post_url_continue=None):
        """On to what is in it."""
        if "_save" in request.POST and "_popup" not in request.POST:
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
            post_url_continue = contents_of(obj)
        return super().response_add(request, obj, post_url_continue)


def _contents_view(
    page: admin.ModelAdmin, request: HttpRequest, key: int
) -> HttpResponse:
    return ContentsPage(request, row_to_show(page, request, str(key))).answer()
