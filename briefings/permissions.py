"""Who may do what. Actions ask here; ways in ask only to hide what would be refused."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from briefings.errors import Refused
from briefings.models import (
    Asset,
    AuditEntry,
    Commitment,
    Edition,
    GuestLink,
    Release,
    User,
)
from briefings.models.accounts import just_handed_over, told_hours
from briefings.models.governments import earlier_government
from briefings.models.guests import Purpose
from briefings.models.visibility import hidden_from, seeing_everything
from briefings.workflow import MOVES, UNSEEN_MOVES, Duty, Move, State

WRITER = "Writer"
APPROVER = "Approver"
PUBLISHER = "Publisher"
RECORDS_OFFICER = "Records officer"
PRESS_OFFICER = "Press officer"
ADMINISTRATOR = "Administrator"
RIGHTS_ARE_READ = (
    "The file is in a release that is in review, approved or issued, and its terms of "
    "use change there at once. Take the release back from review first, or ask whoever "
    "can issue releases."
)


def may(person: User | None, duty: Duty) -> bool:
    """Nobody is the clock, or a command typed on the server, and may do anything."""
    return person is None or person.has_perm(f"briefings.{duty}")


def demand(person: User | None, duty: Duty) -> None:
    if not may(person, duty):
        what = duty.label.removeprefix("Can ")
        raise Refused(
            f"Your account may not {what}. Ask an administrator for the role."
        )
    if duty == Duty.REVIEW:
        demand_known(person)


def demand_known(person: User | None) -> None:
    """Before somebody signs for what others did: their account could be entered by who
    did it."""
    if person and just_handed_over().filter(pk=person.pk).exists():
        raise Refused(
            "Somebody else changed how your account is entered. For "
            f"{told_hours()} it approves nothing and sees no draft that is limited to "
            "some, unless another administrator confirms that it is yours."
        )


def demand_rights_over(asset: Asset, by: User | None) -> None:
    demand(by, Duty.WRITE)
    with seeing_everything():
        is_submitted = asset.is_submitted
    if not may_change_rights(by, is_submitted=is_submitted):
        raise Refused(RIGHTS_ARE_READ)


def may_change_rights(person: User | None, *, is_submitted: bool) -> bool:
    """What may be done with a file holds wherever it is used, at once: if that is in
    words that an approver reads or signed, whoever issues words answers for it."""
    return may(person, Duty.ISSUE if is_submitted else Duty.WRITE)


def demand_to_show(portrait: Asset, by: User | None) -> None:
    """A portrait is public as soon as the person is: a picture that a release holds
    back goes out so only by whoever could issue that release."""
    published = Asset.objects.published().filter(pk=portrait.pk)  # type: ignore[attr-defined]
    if may(by, Duty.ISSUE) or published.exists():
        return
    with seeing_everything():
        is_held_back = portrait.is_submitted
    if is_held_back:
        raise Refused(
            "This picture is in a release that is not public yet: whoever can issue "
            "releases makes it a portrait before."
        )


def may_open_desk(person: Any, proofs: list[dict[str, Any]]) -> bool:
    """Everything of the admin is behind this. `proofs` are what the browser has shown
    since it was signed in, so that a session from before somebody had a second factor
    does not open the desk afterwards."""
    if not (person.is_active and person.is_staff):
        return False
    return shows_second_factor(proofs) or settings.SECOND_FACTOR == "optional"


def shows_second_factor(proofs: list[dict[str, Any]]) -> bool:
    """Here, or to a directory that asks for one."""
    return is_vouched_for(proofs) or any(proof["method"] == "mfa" for proof in proofs)


def is_vouched_for(proofs: list[dict[str, Any]]) -> bool:
    """Came through a directory that asks for a second factor itself."""
    directory = settings.DIRECTORY
    return bool(directory and directory.brings_second_factor) and any(
        proof["method"] == "socialaccount" for proof in proofs
    )


def may_do_everything(person: Any) -> bool:
    """Beyond any role."""
    return bool(person.is_superuser)


def demand_to_keep(account: User, by: User | None) -> None:
    """Whoever looks after an account could enter it: nobody looks after one that may
    do more than theirs."""
    demand(by, Duty.KEEP_ACCOUNTS)
    if not may_keep(account, by):
        raise Refused(
            "This account may do more than yours. Ask somebody who may do as much."
        )


def may_keep(account: User, by: User | None) -> bool:
    if by is None or by.is_superuser:
        return may(by, Duty.KEEP_ACCOUNTS)
    is_beyond = account.is_superuser or held_by(account).difference(held_by(by))
    return may(by, Duty.KEEP_ACCOUNTS) and not is_beyond


def demand_to_give(roles: Iterable[Group], by: User | None) -> None:
    """Nobody gives more than they have."""
    demand(by, Duty.KEEP_ACCOUNTS)
    beyond = set(roles) - set(roles_to_give(by))
    if beyond:
        names = ", ".join(sorted(role.name for role in beyond))
        raise Refused(f"You cannot give more than you have yourself: {names}.")


def may_give(roles: Iterable[Group], by: User | None) -> bool:
    return may(by, Duty.KEEP_ACCOUNTS) and not set(roles) - set(roles_to_give(by))


def roles_to_give(by: User | None) -> models.QuerySet[Group]:
    roles = Group.objects.order_by("name")
    if by is None or by.is_superuser:
        return roles
    beyond = Permission.objects.exclude(pk__in=held_by(by).values("pk"))
    return roles.exclude(pk__in=Group.objects.filter(permissions__in=beyond))


def demand_others_roles(account: User, by: User | None) -> None:
    """Also of the only one there is, so that the last administrator stays one."""
    if account == by:
        raise Refused("Nobody changes their own roles: ask a colleague.")


def demand_everything(by: User | None) -> None:
    """What a role is, and what goes beyond the roles."""
    if by is not None and not (by.is_active and by.is_superuser):
        raise Refused("Only an account that may do everything changes this.")


def held_by(account: User) -> models.QuerySet[Permission]:
    """By its roles and by itself; also while it is switched off."""
    held = Permission.objects.filter(Q(user=account) | Q(group__user=account))
    return held.order_by().distinct()


def may_leave_notes(person: User | None) -> bool:
    return person is None or person.has_perm("briefings.add_editorialnote")


def audit_open_to(person: User | None) -> models.QuerySet[AuditEntry]:
    """What somebody may read of the audit, everywhere it is read. It holds words under
    embargo: whoever may not see a release may not see what happened to it."""
    may_read = person is None or may_look(person, "auditentry")
    return AuditEntry.objects.all() if may_read else AuditEntry.objects.none()


def may_look(person: User, model: str) -> bool:
    return person.has_perm(f"briefings.view_{model}")


def may_enter(person: User, model: str) -> bool:
    """Add rows of a register."""
    return person.has_perm(f"briefings.add_{model}")


def demand_to_look(person: User | None, model: type[models.Model]) -> None:
    meta = model._meta
    if person is not None and not may_look(person, str(meta.model_name)):
        raise Refused(
            f"Your account may not look at {meta.verbose_name_plural}. "
            "Ask an administrator for a role."
        )


def demand_memberships(person: User | None) -> None:
    if person is not None and not person.has_perm("briefings.add_membership"):
        raise Refused(
            "Your account may not say who belongs to an organisation. "
            "Ask an administrator."
        )


def who_may_see(edition: Edition, people: Iterable[User]) -> list[User]:
    """Those of them from whom it is not hidden; `visibility` decides."""
    found = list(people)
    if not edition.release.limited_to:
        return found
    hidden = hidden_from(edition.release, found)
    return [person for person in found if person.pk not in hidden]


def demand_notes(person: User | None) -> None:
    if not may_leave_notes(person):
        raise Refused("Your account may not leave notes. Ask an administrator.")


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


def holders_of(duty: Duty) -> list[User]:
    """Whose account is open, and who are trusted with it."""
    return list(those_with(duty))


def those_with(duty: Duty) -> QuerySet[User]:
    """As rows, to be narrowed."""
    holders = User.objects.with_perm(
        f"briefings.{duty}",
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return holders.order_by("first_name", "username")


def approvers_for(edition: Edition) -> list[User]:
    """Who can be asked to approve it: those who may, and may see it, and wrote none of
    it, nor sent it out without an approver."""
    theirs = Q(pk=edition.written_by_id) | _worked_on(edition, OuterRef("pk"))
    unknown = Q(pk__in=just_handed_over())
    return who_may_see(edition, those_with(Duty.REVIEW).exclude(theirs | unknown))


def may_look_inside(person: User) -> bool:
    """Whether somebody can sign in and look at what is not public yet."""
    return person.is_active and person.is_staff and may_look(person, "edition")


def may_watch_mail(person: User | None) -> bool:
    return person is None or person.has_perm("briefings.view_mail")


def demand_to_watch_mail(person: User | None) -> None:
    if not may_watch_mail(person):
        raise Refused("Your account may not look after e-mails. Ask an administrator.")


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


def acts_open_to(person: User, edition: Edition, *, now: datetime) -> set[str]:
    """What may be done about the release of an edition, mostly by the names of the
    events in `workflow`; the actions decide again."""
    release = edition.release
    is_issued = edition.state == State.ISSUED
    is_live = is_issued and Edition.objects.public(now).filter(pk=edition.pk).exists()
    # One that is in hand has none after it.
    is_latest = not is_issued or edition == release.newest_edition
    acts = set()
    if _waits_for_approval(edition) and may(person, Duty.REVIEW):
        acts |= set() if has_written(person, edition) else {"approve_afterwards"}
    if not is_issued or not shut_by_history(release, person):
        acts |= _acts_on_the_note(person, edition, now)
        acts |= (
            {"correct"} if is_live and is_latest and may(person, Duty.WRITE) else set()
        )
    if edition.state == State.DISCARDED:
        return acts
    if is_live and may(person, Duty.TAKE_DOWN):
        acts |= {"remove", "reinstate" if release.withdrawn(now) else "withdraw"}
    if is_latest and not release.removed_at and may(person, duty_to_readdress(release)):
        acts |= {"readdress", "part" if release.translation_of_id else "join"}
    return acts


def _acts_on_the_note(person: User, edition: Edition, now: datetime) -> set[str]:
    is_read = edition.live_from is not None and edition.live_from <= now
    has_note = is_read and bool(edition.change_note.strip())
    return {"correct_note"} if has_note and may(person, Duty.ISSUE) else set()


def _waits_for_approval(edition: Edition) -> bool:
    return bool(edition.urgency) and (
        Edition.objects.unapproved().filter(pk=edition.pk).exists()
    )


def moves_open_to(person: User, edition: Edition) -> list[Move]:
    """The buttons to show; the actions decide again when one is pressed."""
    return [
        move
        for move in MOVES.values()
        if move.can_start_from(edition.state)
        and may(person, move.duty)
        and not _is_pointless(move, person, edition)
    ]


def _is_pointless(move: Move, person: User, edition: Edition) -> bool:
    """Moves that happen by themselves, or that would be refused for another reason than
    the state and the duty."""
    if move.name == "approve":
        return has_written(person, edition)
    if move.name in ("issue", "backdate", "issue_urgently"):
        return edition.release.removed_at is not None
    return move.name in ("reopen", "put_back")
