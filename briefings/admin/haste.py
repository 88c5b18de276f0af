"""How often an office goes without a second pair of eyes."""

from datetime import timedelta

from django.db.models import Count, Q
from django.db.models.functions import Now

from briefings.models import Transition
from briefings.workflow import UNSEEN_MOVES

# Entering what came out before this record began is no issue of today.
_ISSUED = ("issue", *UNSEEN_MOVES)


def haste_in_words() -> str:
    """Of the last twelve months, by the moment at which somebody issued it."""
    since = Now() - timedelta(days=365)
    issued = Transition.objects.filter(at__gt=since, move__in=_ISSUED)
    unseen = Count("pk", filter=Q(move__in=UNSEEN_MOVES))
    told = issued.order_by().aggregate(all=Count("pk"), unseen=unseen)
    if not told["all"]:
        return "Nothing was issued in the last twelve months."
    share = 100 * told["unseen"] / told["all"]
    return (
        f"Without approval in the last twelve months: {told['unseen']:,} of "
        f"{told['all']:,} issued, {share:.1f}%."
    )
