"""Person – RoleAppointment – Role – Organisation, as GOV.UK and Popolo have them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from briefings.media.kinds import PICTURES
from briefings.models.merging import (
    Mergeable,
    MergeableQuerySet,
    kept_column,
    kept_key,
)
from briefings.models.publicity import ExistsByRow, NamedQuerySet, When
from briefings.models.ranges import same
from briefings.models.searching import search_vector
from briefings.models.spans import NameQuerySet, Span, days_of, on_day, told_end
from briefings.models.unseen import UnseenDate, UnseenKey
from briefings.models.visibility import LimitedQuerySet, hidden_releases
from briefings.text.office import KnownAppointment, KnownPerson, Office


def person_vector() -> Any:
    return search_vector("name", "biography", language="")


class PersonQuerySet(MergeableQuerySet["Person"]):
    named_in = ("quotes", "editions", "appointments")

    def called(self, names: Collection[str]) -> Self:
        """Those who bear, or bore, one of these names, spelt just so; of somebody who
        was entered twice the row that is kept."""
        others = PersonName.objects.filter(name__in=names).values("person")
        rows = Person.objects.filter(Q(name__in=names) | Q(pk__in=others))
        return self.filter(pk__in=rows.values_list(kept_key(), flat=True))

    def as_office(self) -> Office:
        """These people, with all their names and posts, as the reader of prose knows
        speakers by: three queries, however many they are."""
        names: dict[int, dict[str, None]] = defaultdict(dict)
        people = {}
        for key, kept, name in self.values_list("pk", kept_key(), "name"):
            if key == kept:
                people[key] = name
            else:
                names[kept][name] = None
        called = PersonName.objects.filter(person__in=self)
        for kept, name in called.values_list(kept_key("person__"), "name"):
            names[kept][name] = None
        return Office(
            people=tuple(
                KnownPerson(key, name, tuple(names[key]))
                for key, name in people.items()
            ),
            appointments=tuple(_known(self)),
        )


def _known(people: PersonQuerySet) -> Iterator[KnownAppointment]:
    """Once, what was entered with two rows of one person."""
    told = set()
    held = RoleAppointment.objects.filter(person__in=people)
    own_first = F("person__merged_into").asc(nulls_first=True)
    for key, person, role, title, own, others, body, start, end in held.order_by(
        own_first, "-started_on"
    ).values_list(
        "pk",
        kept_key("person__"),
        kept_key("role__"),
        kept_column("title", "role__"),
        "role__title",
        "role__other_titles",
        kept_column("name", "role__organisation__"),
        "started_on",
        "ended_on",
    ):
        if (person, role, start) not in told:
            told.add((person, role, start))
            titles = tuple(dict.fromkeys((title, own, *others)))
            yield KnownAppointment(key, person, titles, body, start, end)


class Person(Mergeable):
    name = models.CharField(max_length=200, help_text="As it is printed today.")
    slug = models.SlugField(max_length=150, unique=True)
    sort_name = models.CharField(max_length=200, blank=True)
    honorific_prefix = models.CharField(max_length=80, blank=True)
    honorific_suffix = models.CharField(max_length=80, blank=True)
    biography = models.TextField(blank=True)
    portrait = models.ForeignKey(
        "briefings.Asset",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrait_of",
        limit_choices_to={"media_type__in": [kind.media_type for kind in PICTURES]},
        help_text="A picture from the files. It is public as soon as the person is.",
    )
    objects = PersonQuerySet.as_manager()

    class Meta(Mergeable.Meta):
        ordering = ["sort_name", "name"]
        indexes = [GinIndex(person_vector(), name="people_by_words")]
        verbose_name_plural = "people"

    def get_absolute_url(self) -> str:
        return reverse("person-detail", args=[self.slug])


class PersonName(Span):
    """A name a person had for a while, or is also known by."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="other_names"
    )
    name = models.CharField(max_length=200)

    objects = NameQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["started_on"]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(MergeableQuerySet["Organisation"]):
    named_in = (
        "editions",
        "quotes",
        "roles",
        "commitments",
        "commitments_as_counterparty",
    )


class OrganisationKind(models.TextChoices):
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    PUBLIC_BODY = "public_body", _("Public body")
    GOVERNMENT = "government", _("Another government")
    INTERNATIONAL = "international", _("International organisation")
    OTHER = "other", _("Other")


