"""Appointments by the table, from one holder to the next, and on a day gone by."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from briefings import typed
from briefings.actions.appointments import (
    Report,
    enter_appointments,
    enter_good_appointments,
    report_on,
)
from briefings.actions.people import hand_over
from briefings.admin.deeds import Deed, carry_out, page_of
from briefings.admin.moments import DayField
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.models import Organisation, Release, Role, RoleAppointment
from briefings.models.appointment_tables import NEW, Line, Table
from briefings.models.held import held_in, told_once
from briefings.models.registers import folded
from briefings.permissions import may
from briefings.text.appointments import LARGEST_IN_BYTES, words_of_table
from briefings.text.finds import ReadWarning
from briefings.text.formats.encodings import Decoded
from briefings.text.formats.sources import Unreadable
from briefings.workflow import Duty

_WHO = "enter-who-"
_FOLLOWS = "enter-follows-"
_SHOWN = 500
_NEWEST = 40


class ReportDeed(Deed):
    """A table to look at before anything is entered."""

    model = RoleAppointment
    columns = ("announced_in",)
    button = "Show what would happen"
    field_order = ("chosen", "pasted", "announced_in", "last_day", "ends_former")
    chosen = forms.FileField(label="File", required=False, help_text="CSV.")
    pasted = forms.CharField(
        label="Or paste the table",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="The first line names the columns: name, role, organisation, start "
        "date, end date, acting. Only name, role and start date are needed.",
    )
    last_day = forms.BooleanField(
        label="An end in the table is the last day in the role",
        required=False,
        help_text="Otherwise it is the first day the role is not held any more.",
    )
    ends_former = forms.BooleanField(
        label="Whoever holds a role now ends when the next begins",
        required=False,
        help_text="Where several hold a role side by side, you choose under the report "
        "who ends. Who acts takes nobody's place.",
    )

    def __init__(self, *args: Any, files: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = files or MultiValueDict()
        self.doubts: Iterable[ReadWarning] = ()
        self.fields["announced_in"].help_text = (
            "Readers learn nothing of these appointments, nor of the ends, before this "
            "release is public."
        )
        self.order_fields(self.field_order)

    def table(self) -> Table:
        given = self.cleaned_data
        words = self._words_of_file()
        self.doubts = words.warnings if words else ()
        text = words.text if words else given["pasted"]
        if not text.strip():
            raise Refused("Choose a file or paste a table.")
        return Table(
            text,
            given["last_day"],
            given["ends_former"],
            announced_in=given["announced_in"],
        )

    def _words_of_file(self) -> Decoded | None:
        file = self.cleaned_data["chosen"]
        try:
            return words_of_table(file.read(LARGEST_IN_BYTES)) if file else None
        except Unreadable as error:
            raise Refused(str(error)) from error


class EnterDeed(Deed):
    """What was reported, on its way to be entered."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    last_day = forms.BooleanField(widget=forms.HiddenInput, required=False)
    ends_former = forms.BooleanField(widget=forms.HiddenInput, required=False)
    announced_in = forms.ModelChoiceField(
        Release.objects.all(), widget=forms.HiddenInput, required=False
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    leave_out = forms.BooleanField(
        label="Leave out the lines that cannot be entered", required=False
    )

    def table(self) -> Table:
        given = self.cleaned_data
        chosen = {
            name.removeprefix(_WHO): number
            for name, value in self.data.items()
            if name.startswith(_WHO) and (number := typed.number(value)) is not None
        }
        return Table(
            given["text"],
            given["last_day"],
            given["ends_former"],
            chosen,
            given["announced_in"],
            self._followed(),
        )

    def _followed(self) -> dict[int, frozenset[str]]:
        sent: Any = self.data
        return {
            number: frozenset(sent.getlist(name))
            for name in sent
            if name.startswith(_FOLLOWS)
            and (number := typed.number(name.removeprefix(_FOLLOWS))) is not None
        }

    def carry_out(self) -> str:
        left_out = self.cleaned_data["leave_out"]
        enter = enter_good_appointments if left_out else enter_appointments
        report = enter(self.table(), by=self.by, shown=self.cleaned_data["shown"])
        number, ends = report.counts["new"], report.counts["ends"]
        entered = f"{number} appointment{'' if number == 1 else 's'} entered"
        filled = f"{ends} end{'' if ends == 1 else 's'} filled in"
        return f"{entered}, {filled}." if ends else f"{entered}."


def import_page(admin: Any, request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    about = {"by": user, "data": request.POST}
    plain = "plain" in request.GET
    first = ReportDeed("report", None, files=request.FILES, plain=plain, **about)
    second = EnterDeed("enter", None, **about)
    if request.method == "POST" and second.is_bound and "again" not in request.POST:
        done = carry_out(request, [second], home=_list_page())
        if done:
            return done
    elif not may(user, Duty.WRITE):
        raise PermissionDenied
    table, report = _reported(request, second if second.is_bound else first)
    context: dict[str, Any] = {"title": "Appointments from a table", "deed": first}
    if table and report:
        context |= _shown(table, report, second, user)
    return _page(admin, request, "roleappointment/import.html", **context)


def _reported(request: HttpRequest, deed: Any) -> tuple[Table | None, Report | None]:
    if not (deed.is_bound and deed.is_valid()):
        return None, None
    try:
        table = deed.table()
        report = report_on(table)
    except Refused as refusal:
        if "again" in request.POST or deed.name == "report":
            messages.error(request, str(refusal))
        return None, None
    for doubt in getattr(deed, "doubts", ()):
        messages.warning(request, f"{doubt.message} {doubt.words}".strip())
    return table, report


def _shown(table: Table, report: Report, sent: EnterDeed, by: Any) -> dict[str, Any]:
    left_out = sent.is_bound and sent.is_valid() and sent.cleaned_data["leave_out"]
    initial = {
        "text": table.text,
        "last_day": table.last_day,
        "ends_former": table.ends_former,
        "announced_in": table.announced_in and table.announced_in.pk,
        "shown": report.digest,
        "leave_out": left_out,
    }
    counts = report.counts
    return {
        "enter": EnterDeed("enter", None, by=by, initial=initial),
        "report": report,
        "unchanged": [ln for ln in report.lines if ln.outcome == "unchanged"],
        "counts": [
            (one if counts[name] == 1 else many, counts[name])
            for name, one, many in _COUNTED
            if counts[name]
        ],
        "namesakes": _namesakes(report.lines, table),
        "follows": [_follows(line, table) for line in report.good if line.holders],
    }


_COUNTED = (
    ("refused", "cannot be entered", "cannot be entered"),
    ("new", "new appointment", "new appointments"),
    ("ends", "end filled in", "ends filled in"),
    ("new person", "new person", "new people"),
    ("new role", "new role", "new roles"),
    ("new organisation", "new organisation", "new organisations"),
    ("unchanged", "known already", "known already"),
)


def _namesakes(lines: Any, table: Table) -> list[dict[str, Any]]:
    """One choice for each name that several people have."""
    found: dict[str, Line] = {}
    for line in lines:
        if line.choices:
            found.setdefault(folded(line.written.person), line)
    return [
        {
            "field": _WHO + name,
            "name": line.written.person,
            "chosen": table.chosen.get(name),
            "people": [(p.pk, f"{p} ({p.slug})") for p in line.choices],
            "new": NEW,
        }
        for name, line in found.items()
    ]


def _follows(line: Line, table: Table) -> dict[str, Any]:
    """Where several hold a role, whom a line follows."""
    chosen = table.followed.get(line.written.line, frozenset())
    return {
        "field": f"{_FOLLOWS}{line.written.line}",
        "written": line.written,
        "holders": [(key, label, key in chosen) for key, label in line.holders.items()],
    }


class HandOver(Deed):
    """The next holder of a role, from one day on."""

    model = RoleAppointment
    columns = ("person", "announced_in")
    button = "Hand over"
    on = DayField(label="From", help_text="The first day of the next holder.")
    follows = forms.ModelChoiceField(
        RoleAppointment.objects.none(),
        required=False,
        label="In the place of",
        help_text="Needed only where several people hold the role.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = "Next holder"
        self.fields["announced_in"].help_text = (
            "Readers learn neither of the end nor of the beginning before this "
            "release is public."
        )
        held = held_in(self.subject).filter(ended_on=None)
        self.holders = list(held.with_rows_read())
        follows: Any = self.fields["follows"]
        follows.queryset = held.with_rows_read()
        if len(self.holders) < 2:
            del self.fields["follows"]

    def carry_out(self) -> str:
        given = self.cleaned_data
        held = hand_over(
            self.subject,
            to=given["person"],
            on=given["on"],
            by=self.by,
            follows=given.get("follows"),
            announced_in=given["announced_in"],
        )
        return f"{held.person} holds this role from {held.started_on:%-d %B %Y}."


def handover_of(role: Role, request: HttpRequest) -> HandOver:
    user: Any = request.user
    plain = "plain" in request.GET
    offered = may(user, Duty.WRITE)
    return HandOver(
        "handover", role, by=user, data=request.POST, plain=plain, is_offered=offered
    )


def handover_page(admin: Any, request: HttpRequest, key: str) -> HttpResponse:
    role = row_to_show(admin, request, key)
    deed = handover_of(role, request)
    if request.method == "POST":
        done = carry_out(request, [deed], home=page_of(role))
        if done:
            return done
    return _page(
        admin, request, "role/handover.html", title=f"Hand over: {role}", deed=deed
    )


class HeldOn(forms.Form):
    """A day, and a role or a body to ask about."""

    on = DayField(label="Day")
    role = forms.ModelChoiceField(
        Role.objects.kept(), required=False, empty_label="All roles"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.kept(), required=False, empty_label="All organisations"
    )

    def __init__(self, data: Any) -> None:
        super().__init__({"on": f"{timezone.localdate():%Y-%m-%d}", **data})

    def rows(self) -> QuerySet[RoleAppointment]:
        given = self.cleaned_data
        held = RoleAppointment.objects.on(given["on"])
        if given["role"]:
            held = held.filter(role__in=given["role"].rows())
        if given["organisation"]:
            roles = Role.objects.of_organisations(given["organisation"].rows())
            held = held.filter(role__in=roles)
        by_body = F("role__organisation__name").asc(nulls_last=True)
        told = held.with_rows_read().annotate(left_on=F("ended_on"))
        return told.order_by(by_body, "role__title")


def held_page(admin: Any, request: HttpRequest) -> HttpResponse:
    if not admin.has_view_permission(request):
        raise PermissionDenied
    form = HeldOn(request.GET.dict())
    rows = list(form.rows()[: _SHOWN + 1]) if form.is_valid() else []
    return _page(
        admin,
        request,
        "roleappointment/held.html",
        title="Who held which role",
        form=form,
        day=form.cleaned_data.get("on"),
        rows=told_once(rows[:_SHOWN]),
        has_more=len(rows) > _SHOWN,
    )


def holders_of(role: Role) -> list[RoleAppointment]:
    """The newest holders; the older ones are found by their days."""
    held = held_in(role).with_rows_read().annotate(left_on=F("ended_on"))
    newest = F("started_on").desc(nulls_last=True)
    return told_once(held.order_by(newest, "-pk")[:_NEWEST])


def held_address(role: Role, on: date) -> str:
    address = reverse("admin:briefings_roleappointment_held")
    return f"{address}?role={role.pk}&on={on:%Y-%m-%d}"


def _list_page() -> str:
    return reverse("admin:briefings_roleappointment_changelist")


def _page(admin: Any, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    media = admin.media
    if "deed" in context:
        media += context["deed"].media
    shown = {**site.each_context(request), "opts": admin.opts, "media": media}
    return TemplateResponse(request, f"admin/briefings/{name}", shown | context)
