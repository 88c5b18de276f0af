from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from briefings.api.fields import Address, Link, OptionalUrl, PublicSerializer
from briefings.api.resources import RegisterViewSet
from briefings.models import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)
from briefings.models.held import told_once


class SpanSerializer(PublicSerializer):
    """Something true for a while: up to, not including, `ended_on`."""

    ended_on = serializers.DateField(source="left_on", allow_null=True)


class PersonNameSerializer(SpanSerializer):
    class Meta:
        model = PersonName
        fields = ["name", "started_on", "ended_on"]


class OrganisationNameSerializer(SpanSerializer):
    class Meta:
        model = OrganisationName
        fields = ["name", "started_on", "ended_on"]


class AppointmentSerializer(SpanSerializer):
    role = Link(to="role")
    organisation = Link(to="organisation", source="role.body", allow_null=True)

    class Meta:
        model = RoleAppointment
        fields = ["role", "organisation", "capacity", "started_on", "ended_on"]


class NamedSerializer(PublicSerializer):
    def to_representation(self, row: Any) -> Any:
        """Of what was entered twice everything is told in one place."""
        row.names_told = [*row.other_names.all()]
        for other in row.duplicates.all():
            row.names_told += [_as_name(other), *other.other_names.all()]
        return super().to_representation(row)


def _as_name(duplicate: Person | Organisation) -> Any:
    name: Any = PersonName(name=duplicate.name)
    name.left_on = None
    return name


def _appointments_of(row: Any) -> list[Any]:
    rows = (row, *row.duplicates.all())
    return told_once(a for each in rows for a in each.appointments.all())


class PersonSerializer(NamedSerializer):
    url = Address("api-person-detail")
    page_url = Address("person-detail")
    other_names = PersonNameSerializer(many=True, source="names_told")
    appointments = AppointmentSerializer(many=True, source="appointments_told")

    def to_representation(self, person: Any) -> Any:
        person.appointments_told = _appointments_of(person)
        return super().to_representation(person)

    class Meta:
        model = Person
        fields = [
            "slug",
            "name",
            "url",
            "page_url",
            "sort_name",
            "honorific_prefix",
            "honorific_suffix",
            "biography",
            "other_names",
            "appointments",
        ]


class OrganisationSerializer(NamedSerializer):
    url = Address("api-organisation-detail")
    page_url = Address("organisation-detail")
    website = OptionalUrl()
    parent = Link(to="organisation", allow_null=True)
    other_names = OrganisationNameSerializer(many=True, source="names_told")

    class Meta:
        model = Organisation
        fields = [
            "slug",
            "name",
            "url",
            "page_url",
            "abbreviation",
            "kind",
            "parent",
            "website",
            "other_names",
        ]


class HolderSerializer(SpanSerializer):
    person = Link(to="person")

    class Meta:
        model = RoleAppointment
        fields = ["person", "capacity", "started_on", "ended_on"]


class RoleSerializer(PublicSerializer):
    """An office that people hold one after another; `holders`, newest first."""

    name = serializers.CharField(source="title")
    url = Address("api-role-detail")
    organisation = Link(to="organisation", source="body", allow_null=True)
    holders = HolderSerializer(source="holders_told", many=True)

    def to_representation(self, role: Any) -> Any:
        role.holders_told = _appointments_of(role)
        return super().to_representation(role)

    class Meta:
        model = Role
        fields = ["slug", "name", "url", "organisation", "holders"]


class SpeakingViewSet(RegisterViewSet):
    """What people, organisations and roles have alike: names and spans over time."""

    def names_so_far(self, names: Any) -> Prefetch:
        return Prefetch("other_names", names.objects.public(self.moment))

    def appointments(self) -> Prefetch:
        shown = RoleAppointment.objects.public(self.moment).with_end(self.moment)
        return Prefetch("appointments", shown.with_rows_read())

    def with_duplicates(self, rows: Any, *told: Any) -> Any:
        """With what is told of the rows, also of those merged into them."""
        twins = self.rows.named(self.moment).order_by("slug")
        duplicates = Prefetch("duplicates", twins.prefetch_related(*told))
        return rows.prefetch_related(*told, duplicates)


@extend_schema_view(
    list=extend_schema(summary="People, by name"),
    retrieve=extend_schema(summary="One person"),
)
class PersonViewSet(SpeakingViewSet):
    """Who speaks in releases or is named in them, with the roles they held."""

    queryset = Person.objects.none()
    serializer_class = PersonSerializer
    ordering = ("sort_name", "name", "slug")

    def get_queryset(self) -> QuerySet[Person]:
        told = self.names_so_far(PersonName), self.appointments()
        return self.with_duplicates(super().get_queryset(), *told)


@extend_schema_view(
    list=extend_schema(summary="Organisations, by name"),
    retrieve=extend_schema(summary="One organisation"),
)
class OrganisationViewSet(SpeakingViewSet):
    """Ministries, agencies and others that releases come from or name."""

    queryset = Organisation.objects.none()
    serializer_class = OrganisationSerializer

    def get_queryset(self) -> QuerySet[Organisation]:
        parents = Organisation.objects.leading_to_public(self.moment)
        organisations = super().get_queryset()
        return self.with_duplicates(
            organisations.prefetch_related(Prefetch("parent", parents)),
            self.names_so_far(OrganisationName),
        )


@extend_schema_view(
    list=extend_schema(summary="Roles, by title"),
    retrieve=extend_schema(summary="One role"),
)
class RoleViewSet(SpeakingViewSet):
    """The offices people speak in, and who held them."""

    queryset = Role.objects.none()
    serializer_class = RoleSerializer
    ordering = ("title", "slug")

    def get_queryset(self) -> QuerySet[Role]:
        roles = super().get_queryset().select_related("organisation__merged_into")
        return self.with_duplicates(roles, self.appointments())
