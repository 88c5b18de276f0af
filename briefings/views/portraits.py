"""The face beside a quote, as small as it is made."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject, Now, TruncDate

from briefings.media.kinds import WEBP
from briefings.models import Rendition
from briefings.models.files import address_of, rendition_name


def smallest_portrait() -> Subquery:
    """Of the speaker of a published quote, who is public by that, and the picture with
    them; not after its last day of use."""
    chosen = Coalesce(
        OuterRef("speaker__merged_into__portrait"), OuterRef("speaker__portrait")
    )
    made = Rendition.objects.filter(asset=chosen, media_type=WEBP.media_type)
    usable = Q(asset__not_for_use_after=None) | Q(
        asset__not_for_use_after__gte=TruncDate(Now())
    )
    row = JSONObject(name="asset__name", width="width", sha256="sha256")
    return Subquery(made.filter(usable).order_by("width").values(json=row)[:1])


def portrait_address(row: dict[str, Any]) -> str:
    return address_of(row["sha256"], rendition_name(row["name"], WEBP, row["width"]))
