"""What happened: the audit as a list to search, and each entry as a page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from briefings import typed
from briefings.admin.days_filter import DaysFilter
from briefings.admin.exports import hang_in
from briefings.admin.looking import OF_LISTS
from briefings.admin.records import row_to_show
from briefings.admin.searching import IndexedSearch, keys_of
from briefings.admin.site import site
from briefings.models import AuditEntry, AuditKind, User
from briefings.models.audit import Source
from briefings.permissions import audit_open_to
from briefings.text.comparison import Piece, compare, in_short
from briefings.workflow import DONE as MOVED

_SHORT = 160  # characters of a value that a list shows
_MOST_TOGETHER = 200
# Tables of no model of ours that tell who may what.
_OF_ROLES = (
    ("auth_group", "role of editors"),
    ("auth_group_permissions", "right of a role"),
    ("user_groups", "role of a user"),
    ("user_user_permissions", "right of a user"),
)
# What may be asked of the list: what the filters offer, and what an index finds.
_LOOKUPS = {"kind", "person", "subject", "source", "since", "until"}
_LOOKUPS |= {"release", "request", "number"}
_DONE = {"add": "added", "change": "changed", "delete": "deleted", "export": "exported"}


class KindFilter(admin.SimpleListFilter):
    title, parameter_name = "kind", "kind"

    def lookups(self, request, model_admin):
        return AuditKind.choices

    def queryset(self, request, queryset):
        return _narrowed(queryset, "kind", self.value(), AuditKind.values)


class SourceFilter(admin.SimpleListFilter):
    title, parameter_name = "source", "source"
    is_folded = True

    def lookups(self, request, model_admin):
        return Source.choices

    def queryset(self, request, queryset):
        return _narrowed(queryset, "source", self.value(), Source.values)


class PersonFilter(admin.SimpleListFilter):
    """Everybody who has an account, as an office has."""

    title, parameter_name = "who", "person"
    is_folded = True

    def lookups(self, request, model_admin):
        people = User.objects.order_by("first_name", "username")
        return [(str(person.pk), str(person)) for person in people[:100]]

    def queryset(self, request, queryset):
        return _numbered(queryset, "person", self.value())


class SubjectFilter(admin.SimpleListFilter):
    title, parameter_name = "of what", "subject"
    is_folded = True

    def lookups(self, request, model_admin):
        models = apps.get_app_config("briefings").get_models()
        named = [(m._meta.model_name, str(m._meta.verbose_name)) for m in models]
        return sorted([*named, *_OF_ROLES], key=lambda choice: choice[1])

    def queryset(self, request, queryset):
        known = [name for name, _ in self.lookup_choices]
        return _narrowed(queryset, "subject", self.value(), known)


class WhenFilter(DaysFilter):
    title, column = "when", "at"


def _narrowed(rows: Any, column: str, chosen: Any, known: Any) -> Any:
    if chosen is None:
        return rows
    if chosen not in known:
        raise IncorrectLookupParameters
    return rows.filter(**{column: chosen})


def _numbered(rows: Any, column: str, chosen: Any) -> Any:
    if chosen is None:
        return rows
    if typed.number(chosen) is None:
        raise IncorrectLookupParameters
    return rows.filter(**{column: chosen})


@dataclass(frozen=True)
class Difference:
    label: str
    old: str
    new: str

    @property
    def is_text(self) -> bool:
        return max(len(self.old), len(self.new)) > _SHORT

    @property
    def pieces(self) -> list[Piece]:
        return in_short(compare(self.old, self.new))

    @property
    def in_short(self) -> "Difference":
        return Difference(self.label, _cut(self.old), _cut(self.new))


def differences(entry: AuditEntry) -> Iterator[Difference]:
    """As they are kept: rows that are pointed at by their numbers."""
    columns = _columns(entry)
    for name in entry.changed_columns:
        old, new = ((side or {}).get(name) for side in (entry.old, entry.new))
        yield Difference(_label(columns, name), _told(old), _told(new))


def named_differences(entry: AuditEntry) -> Iterator[Difference]:
    """With the names that the rows have now, as far as they are there; a query for
    each column that points at something."""
    columns = _columns(entry)
    for name in entry.changed_columns:
        values = [(side or {}).get(name) for side in (entry.old, entry.new)]
        field = columns.get(name)
        if field and field.related_model:
            rows = field.related_model._default_manager.in_bulk({*values} - {None})
            values = [rows.get(value, value) for value in values]
        elif field and field.choices:
            labels = dict(field.flatchoices)
            values = [labels.get(value, value) for value in values]
        yield Difference(_label(columns, name), *map(_told, values))


def _columns(entry: AuditEntry) -> dict[str, Any]:
    model = _model(entry.subject)
    return {field.attname: field for field in model._meta.fields} if model else {}


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(map(_told, value))
    return str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"


def _label(columns: dict[str, Any], name: str) -> str:
    plain = name.removesuffix("_id").replace("_", " ")
    return str(capfirst(columns[name].verbose_name if name in columns else plain))


def _model(subject: str) -> Any:
    return apps.all_models["briefings"].get(subject)


def who(entry: AuditEntry) -> str:
    if entry.source == Source.PERSON:
        return entry.name
    return f"{entry.get_source_display()}{f': {entry.name}' if entry.name else ''}"


def done(entry: AuditEntry) -> str:
    """What was done to what, in words; whose sign-in it was says its label."""
    if entry.kind == AuditKind.MOVE:
        return MOVED.get(entry.verb, entry.verb)
    if entry.kind == AuditKind.SIGN_IN:
        return entry.verb
    model = _model(entry.subject)
    named, many = entry.subject.replace("_", " "), ""
    if model:
        named, many = model._meta.verbose_name, model._meta.verbose_name_plural
    if entry.verb in OF_LISTS:
        return f"{entry.verb} of {many}"
    verb = _DONE.get(entry.verb, entry.verb.replace("_", " "))
    return f"{verb} {named} {entry.number}".strip()


def page_of_object(entry: AuditEntry) -> str:
    """Where what it happened to is shown; nowhere, if it was deleted or has no page."""
    subject, key = entry.subject, entry.number
    if entry.kind == AuditKind.MOVE:
        subject, key = "edition", str((entry.new or {}).get("edition_id", ""))
    if entry.verb == "delete" or not key:
        return ""
    # Tables of libraries are called by the name of their app.
    app = "" if _model(subject) is None else "briefings_"
    try:
        return reverse(f"admin:{app}{subject}_change", args=[key])
    except NoReverseMatch:
        return ""


@admin.register(AuditEntry, site=site)
class AuditAdmin(IndexedSearch):
    list_display = ("moment", "by_whom", "what", "changes", "whence")
    list_display_links = None
    list_filter = (KindFilter, WhenFilter, PersonFilter, SubjectFilter, SourceFilter)
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    sortable_by = ()
    empty_value_display = ""
    ordering = ("-at", "-id")
    search_fields = ("label",)
    search_help_text = (
        "Beginnings of words of what it happened to: a headline, a name, a reason."
    )
    change_list_template = "admin/briefings/auditentry/change_list.html"

    def get_queryset(self, request):
        return audit_open_to(request.user).order_by(*self.ordering)

    def lookup_allowed(self, lookup, value, request):
        return lookup in _LOOKUPS

    def hits(self, words):
        return keys_of(AuditEntry.objects.told(words))

    def changelist_view(self, request, extra_context=None):
        titled = {"title": "What happened"} | (extra_context or {})
        return super().changelist_view(request, titled)

    @admin.display(description="when")
    def moment(self, entry):
        page = reverse("admin:briefings_auditentry_change", args=[entry.pk])
        at = timezone.localtime(entry.at)
        return format_html(
            '<a href="{}"><time datetime="{}">{}</time></a>',
            page,
            at.isoformat(),
            f"{at:%-d %b %Y, %H:%M:%S}",
        )

    @admin.display(description="who")
    def by_whom(self, entry):
        return who(entry)

    @admin.display(description="what")
    def what(self, entry):
        context = {"entry": entry, "done": done(entry), "page": page_of_object(entry)}
        return render_to_string("admin/briefings/auditentry/_what.html", context)

    @admin.display(description="changes")
    def changes(self, entry):
        found = [difference.in_short for difference in differences(entry)]
        context = {"differences": found}
        return render_to_string("admin/briefings/auditentry/_changes.html", context)

    @admin.display(description="from")
    def whence(self, entry):
        return " · ".join(filter(None, (entry.address, entry.agent)))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = row_to_show(self, request, object_id)
        together = self.get_queryset(request).filter(request=entry.request)
        together = together.exclude(pk=entry.pk) if entry.request else together.none()
        rows = [
            {"entry": row, "done": done(row), "page": page_of_object(row)}
            for row in together[:_MOST_TOGETHER]
        ]
        context = {
            **site.each_context(request),
            "title": f"{entry.get_kind_display()}: {done(entry)}",
            "entry": entry,
            "who": who(entry),
            "page": page_of_object(entry),
            "differences": list(named_differences(entry)),
            "together": rows,
            "release": _of_release(entry),
        }
        template = "admin/briefings/auditentry/page.html"
        return TemplateResponse(request, template, context)


def _of_release(entry: AuditEntry) -> str:
    """Everything that happened to the same release."""
    if not entry.release_id:
        return ""
    return _list(release=entry.release_id)


def _list(**asked: Any) -> str:
    return f"{reverse('admin:briefings_auditentry_changelist')}?{urlencode(asked)}"


def _as_json(columns: Any) -> str:
    return json.dumps(columns, ensure_ascii=False) if columns else ""


hang_in(
    "auditentry",
    site.get_model_admin(AuditEntry),
    at=lambda entry: timezone.localtime(entry.at).isoformat(),
    kind=AuditEntry.get_kind_display,
    who=who,
    verb=lambda entry: entry.verb,
    of=lambda entry: entry.subject,
    number=lambda entry: entry.number,
    label=lambda entry: entry.label,
    release=lambda entry: entry.release_id,
    old=lambda entry: _as_json(entry.old),
    new=lambda entry: _as_json(entry.new),
    address=lambda entry: entry.address,
    browser=lambda entry: entry.agent,
    method=lambda entry: entry.method,
    path=lambda entry: entry.path,
    request=lambda entry: entry.request,
    database_role=lambda entry: entry.role,
)
