"""Tags of many releases at once: choose, see what will change, carry it out, undo.

What was chosen stands in the address, so that a preview can be sent to a colleague, and
the opposite choice is a link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings import typed
from briefings.actions.retagging import (
    MOST,
    RETAGGED,
    TAGS,
    Apart,
    Plan,
    Tagging,
    plan_retagging,
    retag_release,
)
from briefings.admin.choosers import field_for
from briefings.admin.site import site
from briefings.errors import Refused
from briefings.models import Edition, Release, User
from briefings.models.addressed import Addressed, releases_addressed
from briefings.models.involvements import PARTS
from briefings.permissions import may, may_look
from briefings.workflow import Duty, State

_DISCARDED = "Nothing is left to correct: the correction is discarded."


class AddressesForm(forms.Form):
    """Whoever has a list of releases from elsewhere pastes it as it is."""

    addresses = forms.CharField(
        label="Addresses of releases, one a line",
        help_text=(
            "Copied from the public site, from the desk, or a column of a table; other "
            f"words in a line are passed over. At most {MOST} releases."
        ),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def addressed(self) -> list[Addressed]:
        """What each line means, once for a line that stands there twice."""
        lines = dict.fromkeys(self.cleaned_data["addresses"].splitlines())
        return releases_addressed(lines)


class TagsForm(forms.Form):
    """For each kind of tag, what to add and what to remove."""

    def __init__(self, data: Any, *, by: User, plain: bool) -> None:
        super().__init__(data, label_suffix="")
        for name in RETAGGED:
            column: Any = Edition._meta.get_field(
                "organisations" if name in PARTS else name
            )
            label = name.replace("_", " ").capitalize()
            make = partial(field_for, column, by=by, plain=plain, required=False)
            self.fields[f"add_{name}"] = make(label=f"{label} to add")
            self.fields[f"remove_{name}"] = make(label=f"{label} to remove")
            # What is to be removed is there already.
            self.fields[f"remove_{name}"].widget.can_add_related = False

    def tagging(self, apart: frozenset[Apart]) -> Tagging:
        chosen = self.cleaned_data
        add = {name: list(chosen[f"add_{name}"]) for name in RETAGGED}
        remove = {name: list(chosen[f"remove_{name}"]) for name in RETAGGED}
        return Tagging(
            {name: tags for name, tags in add.items() if tags},
            {name: tags for name, tags in remove.items() if tags},
            apart,
        )


@dataclass
class Outcome:
    edition: Edition
    sentence: str
    is_done: bool
    unchanged: Sequence[Apart] = ()


@dataclass
class Retagging:
    request: HttpRequest
    releases: list[Release]
    form: TagsForm
    left_apart: list[str]
    tagging: Tagging | None = None
    plans: list[Plan] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def look(self) -> None:
        """What would change, once something is chosen."""
        if not self.form.is_bound or not self.form.is_valid():
            return
        try:
            self.tagging = self.form.tagging(_apart(self.left_apart))
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return
        user: Any = self.request.user
        self.plans = plan_retagging(self.releases, self.tagging, person=user)

    def carry_out(self) -> None:
        """One release after another: what is refused of one stands in nobody's way."""
        self.outcomes = [self._one(plan) for plan in self.plans]

    def _one(self, plan: Plan) -> Outcome:
        user: Any = self.request.user
        release = plan.edition.release
        try:
            tagging: Any = self.tagging
            shown = self.request.POST.get(f"shown_{release.pk}", "")
            edition = retag_release(release, tagging, by=user, shown=shown)
        except Refused as refusal:
            return Outcome(plan.edition, str(refusal), is_done=False)
        why = _DISCARDED if edition.state == State.DISCARDED else plan.why
        return Outcome(edition, why, is_done=True, unchanged=plan.unchanged)

    @property
    def undo(self) -> str:
        """The opposite choice for the releases that were changed, without what was so
        before."""
        done = [outcome for outcome in self.outcomes if outcome.is_done]
        if not done or self.tagging is None:
            return ""
        before = [one for outcome in done for one in outcome.unchanged]
        keys = [outcome.edition.release_id for outcome in done]
        return address(keys, self.tagging.opposite(before))


