from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Now
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from briefings.admin import collected, discarding, guests, limits, reminders
from briefings.admin.changes import newest_number
from briefings.admin.comparing import ComparePage
from briefings.admin.discarded import EditionStateFilter, StateFilter
from briefings.admin.edition_files import FilesPage, progress_view
from briefings.admin.edition_page import EditionPage
from briefings.admin.kept import KeptFilter, kept
from briefings.admin.limits import told_limited
from briefings.admin.mark_up import MarkUpPage
from briefings.admin.preview import preview_of_saved
from briefings.admin.records import EditionRowAdmin, row_to_show
from briefings.admin.searching import (
    IndexedSearch,
    UnderHeadlines,
    keys_of,
    newest_of_each,
)
from briefings.admin.site import site
from briefings.admin.standing import standing
from briefings.admin.suggestions import how_many_undecided
from briefings.admin.timeline import Timeline
from briefings.admin.translations import is_translated
from briefings.admin.writing import urls_of
from briefings.models import Edition, Involvement, Organisation
from briefings.models.governments import known_under
from briefings.models.limits import is_limited
from briefings.models.searching import matches_by_language
from briefings.models.waiting import in_hands_of


@admin.register(Edition, site=site)
class EditionAdmin(IndexedSearch):
    list_display = ("headline", "number", "how_it_stands", "written_by", "approved_by")
    list_filter = (
        StateFilter,
        "language",
        ("topics", KeptFilter),
        ("organisations", KeptFilter),
    )
    search_fields = ("headline", "plain_text")
    list_select_related = ("release", "written_by", "approved_by")
    search_help_text = "Words of the text, or the beginnings of words of the headline."
    ordering = ("-created_at", "-id")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        rows = rows.annotate(now=Now(), is_limited=is_limited("release"))
        # An export asks without an address.
        match = request.resolver_match
        if match and match.kwargs:
            rows = _with_what_a_page_tells(rows, request.user)
        return rows.select_related(*self.list_select_related)

    def hits(self, words):
        headed, *spoken = self._worded(words)
        return keys_of(headed).union(*map(keys_of, spoken))

    def newest(self, words):
        found = newest_of_each(self._worded(words), self.MOST_HITS)
        headed, *spoken = (Edition.objects.filter(pk__in=keys) for keys in found)
        every = keys_of(headed).union(*map(keys_of, spoken))
        return every.order_by("-key")[: self.MOST_HITS]

    def _worded(self, words: str) -> list[Any]:
        asked = matches_by_language(words)
        spoken = [Edition.objects.filter(one) for one in asked]
        return [Edition.objects.headed(words), *spoken]

    @admin.display(description="standing", ordering="state")
    def how_it_stands(self, edition):
        return told_limited(standing(edition, edition.now).sentence, edition)

    def get_urls(self):
        views: dict[str, Any] = {
            "mark-up": self.mark_up_view,
            "compare": self.compare_view,
            "preview": self.preview_view,
            "collections": partial(collected.view, self),
            "discard": partial(discarding.view, self),
            "files": self.files_view,
            "guests": partial(guests.view, self),
            "reminders": partial(reminders.view, self),
            "who-may-see": partial(limits.view, self),
        }
        own = [
            path(
                f"<int:key>/{name}/",
                self.admin_site.admin_view(view),
                name=f"briefings_edition_{name.replace('-', '_')}",
            )
            for name, view in views.items()
        ]
        watched = self.admin_site.admin_view(self.files_progress_view)
        name = "briefings_edition_files_progress"
        own.append(path("<int:key>/files/progress/", watched, name=name))
        return [*own, *urls_of(self), *super().get_urls()]

    def mark_up_view(self, request, key):
        edition = row_to_show(self, request, str(key))
        return MarkUpPage(request, edition).answer({"opts": self.opts})

    def compare_view(self, request, key):
        edition = row_to_show(self, request, str(key))
        return ComparePage(request, edition).answer({"opts": self.opts})

    def preview_view(self, request, key):
        edition = row_to_show(self, request, str(key))
        return HttpResponse(preview_of_saved(edition))

    def files_view(self, request, key):
        edition = row_to_show(self, request, str(key))
        return FilesPage(request, edition).answer({"opts": self.opts})

    def files_progress_view(self, request, key):
        return progress_view(row_to_show(self, request, str(key)))

    def history_view(self, request, object_id, extra_context=None):
        """In the place of Django's own log, which knows nothing of what actions did."""
        edition = row_to_show(self, request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"History: {edition.headline}",
            "edition": edition,
            "timeline": Timeline(edition, request.GET),
        }
        template = "admin/briefings/edition/history.html"
        return TemplateResponse(request, template, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        edition = row_to_show(self, request, object_id)
        return EditionPage(request, edition).answer(
            {"opts": self.opts, **(extra_context or {})}
        )


def _with_what_a_page_tells(rows: Any, person: Any) -> Any:
    """Of one edition: a list of them would ask in vain."""
    in_hand = in_hands_of(person).order_by().filter(pk=OuterRef("pk"))
    return rows.annotate(
        is_translated=is_translated(),
        undecided=how_many_undecided(),
        saved_as=newest_number(),
        is_in_hand=Exists(in_hand),
        known_under=Subquery(known_under(OuterRef("release"))),
    )


@admin.register(Involvement, site=site)
class InvolvementAdmin(UnderHeadlines, EditionRowAdmin):
    list_display = (kept("organisation"), "part", "position", "edition_page")
    list_filter = (EditionStateFilter, "part", ("organisation", KeptFilter))
    search_fields = ("organisation__name", "edition__headline")
    search_help_text = "Beginnings of words of the headline, or the body's name."
    list_select_related = ("organisation__merged_into", "edition__release")
    ordering = ("-edition_id", "part", "position")

    def worded(self, words):
        bodies = Organisation.objects.filter(name__icontains=words)
        return [Involvement.objects.filter(organisation__in=bodies)]
