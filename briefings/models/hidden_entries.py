"""Which entries of the audit tell of a release that is hidden from whoever looks."""

from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, TextField
from django.db.models.expressions import Col
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from briefings.models.visibility import (
    every,
    hidden_commitments,
    hidden_releases,
    looks_steadily,
)

# Whose rows lead to no release, for the audit to say which.
UNTOLD_RELEASE = (
    "Asset",
    "Commitment",
    "CommitmentRevision",
    "CommitmentUpdate",
    "Evidence",
    "FactCheckAnswer",
    "RoleAppointment",
)


def hidden_entries(person: Any) -> Any:
    """Of the audit: what happened to hidden releases, and to what they alone have."""
    hidden = Q(release__in=hidden_releases(person)) | _ends_told_in_hidden(person)
    hidden |= _leading_to_hidden(person)
    for name in UNTOLD_RELEASE:
        rows = apps.get_model("briefings", name)._default_manager.all()
        column, of_whom = rows.belongs_to
        keys = every(name).filter(**{f"{column}__in": of_whom(person)})
        hidden |= Q(subject=name.lower(), number__in=_as_told(keys))
        # What is gone cannot be asked where it stood.
        gone = every("AuditEntry").filter(subject=name.lower(), verb="delete")
        gone = gone.exclude(person=person.pk or 0).order_by().values("number")
        hidden |= Q(subject=name.lower(), release=None, number__in=gone)
    promises = apps.get_model("briefings", "Commitment")
    made_with = promises.counterparties.through._base_manager.filter(
        commitment__in=hidden_commitments(person)
    )
    told = _as_told(made_with)
    hidden |= Q(subject="commitment_counterparties", number__in=told)
    return every("AuditEntry").filter(hidden).order_by().values("pk")


def _ends_told_in_hidden(person: Any) -> Q:
    """Entries that name a hidden release as what announces an end; and what else
    became of that end since, while it is announced there."""
    hidden = hidden_releases(person)
    told = every("AuditEntry").filter(subject="roleappointment").order_by()
    before = Cast(KT("old__end_announced_in_id"), BigIntegerField())
    then = Cast(KT("new__end_announced_in_id"), BigIntegerField())
    by_hidden = Q(before__in=hidden) | Q(then__in=hidden)
    naming = told.alias(before=before, then=then).filter(by_hidden)
    kept = every("RoleAppointment").alias(by=_AsKept("end_announced_in"))
    ending = kept.filter(by__in=hidden)
    since = told.filter(
        Q(old__has_key="ended_on") | Q(new__has_key="ended_on"),
        Exists(naming.filter(number=OuterRef("number"), pk__lt=OuterRef("pk"))),
        number__in=_as_told(ending),
    )
    return Q(pk__in=naming.values("pk")) | Q(pk__in=since.values("pk"))


_LEADING = {
    "release": "translation_of_id",
    "edition_related_releases": "release_id",
}


def _leading_to_hidden(person: Any) -> Q:
    """Entries of releases that anybody sees, which name a hidden one by its number."""
    hidden, leading = hidden_releases(person), Q()
    for subject, column in _LEADING.items():
        before = Cast(KT(f"old__{column}"), BigIntegerField())
        then = Cast(KT(f"new__{column}"), BigIntegerField())
        told = every("AuditEntry").filter(subject=subject).order_by()
        told = told.alias(before=before, then=then)
        naming = told.filter(Q(before__in=hidden) | Q(then__in=hidden))
        leading |= Q(pk__in=naming.values("pk"))
    return leading


class _AsKept(F):
    """A column as it is in its table, whoever looks."""

    def resolve_expression(self, *rest: Any, **more: Any) -> Col:
        col: Any = super().resolve_expression(*rest, **more)
        return Col(col.alias, col.target, col.output_field)


def _as_told(rows: Any) -> Any:
    """Their numbers, as the audit writes them."""
    if looks_steadily():
        return [str(key) for key in rows.order_by().values_list("pk", flat=True)]
    return rows.order_by().values(as_text=Cast("pk", TextField()))
