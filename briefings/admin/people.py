from functools import partial

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import path
from django.utils import timezone

from briefings.actions.people import add_organisation, add_person, add_role
from briefings.admin.appointments import (
    handover_of,
    handover_page,
    held_address,
    held_page,
    holders_of,
    import_page,
)
from briefings.admin.kept import KeptFilter, kept
from briefings.admin.site import site
from briefings.admin.subjects import (
    CarriesWhatItShowed,
    EntryAdmin,
    Removable,
    SubjectAdmin,
)
from briefings.models import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)


class PersonNameInline(Removable, CarriesWhatItShowed, admin.TabularInline):
    model = PersonName
    fields = ("name", "started_on", "ended_on")
    extra = 0
    verbose_name = "other name"
    verbose_name_plural = "also known as"


class OrganisationNameInline(Removable, CarriesWhatItShowed, admin.TabularInline):
    model = OrganisationName
    fields = ("name", "started_on", "ended_on")
    extra = 0
    verbose_name = "other name"
    verbose_name_plural = "also known as"


class AppointmentInline(Removable, CarriesWhatItShowed, admin.StackedInline):
    model = RoleAppointment
    extra = 0
    autocomplete_fields = ("person", "role", "announced_in", "end_announced_in")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "role")


class NextAppointmentInline(AppointmentInline):
    """For new ones alone: a role may have had hundreds of holders, and those are
    listed beneath."""

    verbose_name = "appointment"
    verbose_name_plural = "add appointments"

    def get_queryset(self, request):
        return super().get_queryset(request).none()

    def has_view_permission(self, request, obj=None):
        """There is nothing in it for those who only look."""
        return self.has_add_permission(request, obj)


class HeldAtFilter(KeptFilter):
    """Those who hold or held a role there, as far as whoever looks may know."""

    def pointing(self, queryset, rows):
        held = RoleAppointment.objects.filter(role__organisation__in=rows)
        return held.values("person")


@admin.register(Person, site=site)
class PersonAdmin(SubjectAdmin):
    add = staticmethod(add_person)
    list_display = ("name", "sort_name", "slug")
    search_fields = (
        "name",
        "sort_name",
        "other_names__name",
        "duplicates__name",
        "duplicates__other_names__name",
    )
    list_filter = (("appointments__role__organisation", HeldAtFilter),)
    # Counted beside the filter they would be counted through all appointments.
    show_facets = admin.ShowFacets.NEVER
    inlines = (AppointmentInline, PersonNameInline)
    autocomplete_fields = ("portrait",)


@admin.register(Organisation, site=site)
class OrganisationAdmin(SubjectAdmin):
    add = staticmethod(add_organisation)
    list_display = ("name", "abbreviation", "kind", kept("parent"))
    list_filter = ("kind",)
    search_fields = (
        "name",
        "abbreviation",
        "other_names__name",
        "duplicates__name",
        "duplicates__other_names__name",
    )
    list_select_related = ("parent__merged_into",)
    autocomplete_fields = ("parent",)
    inlines = (OrganisationNameInline,)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Role, site=site)
class RoleAdmin(SubjectAdmin):
    add = staticmethod(add_role)
    list_display = ("title", kept("organisation"), "slug")
    list_filter = (("organisation", KeptFilter),)
    search_fields = (
        "title",
        "other_titles",
        "organisation__name",
        "duplicates__title",
        "duplicates__other_titles",
    )
    list_select_related = ("organisation__merged_into",)
    autocomplete_fields = ("organisation",)
    inlines = (NextAppointmentInline,)
    formfield_overrides = {ArrayField: {"widget": AdminTextInputWidget}}
    change_form_template = "admin/briefings/role/change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(partial(handover_page, self))
        route = path("<int:key>/handover/", view, name="briefings_role_handover")
        return [route, *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        role = context.get("original")
        if role:
            context |= {
                "handover": handover_of(role, request),
                "holders": holders_of(role),
                "held_url": held_address(role, timezone.localdate()),
            }
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(RoleAppointment, site=site)
class RoleAppointmentAdmin(EntryAdmin):
    list_display = (
        kept("person"),
        kept("role"),
        "capacity",
        "started_on",
        "ended_on",
    )
    list_filter = ("capacity", ("role__organisation", KeptFilter))
    search_fields = (
        "person__name",
        "person__other_names__name",
        "role__title",
        "role__other_titles",
    )
    change_list_template = "admin/briefings/roleappointment/change_list.html"
    list_select_related = ("person__merged_into", "role__merged_into")
    autocomplete_fields = ("person", "role", "announced_in", "end_announced_in")
    date_hierarchy = "started_on"

    def get_urls(self):
        pages = {"import": import_page, "held": held_page}
        return [
            path(
                f"{name}/",
                self.admin_site.admin_view(partial(page, self)),
                name=f"briefings_roleappointment_{name}",
            )
            for name, page in pages.items()
        ] + super().get_urls()

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
