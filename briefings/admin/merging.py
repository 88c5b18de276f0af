"""Two rows of one: what would come together, and the buttons for it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Count, Value
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions.merging import is_known, merge, refuse_merging, unmerge
from briefings.admin.choosers import field_for
from briefings.admin.deeds import Deed, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.models import Person, Role, RoleAppointment
from briefings.models.merging import Mergeable
from briefings.models.spans import overlap
from briefings.permissions import may
from briefings.workflow import Duty

# What points at a row, by the name of the relation, as the comparison counts it.
_USES = {
    "quotes": "Quotes",
    "editions": "Editions that name it",
    "commitments": "Commitments",
    "commitments_as_counterparty": "Commitments made with it",
    "roles": "Roles",
    "contacts": "Contacts",
    "children": "Bodies that are part of it",
    "events": "Events there",
    "events_hosted": "Events it hosts",
    "places_within": "Places within it",
}


class Merge(Deed):
    button = "Merge the two"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duplicate"] = forms.ModelChoiceField(
            type(self.subject).objects.all(), widget=forms.HiddenInput
        )

    def carry_out(self) -> str:
        duplicate = self.cleaned_data["duplicate"]
        self.leads_to = merge(self.subject, duplicate, by=self.by)
        kind = self.subject._meta.verbose_name
        return f"{duplicate} and {self.leads_to} are one {kind} now."

    def touched(self) -> tuple[Mergeable, ...]:
        return self.leads_to, self.cleaned_data["duplicate"]


class Unmerge(Deed):
    button = "Part them again"

    def carry_out(self) -> str:
        kept = self.subject.kept
        unmerge(self.subject, by=self.by)
        return f"{self.subject} and {kept} are two again."

    def touched(self) -> tuple[Mergeable, ...]:
        return self.subject, self.subject.kept


class ChooseDuplicate(forms.Form):
    """What to look at beside a row; a GET, because it changes nothing."""

    def __init__(self, model: Any, *, by: Any, plain: bool, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        column = model._meta.get_field("merged_into")
        field = field_for(column, by=by, plain=plain)
        field.label, field.required = f"The same {model._meta.verbose_name} as", True
        field.help_text = "You see what would come together before anything is done."
        field.widget.can_add_related = False
        self.fields["duplicate"] = field


def merge_page(admin: Any, request: HttpRequest, key: str) -> HttpResponse:
    row = row_to_show(admin, request, key).kept
    user: Any = request.user
    about = {"by": user, "data": request.POST}
    choose = ChooseDuplicate(
        admin.model, by=user, plain="plain" in request.GET, data=request.GET or None
    )
    other = choose.cleaned_data["duplicate"].kept if choose.is_valid() else None
    merging = Merge("merge", row, initial={"duplicate": other}, **about)
    if request.method == "POST":
        parting = [
            Unmerge(f"part-{twin.pk}", twin, **about)
            for twin in row.duplicates.select_related("merged_into")
        ]
        done = _carry_out(admin, request, [merging, *parting], home=page_of(row))
        if done:
            return done
    context = {
        **site.each_context(request),
        "title": "Entered twice?",
        "opts": admin.opts,
        "media": admin.media + choose.media,
        "row": row,
        "url": page_of(row),
        "list_url": reverse(f"admin:briefings_{admin.opts.model_name}_changelist"),
        "choose": choose,
        "may_merge": may(user, Duty.MERGE),
    }
    if other and other != row:
        context |= _preview(row, other, merging)
    return TemplateResponse(request, "admin/briefings/twins/merge.html", context)


def _carry_out(
    admin: Any, request: HttpRequest, deeds: list[Any], *, home: str
) -> HttpResponse | None:
    """With a line in the history of every row that is now another, or no more."""
    done = carry_out(request, deeds, home=home)
    if done:
        deed = next(deed for deed in deeds if deed.name == request.POST.get("do"))
        for row in deed.touched():
            admin.log_change(request, row, deed.sentence)
    return done


def _preview(kept: Any, other: Any, merging: Merge) -> dict[str, Any]:
    address = reverse(_merge_address(other), args=[other.pk])
    try:
        refusal = ""
        refuse_merging(kept, other)
    except Refused as refused:
        refusal = str(refused)
    return {
        "merge": merging,
        "both": [_about(kept, "is kept"), _about(other, "leads there")],
        "other": other,
        "refusal": refusal,
        "other_way": f"{address}?duplicate={kept.pk}",
        "held_twice": list(_held_twice(kept, other)),
        "speaks": isinstance(kept, Person),
    }


def _merge_address(row: Any) -> str:
    return f"admin:briefings_{row._meta.model_name}_merge"


def _about(row: Any, fate: str) -> dict[str, Any]:
    names = getattr(row, "other_names", None)
    return {
        "row": row,
        "fate": fate,
        "url": page_of(row),
        "is_public": is_known(row),
        "names": [str(name) for name in names.order_by("name")] if names else [],
        "uses": list(_uses(row)),
        "appointments": _appointments(row),
    }


def _uses(row: Any) -> Iterator[tuple[str, int]]:
    """How often other rows point at it, in one query."""
    rows = row.rows().values("pk")
    counted: list[Any] = []
    for relation in row._meta.related_objects:
        name = relation.name
        if name in _USES:
            pointing = relation.related_model.objects.order_by().filter(
                **{f"{relation.field.name}__in": rows}
            )
            of_kind = pointing.annotate(use=Value(name)).values("use")
            counted.append(of_kind.annotate(n=Count("pk", distinct=True)))
    found = counted[0].union(*counted[1:], all=True) if counted else ()
    counts = {use["use"]: use["n"] for use in found}
    asked = {relation.name for relation in row._meta.related_objects}
    for name, label in _USES.items():
        if name in asked:
            yield label, counts.get(name, 0)


def _appointments(row: Any) -> list[Any] | None:
    """Who held it, or what they held; None of what nobody holds."""
    if not isinstance(row, Person | Role):
        return None
    column = row._meta.model_name
    held = RoleAppointment.objects.filter(**{f"{column}__in": row.rows().values("pk")})
    shown: list[Any] = list(held.with_rows_read())
    for appointment in shown:
        held_with = appointment.role if column == "person" else appointment.person
        appointment.other = held_with.kept
    return shown


def _held_twice(kept: Any, other: Any) -> Iterator[str]:
    """Appointments that both rows have for the same days."""
    own, theirs = (_appointments(row) or [] for row in (kept, other))
    both = {
        a.other for a in own for b in theirs if a.other == b.other and overlap(a, b)
    }
    yield from sorted(str(row) for row in both)


def twins_of(row: Any, request: HttpRequest) -> dict[str, Any]:
    """What a row's page says of rows that are the same."""
    user: Any = request.user
    duplicates = row.duplicates.select_related("merged_by").order_by("slug")
    return {
        "kind": row._meta.verbose_name,
        "may_merge": may(user, Duty.MERGE),
        "kept": row.merged_into,
        "kept_url": page_of(row.kept),
        "merge_url": reverse(_merge_address(row), args=[row.kept.pk]),
        "choose": ChooseDuplicate(type(row), by=user, plain="plain" in request.GET),
        "duplicates": [
            (twin, page_of(twin), Unmerge(f"part-{twin.pk}", twin, by=user))
            for twin in duplicates
        ],
    }
