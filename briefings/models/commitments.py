from datetime import timedelta
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from briefings.models.anchored import Anchored, AnchoredQuerySet, plain
from briefings.models.commitment_updates import ENDS, CommitmentUpdate, Stage
from briefings.models.people import Organisation, Role
from briefings.models.publicity import NamedQuerySet, When, moment
from briefings.models.searching import opening_words, search_vector
from briefings.models.spoken import counted, money
from briefings.models.visibility import LimitedQuerySet, hidden_commitments
from briefings.text.markup.rendering import Mark
from briefings.workflow import State

# Without an update for so long, a promise counts as forgotten.
SILENT_AFTER = timedelta(days=90)


class Kind(models.TextChoices):
    ACTION = "action", _("Action")
    FUNDING = "funding", _("Funding")
    LEGISLATION = "legislation", _("Legislation")
    AGREEMENT = "agreement", _("Agreement")
    TARGET = "target", _("Target")


class Verifiability(models.TextChoices):
    NOT_ASSESSED = "not_assessed", _("Not assessed yet")
    VERIFIABLE = "verifiable", _("Verifiable: an outsider could check it")
    PARTLY = "partly", _("Partly verifiable")
    NOT_VERIFIABLE = "not_verifiable", _("Not verifiable")


class AmountQualifier(models.TextChoices):
    ADDITIONAL = "additional", _("Additional")
    TOTAL = "total", _("In total")
    UP_TO = "up_to", pgettext_lazy("before a number", "Up to")
    AT_LEAST = "at_least", pgettext_lazy("before a number", "At least")
    ABOUT = "about", pgettext_lazy("before a number", "About")


class DeadlineBasis(models.TextChoices):
    STATED = "stated", "Stated in the words"
    ESTIMATED = "estimated", "Estimated by an editor"


def title_vector() -> Any:
    """Not a column: what a promise consists of is signed column by column."""
    return search_vector("title", "success_criteria", language="")


class CommitmentQuerySet(NamedQuerySet["Commitment"], LimitedQuerySet["Commitment"]):  # type: ignore[override]
    belongs_to = ("pk", hidden_commitments)
    named_in = ("statements",)
    # There are as many as releases, and this is all that is asked: a join is quicker.
    exists_in = Exists

    def without_discarded(self) -> Self:
        """Without promises that only discarded editions state."""
        return self.exclude(self._is_discarded())

    def discarded(self) -> Self:
        return self.filter(self._is_discarded())

    def _is_discarded(self) -> Q:
        stated = CommitmentStatement.objects.filter(commitment=OuterRef("pk"))
        discarded = stated.filter(edition__state=State.DISCARDED)
        return Q(Exists(discarded)) & ~Q(Exists(stated.without_discarded()))

    def with_stage(self, at: When = None) -> Self:
        """With `stage` and `due_now`: what the office says of it at that moment, and
        the deadline that is in force then, beside the original `due_by`."""
        return self.annotate(
            stage=stage_of("pk", at),
            due_now=Coalesce(moved_to("pk", at), "due_by"),
        )

    def unfinished(self, at: When = None) -> Self:
        # Most have no update that ends them, and their stage needs no look.
        ends = CommitmentUpdate.objects.filter(stage__in=ENDS).order_by()
        ended = Q(pk__in=ends.values("commitment"), stage__in=ENDS)
        return self.with_stage(at).exclude(ended)

    def overdue(self, at: When = None) -> Self:
        """Promised in public, not finished, and past the deadline in force."""
        today = TruncDate(moment(at))
        changed = CommitmentUpdate.objects.exclude(new_due_by=None).order_by()
        # Few deadlines change: only for these is the one in force looked up.
        late = Q(pk__in=changed.values("commitment"), due_now__lt=today)
        late |= Q(due_by__lt=today) & ~Q(pk__in=changed.values("commitment"))
        return self.public(at).unfinished(at).filter(late)

    def nearest(self, most: int, *, are_late: bool = False) -> Self:
        """Of rows with `due_now` so many whose deadline in force comes next, or went by
        last. Few deadlines change: all others are gone through as they were written,
        which an index has in order."""
        direction, compared = ("-", "lt") if are_late else ("", "gte")
        moved = CommitmentUpdate.objects.exclude(new_due_by=None).order_by()
        moved_there = moved.filter(**{f"new_due_by__{compared}": TruncDate(Now())})
        keys = [
            rows.filter(**{f"{column}__{compared}": TruncDate(Now())})
            .order_by(f"{direction}{column}", "title")
            .values("pk")[:most]
            for column, rows in (
                ("due_by", self.exclude(pk__in=moved.values("commitment"))),
                ("due_now", self.filter(pk__in=moved_there.values("commitment"))),
            )
        ]
        found = self.filter(pk__in=keys[0].union(keys[1], all=True))
        return found.order_by(f"{direction}due_now", "title")[:most]

    def silent(self, at: When = None) -> Self:
        """Promised in public, not finished, and nothing said of it for long."""
        long_ago = moment(at) - SILENT_AFTER
        said = CommitmentStatement.objects.published(long_ago)
        told = CommitmentUpdate.objects.filter(recorded_at__gt=long_ago)
        return (
            self.unfinished(at)
            .filter(Exists(said.filter(commitment=OuterRef("pk"))))
            .exclude(Exists(told.filter(commitment=OuterRef("pk"))))
        )


