"""Person – RoleAppointment – Role – Organisation, as GOV.UK and Popolo have them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    RangeOperators,
)
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from briefings.models.publicity import NamedQuerySet, When
from briefings.models.ranges import same
from briefings.models.spans import NameQuerySet, Span, days_of, on_day, told_end
from briefings.text.office import KnownAppointment, KnownPerson, Office


def kept_key(path: str = "") -> Coalesce:
    """The number of the person that is kept, over a path that leads to any."""
    return Coalesce(f"{path}merged_into_id", f"{path}pk")


class PersonQuerySet(NamedQuerySet["Person"]):
    named_in = ("quotes", "editions", "appointments")

    def called(self, names: Collection[str]) -> Self:
        """Those who bear, or bore, one of these names, spelt just so; of somebody who
        was entered twice the row that is kept."""
        others = PersonName.objects.filter(name__in=names).values("person")
        rows = Person.objects.filter(Q(name__in=names) | Q(pk__in=others))
        return self.filter(pk__in=rows.values_list(kept_key(), flat=True))

    def public(self, at: When = None) -> Self:
        """Those who are kept, if they or a duplicate of them are named."""
        duplicates = Person.objects.filter(merged_into=OuterRef("pk"))
        named = self.is_named(at) | Exists(duplicates.named(at))
        return self.kept().filter(named)

    published = public

    def named(self, at: When = None) -> Self:
        """Rows that something published names as they are, merged or not."""
        return self.filter(self.is_named(at))

    def kept(self) -> Self:
        return self.filter(merged_into=None)

    def of(self, person: Any) -> Self:
        """The rows of one person: the kept one and those merged into it."""
        return self.filter(Q(pk=person) | Q(merged_into=person))

    def at_address(self, slug: str) -> Self:
        return self.filter(Q(slug=slug) | Q(merged_into__slug=slug))

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
    for key, person, role, title, others, body, start, end in held.order_by(
        own_first, "-started_on"
    ).values_list(
        "pk",
        kept_key("person__"),
        "role_id",
        "role__title",
        "role__other_titles",
        "role__organisation__name",
        "started_on",
        "ended_on",
    ):
        if (person, role, start) not in told:
            told.add((person, role, start))
            yield KnownAppointment(key, person, (title, *others), body, start, end)


class Person(models.Model):
    name = models.CharField(max_length=200, help_text="As it is printed today.")
    slug = models.SlugField(max_length=150, unique=True)
    sort_name = models.CharField(max_length=200, blank=True)
    honorific_prefix = models.CharField(max_length=80, blank=True)
    honorific_suffix = models.CharField(max_length=80, blank=True)
    biography = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        help_text="The row under which this person, entered twice, is kept.",
    )
    merged_at = models.DateTimeField(null=True, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="nobody_is_merged_into_themselves",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
            models.CheckConstraint(
                name="mergers_have_a_moment",
                condition=Q(merged_into=None, merged_at=None, merged_by=None)
                | Q(merged_into__isnull=False, merged_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person-detail", args=[self.slug])

    @property
    def kept(self) -> "Person":
        """The row under which readers find this person."""
        return self.merged_into or self

    def rows(self) -> PersonQuerySet:
        """Every row of this person: issued quotes go on pointing at the one they had
        when somebody was entered twice."""
        return Person.objects.of(self.merged_into_id or self.pk)


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


class OrganisationQuerySet(NamedQuerySet["Organisation"]):
    named_in = (
        "editions",
        "quotes",
        "roles",
        "commitments",
        "commitments_as_counterparty",
    )


class OrganisationKind(models.TextChoices):
    MINISTRY = "ministry", "Ministry"
    AGENCY = "agency", "Agency"
    PUBLIC_BODY = "public_body", "Public body"
    GOVERNMENT = "government", "Another government"
    INTERNATIONAL = "international", "International organisation"
    OTHER = "other", "Other"


class Organisation(models.Model):
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

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known",
                condition=Q(kind__in=OrganisationKind.values),
            )
        ]

    def __str__(self) -> str:
        return self.name


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


class RoleQuerySet(NamedQuerySet["Role"]):
    named_in = ("appointments", "commitments")


class Role(models.Model):
    """An office that people hold one after another."""

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

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class RoleAppointmentQuerySet(NamedQuerySet["RoleAppointment"]):
    named_in = ("quotes",)

    def is_named(self, at: When) -> Q:
        return super().is_named(at) | self._announced("announced_in", at)

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
        return Q(Exists(published.filter(pk=OuterRef(column))))

    def on(self, day: date) -> Self:
        return self.filter(on_day(day))


def told_once(held: Iterable["RoleAppointment"]) -> list["RoleAppointment"]:
    """Appointments in their order, without those that begin another again: of somebody
    entered twice both rows may have it."""
    first: dict[Any, RoleAppointment] = {}
    for appointment in held:
        first.setdefault((appointment.role_id, appointment.started_on), appointment)
    return list(first.values())


class Capacity(models.TextChoices):
    SUBSTANTIVE = "substantive", "Substantive"
    ACTING = "acting", "Acting"
    ON_LEAVE = "on_leave", "On leave"


class RoleAppointment(Span):
    """A person holding a role for a while. Quotes point here, so an old quote keeps
    the title its speaker had that day."""

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
    end_announced_in = models.ForeignKey(
        "briefings.Release",
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
            ExclusionConstraint(
                name="nobody_holds_a_role_twice_at_once",
                expressions=[
                    (same("person"), RangeOperators.OVERLAPS),
                    (same("role"), RangeOperators.OVERLAPS),
                    (days_of(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This person holds that role already then.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"
