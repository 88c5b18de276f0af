"""Those of the press whom the office trusts, and the terms that they accept."""

import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, TruncDate

from briefings.models.publicity import When, moment


def in_order(of: str, first: str, last: str) -> models.CheckConstraint:
    """What the clock wrote first is not later than what it wrote afterwards."""
    known = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(
        name=f"{of}_{first}_before_{last}",
        condition=known | Q(**{f"{last}__gte": F(first)}),
    )


class JournalistQuerySet(models.QuerySet["Journalist"]):
    def accredited(self, at: When = None) -> Self:
        day = TruncDate(moment(at))
        return self.filter(revoked_at=None, accredited_until__gte=day)


class Journalist(models.Model):
    """Somebody of the press whom the office trusts with words under embargo."""

    name = models.CharField(max_length=120)
    outlet = models.CharField(max_length=120, help_text="Whom they write for.")
    role = models.CharField(
        max_length=120,
        blank=True,
        help_text="Such as “political editor”: what readers may be told of them.",
    )
    email = models.EmailField("e-mail")
    accredited_until = models.DateField(help_text="The last day that they are.")
    accredited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    accredited_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    terms_version = models.CharField(max_length=12, blank=True, editable=False)
    terms_accepted_at = models.DateTimeField(null=True, editable=False)

    objects = JournalistQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="a_journalist_is_accredited_once",
                condition=Q(revoked_at=None),
                violation_error_message="Somebody with this address is accredited.",
            ),
            models.CheckConstraint(
                name="journalists_have_a_name_and_an_outlet",
                condition=Q(name__regex=r"\S", outlet__regex=r"\S"),
                violation_error_message="Give a name and an outlet.",
            ),
            models.CheckConstraint(
                name="terms_are_accepted_at_a_moment",
                condition=Q(terms_version="", terms_accepted_at=None)
                | (~Q(terms_version="") & Q(terms_accepted_at__isnull=False)),
            ),
            in_order("journalist", "accredited_at", "revoked_at"),
            in_order("journalist", "accredited_at", "terms_accepted_at"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.outlet}"


def terms_version() -> str:
    """Terms that were worded anew are accepted anew."""
    return hashlib.sha256(settings.EMBARGO_TERMS.encode()).hexdigest()[:12]
