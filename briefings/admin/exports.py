"""Lists as CSV files: the button, how far the file is, the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify

from briefings.actions.lists import SHEETS, hand_out_export, query_of, request_export
from briefings.admin.deeds import Deed, carry_out
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.models import Export, User
from briefings.permissions import may_look


@dataclass(frozen=True)
class AdminSheet:
    """A list of the admin as rows and columns of a file."""

    page: Any
    columns: Mapping[str, Callable[[Any], Any]]

    @property
    def headings(self) -> Sequence[str]:
        return list(self.columns)

    def rows(self, person: User, query: str) -> models.QuerySet[Any]:
        """What the page of the list shows this person for this query, of all pages."""
        request = HttpRequest()
        request.user, request.GET, request.method = person, QueryDict(query), "GET"
        request.is_for_a_file = True  # type: ignore[attr-defined]
        if not (person.is_active and self.page.has_view_permission(request)):
            raise Refused("Your account may not look at this list any more.")
        try:
            listed: models.QuerySet[Any] = self.page.get_changelist_instance(
                request
            ).queryset
        except IncorrectLookupParameters as error:
            raise Refused("The filters of this list are not understood.") from error
        return listed

    def cells(self, row: Any) -> Sequence[Any]:
        return [column(row) for column in self.columns.values()]


def hang_in(subject: str, page: Any, **columns: Callable[[Any], Any]) -> None:
    headings = {name.replace("_", " "): column for name, column in columns.items()}
    SHEETS[subject] = AdminSheet(page, headings)


def hang_in_as_shown(page: Any) -> None:
    """The columns that the list shows, unless it has a sheet of its own."""
    shown = {
        str(label_for_field(name, page.model, page)): partial(_shown, page, name)
        for name in page.list_display
    }
    SHEETS.setdefault(page.opts.model_name, AdminSheet(page, shown))


def _shown(page: Any, name: str, row: Any) -> Any:
    """What a cell of the list says, without its links and pictures."""
    field, _, value = lookup_field(name, row, page)
    if isinstance(value, SafeString):
        return unescape(strip_tags(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if getattr(field, "choices", None):
        return getattr(row, f"get_{name}_display")()
    return value


class RequestExport(Deed):
    button = "Export as CSV"
    subject = forms.CharField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, required=False)

    def carry_out(self) -> str:
        self.made = request_export(by=self.by, **self.typed())
        return "The export is asked for."


def export_form(person: User, *, subject: str, query: str) -> RequestExport:
    initial = {"subject": subject, "query": query_of(query)}
    return RequestExport("export", None, by=person, initial=initial)


def list_view(request: HttpRequest) -> HttpResponse:
    """What this person asked for; and the place to which a list's button sends."""
    user: Any = request.user
    if request.method == "POST":
        deed = RequestExport("export", None, by=user, data=request.POST)
        done = carry_out(request, [deed], home=request.path)
        if done:
            return HttpResponseRedirect(_page_of(deed.made))
    exports = user.exports.without_file()[:50]
    rows = [{"export": e, **_progress(e)} for e in exports]
    return _page(request, "list.html", title="Exports", rows=rows)


def export_view(request: HttpRequest, pk: int) -> HttpResponse:
    export = _own(request, pk)
    progress = _progress(export)
    title = f"Export of {_named(export)}"
    return _page(request, "page.html", title=title, export=export, progress=progress)


def progress_view(request: HttpRequest, pk: int) -> JsonResponse:
    progress = _progress(_own(request, pk))
    answer = JsonResponse(progress)
    answer["Cache-Control"] = "no-store"
    return answer


def file_view(request: HttpRequest, pk: int) -> HttpResponse:
    export = _own(request, pk)
    if export.finished_at is None:
        raise Http404("There is no such file yet.")
    export = hand_out_export(export)
    if export.finished_at is None:
        return HttpResponseRedirect(_page_of(export))
    day = timezone.localtime(export.asked_at)
    name = f"{slugify(_named(export))}-{day:%Y-%m-%d-%H%M}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(bytes(export.file), "text/csv; charset=utf-8", headers=headers)


def _own(request: HttpRequest, pk: int) -> Export:
    """A colleague's export is as unknown as one that never was."""
    export = Export.objects.without_file().filter(pk=pk, person=request.user.pk).first()
    if export is None:
        raise Http404("There is no such export.")
    if not may_look(export.person, export.subject):
        raise PermissionDenied
    return export


def _progress(export: Export) -> dict[str, Any]:
    rows, done = export.rows, export.rows_done
    is_over = bool(export.finished_at or export.failure)
    return {
        "isOver": is_over,
        "rows": rows or 0,
        "done": done,
        "said": _said(export),
        "named": _named(export),
        "url": _page_of(export),
        "file": _file_of(export) if export.finished_at else "",
    }


def _said(export: Export) -> str:
    if export.failure:
        return export.failure
    if export.finished_at:
        return f"Ready: {export.rows:,} row{'' if export.rows == 1 else 's'}."
    if export.rows is None:
        return "Waiting for a worker."
    return f"{export.rows_done:,} of {export.rows:,} rows are written."


def _named(export: Export) -> str:
    model = apps.get_model("briefings", export.subject)
    return str(model._meta.verbose_name_plural)


def _page_of(export: Export) -> str:
    return reverse("admin:export", args=[export.pk])


def _file_of(export: Export) -> str:
    return reverse("admin:export-file", args=[export.pk])


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    context = {**site.each_context(request), **context}
    return TemplateResponse(request, f"admin/newsroom/exports/{name}", context)


site.pages += [
    path("exports/", site.admin_view(list_view), name="exports"),
    path("exports/<int:pk>/", site.admin_view(export_view), name="export"),
    path(
        "exports/<int:pk>/progress/",
        site.admin_view(progress_view),
        name="export-progress",
    ),
    path("exports/<int:pk>/file/", site.admin_view(file_view), name="export-file"),
]
