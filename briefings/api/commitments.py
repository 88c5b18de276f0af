from itertools import groupby
from operator import attrgetter
from typing import Any

import django_filters as filters
from django.db.models import F, Min, OuterRef, Prefetch, QuerySet, Subquery
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from briefings.api.editions import (
    ReleaseLinkSerializer,
    ReleaseReferenceSerializer,
    with_edition,
    with_headline,
)
from briefings.api.fields import (
    Address,
    AnchorSerializer,
    Link,
    Moment,
    Money,
    Number,
    OptionalUrl,
    PublicSerializer,
)
from briefings.api.resources import PublicViewSet
from briefings.models import (
    Commitment,
    CommitmentStatement,
    CommitmentUpdate,
    Evidence,
    Organisation,
    Release,
)
from briefings.models.commitment_updates import Stage
from briefings.models.commitments import Kind
from briefings.models.merging import kept_once


class StatementInReleaseSerializer(PublicSerializer):
    """Words that make a commitment, and whether it is made in them, said again or
    revised."""

    anchor = AnchorSerializer()
    commitment = Link(to="commitment")

    class Meta:
        model = CommitmentStatement
        fields = ["ref", "words", "anchor", "novelty", "commitment"]


class CommitmentStatementSerializer(PublicSerializer):
    anchor = AnchorSerializer()
    said_at = Moment(help_text="When the first edition with these words went public.")
    release = ReleaseReferenceSerializer(source="*")

    class Meta:
        model = CommitmentStatement
        fields = ["ref", "words", "anchor", "novelty", "said_at", "release"]


class EvidenceSerializer(PublicSerializer):
    url = OptionalUrl()
    archived_url = OptionalUrl()
    release = ReleaseLinkSerializer(allow_null=True)

    class Meta:
        model = Evidence
        fields = ["kind", "title", "url", "release", "published_on", "archived_url"]


class CommitmentUpdateSerializer(PublicSerializer):
    """What the office says became of the commitment."""

    recorded_at = Moment()
    evidence = EvidenceSerializer(many=True)

    class Meta:
        model = CommitmentUpdate
        fields = [
            "stage",
            "effective_on",
            "recorded_at",
            "words",
            "reason",
            "new_due_by",
            "evidence",
        ]


class DeadlineSerializer(serializers.Serializer):
    """As it was worded, and as days. Lateness counts from `due_by`, the last day in
    time of the original deadline; `due_now` is the one in force."""

    words = serializers.CharField(source="deadline_words")
    due_from = serializers.DateField(allow_null=True)
    due_by = serializers.DateField(allow_null=True)
    due_now = serializers.DateField(allow_null=True)
    basis = serializers.CharField(source="deadline_basis")


class AmountSerializer(serializers.Serializer):
    value = Money(source="amount")
    currency = serializers.CharField()
    qualifier = serializers.CharField(source="amount_qualifier")

    def to_representation(self, commitment: Any) -> Any:
        told = super().to_representation(commitment)
        return told if commitment.amount is not None else None


class TargetSerializer(serializers.Serializer):
    value = Number(source="target_value")
    unit = serializers.CharField(source="target_unit")

    def to_representation(self, commitment: Any) -> Any:
        told = super().to_representation(commitment)
        return told if commitment.target_value is not None else None


class CommitmentSerializer(PublicSerializer):
    """A promise from its first words to today. `stage` is what the office says of it,
    and rests on the last of `updates`."""

    url = Address("api-commitment-detail")
    page_url = Address("commitment-detail")
    stage = serializers.ChoiceField(choices=Stage.choices)
    first_said_at = Moment()
    responsible_organisation = Link(to="organisation", allow_null=True)
    responsible_role = Link(to="role", allow_null=True)
    counterparties = Link(to="organisation", many=True, source="parties")
    target = TargetSerializer(source="*", allow_null=True)
    amount = AmountSerializer(source="*", allow_null=True)
    deadline = DeadlineSerializer(source="*")
    part_of = Link(to="commitment", allow_null=True)
    superseded_by = Link(to="commitment", allow_null=True)
    statements = CommitmentStatementSerializer(source="said", many=True)
    updates = CommitmentUpdateSerializer(many=True)

    class Meta:
        model = Commitment
        fields = [
            "slug",
            "title",
            "url",
            "page_url",
            "kind",
            "stage",
            "first_said_at",
            "responsible_organisation",
            "responsible_role",
            "counterparties",
            "success_criteria",
            "verifiability",
            "target",
            "amount",
            "deadline",
            "part_of",
            "superseded_by",
            "statements",
            "updates",
        ]

    def to_representation(self, commitment: Any) -> Any:
        commitment.parties = kept_once(commitment.counterparties.all())
        commitment.said = once_each(commitment.statements.all())
        return super().to_representation(commitment)


def once_each(statements: Any) -> list[CommitmentStatement]:
    """Of the rows that bear one `ref`, one an edition, the newest, with the moment at
    which the oldest went public; in the order in which they were said first."""
    by_ref = sorted(statements, key=lambda row: (row.ref, row.edition.number))
    said = []
    for _, group in groupby(by_ref, key=attrgetter("ref")):
        rows = list(group)
        rows[-1].said_at = rows[0].edition.live_from
        said.append(rows[-1])
    return sorted(said, key=lambda row: (row.said_at, row.start))


class CommitmentFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(choices=Kind.choices)
    stage = filters.ChoiceFilter(choices=Stage.choices)
    organisation = filters.CharFilter(
        method="of_organisation", label="The one responsible, by slug."
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def of_organisation(self, rows: QuerySet[Commitment], name: str, slug: str) -> Any:
        responsible = Organisation.objects.at_address(slug)
        return rows.filter(responsible_organisation__in=responsible)


@extend_schema_view(
    list=extend_schema(summary="Commitments, newest first"),
    retrieve=extend_schema(summary="One commitment"),
)
class CommitmentViewSet(PublicViewSet):
    """What was promised, each time it was said, and what became of it."""

    queryset = Commitment.objects.none()
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilter
    ordering = ("-first_said_at", "slug")

    def get_queryset(self) -> QuerySet[Commitment]:
        at = self.moment
        commitments = Commitment.objects.public(at).with_stage(at)
        commitments = commitments.annotate(first_said_at=first_said_at(at))
        # A public commitment names whom it binds, which makes them public as well; the
        # commitments it points to may still be under embargo.
        named = commitments.select_related(
            "responsible_organisation__merged_into", "responsible_role__merged_into"
        )
        return named.prefetch_related(
            Prefetch(
                "counterparties", Organisation.objects.select_related("merged_into")
            ),
            Prefetch("part_of", Commitment.objects.public(at)),
            Prefetch("superseded_by", Commitment.objects.public(at)),
            Prefetch("statements", self._statements()),
            Prefetch("updates", CommitmentUpdate.objects.in_effect(at)),
            Prefetch("updates__evidence", self._evidence()),
        )

    def _statements(self) -> QuerySet[CommitmentStatement]:
        said = CommitmentStatement.objects.published(self.moment)
        return with_edition(said, self.moment)

    def _evidence(self) -> QuerySet[Evidence]:
        releases = with_headline(Release.objects.public(self.moment), self.moment)
        shown = Evidence.objects.public(self.moment)
        return shown.order_by("pk").prefetch_related(Prefetch("release", releases))


def first_said_at(at: Any) -> Subquery:
    said = CommitmentStatement.objects.published(at).filter(commitment=OuterRef("pk"))
    first = (
        said.order_by()
        .values("commitment")
        .annotate(at=Min(F("edition__live_during__startswith")))
    )
    return Subquery(first.values("at"))
