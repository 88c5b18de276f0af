"""Going back to an earlier state of a release. Nothing of the later ones is lost."""

from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from briefings.actions.editions import (
    follow_words,
    keep_words,
    lock_for_writing,
    record,
)
from briefings.actions.files import put_files_back
from briefings.actions.releases import begin_correction, write
from briefings.actions.undoing import put_records_back, with_wholes_by_ref
from briefings.errors import Refused
from briefings.models import Commitment, Edition, Organisation, Revision, User
from briefings.models.editions import SIGNED_WORDS, TAGS
from briefings.models.facts import facts_in
from briefings.models.gone import RECORDS, without_gone
from briefings.models.involvements import Part
from briefings.permissions import demand
from briefings.workflow import Duty

_OF_THE_CHANGE = ("change", "change_note")


@transaction.atomic
def restore_revision(
    edition: Edition, revision: Revision, *, by: User | None, over: int | None = None
) -> Edition:
    """Save the words, tags, records and files of an earlier revision over the present
    ones, as one new revision; the note of the move names what was deleted since. One of
    an earlier edition leaves the change note as it is. `over` is the number of the last
    one that whoever restores has seen: a later one is somebody else's work, which they
    look at first."""
    demand(by, Duty.WRITE)
    edition = lock_for_writing(edition, by=by)
    _refuse_to_overwrite(edition, over)
    name = _name(revision, edition)
    wanted = _wanted(revision, edition)
    figures = {row["ref"] for row in wanted["figures"]}
    wanted, but = without_gone(wanted, figures=figures)
    wanted, as_described = _as_described_now(wanted)
    if wanted == with_wholes_by_ref(edition.content()):
        raise Refused(f"This edition is as in {name} already{but}.{as_described}")
    write(edition, _rows(wanted))
    follow_words(edition)
    now = with_wholes_by_ref(edition.content())
    put_records_back(edition, wanted, now)
    put_files_back(edition, wanted, now)
    edition = keep_words(edition, by=by)
    note = f"What {name} held is back{but}.{as_described}"
    record(edition, "restore", by=by, note=note)
    return edition


@transaction.atomic
def begin_correction_with(revision: Revision, *, by: User | None) -> Edition:
    """A correction of what is public, holding what an earlier revision held."""
    correction = begin_correction(revision.edition.release, by=by)
    return restore_revision(correction, revision, by=by)


def _refuse_to_overwrite(edition: Edition, over: int | None) -> None:
    last = edition.revisions.select_related("by").order_by("number").last()
    if over is None or last is None or last.number == over:
        return
    raise Refused(
        f"{last.by or 'A command'} saved this release at "
        f"{localtime(last.at):%H:%M}, after you opened this page. Look at what they "
        "saved, then restore."
    )


def _name(revision: Revision, edition: Edition) -> str:
    of = revision.edition
    if of.release_id != edition.release_id:
        raise Refused("That is a revision of another release.")
    here = f"revision {revision.number}"
    return here if of == edition else f"{here} of edition {of.number}"


def _wanted(revision: Revision, edition: Edition) -> dict[str, Any]:
    """The content to come, in numbers of this edition."""
    wanted: dict[str, Any] = dict(revision.content)
    # One saved before the kind was signed says nothing of it; and readers know what an
    # issued release is.
    if "kind" not in wanted or edition.release.first_published_at:
        wanted["kind"] = edition.kind
    if revision.edition_id != edition.pk:
        wanted |= {name: getattr(edition, name) for name in _OF_THE_CHANGE}
    for kind in RECORDS:
        here = set(getattr(edition, kind).values_list("ref", flat=True))
        # What had lost its words by then has none to come back to.
        wanted[kind] = [
            row
            for row in wanted[kind]
            if row["start"] is not None or row["ref"] in here
        ]
    return with_wholes_by_ref(wanted)


def _as_described_now(wanted: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """What a promise consists of is changed on its page, for all that state it: no
    state of one release brings it back. With the sentence that tells which differ."""
    numbers = [row["commitment"]["id"] for row in wanted["statements"]]
    there = Commitment.objects.in_bulk(numbers)
    now = {number: promise.content() for number, promise in there.items()}
    statements, others = [], []
    for row in wanted["statements"]:
        was = row["commitment"]
        described = now.get(was["id"], was)
        # An address says nothing of it.
        if described != was | {"slug": described["slug"]}:
            others.append(f"“{described['title']}”")
        statements.append(row | {"commitment": described})
    told = ", ".join(dict.fromkeys(others))
    sentence = f" Promises described otherwise since stay so: {told}." if told else ""
    return wanted | {"statements": statements}, sentence


def _rows(content: dict[str, Any]) -> dict[str, Any]:
    """What a revision holds by number, as rows."""
    words = {name: content[name] for name in SIGNED_WORDS} | facts_in(content)
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
