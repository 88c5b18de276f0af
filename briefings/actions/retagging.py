"""The same tags added to many releases, or taken off them, one release at a time."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Now

from briefings.actions.discarding import discard_edition
from briefings.actions.editions import lock_release
from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.review import submit_edition
from briefings.errors import Conflict, Refused
from briefings.models import Edition, Release, User
from briefings.models.editions import Change
from briefings.models.governments import ended, known_under
from briefings.models.involvements import PARTS
from briefings.permissions import demand, may, told_shut
from briefings.workflow import Duty, State

# The most releases at once: more than one person can look through in a preview.
MOST = 100
TAGS = ("topics", "people", "places", "events")
RETAGGED = (*TAGS, *PARTS)
_NOTHING_ELSE = "Its tags changed, nothing else."
# What a correction says of itself is no change of what is public.
_UNTOLD = {"change": "", "change_note": ""}

Chosen = Mapping[str, Sequence[Any]]
# Of one release, by its number: one of the names, and the number of a tag.
Apart = tuple[int, str, int]


@dataclass(frozen=True)
class Tagging:
    """What to add and what to remove, by the names in `RETAGGED`; and which tags of
    which releases stay as they are all the same."""

    add: Chosen
    remove: Chosen
    apart: frozenset[Apart] = frozenset()

    def __post_init__(self) -> None:
        for name in RETAGGED:
            for tag in self.add.get(name, ()):
                if tag in self.remove.get(name, ()):
                    raise Refused(f"“{tag}” cannot be both added and removed.")
        if not any((*self.add.values(), *self.remove.values())):
            raise Refused("Choose a tag to add or to remove.")

    def opposite(self, apart: Iterable[Apart] = ()) -> "Tagging":
        return Tagging(self.remove, self.add, frozenset(apart))

    def added_to(self, edition: Edition, name: str) -> list[Any]:
        return self._asked(self.add, edition, name)

    def taken_off(self, edition: Edition, name: str) -> list[Any]:
        return self._asked(self.remove, edition, name)

    def _asked(self, chosen: Chosen, edition: Edition, name: str) -> list[Any]:
        of, apart = edition.release_id, self.apart
        return [t for t in chosen.get(name, ()) if (of, name, t.pk) not in apart]


@dataclass(frozen=True)
class Plan:
    """What would become of one release, or for what reason it is left out. What is
    asked for and so already is `unchanged`: an undo leaves it alone."""

    edition: Edition
    added: Sequence[Any]
    removed: Sequence[Any]
    unchanged: Sequence[Apart]
    why: str
    is_left_out: bool

    @property
    def digest(self) -> str:
        """The same while the same would become of it."""
        tags = [
            [(tag._meta.label, tag.pk) for tag in tags]
            for tags in (self.added, self.removed)
        ]
        told = (self.edition.pk, tags, self.why)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan_retagging(
    releases: Iterable[Release], tagging: Tagging, *, person: User | None
) -> list[Plan]:
    """The same answers as the action gives, of many releases in a fixed number of
    queries, and nothing is changed."""
    keys = [release.pk for release in releases]
    editions = (
        Edition.objects.numbered()
        .filter(release__in=keys)
        .select_related("release", "written_by")
        .prefetch_related("involvements__organisation", *TAGS)
        .annotate(now=Now(), known_under=Subquery(known_under(OuterRef("release"))))
        .order_by("release_id", "-number")
        .distinct("release_id")
    )
    found = {edition.release_id: edition for edition in editions}
    return [_plan(found[key], tagging, by=person) for key in keys if key in found]


@transaction.atomic
def retag_release(
    release: Release, tagging: Tagging, *, by: User | None, shown: str | None = None
) -> Edition:
    """An edition in hand is saved with the tags. One that is public is corrected: a
    minor correction, which an approver still has to sign; where nothing is left of it
    later, it is discarded. `shown` is the digest of the plan that somebody has read: a
    release of which anything else would become by now is left alone."""
    demand(by, Duty.WRITE)
    release = lock_release(release)
    (plan,) = plan_retagging([release], tagging, person=by)
    if plan.is_left_out:
        raise Refused(plan.why)
    if shown is not None and shown != plan.digest:
        raise Conflict(
            "It changed after you saw what would become of it: it is left alone. See "
            "what will change now."
        )
    if plan.edition.state != State.ISSUED:
        edition = _save(plan.edition, tagging, by=by)
        return _discard(edition, by=by) if _is_undone(edition, by) else edition
    edition = begin_correction(release, by=by)
    edition = _save(edition, tagging, by=by, change=Change.MINOR)
    return submit_edition(edition, by=by, note=_NOTHING_ELSE)


def _is_undone(edition: Edition, by: User | None) -> bool:
    """A correction of tags alone, whose tags are those of what is public again."""
    ours = edition.transitions.filter(by=by, move="submit", note=_NOTHING_ELSE)
    if edition.state != State.IN_REVIEW or not ours.exists():
        return False
    ends = (edition.revisions.earliest("number"), edition.revisions.latest("number"))
    then, now = ({**revision.content, **_UNTOLD} for revision in ends)
    return then == now


def _discard(edition: Edition, *, by: User | None) -> Edition:
    reason = "Its tags are as before: nothing is left to correct."
    return discard_edition(edition, by=by, reason=reason)


def _plan(edition: Edition, tagging: Tagging, *, by: User | None) -> Plan:
    added, removed, unchanged = _difference(edition, tagging)
    stops = _why_not(edition, by) or _why_not_these(edition, tagging)
    if not stops and not added and not removed:
        stops = "Nothing to change: its tags are as you want them."
    why = stops or _how(edition)
    return Plan(edition, added, removed, unchanged, why, bool(stops))


def _why_not(edition: Edition, by: User | None) -> str:
    if edition.state == State.DISCARDED:
        return "It was discarded: bring it back first."
    government = ended(getattr(edition, "known_under", None))
    if government and not may(by, Duty.CHANGE_HISTORY):
        return told_shut(government)
    if edition.state != State.ISSUED:
        if edition.number > 1 and edition.written_by != by:
            somebody = edition.written_by or "a command"
            return f"A correction by {somebody} is in hand: ask them."
        return ""
    now: Any = getattr(edition, "now", None)
    if edition.release.removed_at:
        return "It was removed."
    if edition.live_during.lower > now:
        return "It is scheduled: unschedule it first."
    return ""


def _why_not_these(edition: Edition, tagging: Tagging) -> str:
    for name, other in zip(PARTS, reversed(PARTS), strict=True):
        there = set(_final(edition, other, tagging))
        for organisation in tagging.added_to(edition, name):
            if organisation in there:
                return f"{organisation} would both lead and support it."
    return ""


def _how(edition: Edition) -> str:
    match edition.state:
        case State.ISSUED:
            return (
                "It is public: a minor correction is begun with these tags and "
                "submitted. It must be approved and issued."
            )
        case State.APPROVED:
            return "Its approval ends: it goes back to the approver."
        case State.IN_REVIEW:
            return "It is saved, and stays in review."
    return "The draft is saved with these tags."


def _difference(
    edition: Edition, tagging: Tagging
) -> tuple[list[Any], list[Any], list[Apart]]:
    added, removed, unchanged = [], [], []
    for name in RETAGGED:
        there = _tags(edition, name)
        wanted = tagging.added_to(edition, name)
        unwanted = tagging.taken_off(edition, name)
        added += [tag for tag in wanted if tag not in there]
        removed += [tag for tag in unwanted if tag in there]
        same = [tag for tag in wanted if tag in there]
        same += [tag for tag in unwanted if tag not in there]
        unchanged += [(edition.release_id, name, tag.pk) for tag in same]
    return added, removed, unchanged


def _tags(edition: Edition, name: str) -> list[Any]:
    if name not in PARTS:
        return list(getattr(edition, name).all())
    return [
        involvement.organisation
        for involvement in edition.involvements.all()
        if involvement.part == PARTS[name]
    ]


def _final(edition: Edition, name: str, tagging: Tagging) -> list[Any]:
    unwanted = tagging.taken_off(edition, name)
    stay = [t for t in _tags(edition, name) if t not in unwanted]
    return stay + [t for t in tagging.added_to(edition, name) if t not in stay]


def _save(
    edition: Edition, tagging: Tagging, *, by: User | None, **content: Any
) -> Edition:
    """Over whatever was saved last: only the tags are touched, and they are those of
    now."""
    asked = {*tagging.add, *tagging.remove}
    parts = PARTS if asked & PARTS.keys() else {}
    names = [name for name in TAGS if name in asked] + [*parts]
    last = edition.revisions.latest("number")
    tags: dict[str, Any] = {name: _final(edition, name, tagging) for name in names}
    return save_draft(edition, by=by, based_on=last.number, **tags, **content)
