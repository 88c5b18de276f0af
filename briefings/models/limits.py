"""To whom a draft is limited, and who belongs to which organisation. What follows from
it is in `visibility`."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from briefings.models.people import Organisation
from briefings.models.releases import Release


class Membership(models.Model):
    """Somebody of the office works for an organisation."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    at = models.DateTimeField(
        db_default=Now(),
        editable=False,
        help_text="What was limited before is not shown to who came later.",
    )

    class Meta:
        ordering = ["person", "organisation"]
        constraints = [
            models.UniqueConstraint(
                name="a_membership_is_entered_once",
                fields=["person", "organisation"],
                violation_error_message="This person is a member already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} of {self.organisation.kept}"


class Limit(models.Model):
    """Until a release is public, those see it whom its limits name, each a row."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="limits"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_limit_names_a_person_or_an_organisation",
                condition=Q(person=None, organisation__isnull=False)
                | Q(person__isnull=False, organisation=None),
            ),
            models.UniqueConstraint(
                name="a_limit_names_somebody_once",
                fields=["release", "person", "organisation"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or (self.organisation and self.organisation.kept))


def is_limited(release: str = "pk") -> Exists:
    """Whether a limit holds for the release that a column names."""
    begun = Q(release__first_published_at__lte=Now())
    return Exists(Limit.objects.filter(release=OuterRef(release)).exclude(begun))
