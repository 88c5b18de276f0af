from collections.abc import Callable
from typing import Any

from django.contrib import admin

from briefings.actions.subjects import add_event, add_place, add_topic
from briefings.admin.site import site
from briefings.models import Contact, Event, Place, Topic


class SubjectAdmin(admin.ModelAdmin):
    """Somebody or something that releases name. Its address is made from its name and
    then stays, because readers link to it."""

    view_on_site = False
    add: Callable[..., Any]

    def get_exclude(self, request, obj=None):
        return () if obj else ("slug",)

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            made = self.add(by=request.user, **form.cleaned_data)
            obj.__dict__ |= made.__dict__


@admin.register(Topic, site=site)
class TopicAdmin(SubjectAdmin):
    add = staticmethod(add_topic)
    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(Place, site=site)
class PlaceAdmin(SubjectAdmin):
    add = staticmethod(add_place)
    list_display = ("name", "within", "slug")
    search_fields = ("name", "within__name")
    list_select_related = ("within",)
    autocomplete_fields = ("within",)


@admin.register(Event, site=site)
class EventAdmin(SubjectAdmin):
    add = staticmethod(add_event)
    list_display = ("name", "starts_on", "ends_on", "place", "host")
    list_filter = ("place", "host")
    search_fields = ("name", "place__name")
    list_select_related = ("place", "host")
    autocomplete_fields = ("place", "host")
    date_hierarchy = "starts_on"


@admin.register(Contact, site=site)
class ContactAdmin(admin.ModelAdmin):
    list_display = ("name", "organisation", "telephone", "email", "hours")
    list_filter = ("organisation",)
    search_fields = ("name", "email", "organisation__name")
    list_select_related = ("organisation",)
    autocomplete_fields = ("organisation",)
