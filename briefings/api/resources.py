from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from briefings.api.editions import with_edition
from briefings.api.moments import clock, parse_moment


class PublicViewSet(ReadOnlyModelViewSet):
    """Reading one kind of record. `get_queryset` begins with what is public at
    `moment`, and so does everything that is fetched beside it."""

    queryset: Any
    http_method_names = ["get", "head"]
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    # By which the list is paged; the last one parts rows that the first ones do not.
    ordering: tuple[str, ...] = ("name", "slug")

    @cached_property
    def moment(self) -> datetime:
        return clock()

    @property
    def day(self) -> date:
        """The day it is at the moment where the office is."""
        return timezone.localdate(self.moment)

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows.public(self.moment)

    @property
    def rows(self) -> Any:
        return self.queryset.model.objects


class RegisterViewSet(PublicViewSet):
    """Reading rows of a register. What was entered twice is told once."""

    def handle_exception(self, exc: Exception) -> Response:
        kept = isinstance(exc, Http404) and self._kept_now()
        if not kept:
            return super().handle_exception(exc)
        name = f"api-{kept._meta.model_name}-detail"
        location = self.request.build_absolute_uri(reverse(name, args=[kept.slug]))
        return Response(status=301, headers={"Location": location})

    def _kept_now(self) -> Any:
        """What the address of a duplicate leads to, once readers know it."""
        named = self.rows.named(self.moment).filter(slug=self.kwargs.get("slug"))
        row = named.exclude(merged_into=None).select_related("merged_into").first()
        return row and row.kept


class WordsViewSet(PublicViewSet):
    """Reading records of words. Their lists hold what current editions say; a record
    that only an earlier edition holds is still found by its `ref`."""

    lookup_field = "ref"
    ordering = ("-published_at", "-edition_id", "start")

    def get_queryset(self) -> QuerySet[Any]:
        of_list = self.action == "list"
        shown = self.rows.public if of_list else self.rows.published
        return with_edition(shown(self.moment), self.moment)

    def get_object(self) -> Any:
        """The newest row of those that bear the `ref`, one an edition."""
        rows = self.get_queryset().filter(ref=self.kwargs["ref"])
        row = rows.order_by("-edition__number").first()
        if row is None:
            raise Http404
        return row


class PastViewSet(PublicViewSet):
    """Reading what was public at a moment gone by. One that lies ahead is refused: it
    would tell what is under embargo."""

    @cached_property
    def asked_about(self) -> datetime | None:
        text = self.request.query_params.get("at")
        if text is None:
            return None
        try:
            at = parse_moment(text)
        except ValueError as error:
            raise ValidationError({"at": str(error)}) from error
        if at > clock():
            raise ValidationError({"at": "This moment lies ahead. Give one gone by."})
        return at

    @cached_property
    def moment(self) -> datetime:
        return self.asked_about or clock()
