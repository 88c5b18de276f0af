"""What an address of a release answers when the release is not public there."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from rest_framework.response import Response

from briefings.api.problems import Gone
from briefings.api.resources import PublicViewSet
from briefings.models import Release


class OfOneRelease(PublicViewSet):
    """Reading below the address of a release. One that was removed says why, one that
    was replaced or has a new address leads there; of any other nothing is known."""

    def handle_exception(self, exc: Exception) -> Response:
        slug = self.kwargs.get("slug")
        if not isinstance(exc, Http404) or slug is None:
            return super().handle_exception(exc)
        try:
            new = self._new_address(slug)
        except Gone as gone:
            return super().handle_exception(gone)
        return self._moved_to(new) if new else super().handle_exception(exc)

    def _new_address(self, slug: str) -> str | None:
        removed = Release.objects.removed().at_address(slug).first()
        if removed:
            return _replacement(removed, self.moment)
        public = Release.objects.public(self.moment)
        moved = public.at_address(slug).exclude(slug=slug).first()
        return self._here_of(moved.slug) if moved else None

    def _here_of(self, slug: str) -> str:
        match: Any = self.request.resolver_match
        return reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})

    def _moved_to(self, address: str) -> Response:
        query = self.request.META["QUERY_STRING"]
        location = self.request.build_absolute_uri(address)
        kept = query and location.startswith(self.request.build_absolute_uri("/api/"))
        return Response(
            status=301,
            headers={"Location": f"{location}?{query}" if kept else location},
        )


def _replacement(removed: Release, at: datetime) -> str:
    """Where a removed release leads. A page of a release here is told as its address
    in the API."""
    onward = removed.onward(at)
    if not onward:
        raise Gone(removed.removal_explanation)
    try:
        match = resolve(urlsplit(onward).path)
    except Resolver404:
        return onward
    if match.view_name != "release-detail" or not onward.startswith("/"):
        return onward
    return reverse("api-release-detail", args=[match.kwargs["slug"]])
