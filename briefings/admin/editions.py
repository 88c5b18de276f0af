from django.contrib import admin
from django.db.models.functions import Now

from briefings.admin.edition_page import EditionPage
from briefings.admin.records import EditionRowAdmin, row_to_show
from briefings.admin.site import RecordAdmin, site
from briefings.admin.standing import standing
from briefings.admin.writing import urls_of
from briefings.models import Edition, Involvement


@admin.register(Edition, site=site)
class EditionAdmin(RecordAdmin):
    list_display = ("headline", "number", "how_it_stands", "written_by", "approved_by")
    list_filter = ("state", "language", "topics", "organisations")
    search_fields = ("headline", "release__slug", "plain_text")
    list_select_related = ("release", "written_by", "approved_by")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(now=Now())

    @admin.display(description="standing", ordering="state")
    def how_it_stands(self, edition):
        return standing(edition, edition.now).sentence

    def get_urls(self):
        return [*urls_of(self), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        edition = row_to_show(self, request, object_id)
        return EditionPage(request, edition).answer(
            {"opts": self.opts, **(extra_context or {})}
        )


@admin.register(Involvement, site=site)
class InvolvementAdmin(EditionRowAdmin):
    list_display = ("organisation", "part", "position", "edition_page")
    list_filter = ("part", "organisation")
    search_fields = ("organisation__name", "edition__headline")
    list_select_related = ("organisation", "edition__release")
