"""Names that were found in a text, beside it: one click tags the release."""

from dataclasses import dataclass
from typing import Any

from briefings.actions.tag_proposals import dismiss_tag, take_tag
from briefings.admin.deeds import Deed
from briefings.models import TagProposal
from briefings.models.tag_proposals import Tag

_PLACE = "#named"


class TakeTag(Deed):
    """The subject is a proposal, as of the next one."""

    button = "Tag"
    place = _PLACE

    def carry_out(self) -> str:
        take_tag(self.subject, by=self.by)
        return f"Tagged with {self.subject.name}."


class DismissTag(Deed):
    button = "No"
    place = _PLACE

    def carry_out(self) -> str:
        dismiss_tag(self.subject, by=self.by)
        return f"{self.subject.name} is left untagged."


class SayPolitical(TakeTag):
    button = "Yes"

    def carry_out(self) -> str:
        super().carry_out()
        return "It is written for the government of its day."


class LeaveUnpolitical(DismissTag):
    def carry_out(self) -> str:
        super().carry_out()
        return "It is written for no government."


@dataclass(frozen=True)
class Named:
    row: TagProposal
    take: Deed
    dismiss: Deed


def named_in(edition: Any, **about: Any) -> list[Named]:
    """Decided ones too: their buttons tell who was quicker."""
    rows = edition.tag_proposals.select_related("decided_by").order_by("kind", "pk")
    for row in rows:
        row.edition = edition
    return [_named(row, about) for row in rows]


def _named(row: TagProposal, about: dict[str, Any]) -> Named:
    is_fact = row.kind == Tag.POLITICAL
    take = SayPolitical if is_fact else TakeTag
    dismiss = LeaveUnpolitical if is_fact else DismissTag
    return Named(
        row,
        take(f"tag-{row.pk}", row, **about),
        dismiss(f"leave-{row.pk}", row, **about),
    )
