"""Filters under a name: a form beside each list, and links to them on the desk."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import path, reverse

from briefings import typed
from briefings.actions.lists import SHEETS, delete_filter, query_of, save_filter
from briefings.admin.deeds import Deed, carry_out
from briefings.admin.site import site
from briefings.models import SavedFilter, User
from briefings.permissions import may_look


class SaveFilter(Deed):
    button = "Save this filter"
    # Not `name`, which a template would take for the name of the deed.
    called = forms.CharField(
        label="Name", required=False, max_length=80, help_text="Only you see it."
    )
    subject = forms.CharField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, required=False)

    def carry_out(self) -> str:
        name = self.cleaned_data["called"]
        kept = save_filter(by=self.by, name=name, **self.typed("called"))
        return f"“{kept}” is on top of this list and on your desk."


class DeleteFilter(Deed):
    button = "Delete"

    def carry_out(self) -> str:
        delete_filter(self.subject, by=self.by)
        return f"The filter “{self.subject}” is deleted."


@dataclass(frozen=True)
class Kept:
    """A saved filter as a link, with the button that deletes it."""

    name: str
    url: str
    is_here: bool
    delete: Deed


def shelf_of(person: User, *, subject: str = "", query: str = "") -> list[Kept]:
    """All a person keeps, or those of one list; the one that shows it now is marked."""
    if not may_look(person, "edition"):
        return []
    rows = SavedFilter.objects.filter(person=person)
    if subject:
        rows = rows.filter(subject=subject)
    here = query_of(query) if query else None
    return [
        Kept(row.name, _list(row.subject, row.query), row.query == here, _delete(row))
        for row in rows
        if row.subject in SHEETS
    ]


def keep_form(person: User, *, subject: str, query: str) -> SaveFilter:
    initial = {"subject": subject, "query": query_of(query)}
    return SaveFilter("save", None, by=person, initial=initial)


def _delete(row: SavedFilter, data: Any = None) -> DeleteFilter:
    return DeleteFilter(f"delete-{row.pk}", row, by=row.person, data=data)


def _list(subject: str, query: str) -> str:
    address = reverse(f"admin:briefings_{subject}_changelist")
    return f"{address}?{query}" if query else address


def view(request: HttpRequest) -> HttpResponseRedirect:
    user: Any = request.user
    save = SaveFilter("save", None, by=user, data=request.POST)
    # A colleague's is as one that never was.
    _, _, number = request.POST.get("do", "").partition("delete-")
    mine = SavedFilter.objects.filter(person=user)
    rows = mine.filter(pk__in=typed.numbers([number]))
    deletes = [
        DeleteFilter(f"delete-{row.pk}", row, by=user, data=request.POST)
        for row in rows
    ]
    home = _home(request)
    if request.method == "POST":
        carry_out(request, [save, *deletes], home=home)
    return HttpResponseRedirect(home)


def _home(request: HttpRequest) -> str:
    """The list the form stood beside, by its subject, or the desk."""
    subject = request.POST.get("save-subject") or request.POST.get("list", "")
    if subject not in SHEETS:
        return reverse("admin:index")
    return _list(subject, query_of(request.POST.get("save-query", "")))


site.pages.append(path("filters/", site.admin_view(view), name="filters"))
