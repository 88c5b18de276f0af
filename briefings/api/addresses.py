"""What an address of a release answers when the release is not public there."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from rest_framework.response import Response

from briefings.api.problems import Gone
from briefings.api.resources import PublicViewSet
from briefings.models import FormerAddress, Release


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
        removed = Release.objects.filter(slug=slug, removed_at__isnull=False).first()
        if removed:
            return _replacement(removed, self.moment)
        public = Release.objects.public(self.moment)
        former = FormerAddress.objects.filter(slug=slug, release__in=public)
        moved = former.select_related("release").first()
        return self._here_of(moved.release.slug) if moved else None

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
    in the API, once that release is public."""
    if not removed.redirect_to:
        raise Gone(removed.removal_explanation)
    try:
        match = resolve(urlsplit(removed.redirect_to).path)
    except Resolver404:
        return removed.redirect_to
    if match.view_name != "release-detail" or not removed.redirect_to.startswith("/"):
        return removed.redirect_to
    slug = match.kwargs["slug"]
    if not Release.objects.public(at).filter(slug=slug).exists():
        raise Gone(removed.removal_explanation)
    return reverse("api-release-detail", args=[slug])