class Organisation(Mergeable):
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=150, unique=True)
    abbreviation = models.CharField(max_length=30, blank=True)
    kind = models.CharField(
        max_length=20,
        choices=OrganisationKind.choices,
        default=OrganisationKind.MINISTRY,
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    website = models.URLField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta(Mergeable.Meta):
        ordering = ["name"]
        constraints = [
            *Mergeable.Meta.constraints,
            models.CheckConstraint(
                name="organisation_kind_is_known",
                condition=Q(kind__in=OrganisationKind.values),
            ),
        ]

    @property
    def whole(self) -> "Organisation | None":
        return self.parent and self.parent.kept


class OrganisationName(Span):
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="other_names"
    )
    name = models.CharField(max_length=200)

    objects = NameQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["started_on"]

    def __str__(self) -> str:
        return self.name


class RoleQuerySet(MergeableQuerySet["Role"]):
    named_in = ("appointments", "commitments")

    def of_organisations(self, organisations: Any) -> Self:
        """Roles of these bodies, and those that were merged into one."""
        own, kept = Q(organisation__in=organisations), Q(merged_into=None)
        of_kept = Q(merged_into__organisation__in=organisations)
        return self.filter(own & kept | of_kept)


class Role(Mergeable):
    """An office that people hold one after another."""

    called_by = "title"

    title = models.CharField(max_length=200, help_text="As quotes print it.")
    slug = models.SlugField(max_length=150, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
    )
    other_titles = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="Other spellings by which texts call it, parted by commas.",
    )

    objects = RoleQuerySet.as_manager()

    class Meta(Mergeable.Meta):
        ordering = ["title"]

    @property
    def body(self) -> Organisation | None:
        """Whose office it is, as both are kept."""
        organisation = self.kept.organisation
        return organisation and organisation.kept


class RoleAppointmentQuerySet(  # type: ignore[override]
    NamedQuerySet["RoleAppointment"], LimitedQuerySet["RoleAppointment"]
):
    belongs_to = ("announced_in", hidden_releases)
    named_in = ("quotes",)

    def is_named(self, at: When) -> Q:
        return super().is_named(at) | self._announced("announced_in", at)

    def is_mentioned(self) -> Q:
        return super().is_mentioned() | Q(announced_in__isnull=False)

    def known_to(self, release: Any) -> Self:
        """Appointments that a release may speak of: those of which readers know, and
        those it announces itself."""
        announced = Q(announced_in=None) | Q(announced_in=release)
        return self.filter(announced | self._announced("announced_in", None))

    def with_end(self, at: When = None) -> Self:
        """With `left_on`, the end as far as it is told: not before the release that
        announces it is public."""
        known = Q(end_announced_in=None) | self._announced("end_announced_in", at)
        return self.annotate(left_on=told_end(at, known))

    def _announced(self, column: str, at: When) -> Q:
        releases: Any = self.model._meta.get_field(column).related_model
        published = releases.objects.published(at)
        return Q(ExistsByRow(published.filter(pk=OuterRef(column))))

    def on(self, day: date) -> Self:
        return self.filter(on_day(day))

    def with_rows_read(self) -> Self:
        """With the rows that readers find the person, the role and its body under."""
        return self.select_related(
            "person__merged_into",
            "role__merged_into__organisation__merged_into",
            "role__organisation__merged_into",
        )


class Capacity(models.TextChoices):
    SUBSTANTIVE = "substantive", _("Substantive")
    ACTING = "acting", _("Acting")
    ON_LEAVE = "on_leave", _("On leave")


HELD_ONCE_AT_A_TIME = ExclusionConstraint(
    name="nobody_holds_a_role_twice_at_once",
    expressions=[
        (same("person"), RangeOperators.OVERLAPS),
        (same("role"), RangeOperators.OVERLAPS),
        (days_of(), RangeOperators.OVERLAPS),
    ],
    violation_error_message="This person holds that role already then.",
)


class RoleAppointment(Span):
    """A person holding a role for a while. Quotes point here, so an old quote keeps
    the title its speaker had that day."""

    ended_on = UnseenDate(
        told_by="end_announced_in",
        null=True,
        blank=True,
        help_text="The first day it is no longer so.",
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="appointments"
    )
    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, related_name="appointments"
    )
    capacity = models.CharField(
        max_length=12, choices=Capacity.choices, default=Capacity.SUBSTANTIVE
    )
    announced_in = models.ForeignKey(
        "briefings.Release",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments_announced",
        help_text="The appointment stays unknown to readers until this release is "
        "public, or a public quote was said in it.",
    )
    end_announced_in = UnseenKey(
        "briefings.Release",
        told_by="end_announced_in",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments_ended",
        help_text="The end stays unknown to readers until this release is public.",
    )

    objects = RoleAppointmentQuerySet.as_manager()

    class Meta(Span.Meta):
        ordering = ["-started_on"]
        constraints = [
            *Span.Meta.constraints,
            models.CheckConstraint(
                name="appointment_capacity_is_known",
                condition=Q(capacity__in=Capacity.values),
            ),
            HELD_ONCE_AT_A_TIME,
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"
