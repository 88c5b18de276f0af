from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from briefings.api.fields import Address, Link, OptionalUrl, PublicSerializer
from briefings.api.resources import PublicViewSet
from briefings.models import (
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Role,
    RoleAppointment,
)
from briefings.models.people import told_once


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
    organisation = Link(to="organisation", source="role.organisation", allow_null=True)

    class Meta:
        model = RoleAppointment
        fields = ["role", "organisation", "capacity", "started_on", "ended_on"]


class PersonSerializer(PublicSerializer):
    url = Address("api-person-detail")
    page_url = Address("person-detail")
    other_names = PersonNameSerializer(many=True, source="names_told")
    appointments = AppointmentSerializer(many=True, source="appointments_told")

    def to_representation(self, person: Any) -> Any:
        """Of somebody entered twice everything is told in one place."""
        others = list(person.duplicates.all())
        person.names_told = [*person.other_names.all()]
        for other in others:
            person.names_told += [_as_name(other), *other.other_names.all()]
        held = [a for row in (person, *others) for a in row.appointments.all()]
        person.appointments_told = told_once(held)
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


def _as_name(duplicate: Person) -> Any:
    name: Any = PersonName(name=duplicate.name)
    name.left_on = None
    return name


class OrganisationSerializer(PublicSerializer):
    url = Address("api-organisation-detail")
    page_url = Address("organisation-detail")
    website = OptionalUrl()
    parent = Link(to="organisation", allow_null=True)
    other_names = OrganisationNameSerializer(many=True)

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
    person = Link(to="person", source="person.kept")

    class Meta:
        model = RoleAppointment
        fields = ["person", "capacity", "started_on", "ended_on"]


class RoleSerializer(PublicSerializer):
    """An office that people hold one after another; `holders`, newest first."""

    name = serializers.CharField(source="title")
    url = Address("api-role-detail")
    organisation = Link(to="organisation", allow_null=True)
    holders = HolderSerializer(source="appointments", many=True)

    class Meta:
        model = Role
        fields = ["slug", "name", "url", "organisation", "holders"]


class SpeakingViewSet(PublicViewSet):
    """What people, organisations and roles have alike: names and spans over time."""

    def names_so_far(self, names: Any) -> Prefetch:
        return Prefetch("other_names", names.objects.public(self.moment))

    def appointments(self, *others: str) -> Prefetch:
        shown = RoleAppointment.objects.public(self.moment).with_end(self.moment)
        return Prefetch("appointments", shown.select_related(*others))


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
        people = super().get_queryset()
        told = self.names_so_far(PersonName), self.appointments("role__organisation")
        duplicates = Person.objects.named(self.moment).order_by("name", "pk")
        return people.prefetch_related(
            *told, Prefetch("duplicates", duplicates.prefetch_related(*told))
        )

    def handle_exception(self, exc: Exception) -> Response:
        kept = isinstance(exc, Http404) and self._kept_now()
        if not kept:
            return super().handle_exception(exc)
        address = reverse("api-person-detail", args=[kept.slug])
        location = self.request.build_absolute_uri(address)
        return Response(status=301, headers={"Location": location})

    def _kept_now(self) -> Person | None:
        """Whom the address of somebody entered twice leads to, once readers know it."""
        named = Person.objects.named(self.moment).filter(slug=self.kwargs.get("slug"))
        row = named.exclude(merged_into=None).select_related("merged_into").first()
        return row and row.kept


@extend_schema_view(
    list=extend_schema(summary="Organisations, by name"),
    retrieve=extend_schema(summary="One organisation"),
)
class OrganisationViewSet(SpeakingViewSet):
    """Ministries, agencies and others that releases come from or name."""

    queryset = Organisation.objects.none()
    serializer_class = OrganisationSerializer

    def get_queryset(self) -> QuerySet[Organisation]:
        organisations = super().get_queryset()
        parents = Organisation.objects.public(self.moment)
        return organisations.prefetch_related(
            self.names_so_far(OrganisationName), Prefetch("parent", parents)
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
        roles = super().get_queryset().select_related("organisation")
        return roles.prefetch_related(self.appointments("person__merged_into"))
