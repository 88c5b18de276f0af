from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now, TruncDate
from django.urls import reverse

from briefings.models.anchored import Anchored, AnchoredQuerySet
from briefings.models.people import Organisation, Role
from briefings.models.publicity import NamedQuerySet, When, moment
from briefings.text.rendering import Mark


class Kind(models.TextChoices):
    ACTION = "action", "Action"
    FUNDING = "funding", "Funding"
    LEGISLATION = "legislation", "Legislation"
    AGREEMENT = "agreement", "Agreement"
    TARGET = "target", "Target"


class Verifiability(models.TextChoices):
    VERIFIABLE = "verifiable", "Verifiable: an outsider could check it"
    PARTLY = "partly", "Partly verifiable"
    NOT_VERIFIABLE = "not_verifiable", "Not verifiable"


class AmountQualifier(models.TextChoices):
    ADDITIONAL = "additional", "Additional"
    TOTAL = "total", "In total"
    UP_TO = "up_to", "Up to"
    AT_LEAST = "at_least", "At least"
    ABOUT = "about", "About"


class DeadlineBasis(models.TextChoices):
    STATED = "stated", "Stated in the words"
    ESTIMATED = "estimated", "Estimated by an editor"


class Stage(models.TextChoices):
    ANNOUNCED = "announced", "Announced"
    IN_PROGRESS = "in_progress", "In progress"
    PARTLY_DELIVERED = "partly_delivered", "Partly delivered"
    DELIVERED = "delivered", "Delivered"
    PAUSED = "paused", "Paused"
    NOT_PURSUED = "not_pursued", "Not pursued"
    SUPERSEDED = "superseded", "Superseded"


_ENDS = [Stage.DELIVERED, Stage.NOT_PURSUED, Stage.SUPERSEDED]


class CommitmentQuerySet(NamedQuerySet["Commitment"]):
    named_in = ("statements",)

    def with_stage(self, at: When = None) -> Self:
        """With `stage` and `due_now`: what the office says of it at that moment, and
        the deadline that is in force then, beside the original `due_by`."""
        return self.annotate(
            stage=stage_of("pk", at),
            due_now=Coalesce(_last("pk", "new_due_by", at), "due_by"),
        )

    def unfinished(self, at: When = None) -> Self:
        return self.with_stage(at).exclude(stage__in=_ENDS)


def stage_of(commitment: str, at: When = None) -> Coalesce:
    """The stage at a moment of the commitment that the column `commitment` names."""
    return Coalesce(_last(commitment, "stage", at), Value(Stage.ANNOUNCED))


def _last(commitment: str, column: str, at: When) -> Subquery:
    updates = CommitmentUpdate.objects.in_effect(at).filter(
        commitment=OuterRef(commitment), **{f"{column}__isnull": False}
    )
    newest = updates.order_by("-effective_on", "-recorded_at", "-id")
    return Subquery(newest.values(column)[:1])


