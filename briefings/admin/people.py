from django.contrib import admin
from django.db import models

from briefings.actions.people import add_organisation, add_person, add_role
from briefings.admin.site import site
from briefings.admin.subjects import EntryAdmin, SubjectAdmin
from briefings.models import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)


class PersonNameInline(admin.StackedInline):
    model = PersonName
    extra = 0


class OrganisationNameInline(admin.StackedInline):
    model = OrganisationName
    extra = 0


class AppointmentInline(admin.StackedInline):
    model = RoleAppointment
    extra = 0
    autocomplete_fields = ("person", "role", "announced_in", "end_announced_in")


@admin.register(Person, site=site)
class PersonAdmin(SubjectAdmin):
    add = staticmethod(add_person)
    list_display = ("name", "sort_name", "slug")
    search_fields = ("name", "sort_name", "other_names__name")
    list_filter = ("appointments__role__organisation",)
    inlines = (AppointmentInline, PersonNameInline)


@admin.register(Organisation, site=site)
class OrganisationAdmin(SubjectAdmin):
    add = staticmethod(add_organisation)
    list_display = ("name", "abbreviation", "kind", "parent")
    list_filter = ("kind",)
    search_fields = ("name", "abbreviation", "other_names__name")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    inlines = (OrganisationNameInline,)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Role, site=site)
class RoleAdmin(SubjectAdmin):
    add = staticmethod(add_role)
    list_display = ("title", "organisation", "slug")
    list_filter = ("organisation",)
    search_fields = ("title", "other_titles", "organisation__name")
    list_select_related = ("organisation",)
    autocomplete_fields = ("organisation",)
    inlines = (AppointmentInline,)


@admin.register(RoleAppointment, site=site)
class RoleAppointmentAdmin(EntryAdmin):
    list_display = ("person", "role", "capacity", "started_on", "ended_on")
    list_filter = ("capacity", "role__organisation")
    search_fields = ("person__name", "role__title")
    list_select_related = ("person", "role")
    autocomplete_fields = ("person", "role", "announced_in", "end_announced_in")
    date_hierarchy = "started_on"

    def get_queryset(self, request):
        # Its name is the person's and the role's.
        return super().get_queryset(request).select_related("person", "role")


@admin.register(PersonName, site=site)
class PersonNameAdmin(EntryAdmin):
    list_display = ("name", "person", "started_on", "ended_on")
    search_fields = ("name", "person__name")
    list_select_related = ("person",)
    autocomplete_fields = ("person",)
    date_hierarchy = "started_on"


@admin.register(OrganisationName, site=site)
class OrganisationNameAdmin(EntryAdmin):
    list_display = ("name", "organisation", "started_on", "ended_on")
    search_fields = ("name", "organisation__name")
    list_select_related = ("organisation",)
    autocomplete_fields = ("organisation",)
    date_hierarchy = "started_on"
