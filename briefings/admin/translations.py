"""Which releases say the same in other languages: on the page of each."""

import re
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from briefings.actions.translations import join_translation, part_translation
from briefings.admin.deeds import Deed, page_of
from briefings.admin.standing import standing
from briefings.errors import Refused
from briefings.models import Edition, Release
from briefings.models.releases import ReleaseQuerySet

_LAST_PART = re.compile(r"([-\w]+)/?$")


class Join(Deed):
    button = "Say what it translates"
    original = forms.CharField(
        label="The release that it translates",
        max_length=500,
        help_text="Its address, or the last part of it. Readers are led from one "
        "language to the other once both are public.",
    )

    def carry_out(self) -> str:
        original = self._chosen()
        join_translation(self.subject.release, by=self.by, original=original)
        return "Joined. Each leads to the other once both are public."

    def _chosen(self) -> Release:
        typed = _LAST_PART.search(self.cleaned_data["original"].strip())
        known: ReleaseQuerySet = Release.objects.all()
        found = known.at_address(typed[1]).first() if typed else None
        if found is None:
            raise Refused("No release has this address.")
        return found


class Part(Deed):
    button = "Part from its translations"

    def carry_out(self) -> str:
        part_translation(self.subject.release, by=self.by)
        return "Parted. It leads to no other language any more."


def is_translated() -> Exists:
    """Of rows of editions: is anything joined to their release?"""
    joined = Release.objects.filter(translation_of=OuterRef("release"))
    return Exists(joined)


def beside(edition: Any, now: Any) -> list[dict[str, Any]]:
    """The newest edition of each of them that whoever looks may see; ``edition`` is
    asked for with ``is_translated``."""
    if not (edition.is_translated or edition.release.translation_of_id):
        return []
    others = Release.objects.beside(edition.release)
    newest = Edition.objects.filter(release__in=others).numbered().without_discarded()
    rows = newest.select_related("release").without_texts()
    last = rows.order_by("release_id", "-number").distinct("release_id")
    return [
        {
            "edition": row,
            "url": page_of(row),
            "standing": standing(row, now),
            "is_first": row.release_id == edition.release.translation_of_id,
        }
        for row in last
    ]