class Commitment(models.Model):
    """Something promised. It has no editable status: what became of it is told by its
    updates, and whether it is late by its dates."""

    title = models.CharField(max_length=250)
    slug = models.SlugField(max_length=150, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ACTION)
    responsible_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
    )
    responsible_role = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
    )
    counterparties = models.ManyToManyField(
        Organisation, blank=True, related_name="commitments_as_counterparty"
    )
    success_criteria = models.TextField(
        blank=True, help_text="How anybody will see that it was delivered."
    )
    verifiability = models.CharField(
        max_length=15, choices=Verifiability.choices, default=Verifiability.VERIFIABLE
    )
    target_value = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True
    )
    target_unit = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(
        max_length=3, blank=True, help_text="ISO 4217, such as EUR."
    )
    amount_qualifier = models.CharField(
        max_length=12, choices=AmountQualifier.choices, blank=True
    )
    deadline_words = models.CharField(
        max_length=200, blank=True, help_text="The deadline as it was worded."
    )
    due_from = models.DateField(null=True, blank=True)
    due_by = models.DateField(
        null=True, blank=True, help_text="The last day on which it is in time."
    )
    deadline_basis = models.CharField(
        max_length=10, choices=DeadlineBasis.choices, blank=True
    )
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
    )

    objects = CommitmentQuerySet.as_manager()

    # Once readers know what was promised, it changes only in front of them.
    PROMISED = (
        "kind",
        "target_value",
        "target_unit",
        "amount",
        "currency",
        "amount_qualifier",
        "deadline_words",
        "due_from",
        "due_by",
        "deadline_basis",
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="commitment_kind_is_known", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="commitment_verifiability_is_known",
                condition=Q(verifiability__in=Verifiability.values),
            ),
            models.CheckConstraint(
                name="commitment_amount_qualifier_is_known",
                condition=Q(amount_qualifier__in=["", *AmountQualifier.values]),
            ),
            models.CheckConstraint(
                name="commitment_deadline_basis_is_known",
                condition=Q(deadline_basis__in=["", *DeadlineBasis.values]),
            ),
            models.CheckConstraint(
                name="commitment_amounts_have_a_currency",
                condition=Q(amount=None) | Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message="Give the sum's currency, such as EUR.",
            ),
            models.CheckConstraint(
                name="commitment_deadlines_run_forwards",
                condition=Q(due_from=None)
                | Q(due_by__isnull=False, due_by__gte=F("due_from")),
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                name="commitment_deadlines_have_a_basis",
                condition=Q(due_by=None) | ~Q(deadline_basis=""),
                violation_error_message="Say where the date comes from.",
            ),
            models.CheckConstraint(
                name="nothing_supersedes_itself",
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("id")),
            ),
            models.CheckConstraint(
                name="nothing_is_part_of_itself",
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitment-detail", args=[self.slug])


# An organisation that promises name is not deleted from under them.
_named: Any = Commitment.counterparties.through._meta.get_field("organisation")
_named.remote_field.on_delete = models.PROTECT


class Novelty(models.TextChoices):
    NEW = "new", "New"
    RESTATED = "restated", "Restated"
    REVISED = "revised", "Revised"


class CommitmentStatement(Anchored):
    """One of the times a commitment was said."""

    edition = models.ForeignKey(
        "briefings.Edition", on_delete=models.PROTECT, related_name="statements"
    )
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="statements"
    )
    novelty = models.CharField(
        max_length=10, choices=Novelty.choices, default=Novelty.NEW
    )

    objects = AnchoredQuerySet.as_manager()

    SIGNED = ("commitment_id", "novelty")

    class Meta(Anchored.Meta):
        constraints = [
            *Anchored.Meta.constraints,
            models.UniqueConstraint(
                name="a_statement_is_marked_once",
                fields=["edition", "commitment", "start", "end"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="These words state this commitment already.",
            ),
            models.CheckConstraint(
                name="statement_novelty_is_known",
                condition=Q(novelty__in=Novelty.values),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    def mark(self) -> Mark:
        url = self.commitment.get_absolute_url()
        return Mark("commitment", self.ref, self.anchor.start, self.anchor.end, url)


class Reason(models.TextChoices):
    NO_LONGER_PRIORITY = "no_longer_priority", "No longer a priority"
    POLICY_CHANGED = "policy_changed", "The policy changed"
    NOT_APPROVED = "not_approved_by_legislature", "The legislature did not approve it"
    BLOCKED = "blocked_by_court_or_third_party", "Blocked by a court or a third party"
    FUNDING_WITHDRAWN = "funding_withdrawn", "The funding was withdrawn"
    OVERTAKEN = "overtaken_by_events", "Overtaken by events"
    IN_PLACE = "already_in_place", "It was in place already"
    MADE_IN_ERROR = "made_in_error", "Made in error"
    GOVERNMENT = "change_of_government", "The government changed"


class CommitmentUpdateQuerySet(models.QuerySet["CommitmentUpdate"]):
    def in_effect(self, at: When = None) -> Self:
        """Updates the office stands by: an end of the road and a changed deadline
        count once a second person has confirmed them."""
        alone = ~Q(stage__in=_ENDS) & Q(new_due_by=None)
        signed = alone | Q(confirmed_at__lte=moment(at))
        return self.filter(
            signed,
            recorded_at__lte=moment(at),
            effective_on__lte=TruncDate(moment(at)),
        )


class CommitmentUpdate(models.Model):
    """What the office says became of a commitment. Only ever added to."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="updates"
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


class EvidenceKind(models.TextChoices):
    OWN_RELEASE = "own_release", "Own release"
    STATEMENT = "statement_to_parliament", "Statement to parliament"
    LEGISLATION = "legislation", "Legislation"
    STATISTICS = "official_statistics", "Official statistics"
    SPENDING = "contract_or_spend", "Contract or spending record"
    AGREEMENT = "signed_agreement", "Signed agreement"
    AUDIT = "audit_report", "Audit report"
    INDEPENDENT = "independent_assessment", "Independent assessment"
    NEWS = "news_report", "News report"


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

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_kind_is_known",
                condition=Q(kind__in=EvidenceKind.values),
            ),
            models.CheckConstraint(
                name="evidence_can_be_looked_up",
                condition=~Q(url="") | Q(release__isnull=False),
                violation_error_message="Give an address or one of our releases.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
