"""Names that were found in a text, beside it: one click tags the release."""

from dataclasses import dataclass
from typing import Any

from briefings.actions.tagging import dismiss_tag, take_tag
from briefings.admin.deeds import Deed
from briefings.models import TagProposal

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
    return [
        Named(
            row,
            TakeTag(f"tag-{row.pk}", row, **about),
            DismissTag(f"leave-{row.pk}", row, **about),
        )
        for row in rows
    ]
