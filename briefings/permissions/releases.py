"""Who may see, sign, change and show a release or what is in it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from briefings.errors import Refused
from briefings.models import Commitment, Edition, GuestLink, Release, User
from briefings.models.accounts import just_handed_over
from briefings.models.governments import earlier_government
from briefings.models.guests import Purpose
from briefings.models.visibility import hidden_from
from briefings.permissions.duties import demand, may, those_with
from briefings.workflow import UNSEEN_MOVES, Duty, State


def who_may_see(edition: Edition, people: Iterable[User]) -> list[User]:
    """Those of them from whom it is not hidden; `visibility` decides."""
    found = list(people)
    if not edition.release.limited_to:
        return found
    hidden = hidden_from(edition.release, found)
    return [person for person in found if person.pk not in hidden]


def has_written(person: User | None, edition: Edition) -> bool:
    """Wrote the edition, mended it, or sent it out without an approver: those who
    cannot approve it."""
    if (person.pk if person else None) == edition.written_by_id:
        return True
    return Edition.objects.filter(_worked_on(edition, person), pk=edition.pk).exists()


def _worked_on(edition: Edition, person: Any) -> Q:
    """Saved any of it, or sent it out without an approver."""
    sent = edition.transitions.filter(move__in=UNSEEN_MOVES, by=person)
    return Q(Exists(edition.revisions.filter(by=person))) | Q(Exists(sent))


def approvers_for(edition: Edition) -> list[User]:
    """Who can be asked to approve it: those who may, and may see it, and wrote none of
    it, nor sent it out without an approver."""
    theirs = Q(pk=edition.written_by_id) | _worked_on(edition, OuterRef("pk"))
    unknown = Q(pk__in=just_handed_over())
    return who_may_see(edition, those_with(Duty.REVIEW).exclude(theirs | unknown))


def duty_to_describe(commitment: Commitment) -> Duty:
    """A promise that was issued, or is about to be, is kept by those who follow
    promises."""
    return Duty.KEEP_COMMITMENTS if commitment.is_issued else Duty.WRITE


def duty_to_readdress(release: Release) -> Duty:
    """Also to say what it translates: both change where readers find it."""
    return Duty.ISSUE if release.first_published_at else Duty.WRITE


def demand_to_change(release: Release, by: User | None) -> None:
    """What was said for an earlier government is not put otherwise by everybody who
    writes for this one."""
    if government := shut_by_history(release, by):
        raise Refused(told_shut(government))


def may_change(person: User, release: Release) -> bool:
    return may(person, Duty.WRITE) and not shut_by_history(release, person)


def told_shut(government: str) -> str:
    return (
        f"This release was published under the {government}, which has ended. Only "
        "whoever may change releases of earlier governments changes it: ask an "
        "administrator for the role."
    )


def shut_by_history(release: Release, by: User | None) -> str:
    """The government that has ended, for which this person may not speak."""
    if release.first_published_at is None or may(by, Duty.CHANGE_HISTORY):
        return ""
    return earlier_government(release)


def duty_to_let_in(link: GuestLink) -> Duty:
    """Early sight is given by those who know the press, the rest by who writes."""
    is_press = link.purpose == Purpose.EARLY_SIGHT
    return Duty.ACCREDIT if is_press else Duty.WRITE


def demand_to_let_in(edition: Edition, by: User | None) -> None:
    if not may_let_in(by, edition):
        demand(by, Duty.WRITE)
        raise Refused(
            "This release is scheduled. Whoever issues releases, or accredits "
            "journalists, lets somebody read it before its time."
        )


def may_let_in(person: User | None, edition: Edition) -> bool:
    """Outside, to read a draft or to check it. What is signed and waits for its moment
    is shown by those who answer for that moment, or who know the press."""
    if edition.state != State.ISSUED:
        return may(person, Duty.WRITE)
    return may(person, Duty.ISSUE) or may(person, Duty.ACCREDIT)


def may_limit(person: User, release: Release, *, now: datetime) -> bool:
    """Whether the page for it is offered; the actions decide again."""
    return release.limitable(now) and may(person, Duty.WRITE)
