"""One page for one commitment: what it consists of, when it was said, what became of
it."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from briefings.actions.commitments import (
    confirm_update,
    describe_commitment,
    record_update,
)
from briefings.admin.choosers import field_for
from briefings.admin.deeds import ChangeDeed, Deed, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import site
from briefings.models import Commitment, CommitmentUpdate, Evidence
from briefings.permissions import duty_to_describe, may
from briefings.text.amounts import number
from briefings.workflow import Duty

_COLUMNS: tuple[str, ...] = (
    "title",
    "kind",
    "responsible_organisation",
    "responsible_role",
    "counterparties",
    "success_criteria",
    "verifiability",
    "target_value",
    "target_unit",
    "amount",
    "currency",
    "amount_qualifier",
    "deadline_words",
    "due_from",
    "due_by",
    "deadline_basis",
    "part_of",
    "superseded_by",
)
_EVIDENCE = ("kind", "title", "url", "release", "published_on", "archived_url")


class Describe(ChangeDeed):
    model = Commitment
    columns = _COLUMNS

    def carry_out(self) -> str:
        changed, was = self.changed(), self.was()
        was.pop("counterparties", None)
        describe_commitment(self.subject, by=self.by, was=was, **changed)
        return "The commitment is saved."


class DescribeInPublic(Describe):
    """What readers know was promised is shown, and not offered to be changed."""

    columns = tuple(name for name in _COLUMNS if name not in Commitment.PROMISED)


class RecordUpdate(Deed):
    model = CommitmentUpdate
    columns = ("stage", "effective_on", "words", "reason", "new_due_by")
    button = "Record the update"
    done = "Recorded."
    place = "#updates"

    def __init__(self, *args: Any, plain: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, plain=plain, **kwargs)
        for name in _EVIDENCE:
            column: Any = Evidence._meta.get_field(name)
            label = f"Evidence: {column.verbose_name}"
            self.fields[f"evidence_{name}"] = field_for(
                column, by=self.by, plain=plain, label=label, required=False
            )

    def carry_out(self) -> str:
        about = {name: self.cleaned_data[name] for name in self.columns}
        evidence = {n: self.cleaned_data[f"evidence_{n}"] for n in _EVIDENCE}
        pieces = [evidence] if evidence["title"] or evidence["url"] else []
        record_update(self.subject, by=self.by, evidence=pieces, **about)
        return self.done


class Confirm(Deed):
    button = "Confirm"
    done = "Confirmed."
    place = "#updates"

    def carry_out(self) -> str:
        confirm_update(self.subject, by=self.by)
        return self.done


class CommitmentPage:
    def __init__(self, admin: Any, request: HttpRequest, object_id: str) -> None:
        self.admin, self.request = admin, request
        self.commitment: Commitment = row_to_show(admin, request, object_id)
        user: Any = request.user
        self.may_keep = may(user, Duty.KEEP_COMMITMENTS)
        self.duty_to_describe = duty_to_describe(self.commitment)
        self.may_describe = may(user, self.duty_to_describe)
        plain = "plain" in request.GET
        self.about: dict[str, Any] = {
            "by": user,
            "data": request.POST,
            "plain": plain,
        }

    def answer(self) -> HttpResponse:
        if self.request.method == "POST":
            deeds = [self.describe, self.update, *self.confirmations.values()]
            home = self.request.get_full_path()
            done = carry_out(self.request, deeds, home=home)
            if done:
                return done
        context = {**site.each_context(self.request), **self.context()}
        template = "admin/briefings/commitment/page.html"
        return TemplateResponse(self.request, template, context)

    @cached_property
    def describe(self) -> Describe:
        row = self.commitment
        is_public = self.duty_to_describe == Duty.KEEP_COMMITMENTS
        deed = DescribeInPublic if is_public else Describe
        initial = {n: getattr(row, n) for n in _COLUMNS if n != "counterparties"}
        initial["counterparties"] = list(row.counterparties.all())
        for name in ("part_of", "superseded_by"):
            # One that nothing states but a draft of others is not named.
            linked = Commitment.objects.filter(pk=getattr(row, f"{name}_id"))
            initial[name] = linked.first()
        return deed(
            "describe", row, initial=initial, is_offered=self.may_describe, **self.about
        )

    @cached_property
    def update(self) -> RecordUpdate:
        return RecordUpdate(
            "update", self.commitment, is_offered=self.may_keep, **self.about
        )

    @cached_property
    def updates(self) -> list[CommitmentUpdate]:
        rows = self.commitment.updates.select_related("by", "confirmed_by")
        return list(rows.prefetch_related("evidence__release"))

    @cached_property
    def confirmations(self) -> dict[int, Confirm]:
        """By the update's number, for those that nobody confirmed."""
        return {
            row.pk: Confirm(
                f"confirm-{row.pk}",
                row,
                is_offered=self.may_keep and not row.confirmed_by_id,
                **self.about,
            )
            for row in self.updates
        }

    def context(self) -> dict[str, Any]:
        commitment = self.commitment
        statements = commitment.statements.select_related("edition__release")
        return {
            "title": commitment.title,
            "opts": self.admin.opts,
            "commitment": commitment,
            "page": self,
            "described": _described(self.describe),
            "statements": [
                {"row": s, "url": page_of(s.edition)}
                for s in statements.order_by("edition_id")
            ],
            "updates": [
                {
                    "row": row,
                    "evidence": list(row.evidence.all()),
                    "confirm": self.confirmations[row.pk],
                }
                for row in self.updates
            ],
            "media": self.describe.media + self.update.media,
        }


def _described(deed: Describe) -> list[tuple[Any, Any]]:
    """What there is, and is not offered to be changed."""
    row = deed.subject
    return [
        (capfirst(row._meta.get_field(name).verbose_name), _in_words(row, name, value))
        for name, value in deed.initial.items()
        if value not in (None, "", [])
        and not (deed.is_offered and name in deed.columns)
    ]


def _in_words(row: Commitment, name: str, value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, Decimal):
        return number(value)
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else value
