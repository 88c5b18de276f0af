"""What the lists of marked words have in common."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.html import format_html

from briefings.admin.deeds import page_of
from briefings.admin.discarded import EditionStateFilter
from briefings.admin.site import RecordAdmin


def row_to_show(page: admin.ModelAdmin, request: HttpRequest, key: str) -> Any:
    """The row of a page of ours, for those who may look at such rows."""
    row = page.get_object(request, key)
    if row is None:
        raise Http404("There is no such row.")
    if not page.has_view_permission(request, row):
        raise PermissionDenied
    return row


class EditionRowAdmin(RecordAdmin):
    def lookup_allowed(self, lookup, value, request):
        # Django knows no filter of ours by the column that it looks at.
        is_state = lookup == EditionStateFilter.parameter_name
        return is_state or super().lookup_allowed(lookup, value, request)

    @admin.display(description="edition", ordering="edition__headline")
    def edition_page(self, row):
        return format_html('<a href="{}">{}</a>', page_of(row.edition), row.edition)


class AnchoredAdmin(EditionRowAdmin):
    ordering = ("-edition_id", "start")

    @admin.display(description="words", ordering="words")
    def opening(self, row):
        return row.words if len(row.words) <= 80 else row.words[:79].rstrip() + "…"
