from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from briefings.models.anchored import Anchored, AnchoredQuerySet
from briefings.models.searching import joined, opening_words, search_vector
from briefings.models.spoken import counted, money
from briefings.text.markup.rendering import Mark


class Modifier(models.TextChoices):
    EXACT = "exact", pgettext_lazy("before a number", "Exactly")
    ABOUT = "about", pgettext_lazy("before a number", "About")
    ALMOST = "almost", pgettext_lazy("before a number", "Almost")
    MORE_THAN = "more_than", pgettext_lazy("before a number", "More than")
    UP_TO = "up_to", pgettext_lazy("before a number", "Up to")
    AT_LEAST = "at_least", pgettext_lazy("before a number", "At least")
    AVERAGE = "average", _("On average")


class SourceStatus(models.TextChoices):
    OFFICIAL = "official_statistics", _("Official statistics")
    MANAGEMENT = "management_information", _("Management information")
    RESEARCH = "research", _("Research")
    MINISTERIAL = "ministerial", _("A minister’s statement")
    NONE = "none", _("No source given")


# The words around are cut to a length: what is left of them is whole ones, of the same
# paragraph.
_CUT = r"^(.*\n\n|\S*\s)|(\n\n.*|\s\S*)$"
_AROUND = Func(
    joined("prefix", "words", "suffix"),
    template=f"regexp_replace(%(expressions)s, '{_CUT}', '', 'g')",
    output_field=models.TextField(),
)


class Figure(Anchored):
    """A number the office claimed, and where it comes from."""

    value = models.DecimalField(max_digits=24, decimal_places=4)
    modifier = models.CharField(
        max_length=10, choices=Modifier.choices, default=Modifier.EXACT
    )
    unit = models.CharField(max_length=80, help_text="What is counted, or %.")
    currency = models.CharField(
        max_length=3, blank=True, help_text="ISO 4217, such as EUR, for money."
    )
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(
        null=True, blank=True, help_text="The last day of the period."
    )
    comparison = models.CharField(
        max_length=200, blank=True, help_text="For example: on the same period of 2023."
    )
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_status = models.CharField(
        max_length=25, choices=SourceStatus.choices, default=SourceStatus.NONE
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The larger sum this one is a share of: the two are never added.",
    )

    search = models.GeneratedField(
        expression=search_vector(
            "words",
            _AROUND,
            joined("unit", "comparison", "source_name", by=" "),
            language="",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = AnchoredQuerySet.as_manager()

    SIGNED = (
        "value",
        "modifier",
        "unit",
        "currency",
        "period_from",
        "period_to",
        "comparison",
        "source_name",
        "source_url",
        "source_status",
        "part_of_id",
    )

    class Meta(Anchored.Meta):
        indexes = [
            GinIndex(fields=["search"], name="figures_search"),
            GinIndex(opening_words("words"), name="figures_words"),
            GinIndex(opening_words("source_name"), name="figures_source_words"),
            models.Index(fields=["ref"], name="figures_by_ref"),
            models.Index(
                fields=["currency", "value"],
                name="figures_by_sum",
                condition=~Q(currency=""),
            ),
        ]
        constraints = [
            *Anchored.Meta.constraints,
            models.UniqueConstraint(
                name="a_figure_is_marked_once",
                fields=["edition", "start", "end"],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="These words are marked as a figure already.",
            ),
            models.CheckConstraint(
                name="figure_modifier_is_known",
                condition=Q(modifier__in=Modifier.values),
            ),
            models.CheckConstraint(
                name="figure_source_status_is_known",
                condition=Q(source_status__in=SourceStatus.values),
            ),
            models.CheckConstraint(
                name="figure_currency_is_a_code",
                condition=Q(currency="") | Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message="Give the currency as a code, such as EUR.",
            ),
            models.CheckConstraint(
                name="figure_periods_run_forwards",
                condition=Q(period_from=None)
                | Q(period_to=None)
                | Q(period_to__gte=F("period_from")),
                violation_error_message="The period cannot end before it begins.",
            ),
            models.CheckConstraint(
                name="a_figure_is_no_part_of_itself",
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_money(self) -> bool:
        return bool(self.currency)

    @property
    def value_in_words(self) -> str:
        """Its number with what it counts, as its editor read it."""
        if self.is_money:
            said = money(self.value, self.currency)
        else:
            said = counted(self.value, self.unit)
        if self.modifier == Modifier.EXACT:
            return said
        if self.modifier == Modifier.AVERAGE:
            return gettext("%(number)s on average") % {"number": said}
        return f"{self.get_modifier_display().lower()} {said}"

    def mark(self) -> Mark:
        url = f"#figure-{self.ref}"
        return Mark("figure", self.ref, self.anchor.start, self.anchor.end, url)
