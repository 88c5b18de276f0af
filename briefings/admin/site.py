from typing import Any

from django.contrib import admin
from django.db.models import Q, URLField
from django.db.models.functions import Now
from django.utils.text import capfirst

from briefings.admin.standing import standing
from briefings.models import Edition
from briefings.workflow import State

_DAILY = (
    "Release",
    "Edition",
    "Quote",
    "Commitment",
    "Figure",
    "Suggestion",
    "Person",
    "Organisation",
    "Role",
    "RoleAppointment",
    "Topic",
    "Place",
    "Event",
    "Contact",
)


class NewsroomSite(admin.AdminSite):
    site_header = "Newsroom"
    site_title = "Newsroom"
    index_title = "The editors’ desk"

    def index(self, request, extra_context=None):
        may_look = request.user.has_perm("briefings.view_edition")
        desk = {"desk": _on_the_desk() if may_look else []}
        return super().index(request, desk | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """What editors open daily comes first, the rest by its name."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _rank(model["object_name"]))
        return apps


def _rank(name: str) -> int:
    return _DAILY.index(name) if name in _DAILY else len(_DAILY)


def _on_the_desk() -> list[dict[str, Any]]:
    """What somebody in the office must act on, or wait for, newest first."""
    waiting = ~Q(state=State.ISSUED) | Q(live_during__startswith__gt=Now())
    editions: Any = (
        Edition.objects.filter(waiting)
        .select_related("release", "written_by")
        .annotate(now=Now())
        .order_by("-created_at")[:50]
    )
    return [{"edition": e, "standing": standing(e, e.now)} for e in editions]


site = NewsroomSite(name="admin")


class RecordAdmin(admin.ModelAdmin):
    """Rows of the record: to be found and looked at. They change only through the
    actions on an edition's or a commitment's page."""

    view_on_site = False
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def changelist_view(self, request, extra_context=None):
        # Django's title asks to select a row; these lists are for reading.
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
