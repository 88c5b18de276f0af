from django.db.models import Exists, OuterRef, QuerySet

from briefings.models import Withdrawal


def withdrawals_in_force(release: str = "release") -> QuerySet[Withdrawal]:
    """Those of the release that the column `release` names."""
    return Withdrawal.objects.in_force().filter(release=OuterRef(release))


def is_withdrawn(release: str = "release") -> Exists:
    """Whether the office took back the release, so that readers are told beside its
    name."""
    return Exists(withdrawals_in_force(release))
