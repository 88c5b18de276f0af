from django.contrib import admin

from briefings.admin.records import EditionRowAdmin
from briefings.admin.site import site
from briefings.models import EditorialNote, Revision, Transition


@admin.register(Transition, site=site)
class TransitionAdmin(EditionRowAdmin):
    list_display = ("at", "move", "edition_page", "by", "note")
    list_filter = ("move", "to_state")
    search_fields = ("edition__headline", "note")
    list_select_related = ("edition__release", "by")
    date_hierarchy = "at"
    ordering = ("-at", "-id")


@admin.register(Revision, site=site)
class RevisionAdmin(EditionRowAdmin):
    list_display = ("at", "number", "edition_page", "by")
    search_fields = ("edition__headline", "digest")
    list_select_related = ("edition__release", "by")
    date_hierarchy = "at"
    ordering = ("-at", "-id")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("edition")


@admin.register(EditorialNote, site=site)
class EditorialNoteAdmin(EditionRowAdmin):
    list_display = ("words", "edition_page", "at", "by")
    search_fields = ("words", "edition__headline")
    list_select_related = ("edition__release", "by")
    date_hierarchy = "at"
    ordering = ("-at", "-id")
