"""What a role lets somebody do, whatever it is done to."""

from django.db import models
from django.db.models import QuerySet

from briefings.errors import Refused
from briefings.models import AuditEntry, User
from briefings.models.accounts import just_handed_over, told_hours
from briefings.workflow import Duty

WRITER = "Writer"
APPROVER = "Approver"
PUBLISHER = "Publisher"
RECORDS_OFFICER = "Records officer"
PRESS_OFFICER = "Press officer"
ADMINISTRATOR = "Administrator"


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


def demand_notes(person: User | None) -> None:
    if not may_leave_notes(person):
        raise Refused("Your account may not leave notes. Ask an administrator.")


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


def may_look_inside(person: User) -> bool:
    """Whether somebody can sign in and look at what is not public yet."""
    return person.is_active and person.is_staff and may_look(person, "edition")


def may_watch_mail(person: User | None) -> bool:
    return person is None or person.has_perm("briefings.view_mail")


def demand_to_watch_mail(person: User | None) -> None:
    if not may_watch_mail(person):
        raise Refused("Your account may not look after e-mails. Ask an administrator.")
