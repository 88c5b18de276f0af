"""What is featured on the home page: which releases, in which order, and until when."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from briefings import typed
from briefings.actions.features import (
    end_feature,
    feature_release,
    feature_until,
    move_feature,
)
from briefings.admin.deeds import Deed, carry_out, page_of
from briefings.admin.moments import DayField
from briefings.admin.site import RecordAdmin, site
from briefings.admin.standing import standing
from briefings.models import Edition, Feature, Release, User, Withdrawal
from briefings.models.features import MOST
from briefings.moments import in_words
from briefings.permissions import may
from briefings.workflow import Duty

_NEWEST = ("headline", "state", "live_during")
_LAST_DAY = "The last day on the home page; none, if you end it yourself."


class FeatureRelease(Deed):
    button = "Feature it, before the others"
    model, columns = Feature, ("release",)
    until = DayField(label="Last day", required=False, help_text=_LAST_DAY)

    def carry_out(self) -> str:
        release = self.cleaned_data["release"]
        feature_release(release, by=self.by, until=self.cleaned_data["until"])
        return "Featured. What readers do not have yet is shown from its moment on."


class MoveFeature(Deed):
    """As of entries of collections; the subject knows its number on the page."""

    way = forms.ChoiceField(choices=[(w, w) for w in ("up", "down", "to", "out")])
    to = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def carry_out(self) -> str:
        way, number = self.cleaned_data["way"], self.subject.number
        if way == "out":
            end_feature(self.subject, by=self.by)
            return "Ended: it is featured no more."
        places = {"up": number - 1, "down": number + 1}
        place = places.get(way, self.cleaned_data["to"] or number)
        move_feature(self.subject, by=self.by, place=place)
        return "Moved."


class ChangeLastDay(Deed):
    button = "Save the day"
    until = DayField(label="Last day", required=False, help_text=_LAST_DAY)

    def carry_out(self) -> str:
        until = self.cleaned_data["until"]
        feature_until(self.subject, by=self.by, until=until)
        return f"Featured until {until:%-d %B %Y}." if until else "Without a last day."


@admin.register(Feature, site=site)
class FeatureAdmin(RecordAdmin):
    """Its list is the page on which everything is done."""

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return FeaturesPage(request).answer()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(address())


class FeaturesPage:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        by = cast(User, request.user)
        self.about: dict[str, Any] = {
            "by": by,
            "data": request.POST,
            "is_offered": may(by, Duty.FEATURE),
        }

    def answer(self) -> HttpResponse:
        rows: list[Any] = list(self._rows())
        new = FeatureRelease("feature", None, initial=self._chosen(), **self.about)
        cards = self._cards(rows)
        if self.request.method == "POST":
            deeds = [d for card in cards for d in (card["move"], card["day"])]
            done = carry_out(self.request, [new, *deeds], home=address())
            if done:
                return done
        context = {
            **site.each_context(self.request),
            "title": "Featured on the home page",
            "new": new,
            "may_feature": self.about["is_offered"],
            "cards": cards,
            "most": MOST,
            "media": new.media,
        }
        template = "admin/newsroom/features/page.html"
        return TemplateResponse(self.request, template, context)

    def _chosen(self) -> dict[str, Any]:
        """From the page of a release."""
        key = typed.number(self.request.GET.get("release", ""))
        chosen = Release.objects.filter(pk=key).first() if key else None
        return {"release": chosen.pk} if chosen else {}

    def _rows(self) -> QuerySet[Feature]:
        numbered = Edition.objects.numbered().filter(release=OuterRef("release"))
        newest = numbered.order_by("-number")
        columns = {f"newest_{c}": Subquery(newest.values(c)[:1]) for c in _NEWEST}
        shown = Feature.objects.public().filter(pk=OuterRef("pk"))
        taken_back = Withdrawal.objects.in_force().filter(release=OuterRef("release"))
        rows = Feature.objects.select_related("release", "by")
        return rows.annotate(
            now=Now(),
            is_shown=Exists(shown),
            is_withdrawn=Exists(taken_back),
            **columns,
        )

    def _cards(self, rows: list[Any]) -> list[dict[str, Any]]:
        cards, shown = [], 0
        for number, row in enumerate(rows, 1):
            row.number = number
            shown += row.is_shown
            day = {"until": row.until}
            cards.append(
                {
                    "row": row,
                    "headline": row.newest_headline,
                    "url": page_of(row.release),
                    "is_shown": row.is_shown and shown <= MOST,
                    "sentence": _sentence(row, shown),
                    "move": MoveFeature(f"move-{row.pk}", row, **self.about),
                    "day": ChangeLastDay(
                        f"day-{row.pk}", row, initial=day, **self.about
                    ),
                }
            )
        return cards


def _sentence(row: Any, shown: int) -> str:
    """How it stands with readers."""
    if row.is_shown and shown <= MOST:
        return "On the home page."
    if row.is_shown:
        return f"Not shown: {MOST} others stand before it."
    if row.until and row.until < timezone.localdate(row.now):
        return f"Ended: its last day was {row.until:%-d %B %Y}."
    if row.release.removed_at:
        return "Ended: the release was removed."
    if row.is_withdrawn:
        return "Not shown: the release is withdrawn."
    first = row.release.first_published_at
    if first and first > row.now:
        return f"Waits, unseen, until {in_words(first)}."
    newest = Edition(
        release=row.release, state=row.newest_state, live_during=row.newest_live_during
    )
    return f"Not shown: readers do not have it. {standing(newest, row.now).sentence}"


def address() -> str:
    return reverse("admin:briefings_feature_changelist")
