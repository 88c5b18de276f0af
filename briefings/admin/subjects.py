from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.text import capfirst

from briefings.actions.subjects import (
    add_entry,
    add_event,
    add_government,
    add_place,
    add_topic,
    change_entry,
    remove_entry,
)
from briefings.admin.deeds import as_shown
from briefings.admin.kept import KeptFilter, kept
from briefings.admin.merging import merge_page, twins_of
from briefings.admin.site import InOurWords, OwnColumns, TellsRefusals, site
from briefings.errors import Refused
from briefings.models import Contact, Edition, Event, Government, Place, Topic
from briefings.permissions import may
from briefings.workflow import Duty


class CarriesWhatItShowed:
    """Each field of the form carries what it was when the page was read, so that only
    what this person changed is changed."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        made: Any = super()
        field = made.formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.show_hidden_initial = True
        return field


class Removable:
    """What was entered by mistake goes again, one row at a time, while nothing of the
    record points to it: no role has Django's own permission to delete."""

    def has_delete_permission(self, request, obj=None):
        return obj is not None and may(request.user, Duty.WRITE)

    def get_deleted_objects(self, objs, request):
        """Django looks for what points at a row past every condition, and would name
        what is hidden. The action refuses what the record needs."""
        made: Any = super()
        deletable, counts, lacking, protected = made.get_deleted_objects(objs, request)
        if protected:
            rows = NestedObjects(using=objs[0]._state.db or "default")
            rows.collect(objs)
            seen = [row for row in rows.protected if _is_seen(row)]
            kinds = {row._meta.verbose_name for row in rows.protected}
            lacking -= kinds - {row._meta.verbose_name for row in seen}
            protected = [_named(row) for row in seen]
        return deletable, counts, lacking, protected

    def delete_view(self, request, object_id, extra_context=None):
        page: Any = super()
        try:
            return page.delete_view(request, object_id, extra_context)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())


def _named(row: models.Model) -> str:
    return f"{capfirst(row._meta.verbose_name)}: {row}"


def _is_seen(row: Any) -> bool:
    """A row between two others is seen as the edition is that it belongs to."""
    edition = getattr(row, "edition_id", None)
    if edition and not Edition.objects.filter(pk=edition).exists():
        return False
    return bool(type(row)._default_manager.filter(pk=row.pk).exists())


class EntryAdmin(
    InOurWords,
    Removable,
    CarriesWhatItShowed,
    TellsRefusals,
    OwnColumns,
    admin.ModelAdmin,
):
    """Rows of the office's registers. What is typed goes through the actions."""

    view_on_site = False
    change: Callable[..., Any] = staticmethod(change_entry)
    remove: Callable[..., Any] = staticmethod(remove_entry)

    def save_model(self, request, obj, form, change):
        if change:
            _change(form, request, self.change)
        else:
            add_entry(obj, by=request.user)

    def delete_model(self, request, obj):
        self.remove(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for row in queryset:
            self.remove(row, by=request.user)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.deleted_objects:
            remove_entry(row, by=request.user)
        changed = {row.pk for row, _ in formset.changed_objects}
        for of_row in formset.initial_forms:
            if of_row.instance.pk in changed:
                _change(of_row, request)
        for row in formset.new_objects:
            add_entry(row, by=request.user)


def _change(form: Any, request: Any, change: Callable[..., Any] = change_entry) -> None:
    row, names = form.instance, form.changed_data
    changed = {name: getattr(row, name) for name in names}
    carried = [name for name in names if form[name].html_initial_name in form.data]
    was = {name: as_shown(form, name) for name in carried}
    if changed:
        change(row, by=request.user, was=was, **changed)


class AddressedAdmin(EntryAdmin):
    """Its address is made from its name and then stays, because readers link to it."""

    add: Callable[..., Any]

    def get_exclude(self, request, obj=None):
        return () if obj else ("slug",)

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            # Django goes on with the row it has.
            made = self.add(by=request.user, **form.cleaned_data)
            obj.__dict__ |= made.__dict__


class SubjectAdmin(AddressedAdmin):
    """Somebody or something that releases name."""

    change_form_template = "admin/briefings/twins/change_form.html"

    def get_urls(self):
        name = self.opts.model_name
        view = self.admin_site.admin_view(partial(merge_page, self))
        route = path("<int:key>/merge/", view, name=f"briefings_{name}_merge")
        return [route, *super().get_urls()]

    def get_search_results(self, request, queryset, search_term):
        """Lists and choosers offer the kept row, found under every name."""
        return super().get_search_results(request, queryset.kept(), search_term)

    def render_change_form(self, request, context, *args, **kwargs):
        row = context.get("original")
        if row:
            twins = twins_of(row, request)
            # Whoever may only look has no other field that is searched by typing.
            media = context["media"] + twins["choose"].media
            context |= {"twins": twins, "media": media}
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Topic, site=site)
class TopicAdmin(SubjectAdmin):
    add = staticmethod(add_topic)
    list_display = ("name", "slug")
    search_fields = ("name", "duplicates__name")


@admin.register(Place, site=site)
class PlaceAdmin(SubjectAdmin):
    add = staticmethod(add_place)
    list_display = ("name", kept("within"), "slug")
    search_fields = ("name", "within__name", "duplicates__name")
    list_select_related = ("within__merged_into",)
    autocomplete_fields = ("within",)


@admin.register(Event, site=site)
class EventAdmin(SubjectAdmin):
    add = staticmethod(add_event)
    list_display = ("name", "starts_on", "ends_on", kept("place"), kept("host"))
    list_filter = (("place", KeptFilter), ("host", KeptFilter))
    search_fields = ("name", "place__name", "duplicates__name")
    list_select_related = ("place__merged_into", "host__merged_into")
    autocomplete_fields = ("place", "host")
    date_hierarchy = "starts_on"

    def get_exclude(self, request, obj=None):
        made: Any = super()
        # Nothing is called off that was only just entered.
        return (*made.get_exclude(request, obj), *(() if obj else ("cancellation",)))


@admin.register(Government, site=site)
class GovernmentAdmin(AddressedAdmin):
    add = staticmethod(add_government)
    list_display = ("name", "started_on", "ended_on")
    search_fields = ("name",)
    date_hierarchy = "started_on"


@admin.register(Contact, site=site)
class ContactAdmin(EntryAdmin):
    list_display = ("name", kept("organisation"), "telephone", "email", "hours")
    list_filter = (("organisation", KeptFilter),)
    search_fields = ("name", "email", "organisation__name")
    list_select_related = ("organisation__merged_into",)
    autocomplete_fields = ("organisation",)