def stage_of(commitment: str, at: When = None) -> Coalesce:
    """The stage at a moment of the commitment that the column `commitment` names."""
    return Coalesce(_last(commitment, "stage", at), Value(Stage.ANNOUNCED))


def moved_to(commitment: str, at: When = None) -> Subquery:
    """The day that the deadline of the commitment was moved to last; none, where it
    holds as it was given first."""
    return _last(commitment, "new_due_by", at)


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
        max_length=15,
        choices=Verifiability.choices,
        default=Verifiability.NOT_ASSESSED,
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

    # Once it was issued, what was promised changes only in front of readers.
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
        indexes = [
            GinIndex(title_vector(), name="commitments_title_search"),
            models.Index(fields=["due_by", "title"], name="commitments_by_deadline"),
            models.Index(fields=["title", "id"], name="commitments_by_title"),
            GinIndex(opening_words("title"), name="commitments_title_words"),
        ]
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

    @property
    def is_issued(self) -> bool:
        """Whether an edition that was issued or scheduled states it."""
        return self.statements.filter(edition__state=State.ISSUED).exists()

    @property
    def sum_in_words(self) -> str:
        """What it may cost, with the qualifier; empty where no sum is promised."""
        if self.amount is None:
            return ""
        said = money(self.amount, self.currency)
        match self.amount_qualifier:
            case "":
                return said
            case AmountQualifier.TOTAL:
                return gettext("%(sum)s in total") % {"sum": said}
            case AmountQualifier.ADDITIONAL:
                return gettext("%(sum)s, additional") % {"sum": said}
        return f"{self.get_amount_qualifier_display().lower()} {said}"

    @property
    def target_in_words(self) -> str:
        if self.target_value is None:
            return ""
        return counted(self.target_value, self.target_unit)

    def content(self) -> dict[str, Any]:
        """All that is said of it but what became of it, as plain values."""
        columns = {
            f.attname: plain(getattr(self, f.attname)) for f in self._meta.fields
        }
        named = self.counterparties.order_by("pk").values_list("pk", flat=True)
        return columns | {"counterparties": list(named)}


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

    search = models.GeneratedField(
        expression=search_vector("words", language=""),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = AnchoredQuerySet.as_manager()

    SIGNED = ("commitment_id", "novelty")

    class Meta(Anchored.Meta):
        indexes = [
            GinIndex(fields=["search"], name="statements_search"),
            GinIndex(opening_words("words"), name="statements_words"),
        ]
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

    def content(self) -> dict[str, Any]:
        """With the commitment, which the page tells of beside the words."""
        return super().content() | {"commitment": self.commitment.content()}
