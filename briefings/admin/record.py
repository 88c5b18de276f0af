from django.contrib import admin

from briefings.admin.days_filter import DaysFilter
from briefings.admin.records import EditionRowAdmin
from briefings.admin.searching import UnderHeadlines, worded
from briefings.admin.site import site
from briefings.models import EditorialNote, Revision, Transition


class WhenFilter(DaysFilter):
    """Django's own rows of years and months look at every row for each page."""

    title = "when"
    column = "at"


@admin.register(Transition, site=site)
class TransitionAdmin(UnderHeadlines, EditionRowAdmin):
    list_display = ("at", "move", "edition_page", "by", "note")
    list_filter = ("move", "to_state", WhenFilter)
    search_fields = ("edition__headline", "note")
    search_help_text = "Beginnings of words of the headline or of the note."
    list_select_related = ("edition__release", "by")
    ordering = ("-at", "-id")

    def worded(self, words):
        return [worded(Transition.objects.exclude(note=""), "note", words)]


@admin.register(Revision, site=site)
class RevisionAdmin(UnderHeadlines, EditionRowAdmin):
    list_display = ("at", "number", "edition_page", "by")
    list_filter = (WhenFilter,)
    search_fields = ("edition__headline",)
    search_help_text = "Beginnings of words of the headline."
    list_select_related = ("edition__release", "by")
    ordering = ("-at", "-id")


@admin.register(EditorialNote, site=site)
class EditorialNoteAdmin(EditionRowAdmin):
    list_display = ("words", "edition_page", "at", "by")
    search_fields = ("words", "edition__headline")
    list_select_related = ("edition__release", "by")
    date_hierarchy = "at"
    ordering = ("-at", "-id")
