"""What became of a commitment, as the office says it, and what that rests on."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from briefings.models.publicity import When, moment
from briefings.models.searching import opening_words
from briefings.models.visibility import (
    LimitedByCommitment,
    LimitedQuerySet,
    hidden_evidence,
)


class Stage(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    IN_PROGRESS = "in_progress", _("In progress")
    PARTLY_DELIVERED = "partly_delivered", _("Partly delivered")
    DELIVERED = "delivered", _("Delivered")
    PAUSED = "paused", _("Paused")
    NOT_PURSUED = "not_pursued", _("Not pursued")
    SUPERSEDED = "superseded", _("Superseded")


ENDS = [Stage.DELIVERED, Stage.NOT_PURSUED, Stage.SUPERSEDED]


class Reason(models.TextChoices):
    NO_LONGER_PRIORITY = "no_longer_priority", _("No longer a priority")
    POLICY_CHANGED = "policy_changed", _("The policy changed")
    NOT_APPROVED = (
        "not_approved_by_legislature",
        _("The legislature did not approve it"),
    )
    BLOCKED = (
        "blocked_by_court_or_third_party",
        _("Blocked by a court or a third party"),
    )
    FUNDING_WITHDRAWN = "funding_withdrawn", _("The funding was withdrawn")
    OVERTAKEN = "overtaken_by_events", _("Overtaken by events")
    IN_PLACE = "already_in_place", _("It was in place already")
    MADE_IN_ERROR = "made_in_error", _("Made in error")
    GOVERNMENT = "change_of_government", _("The government changed")


class CommitmentUpdateQuerySet(LimitedByCommitment["CommitmentUpdate"]):
    def in_effect(self, at: When = None) -> Self:
        """Updates the office stands by: an end of the road and a changed deadline
        count once a second person has confirmed them."""
        alone = ~Q(stage__in=ENDS) & Q(new_due_by=None)
        signed = alone | Q(confirmed_at__lte=moment(at))
        return self.filter(
            signed,
            recorded_at__lte=moment(at),
            effective_on__lte=TruncDate(moment(at)),
        )


class CommitmentUpdate(models.Model):
    """What the office says became of a commitment. Only ever added to."""

    commitment = models.ForeignKey(
        "briefings.Commitment", on_delete=models.PROTECT, related_name="updates"
    )
    stage = models.CharField(max_length=20, choices=Stage.choices)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    words = models.TextField()
    reason = models.CharField(max_length=40, choices=Reason.choices, blank=True)
    new_due_by = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = CommitmentUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["effective_on", "recorded_at", "id"]
        indexes = [
            GinIndex(opening_words("words"), name="updates_words"),
            models.Index(fields=["-recorded_at", "-id"], name="updates_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                name="update_stage_is_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="update_reason_is_known",
                condition=Q(reason__in=["", *Reason.values]),
            ),
            models.CheckConstraint(
                name="pausing_and_dropping_have_a_reason",
                condition=~Q(stage__in=[Stage.PAUSED, Stage.NOT_PURSUED])
                | ~Q(reason=""),
                violation_error_message="Give the reason.",
            ),
            models.CheckConstraint(
                name="updates_are_confirmed_after_they_were_recorded",
                condition=Q(confirmed_at=None) | Q(confirmed_at__gte=F("recorded_at")),
            ),
            models.CheckConstraint(
                name="confirmed_updates_say_when",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_confirms_their_own_update",
                condition=Q(by=None) | Q(confirmed_by=None) | ~Q(confirmed_by=F("by")),
                violation_error_message="An update needs a second person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}, {self.effective_on}"


_ON_THE_WEB = "^(https?://.*)?$"


class EvidenceKind(models.TextChoices):
    OWN_RELEASE = "own_release", _("Own release")
    STATEMENT = "statement_to_parliament", _("Statement to parliament")
    LEGISLATION = "legislation", _("Legislation")
    STATISTICS = "official_statistics", _("Official statistics")
    SPENDING = "contract_or_spend", _("Contract or spending record")
    AGREEMENT = "signed_agreement", _("Signed agreement")
    AUDIT = "audit_report", _("Audit report")
    INDEPENDENT = "independent_assessment", _("Independent assessment")
    NEWS = "news_report", _("News report")


class EvidenceQuerySet(LimitedQuerySet["Evidence"]):
    belongs_to = ("pk", hidden_evidence)

    def public(self, at: When = None) -> Self:
        """Evidence in a release of the office's own counts once that release may be
        read."""
        release: Any = self.model._meta.get_field("release")
        readable = release.related_model.objects.public(at)
        return self.filter(Q(release=None) | Q(release__in=readable))


class Evidence(models.Model):
    """What an update rests on. Only ever added to."""

    update = models.ForeignKey(
        CommitmentUpdate, on_delete=models.PROTECT, related_name="evidence"
    )
    kind = models.CharField(max_length=30, choices=EvidenceKind.choices)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    release = models.ForeignKey(
        "briefings.Release",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence_for",
    )
    published_on = models.DateField(null=True, blank=True)
    archived_url = models.URLField(max_length=500, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_kind_is_known",
                condition=Q(kind__in=EvidenceKind.values),
            ),
            models.CheckConstraint(
                name="evidence_is_on_the_web",
                condition=Q(url__iregex=_ON_THE_WEB)
                & Q(archived_url__iregex=_ON_THE_WEB),
                violation_error_message="Give an address that begins with https://.",
            ),
            models.CheckConstraint(
                name="evidence_can_be_looked_up",
                condition=~Q(url="") | Q(release__isnull=False),
                violation_error_message="Give an address or one of our releases.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
