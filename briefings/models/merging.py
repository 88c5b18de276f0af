"""Rows of the registers that were entered twice. Nothing is moved: the duplicate leads
to the row that is kept, and whatever reads follows."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from briefings.models.publicity import ExistsByRow, NamedQuerySet, When

_Row = TypeVar("_Row", bound=models.Model, covariant=True)


def kept_key(path: str = "") -> Coalesce:
    """The number of the row that is kept, over a path that leads to any."""
    return kept_column("pk", path)


def kept_column(name: str, path: str = "") -> Coalesce:
    """What the row that is kept has in a column that is never empty."""
    return Coalesce(f"{path}merged_into__{name}", f"{path}{name}")


class MergeableQuerySet(NamedQuerySet[_Row]):
    def public(self, at: When = None) -> Self:
        """Those that are kept, if they or a duplicate of them are named."""
        return self.kept().published(at)

    def published(self, at: When = None) -> Self:
        """Those whose address readers may know: a duplicate's leads to the kept one."""
        rows: Any = self.model._default_manager
        duplicates = rows.filter(merged_into=OuterRef("pk"))
        return self.filter(self.is_named(at) | ExistsByRow(duplicates.named(at)))

    def named(self, at: When = None) -> Self:
        """Rows that something published names as they are, merged or not."""
        return self.filter(self.is_named(at))

    def leading_to_public(self, at: When = None) -> Self:
        """Rows that readers know, or whose kept row they know; to be shown as that."""
        rows: Any = self.model._default_manager
        key = Coalesce(OuterRef("merged_into"), OuterRef("pk"))
        known = self.filter(Exists(rows.public(at).filter(pk=key)))
        return known.select_related("merged_into")

    def kept(self) -> Self:
        return self.filter(merged_into=None)

    def of(self, row: Any) -> Self:
        """The rows of one that is kept: itself and those merged into it."""
        return self.filter(Q(pk=row) | Q(merged_into=row))

    def kept_of(self, rows: Any) -> Self:
        """The rows under which these, merged or not, are kept."""
        return self.filter(pk__in=rows.order_by().values(kept=kept_key()))

    def at_address(self, slug: str) -> Self:
        return self.filter(Q(slug=slug) | Q(merged_into__slug=slug))


class Mergeable(models.Model):
    objects: Any
    duplicates: Any
    merged_into_id: int | None
    # The column that it is printed by.
    called_by = "name"

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        help_text="The row under which this one, entered twice, is kept.",
    )
    merged_at = models.DateTimeField(null=True, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="no_%(class)s_is_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
            models.CheckConstraint(
                name="%(class)s_mergers_have_a_moment",
                condition=Q(merged_into=None, merged_at=None, merged_by=None)
                | Q(merged_into__isnull=False, merged_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(getattr(self, self.called_by))

    @property
    def kept(self) -> Self:
        """The row under which readers find this one."""
        kept: Self = self.merged_into or self  # type: ignore[assignment]
        return kept

    def rows(self) -> Any:
        """Every row of this one: what was issued goes on pointing at the one it had
        when this was entered twice."""
        return type(self).objects.of(self.merged_into_id or self.pk)

    @property
    def whole(self) -> Any:
        """The row that this one is a part of, as it is kept, where there is one."""
        return None


def kept_once(rows: Iterable[Any]) -> list[Any]:
    """The rows that these are kept as, each once, in their order."""
    return list(dict.fromkeys(row.kept for row in rows))
