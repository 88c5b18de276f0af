"""Going back to an earlier state of an edition. Nothing of the later ones is lost."""

from typing import Any

from django.db import transaction

from briefings.actions.editions import lock_for_writing, record
from briefings.actions.releases import save_draft
from briefings.errors import Refused
from briefings.models import Edition, Organisation, User
from briefings.models.editions import TAGS, WORDS, Part
from briefings.permissions import demand
from briefings.workflow import Duty


@transaction.atomic
def restore_revision(edition: Edition, number: int, *, by: User | None) -> Edition:
    """Save the words and tags of an earlier revision over the present ones, as a new
    revision. Records whose words come back are placed again; none is taken out."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition)
    revision = edition.revisions.filter(number=number).first()
    last = edition.revisions.latest("number")
    if revision is None:
        raise Refused(f"This edition has no revision {number}.")
    if _words_and_tags(revision.content) == _words_and_tags(last.content):
        raise Refused(f"The words and tags are those of revision {number} already.")
    wanted = _rows(revision.content)
    edition = save_draft(edition, by=by, based_on=last.number, **wanted)
    record(edition, "restore", by=by, note=f"Those of revision {number}.")
    return edition


def _words_and_tags(content: dict[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in (*WORDS, *TAGS, "organisations")}


def _rows(content: dict[str, Any]) -> dict[str, Any]:
    """What a revision holds by number, as rows: without those that are gone since."""
    words = {name: content[name] for name in WORDS}
    tags = {
        name: list(_model_of(name).objects.filter(pk__in=content[name]))
        for name in TAGS
    }
    return {
        **words,
        **tags,
        "lead_organisations": _organisations(content, Part.LEAD),
        "supporting_organisations": _organisations(content, Part.SUPPORTING),
    }


def _model_of(tag: str) -> Any:
    return Edition._meta.get_field(tag).related_model


def _organisations(content: dict[str, Any], part: str) -> list[Organisation]:
    """In the order in which they were named."""
    numbers = [
        number for of_part, number in content["organisations"] if of_part == part
    ]
    found = Organisation.objects.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]
