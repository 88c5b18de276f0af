"""Any two saved states of a release side by side, and the way back to one of them."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings import typed
from briefings.actions.restoring import begin_correction_with, restore_revision
from briefings.admin.deeds import Deed, carry_out
from briefings.admin.differences import Comparison
from briefings.admin.site import site
from briefings.admin.unsaved import revision_field
from briefings.models import Edition, Revision
from briefings.moments import in_short
from briefings.permissions import may_change
from briefings.workflow import OPEN_STATES, State


class Restore(Deed):
    """The subject is a revision, and `edition` what it is to be put into."""

    over = revision_field()
    edition: Any

    def carry_out(self) -> str:
        about = {"by": self.by, "over": self.cleaned_data["over"]}
        self.leads_to = restore_revision(self.edition, self.subject, **about)
        return self._told

    @property
    def _told(self) -> str:
        """What came back, and what could not, as the timeline has it."""
        restored = self.leads_to.transitions.filter(move="restore").latest("id")
        return str(restored.note)


class CorrectWith(Restore):
    """Nothing is in hand: what was held comes back in a correction."""

    def carry_out(self) -> str:
        self.leads_to = begin_correction_with(self.subject, by=self.by)
        return (
            f"A correction is begun. {self._told} Say in the change note what changes "
            "for readers."
        )


def _called(revision: Revision, edition: Any) -> str:
    of = revision.edition
    elsewhere = "" if of == edition else f" of edition {of.number}"
    return f"revision {revision.number}{elsewhere}"


def comparison_of(first: Revision, second: Revision) -> str:
    address = reverse("admin:briefings_edition_compare", args=[second.edition_id])
    return f"{address}?from={first.pk}&to={second.pk}"


class ComparePage:
    def __init__(self, request: HttpRequest, edition: Any) -> None:
        self.request, self.edition = request, edition
        saved = Revision.objects.filter(edition__release=edition.release_id)
        self.saved = list(
            saved.defer("content")
            .select_related("by", "edition")
            .order_by("-edition__number", "-edition_id", "-number")
        )
        before, after = self._asked()
        rows = saved.select_related("edition__release", "by").in_bulk([before, after])
        self.before, self.after = rows[before], rows[after]

    def _asked(self) -> tuple[int, int]:
        """The two that the address names; without them, the last save and what was
        before it."""
        known = [revision.pk for revision in self.saved]
        mine = [r.pk for r in self.saved if r.edition_id == self.edition.pk]
        after = self._number("to", mine[0])
        following = known[known.index(after) + 1 :] if after in known else []
        before = self._number("from", following[0] if following else after)
        if not {before, after} <= set(known):
            raise Http404("This release has no such revision.")
        return before, after

    def _number(self, name: str, usual: int) -> int:
        asked = typed.number(self.request.GET.get(name, ""))
        return usual if asked is None else asked

    def answer(self, extra: dict[str, Any]) -> HttpResponse:
        if self.request.method == "POST":
            home = self.request.get_full_path()
            done = carry_out(self.request, self.deeds, home=home)
            if done:
                return done
        context = {**site.each_context(self.request), **extra, **self._context()}
        template = "admin/briefings/edition/compare.html"
        return TemplateResponse(self.request, template, context)

    @property
    def deeds(self) -> list[Restore]:
        """For each side, over what is in hand of the release, or in a correction."""
        sides = {r.pk: r for r in (self.before, self.after)}.values()
        newest = self.edition.release.newest_edition
        return [self._deed(revision, newest) for revision in sides]

    def _deed(self, revision: Revision, newest: Edition) -> Restore:
        user: Any = self.request.user
        is_open = newest.state in OPEN_STATES
        last = next(r.number for r in self.saved if r.edition_id == newest.pk)
        deed = (Restore if is_open else CorrectWith)(
            f"restore-{revision.pk}",
            revision,
            by=user,
            data=self.request.POST,
            initial={"over": last},
            is_offered=may_change(user, newest.release)
            and newest.state != State.DISCARDED
            and revision.digest != newest.digest,
        )
        deed.edition = newest
        verb = "Restore" if is_open else "Begin a correction with"
        deed.button = f"{verb} {_called(revision, newest)}"
        return deed

    def _context(self) -> dict[str, Any]:
        return {
            "title": f"Compare: {self.edition.headline}",
            "edition": self.edition,
            "saved": _by_edition(self.saved),
            "before": self.before,
            "after": self.after,
            "comparison": Comparison(self.before.content, self.after.content),
            "restores": [deed for deed in self.deeds if deed.is_offered],
        }


def _by_edition(saved: list[Revision]) -> list[tuple[Edition, list[dict[str, Any]]]]:
    return [
        (edition, [{"pk": r.pk, "label": _label(r)} for r in rows])
        for edition, rows in groupby(saved, key=lambda revision: revision.edition)
    ]


def _label(revision: Revision) -> str:
    by = revision.by or "a command"
    return f"{revision.number}: {in_short(revision.at)}, by {by}"
