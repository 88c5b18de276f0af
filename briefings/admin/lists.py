"""What the lists of the record have beside their rows: saved filters and an export."""

from briefings.admin.exports import export_form
from briefings.admin.saved_filters import keep_form, shelf_of
from briefings.admin.site import RecordAdmin


class KeptLists(RecordAdmin):
    """For a list whose sheet is hung in."""

    change_list_template = "admin/newsroom/change_list.html"

    def changelist_view(self, request, extra_context=None):
        about = {
            "subject": self.opts.model_name,
            "query": request.GET.urlencode(),
        }
        beside = {
            "shelf": shelf_of(request.user, **about),
            "keep": keep_form(request.user, **about),
            "export": export_form(request.user, **about),
        }
        return super().changelist_view(request, beside | (extra_context or {}))
