"""The languages that readers have of a release."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject

from briefings.models.editions import Edition
from briefings.models.publicity import When
from briefings.models.releases import Release


def public_languages(at: When = None, release: str = "release") -> ArraySubquery:
    """What is public at that moment of the group that the release of the column is in,
    itself included, the first published first: one that is not leaves no trace."""
    origin, own = (
        OuterRef(OuterRef(path)) for path in (f"{release}__translation_of", release)
    )
    first = Coalesce(origin, own)
    # Asked of releases alone, which PostgreSQL finds by two indexes: of both tables at
    # once it would go through every release, for each row.
    group = Release.objects.filter(Q(pk=first) | Q(translation_of=first)).order_by()
    columns: dict[str, Any] = {
        "release": "release_id",
        "translates": "release__translation_of_id",
        "language": "language",
        "slug": "release__slug",
        "headline": "headline",
        "number": "number",
        "since": "live_during__startswith",
    }
    public = Edition.objects.public(at).filter(release__in=group.values("pk"))
    in_order = public.order_by("release__first_published_at", "release_id")
    return ArraySubquery(in_order.values(json=JSONObject(**columns)))
