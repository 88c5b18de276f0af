"""What an editor can do on a page, and the one place that carries it out."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.forms.models import fields_for_model
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from briefings.admin.choosers import field_for
from briefings.errors import Conflict, Refused
from briefings.models import User


class Deed(forms.Form):
    """Some fields, a button, and the action behind it.

    A deed that is not offered has no button, but answers a forged request all the same,
    so that the action refuses it in its own words."""

    button = "Save"
    done = "Saved."
    place = ""  # the element to come back to
    is_danger = False
    is_folded = False  # behind its name, because it is rarely wanted
    is_undoing = False  # beside what says that it was done
    is_awaited = False  # what the page waits for, and so never behind its name
    model: Any = None
    columns: tuple[str, ...] = ()
    # The fields that are mostly wanted; none: all of them.
    quick: tuple[str, ...] = ()

    def __init__(
        self,
        name: str,
        subject: Any,
        *,
        by: User,
        data: Any = None,
        is_offered: bool = True,
        plain: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        mine = data if data and data.get("do") == name else None
        self.data: Any
        initial = {n: _as_typed(value) for n, value in (initial or {}).items()}
        super().__init__(mine, prefix=name, initial=initial, label_suffix="")
        self.name, self.subject, self.by = name, subject, by
        self.is_offered = is_offered
        self.sentence = ""
        # Where the person is led when it is done, if it is not the same page.
        self.leads_to: Any = None
        if self.model:
            field = partial(field_for, by=by, plain=plain)
            columns = fields_for_model(
                self.model, self.columns, formfield_callback=field
            )
            self.fields = {**columns, **self.fields}

    @property
    def do(self) -> str:
        """What its form sends, for templates: they look for a field first, and fields
        are called `name` too."""
        return self.name

    def first_fields(self) -> list[forms.BoundField]:
        shown = self.visible_fields()
        return [f for f in shown if not self.quick or f.name in self.quick or f.errors]

    def further_fields(self) -> list[forms.BoundField]:
        first = {field.name for field in self.first_fields()}
        return [field for field in self.visible_fields() if field.name not in first]

    def carry_out(self) -> str:
        """Call the action; the sentence that says what was done."""
        raise NotImplementedError

    def lose_nothing(self) -> None:
        """Nothing was done: keep what was typed, if the page may not show it again."""

    def meet(self, conflict: Conflict) -> None:
        """Somebody else was quicker: show theirs beside what was typed."""

    def retype(self, name: str, value: Any) -> None:
        """Show another value than the one that was sent."""
        data: Any = self.data
        self.data = data.copy()
        values = value if isinstance(value, list) else [value]
        self.data.setlist(self.add_prefix(name), values)

    def typed(self, *but: str) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n not in but}


def _as_typed(value: Any) -> Any:
    """A number without the idle zeros that its column keeps."""
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value


class ChangeDeed(Deed):
    """Changes only what this person changed: each field carries what it was when the
    page was read, so that a colleague's change to another field stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.columns:
            self.fields[name].show_hidden_initial = True

    def changed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def was(self) -> dict[str, Any]:
        """The changed columns as the page showed them."""
        columns = [name for name in self.changed_data if name in self.columns]
        return {name: as_shown(self, name) for name in columns}


def as_shown(form: Any, name: str) -> Any:
    """What such a field was when the page was read; None, if that row is gone."""
    field, sent = form.fields[name], form[name].html_initial_name
    value = field.hidden_widget().value_from_datadict(form.data, form.files, sent)
    try:
        return field.to_python(value)
    except forms.ValidationError:
        return None


class NoteField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        needed = kwargs.pop("needed", False)
        # Whether a text is needed is said by the action; the browser only helps.
        attrs = {"rows": 2, **({"required": True} if needed else {})}
        super().__init__(required=False, widget=forms.Textarea(attrs=attrs), **kwargs)


def carry_out(
    request: HttpRequest, deeds: Iterable[Deed], *, home: str
) -> HttpResponseRedirect | None:
    """Do what was asked, and lead on; or say why not and let the page be shown again
    with everything typed."""
    asked = request.POST.get("do", "")
    deed = next((deed for deed in deeds if deed.name == asked), None)
    if deed is None:
        _tell_what_is_gone(request, asked)
        return None
    if not deed.is_valid():
        deed.lose_nothing()
        messages.error(request, "Nothing is saved yet: see what is marked below.")
        return None
    try:
        deed.sentence = deed.carry_out()
    except Refused as refusal:
        deed.lose_nothing()
        if isinstance(refusal, Conflict):
            deed.meet(refusal)
        messages.error(request, str(refusal))
        return None
    messages.success(request, deed.sentence)
    return HttpResponseRedirect(
        page_of(deed.leads_to) if deed.leads_to else home + deed.place
    )


def _tell_what_is_gone(request: HttpRequest, asked: str) -> None:
    """Of a card that a colleague took away while somebody typed into it, with the words
    that would be gone with it."""
    sentence = "A colleague changed this page. Look at it once more."
    sent = request.POST.lists()
    values = [v for name, many in sent if name.startswith(f"{asked}-") for v in many]
    words = [value.strip() for value in values if any(map(str.isalpha, value))]
    if asked and words:
        kept = " ".join(f"“{one}”" for one in words)
        sentence = f"{sentence} What you had typed is not saved: {kept}"
    messages.error(request, sentence)


def with_query(address: str, **query: Any) -> str:
    if not query:
        return address
    path, _, place = address.partition("#")
    joined = f"{path}{'&' if '?' in path else '?'}{urlencode(query)}"
    return f"{joined}#{place}" if place else joined


def mark_up_page_of(edition: Any) -> str:
    return reverse("admin:briefings_edition_mark_up", args=[edition.pk])


def page_of(row: Any) -> str:
    """The address of a row's page in the admin."""
    return reverse(f"admin:briefings_{row._meta.model_name}_change", args=[row.pk])
