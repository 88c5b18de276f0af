from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest, Now

from briefings.models import Withdrawal


def withdrawals_in_force(release: str = "release") -> QuerySet[Withdrawal]:
    """Those of the release that the column `release` names."""
    return Withdrawal.objects.in_force().filter(release=OuterRef(release))


def is_withdrawn(release: str = "release") -> Exists:
    """Whether the office took back the release, so that readers are told beside its
    name."""
    return Exists(withdrawals_in_force(release))


def last_stand(release: str = "release") -> Greatest:
    """When the office last took back the release, or stood by it again."""
    of_it = Withdrawal.objects.filter(release=OuterRef(release))
    ends = ("in_force_during__startswith", "in_force_during__endswith")
    passed = [
        Subquery(
            of_it.filter(**{f"{end}__lte": Now()}).order_by(f"-{end}").values(end)[:1]
        )
        for end in ends
    ]
    return Greatest(*passed)
