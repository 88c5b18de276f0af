"""Two rows of one person: what would come together, and the buttons for it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions.merging import (
    is_known,
    merge_people,
    refuse_revealing,
    unmerge_people,
)
from briefings.admin.choosers import field_for
from briefings.admin.deeds import Deed, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.models import Edition, Person, Quote, Role, RoleAppointment
from briefings.models.spans import overlap
from briefings.permissions import may
from briefings.workflow import Duty


class MergePeople(Deed):
    button = "Merge the two"
    duplicate = forms.ModelChoiceField(Person.objects.all(), widget=forms.HiddenInput)

    def carry_out(self) -> str:
        duplicate = self.cleaned_data["duplicate"]
        self.leads_to = merge_people(self.subject, duplicate, by=self.by)
        return f"{duplicate} and {self.leads_to} are one person now."


class UnmergePeople(Deed):
    button = "Part them again"

    def carry_out(self) -> str:
        unmerge_people(self.subject, by=self.by)
        return f"{self.subject} is a person of their own again."


class ChooseDuplicate(forms.Form):
    """Whom to look at beside a person; a GET, because it changes nothing."""

    def __init__(self, *, by: Any, plain: bool, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        column = Person._meta.get_field("merged_into")
        field = field_for(column, by=by, plain=plain)
        field.label, field.required = "The same person as", True
        field.help_text = "You see what would come together before anything is done."
        field.widget.can_add_related = False
        self.fields["duplicate"] = field


def merge_page(admin: Any, request: HttpRequest, key: str) -> HttpResponse:
    person = row_to_show(admin, request, key).kept
    user: Any = request.user
    about = {"by": user, "data": request.POST}
    choose = ChooseDuplicate(
        by=user, plain="plain" in request.GET, data=request.GET or None
    )
    other = choose.cleaned_data["duplicate"].kept if choose.is_valid() else None
    merge = MergePeople("merge", person, initial={"duplicate": other}, **about)
    if request.method == "POST":
        parting = [
            UnmergePeople(f"part-{row.pk}", row, **about)
            for row in person.duplicates.all()
        ]
        done = carry_out(request, [merge, *parting], home=page_of(person))
        if done:
            return done
    context = {
        **site.each_context(request),
        "title": "Entered twice?",
        "opts": admin.opts,
        "media": admin.media + choose.media,
        "person": person,
        "choose": choose,
        "may_merge": may(user, Duty.MERGE),
    }
    if other and other != person:
        context |= _preview(person, other, merge)
    return TemplateResponse(request, "admin/briefings/person/merge.html", context)


def _preview(kept: Person, other: Person, merge: MergePeople) -> dict[str, Any]:
    address = reverse("admin:briefings_person_merge", args=[other.pk])
    try:
        refusal = ""
        refuse_revealing(kept, other)
    except Refused as refused:
        refusal = str(refused)
    return {
        "merge": merge,
        "both": [_about(kept, "is kept"), _about(other, "leads there")],
        "other": other,
        "refusal": refusal,
        "other_way": f"{address}?duplicate={kept.pk}",
        "held_twice": _held_twice(kept, other),
    }


def _about(person: Person, fate: str) -> dict[str, Any]:
    rows = person.rows().values("pk")
    held = RoleAppointment.objects.filter(person__in=rows).select_related("role")
    named = Edition.people.through.objects.filter(person__in=rows)
    return {
        "person": person,
        "fate": fate,
        "url": page_of(person),
        "is_public": is_known(person),
        "quotes": Quote.objects.filter(speaker__in=rows).count(),
        "editions": named.values("edition").distinct().count(),
        "names": [str(name) for name in person.other_names.order_by("name")],
        "appointments": list(held),
    }


def _held_twice(kept: Person, other: Person) -> list[str]:
    """Roles that both rows hold at one time: told once if they begin on one day."""
    own, theirs = (
        list(RoleAppointment.objects.filter(person__in=row.rows().values("pk")))
        for row in (kept, other)
    )
    twice = {
        a.role_id
        for a in own
        for b in theirs
        if a.role_id == b.role_id and overlap(a, b)
    }
    return list(Role.objects.filter(pk__in=twice).values_list("title", flat=True))


def twins_of(person: Person, request: HttpRequest) -> dict[str, Any]:
    """What a person's page says of rows that are the same person."""
    user: Any = request.user
    may_merge = may(user, Duty.MERGE)
    duplicates = person.duplicates.select_related("merged_by").order_by("name", "pk")
    return {
        "may_merge": may_merge,
        "kept": person.merged_into,
        "merge_url": reverse("admin:briefings_person_merge", args=[person.kept.pk]),
        "choose": ChooseDuplicate(by=user, plain="plain" in request.GET),
        "duplicates": [
            (row, UnmergePeople(f"part-{row.pk}", row, by=user)) for row in duplicates
        ],
    }