def address(releases: Sequence[int], tagging: Tagging | None = None) -> str:
    query: list[tuple[str, Any]] = [("ids", ",".join(map(str, releases)))]
    if tagging:
        for way, chosen in (("add", tagging.add), ("remove", tagging.remove)):
            query += [(f"{way}_{n}", t.pk) for n, tags in chosen.items() for t in tags]
        query += [("apart", one) for one in _as_typed(tagging.apart)]
        query.append(("preview", 1))
    return f"{reverse('admin:briefings_release_retag')}?{urlencode(query)}"


def _as_typed(apart: Iterable[Apart]) -> list[str]:
    """A word for each tag, as `topics-5-12,13`: that one of releases 12 and 13."""
    of: dict[tuple[str, int], list[int]] = {}
    for release, name, tag in sorted(apart):
        of.setdefault((name, tag), []).append(release)
    return [
        f"{name}-{tag}-{','.join(map(str, releases))}"
        for (name, tag), releases in of.items()
    ]


def _apart(words: Iterable[str]) -> frozenset[Apart]:
    """What is misspelt says nothing."""
    found = set()
    for word in words:
        name, _, rest = word.partition("-")
        tag, _, releases = rest.partition("-")
        for one in typed.numbers([tag]):
            found |= {(of, name, one) for of in typed.numbers(releases.split(","))}
    return frozenset(found)


def choose(request: HttpRequest, releases: Any) -> HttpResponse | None:
    """From the list of releases to the page."""
    keys = list(releases.values_list("pk", flat=True)[: MOST + 1])
    if len(keys) > MOST:
        messages.error(request, f"Choose at most {MOST} releases at once.")
        return None
    return HttpResponseRedirect(address(keys))


def view(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not may_look(user, "release") or not (
        request.method == "POST" or may(user, Duty.WRITE)
    ):
        raise PermissionDenied
    if "addresses" in request.POST:
        return _by_addresses(request)
    asked = request.POST if request.method == "POST" else request.GET
    form = TagsForm(
        asked if "preview" in asked else None, by=user, plain="plain" in asked
    )
    releases = _releases(asked.get("ids", ""))
    if not releases:
        return _choosing(request, AddressesForm(label_suffix=""))
    retagging = Retagging(request, releases, form, asked.getlist("apart"))
    retagging.look()
    if request.method == "POST":
        retagging.carry_out()
    return _page(request, retagging)


def _by_addresses(request: HttpRequest) -> HttpResponse:
    """From pasted addresses to the page; whoever pasted one that is not known decides
    whether to go on without it."""
    form = AddressesForm(request.POST, label_suffix="")
    lines = form.addressed() if form.is_valid() else []
    keys = list(dict.fromkeys(line.release for line in lines if line.release))
    if len(keys) > MOST:
        said = f"These are {len(keys)} releases: choose at most {MOST} at once."
        form.add_error("addresses", said)
        return _choosing(request, form)
    unknown = [line for line in lines if not line.release]
    if keys and not unknown:
        return HttpResponseRedirect(address(keys))
    return _choosing(request, form, keys, unknown)


def _choosing(
    request: HttpRequest,
    form: AddressesForm,
    keys: Sequence[int] = (),
    unknown: Sequence[Addressed] = (),
) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": "Change the tags of releases",
        "form": form,
        "unknown": unknown,
        "found": len(keys),
        "go_on": address(keys) if keys else "",
    }
    template = "admin/briefings/release/retag_choosing.html"
    return TemplateResponse(request, template, context)


def _releases(ids: str) -> list[Release]:
    keys = typed.numbers(ids.split(","))
    numbered = Edition.objects.numbered().filter(release=OuterRef("pk"))
    newest = numbered.order_by("-number")
    named = Release.objects.annotate(
        newest_headline=Subquery(newest.values("headline")[:1])
    )
    found = named.in_bulk(keys[:MOST])
    return list(found.values())


def _page(request: HttpRequest, retagging: Retagging) -> HttpResponse:
    form, number = retagging.form, len(retagging.releases)
    context = {
        **site.each_context(request),
        "title": f"Tags of {number} release{'' if number == 1 else 's'}",
        "retagging": retagging,
        "pairs": [
            (form[f"add_{name}"], form[f"remove_{name}"]) for name in (*TAGS, *PARTS)
        ],
        "ids": ",".join(str(release.pk) for release in retagging.releases),
        "many": sum(not plan.is_left_out for plan in retagging.plans),
        "is_plain": "plain" in request.GET or "plain" in request.POST,
        "plain_url": f"{request.get_full_path()}&plain",
        "media": form.media,
    }
    return TemplateResponse(request, "admin/briefings/release/retag.html", context)
